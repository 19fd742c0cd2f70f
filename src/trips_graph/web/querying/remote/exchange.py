"""One exchange with a store: a query goes out, the bytes of its answer come in, or a reason.

What the store says of a query is the client's, told shortly; what is wrong with the store is
logged, and the client learns that it is so, not where the store stands.
"""

import asyncio
import logging
import re
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable
from dataclasses import dataclass
from typing import TypeVar

import httpx

from trips_graph.errors import BadQuery, TripsGraphError
from trips_graph.stores import Account, SignIn, headers, say_failure, shorten
from trips_graph.web.querying.answers import AnswerTooLarge, read_syntax_error
from trips_graph.web.querying.engine import Busy, OutOfTime, StoreFailed
from trips_graph.web.querying.guard import names_dataset

logger = logging.getLogger(__name__)

_CONNECT_SECONDS = 5.0
_LONGEST_ERROR = 10_000
_UNION = "union-default-graph"
# Answered by 500, and yet the query's: what SQL calls so (22 values, 37 and 42 syntax) in Virtuoso,
# a function that there is not in Oxigraph.
_FAULT_OF_QUERY = re.compile(r"Virtuoso (?:22|37|42)\w{3} Error |The custom function <")
_OUT_OF_TIME = re.compile(r"Virtuoso S1T\w{2} Error |estimated execution time|[Tt]imed? ?out")
_ECHO = "\n\nSPARQL query:"
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class StoreQuery:
    """A query as a store is asked it; the graphs are the protocol's, None leaves the choice."""

    query: str
    accept: str
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None

    @property
    def names_dataset(self) -> bool:
        """Whether the default graph is chosen, by the protocol or in the query."""
        given = self.default_graphs is not None or self.named_graphs is not None
        return given or names_dataset(self.query)


class Deadline:
    """So many seconds in which a store is waited for, however often; `OutOfTime` after them."""

    def __init__(self, seconds: float) -> None:
        self._seconds = self._left = seconds

    async def wait(self, awaited: Awaitable[_T]) -> _T:
        """Return what is waited for."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        try:
            async with asyncio.timeout(max(self._left, 0.0)):
                return await awaited
        except TimeoutError as error:
            raise OutOfTime(f"the query did not end within {self._seconds:g} seconds") from error
        finally:
            self._left -= loop.time() - began


class RemoteStore:
    """A store elsewhere and the connections to it."""

    def __init__(self, address: httpx.URL, account: Account | None) -> None:
        self._address = address
        self._client = httpx.AsyncClient(
            auth=SignIn(account) if account else None,
            headers=headers(),
            timeout=httpx.Timeout(None, connect=_CONNECT_SECONDS),  # what else takes, `Deadline`
            limits=httpx.Limits(max_connections=None, max_keepalive_connections=16),
        )

    async def aclose(self) -> None:
        """Close every connection."""
        await self._client.aclose()

    async def ask(self, asked: StoreQuery, deadline: Deadline) -> AsyncGenerator[bytes]:
        """Yield the bytes of the answer.

        Errors: `BadQuery`, `Busy`, `OutOfTime`, `StoreFailed`; `AnswerTooLarge` for a store that
        says that it cut the answer.
        """
        response = await self._send(asked, deadline)
        try:
            await _refuse_failed(response, deadline)
            _refuse_cut(response)
            pieces = response.aiter_raw()
            while (piece := await _read(pieces, deadline)) is not None:
                yield piece
        finally:
            await response.aclose()

    async def _send(self, asked: StoreQuery, deadline: Deadline) -> httpx.Response:
        address = self._address
        if asked.names_dataset:  # with it Oxigraph refuses the protocol's graphs, and ignores FROM
            address = address.copy_remove_param(_UNION)
        fields: dict[str, str | list[str]] = {"query": asked.query}
        if asked.default_graphs is not None:
            fields["default-graph-uri"] = list(asked.default_graphs)
        if asked.named_graphs is not None:
            fields["named-graph-uri"] = list(asked.named_graphs)
        request = self._client.build_request(
            "POST", address, data=fields, headers={"Accept": asked.accept}
        )
        try:
            return await deadline.wait(self._client.send(request, stream=True))
        except httpx.TransportError as error:
            raise failed(f"no exchange ({say_failure(error)})") from error


async def _read(pieces: AsyncIterator[bytes], deadline: Deadline) -> bytes | None:
    try:
        return await deadline.wait(anext(pieces, None))
    except httpx.TransportError as error:
        raise failed(f"the answer is cut ({say_failure(error)})") from error


async def _refuse_failed(response: httpx.Response, deadline: Deadline) -> None:
    if response.is_success:
        return
    told = bytearray()
    pieces = response.aiter_raw()
    while len(told) < _LONGEST_ERROR and (piece := await _read(pieces, deadline)) is not None:
        told += piece
    text = told[:_LONGEST_ERROR].decode("utf-8", "replace").partition(_ECHO)[0]
    raise _fault(response.status_code, text)


def _fault(status: int, text: str) -> TripsGraphError:
    """Return what an answer that is none means; `text` is what the store says."""
    if _OUT_OF_TIME.search(text) or status in (httpx.codes.REQUEST_TIMEOUT, 504):
        return OutOfTime("the query did not end within the time that the store gives it")
    if status == httpx.codes.BAD_REQUEST or _FAULT_OF_QUERY.match(text):
        return read_syntax_error(SyntaxError(shorten(text)))
    if status in (httpx.codes.SERVICE_UNAVAILABLE, httpx.codes.TOO_MANY_REQUESTS):
        return Busy("the store is busy; ask again in a moment")
    if status == httpx.codes.REQUEST_ENTITY_TOO_LARGE:
        return BadQuery("the store does not take a query of this length")
    return failed(f"status {status}: {shorten(text)}")


def _refuse_cut(response: httpx.Response) -> None:
    """Virtuoso cuts a table at its `ResultSetMaxRows`, and says so only in this header."""
    most = response.headers.get("x-sparql-maxrows")
    if most is not None:
        raise AnswerTooLarge(
            f"the store gives no more than {shorten(most)} rows; ask for less (LIMIT)"
        )
    if response.headers.get("x-sql-state"):  # it gave up, and sends what it had found
        raise OutOfTime("the query did not end within the time that the store gives it")


def failed(reason: str) -> StoreFailed:
    """Return what a client learns of a store that fails; the reason goes into the log."""
    logger.error("store failed reason=%s", reason)
    return StoreFailed("the store behind this server does not answer as it should")
