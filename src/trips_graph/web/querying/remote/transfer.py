"""One answer on its way from a store to a client, rewritten between them in a thread.

The clocks are those of a worker's answer (`querying.transfer`): the deadline counts the time in
which the store is waited for, and a client that does not take the next piece is not waited for.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass

from anyio import (
    BrokenResourceError,
    CapacityLimiter,
    ClosedResourceError,
    EndOfStream,
    create_memory_object_stream,
    from_thread,
    to_thread,
)

from trips_graph.errors import TripsGraphError
from trips_graph.web.querying.answers import Output, Result
from trips_graph.web.querying.engine import FAILED, AnswerFailed, Busy, TooSlow
from trips_graph.web.querying.outlet import Outlet
from trips_graph.web.querying.remote.conversion import convert
from trips_graph.web.querying.remote.ending import finish
from trips_graph.web.querying.remote.feed import Feed, Pieces
from trips_graph.web.querying.transfer import Clocks, keep_pace
from trips_graph.web.querying.turns import Turn

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Rewriting:
    """What is done with the answer to a query; `largest` is how many bytes may be written."""

    query: str
    write: Callable[[Result, Output], None]
    largest: int
    clocks: Clocks
    threads: CapacityLimiter


class RemoteTransfer:
    """A `Stream` over the answer of a store; it holds a turn until it is closed."""

    def __init__(self, rewriting: Rewriting) -> None:
        self._rewriting = rewriting
        self._give, self._take = create_memory_object_stream[bytes](1)
        self._timers: list[asyncio.TimerHandle] = []
        self._first: bytes | None = None
        self._error: TripsGraphError | None = None
        self._feed: Feed | None = None
        self._task: asyncio.Task[None] | None = None
        self.turn: Turn | None = None

    async def begin(self, pieces: Pieces) -> None:
        """Read and rewrite, and wait for the first piece of what comes of it."""
        loop, clocks = asyncio.get_running_loop(), self._rewriting.clocks
        if clocks.long < clocks.evaluation:
            self._timers.append(loop.call_later(clocks.long, self._lengthen))
        too_long = TooSlow(f"the transfer did not end within {clocks.transfer:g} seconds")
        self._timers.append(loop.call_later(clocks.transfer, self.end, too_long))
        self._feed = Feed(pieces)
        self._task = asyncio.create_task(self._run(self._feed))
        self._first = await self._read()

    def __aiter__(self) -> AsyncIterator[bytes]:
        """Return the pieces; each is wanted within `STALL` seconds of the one before."""
        return keep_pace(self._first, self._read, self.end)

    async def aclose(self) -> None:
        """End the exchange and the thread, whether the answer was read or not."""
        for timer in self._timers:
            timer.cancel()
        self.end(Busy("the answer was given up"))
        await finish(self._close())

    def evict(self) -> None:
        """End the query for the sake of others that wait."""
        self.end(Busy("the places for long queries are taken; ask again later, or for less"))

    def end(self, reason: TripsGraphError) -> None:
        """Break the answer off, for that reason unless there was one before."""
        self._error = self._error or reason
        if self._feed is not None:
            self._feed.end(reason)
        self._give.close()
        self._take.close()

    async def _close(self) -> None:
        try:
            if self._feed is not None and self._task is not None:
                await self._feed.aclose()
                await asyncio.wait({self._task})
        finally:
            if self.turn is not None:
                self.turn.leave()

    def _lengthen(self) -> None:
        if self.turn is not None:
            self.turn.lengthen()

    async def _read(self) -> bytes | None:
        try:
            return await self._take.receive()
        except (EndOfStream, ClosedResourceError):
            if self._error is not None:
                raise self._error from None
            return None

    async def _run(self, feed: Feed) -> None:
        try:
            await to_thread.run_sync(self._rewrite, feed, limiter=self._rewriting.threads)
        except TripsGraphError as error:
            self._error = self._error or error
        except Exception:  # without an error the answer would count as whole
            logger.exception("answer failed")
            self._error = self._error or AnswerFailed(FAILED)
        finally:
            self._give.close()

    async def _put(self, piece: bytes) -> bool:
        """Return whether somebody takes the piece; no exception crosses to the thread."""
        with suppress(BrokenResourceError, ClosedResourceError):
            await self._give.send(piece)
            return True
        return False

    def _send(self, piece: bytes) -> None:
        if not from_thread.run(self._put, piece):
            raise TooSlow("nobody reads on")

    def _rewrite(self, feed: Feed) -> None:
        outlet = Outlet(self._send, self._rewriting.largest)
        write = self._rewriting.write
        convert(self._rewriting.query, feed, lambda result: write(result, outlet))
        outlet.flush()
