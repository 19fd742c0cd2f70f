"""Answers on the command line: one query, in this process, written as it is found."""

from dataclasses import dataclass
from typing import BinaryIO

from trips_graph.formats import Format
from trips_graph.model.release import Release
from trips_graph.web.querying.answers import open_store, write_answer
from trips_graph.web.querying.context import read_serialisation
from trips_graph.web.querying.guard import check_query

_LONGEST = 10_000_000


@dataclass(frozen=True, slots=True)
class DirectQuery:
    """A query that names its dataset itself, if at all."""

    query: str
    default_graphs: None = None
    named_graphs: None = None


def answer_release(release: Release, query: str, form: Format | None, output: BinaryIO) -> None:
    """Write the answer to a query over a release; no time limit holds, other servers are not asked.

    Errors: `NotARelease`, `BadQuery`, `FormatUnfit`.
    """
    check_query(query, _LONGEST)
    store, serialisation = open_store(release), read_serialisation(release)
    write_answer(store, DirectQuery(query), form, serialisation, output)
    output.flush()
