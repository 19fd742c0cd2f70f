"""Answers: from the release, which holds those that are asked most, or from the engine.

An answer is read as SPARQL results in JSON, whole, and kept in that form.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from anyio import from_thread
from pydantic_core import from_json

from trips_graph.errors import BadQuery
from trips_graph.formats import JSON
from trips_graph.model.question import PublishedQuestion
from trips_graph.web.linked.caching import make_strong_etag
from trips_graph.web.querying.engine import Question
from trips_graph.web.site import Site

Cell = Mapping[str, str]
"""A term as SPARQL results in JSON have it: `value`, `type`, `datatype`, `xml:lang`."""
Row = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of an answer; a row lacks the variables that have no value."""

    rows: tuple[Row, ...]

    def values(self, variable: str) -> Iterator[str]:
        """Return the values of a variable, row by row, where there is one."""
        return (row[variable]["value"] for row in self.rows if variable in row)


def find_answer(site: Site, asked: PublishedQuestion, client: str = "") -> bytes:
    """Return the answer as SPARQL results in JSON: of the release, as kept, else as made now."""
    held = site.release.artefact(asked.artefact)
    if held is not None:
        return (site.release.folder / held.path).read_bytes()
    return find_results(site, asked.query, client)


def find_results(site: Site, query: str, client: str = "") -> bytes:
    """Return the results of a query of ours in JSON, as kept or as made now."""
    if not site.is_fixed:
        return from_thread.run(_ask, site, query, client)
    key = make_strong_etag(site.release.manifest.id, "question", query)
    return site.keep(key, lambda: from_thread.run(_ask, site, query, client))


def read_answer(body: bytes) -> Answer:
    """Return the rows of results in JSON."""
    read: Any = from_json(body)
    if "results" not in read:
        raise BadQuery("a question of ours is answered by rows")
    return Answer(tuple(read["results"]["bindings"]))


async def _ask(site: Site, query: str, client: str) -> bytes:
    stream = await site.own.open(Question(query, JSON, site.settings.query_seconds), client)
    try:
        return b"".join([piece async for piece in stream])
    finally:
        await stream.aclose()
