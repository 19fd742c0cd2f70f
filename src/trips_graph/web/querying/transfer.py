"""One answer on its way from a worker to a client, and the clocks that it runs against.

The deadline counts the time in which the worker is waited for. A client that does not take the
next piece in time, or that takes too long over all, ends the transfer; whoever reads the answer
then gets an error, never an end.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from trips_graph.errors import BadInput, TripsGraphError
from trips_graph.web.querying.engine import AnswerFailed, Busy, OutOfTime, TooSlow
from trips_graph.web.querying.processes import WorkerProcess
from trips_graph.web.querying.turns import Turn
from trips_graph.web.querying.worker import END, Task

STALL = 10.0
"""Seconds within which a client must take the next piece of its answer."""


@dataclass(frozen=True, slots=True)
class Clocks:
    """Seconds: of evaluation, of the whole transfer, and after which a query counts as long."""

    evaluation: float
    transfer: float
    long: float


class Home(Protocol):
    """Where a worker comes from, and goes to."""

    def keep(self, worker: WorkerProcess) -> None:
        """Take back a worker that has answered."""

    def give_up(self, worker: WorkerProcess) -> None:
        """End a worker for good."""

    def replace(self) -> None:
        """Start a worker in place of one that a query keeps or has ended."""


async def keep_pace(
    first: bytes | None,
    read: Callable[[], Awaitable[bytes | None]],
    end: Callable[[TripsGraphError], None],
) -> AsyncIterator[bytes]:
    """Return the pieces of an answer; `end` is called where a client does not take one in time."""
    loop, piece = asyncio.get_running_loop(), first
    while piece is not None:
        stalled = TooSlow(f"the client took nothing for {STALL:g} seconds")
        timer = loop.call_later(STALL, end, stalled)
        try:
            yield piece
        finally:
            timer.cancel()
        piece = await read()


class Transfer:
    """A `Stream` over the frames of a worker; it holds the worker and a turn until it is closed."""

    def __init__(self, home: Home, clocks: Clocks) -> None:
        self._home, self._clocks = home, clocks
        self._left = clocks.evaluation
        self._first: bytes | None = None
        self._is_done = False
        self._timers: list[asyncio.TimerHandle] = []
        self.turn: Turn | None = None
        self.worker: WorkerProcess | None = None

    async def begin(self, task: Task) -> None:
        """Give the worker its task and wait for the first piece of the answer."""
        assert self.worker is not None
        loop = asyncio.get_running_loop()
        if self._clocks.long < self._clocks.evaluation:
            self._timers.append(loop.call_later(self._clocks.long, self._lengthen))
        too_long = TooSlow(f"the transfer did not end within {self._clocks.transfer:g} seconds")
        self._timers.append(loop.call_later(self._clocks.transfer, self._end, too_long))
        self.worker.send(task)
        self._first = await self._read()

    def __aiter__(self) -> AsyncIterator[bytes]:
        """Return the pieces; each is wanted within `STALL` seconds of the one before."""
        return keep_pace(self._first, self._read, self._end)

    async def aclose(self) -> None:
        """Give the worker back where it has answered, end it where it has not."""
        for timer in self._timers:
            timer.cancel()
        worker, self.worker = self.worker, None
        was_long = self.turn is not None and self.turn.is_long
        if worker is not None:
            if self._is_done and not was_long:
                self._home.keep(worker)
            else:
                self._home.give_up(worker)
                if not was_long:
                    self._home.replace()
        if self.turn is not None:
            self.turn.leave()

    def evict(self) -> None:
        """End the query for the sake of others that wait."""
        self._end(Busy("the places for long queries are taken; ask again later, or for less"))

    async def _read(self) -> bytes | None:
        """Return the next piece, None at the end."""
        if self._is_done:
            return None
        assert self.worker is not None
        loop = asyncio.get_running_loop()
        late = OutOfTime(f"the query did not end within {self._clocks.evaluation:g} seconds")
        began, timer = loop.time(), loop.call_later(max(self._left, 0), self._end, late)
        try:
            kind, payload = await self.worker.frame()
        except (BadInput, AnswerFailed):  # so the worker tells, and is ready for the next
            self._is_done = True
            raise
        finally:
            timer.cancel()
            self._left -= loop.time() - began
        self._is_done = kind == END
        return None if self._is_done else payload

    def _lengthen(self) -> None:
        if self.turn is not None and self.worker is not None and self.turn.lengthen():
            self.worker.lower_priority()
            self._home.replace()

    def _end(self, reason: TripsGraphError) -> None:
        if self.worker is not None:
            self.worker.end(reason)
