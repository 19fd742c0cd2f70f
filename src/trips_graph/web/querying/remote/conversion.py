"""What a store answers, read by pyoxigraph; our own writers then put it into any format."""

from collections.abc import Callable
from typing import BinaryIO, TypeVar, cast

from pyoxigraph import (
    Literal,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    parse,
    parse_query_results,
)

from trips_graph.errors import TripsGraphError
from trips_graph.formats import JSON, N_TRIPLES
from trips_graph.web.querying.answers import TOO_DEMANDING, Result
from trips_graph.web.querying.engine import TooDemanding
from trips_graph.web.querying.guard import query_form
from trips_graph.web.querying.remote.exchange import failed
from trips_graph.web.querying.remote.feed import Feed
from trips_graph.web.querying.tokens import tokenise

_GRAPHS = ("CONSTRUCT", "DESCRIBE")
_T = TypeVar("_T")


def accepted(query: str) -> str:
    """Return the media type that a store is asked for."""
    return (N_TRIPLES if _form(query) in _GRAPHS else JSON).media_type


def convert(query: str, feed: Feed, use: Callable[[Result], _T]) -> _T:
    """Return what is made of the answer to a query; called in a thread.

    Errors: what ended the feed; `StoreFailed` for an answer that cannot be read to its end;
    `TooDemanding`; those of `use`.
    """
    reason: TripsGraphError
    try:
        return use(_read(query, cast(BinaryIO, feed)))
    except (SyntaxError, ValueError, OSError) as error:
        reason = feed.error or failed(f"unreadable: {error}")
    except (MemoryError, RecursionError):
        reason = TooDemanding(TOO_DEMANDING)
    except TripsGraphError as error:
        reason = error
    # pyoxigraph's objects may only be dropped in this thread; a traceback would carry them off.
    reason.__cause__ = reason.__context__ = None
    raise reason.with_traceback(None)


def _form(query: str) -> str | None:
    return query_form(tuple(tokenise(query)))


def _read(query: str, source: BinaryIO) -> Result:
    form = _form(query)
    if form in _GRAPHS:
        return (quad.triple for quad in parse(source, format=RdfFormat.N_TRIPLES))
    found = parse_query_results(source, format=QueryResultsFormat.JSON)
    return _read_truth(found) if form == "ASK" and isinstance(found, QuerySolutions) else found


def _read_truth(table: QuerySolutions) -> QueryBoolean:
    """Virtuoso 7.2 answers ASK by a table: no row, or one with the number 1."""
    values = [value for row in table for value in row]
    truth = any(
        isinstance(value, Literal) and value.value not in ("0", "false") for value in values
    )
    text = f'{{"head":{{}},"boolean":{str(truth).lower()}}}'
    return cast(QueryBoolean, parse_query_results(text, format=QueryResultsFormat.JSON))
