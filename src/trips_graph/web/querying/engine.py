"""What answers queries: the interface of every engine, and why one does not answer.

Two engines keep to it: `pool.Pool` (worker processes over the store of a release) and
`remote.RemoteEngine` (a SPARQL 1.1 store elsewhere). Protocol, guards and pages know no other.
"""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from trips_graph.errors import BadQuery, TripsGraphError
from trips_graph.formats import Format

FAILED = "the answer failed on our side; it has been logged"
Term = NamedNode | BlankNode | Literal | Triple


class Busy(TripsGraphError):
    """No place for a query now; the client may ask again."""


class OutOfTime(TripsGraphError):
    """A query that did not end before its deadline."""


class WorkerCrashed(TripsGraphError):
    """A query that ended its worker: too deep for its stack, or too large for its memory."""


class TooDemanding(BadQuery):
    """A query that the engine cannot evaluate in the stack and the memory that it is given."""


class WorkerLost(TripsGraphError):
    """A worker that did not start, or ended for a reason that is not its query."""


class AnswerFailed(TripsGraphError):
    """An answer that failed for a reason that nobody foresaw: it is logged, and ours."""


class StoreFailed(TripsGraphError):
    """A store elsewhere that does not answer, or not as it should."""


class TooSlow(TripsGraphError):
    """A client that takes its answer too slowly; the transfer is broken off."""


@dataclass(frozen=True, slots=True)
class Question:
    """A query of a stranger, and the format of its answer, which must fit the form of the query.

    `default_graphs` and `named_graphs` are the protocol's; None and None leave the dataset to the
    query, whose default graph is then the union. `seconds` is the deadline of its evaluation.
    """

    query: str
    form: Format
    seconds: float
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """A query of our own; `bindings` binds variables to IRIs, all of them in the projection."""

    query: str
    bindings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rows:
    """The terms of an answer; `more` is whether rows follow, `boolean` the answer to ASK."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    more: bool = False
    boolean: bool | None = None

    def records(self) -> list[dict[str, Term | None]]:
        """Return each row as a mapping from variable to term."""
        return [dict(zip(self.variables, row, strict=True)) for row in self.rows]


class Stream(Protocol):
    """An answer on its way; an error while it is read means that it is cut, never that it ends."""

    def __aiter__(self) -> AsyncIterator[bytes]:
        """Return the pieces of the answer."""

    async def aclose(self) -> None:
        """Give back what the answer holds, whether it was read to its end or not."""


class Engine(Protocol):
    """What evaluates queries; each call may raise `Busy`, `OutOfTime`, `BadQuery` and their kin."""

    async def start(self) -> None:
        """Make ready to answer."""

    async def stop(self) -> None:
        """End at once; what is being answered is broken off."""

    async def retire(self) -> None:
        """End once everything that is being answered has been answered."""

    def is_ready(self) -> bool:
        """Return whether a query would be taken now."""

    async def open(self, question: Question, client: str) -> Stream:
        """Return the answer once its first piece is there: until here, errors have a status.

        `client` is whom the query comes from; each has a fair share.
        """

    async def rows(self, question: OwnQuestion, limit: int, skip: int = 0) -> Rows:
        """Return at most `limit` rows after the first `skip`; of a graph its triples, sorted."""
