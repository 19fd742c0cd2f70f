"""The engine of a store elsewhere: what a `Pool` is for the store of a release."""

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar
from weakref import WeakSet

import httpx
from anyio import CapacityLimiter, to_thread

from trips_graph.stores import Account
from trips_graph.web.querying.answers import (
    AnswerTooLarge,
    Output,
    Result,
    take_rows,
    write_result,
)
from trips_graph.web.querying.context import Serialisation
from trips_graph.web.querying.engine import Busy, OwnQuestion, Question, Rows
from trips_graph.web.querying.remote.bindings import bind
from trips_graph.web.querying.remote.conversion import accepted, convert
from trips_graph.web.querying.remote.ending import finish
from trips_graph.web.querying.remote.exchange import Deadline, RemoteStore, StoreQuery
from trips_graph.web.querying.remote.feed import Feed, Pieces
from trips_graph.web.querying.remote.transfer import RemoteTransfer, Rewriting
from trips_graph.web.querying.transfer import Clocks
from trips_graph.web.querying.turns import Places, Turns

_LONGEST_WAIT = 10.0
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class RemoteLimits:
    """What an engine may ask of its store: places, time, and the size of an answer, in bytes."""

    places: Places
    clocks: Clocks
    answer: int


class RemoteEngine:
    """The queries to one store; an `Engine`. All its methods belong to one event loop.

    The store evaluates a query on after we gave it up; its own deadline should be no longer.
    """

    def __init__(
        self,
        address: httpx.URL,
        account: Account | None,
        limits: RemoteLimits,
        serialisation: Serialisation,
    ) -> None:
        self._address, self._account = address, account
        self._limits, self._serialisation = limits, serialisation
        self._turns = Turns(limits.places)
        self._threads = CapacityLimiter(limits.places.quick + limits.places.long)
        self._store: RemoteStore | None = None
        self._transfers: WeakSet[RemoteTransfer] = WeakSet()

    async def start(self) -> None:
        """Make ready to ask; nothing is asked yet."""
        self._store = RemoteStore(self._address, self._account)

    async def stop(self) -> None:
        """Break off every answer and close every connection."""
        store, self._store = self._store, None
        for transfer in tuple(self._transfers):
            transfer.end(Busy("the server is stopping"))
        if store is not None:
            await store.aclose()

    async def retire(self) -> None:
        """End once everything that is being answered has been answered."""
        await self._turns.fall_quiet()
        await self.stop()

    def is_ready(self) -> bool:
        """Return whether a query would be sent to the store."""
        return self._store is not None

    async def open(self, question: Question, client: str) -> RemoteTransfer:
        """Return the answer to a stranger's query, as `Engine.open`."""
        asked = StoreQuery(
            question.query,
            accepted(question.query),
            question.default_graphs,
            question.named_graphs,
        )
        transfer = RemoteTransfer(self._rewriting(question))
        self._transfers.add(transfer)
        try:
            transfer.turn = await self._turns.take(client, transfer.evict, _LONGEST_WAIT)
            await transfer.begin(self._ask(asked, question.seconds))
        except BaseException:
            await transfer.aclose()
            raise
        return transfer

    async def rows(self, question: OwnQuestion, limit: int, skip: int = 0) -> Rows:
        """Return rows of a question of our own, as `Engine.rows`."""
        return await self._use(question, lambda result: take_rows(result, limit, skip))

    async def _use(self, question: OwnQuestion, use: Callable[[Result], _T]) -> _T:
        """Return what is made, in a thread, of the answer to a question of our own."""
        query = bind(question.query, question.bindings)
        ended = Busy("the server is stopping")
        turn = await self._turns.take("", lambda: None, _LONGEST_WAIT)
        try:
            pieces = self._ask(StoreQuery(query, accepted(query)), self._limits.clocks.evaluation)
            feed = Feed(_limit(pieces, self._limits.answer))
            try:
                work = partial(convert, query, feed, use)
                return await to_thread.run_sync(work, limiter=self._threads)
            finally:
                feed.end(ended)
                await finish(feed.aclose())
        finally:
            turn.leave()

    def _ask(self, asked: StoreQuery, seconds: float) -> Pieces:
        if self._store is None:
            raise Busy("the server is stopping")
        return self._store.ask(asked, Deadline(seconds))

    def _rewriting(self, question: Question) -> Rewriting:
        form, serialisation = question.form, self._serialisation
        clocks = replace(self._limits.clocks, evaluation=question.seconds)

        def write(result: Result, output: Output) -> None:
            write_result(result, form, serialisation, output)

        return Rewriting(question.query, write, self._limits.answer, clocks, self._threads)


async def _limit(pieces: Pieces, largest: int) -> AsyncGenerator[bytes]:
    """Yield the pieces; `AnswerTooLarge` where they outgrow a size."""
    size = 0
    async with aclosing(pieces):
        async for piece in pieces:
            size += len(piece)
            if size > largest:
                raise AnswerTooLarge(f"the answer is larger than {largest:,} bytes")
            yield piece
