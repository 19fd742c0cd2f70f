"""Whose query is next: a fair queue for a few places.

Nobody knows how long a query takes before it has run. So each begins in one of a few quick places;
one that takes long moves to a place for long ones, of which a client has a small share. A client
with a long query running asks at most that share at once; its other queries wait, its neighbours'
do not.
"""

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field

from trips_graph.web.querying.engine import Busy

_QUIET_SECONDS = 5.0
_GLANCE = 0.1
LONG_SHARE = 2
"""How many queries a client may have running while one of them is long."""


@dataclass(frozen=True, slots=True)
class Places:
    """How many queries run at once: `quick`, and `long` beside them; how many may wait."""

    quick: int
    long: int
    waiting: int


@dataclass(eq=False, slots=True)
class Turn:
    """A query that runs: in a quick place until `lengthen`, until `leave`."""

    client: str
    turns: "Turns"
    evict: Callable[[], None]
    is_long: bool = False
    is_overdue: bool = False

    def lengthen(self) -> bool:
        """Return whether a place for long queries was free; else this one may be evicted."""
        return self.turns.lengthen(self)

    def leave(self) -> None:
        """Give the place back; to do so twice does no harm."""
        self.turns.leave(self)


@dataclass(slots=True)
class _Client:
    running: int = 0
    long: int = 0
    waiting: deque["_Waiting"] = field(default_factory=deque)


@dataclass(eq=False, frozen=True, slots=True)
class _Waiting:
    turn: Turn
    called: asyncio.Event = field(default_factory=asyncio.Event)


class Turns:
    """The places of one engine. Everything happens in one event loop, so nothing is locked."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._running: set[Turn] = set()
        self._clients: dict[str, _Client] = defaultdict(_Client)

    @property
    def running(self) -> int:
        """How many queries run."""
        return len(self._running)

    @property
    def waiting(self) -> int:
        """How many queries wait."""
        return sum(len(client.waiting) for client in self._clients.values())

    async def take(self, client: str, evict: Callable[[], None], seconds: float) -> Turn:
        """Return a turn in a quick place, waiting for it up to `seconds`; `Busy` where none comes.

        `evict` ends the query; it is called when it takes long and others wait.
        """
        turn = Turn(client, self, evict)
        if self._may_run(client):
            self._begin(turn)
        else:
            await self._wait(turn, seconds)
        return turn

    def lengthen(self, turn: Turn) -> bool:
        """Return whether the query moved to a place for long ones; see `Turn.lengthen`."""
        if turn not in self._running or turn.is_long:
            return turn.is_long
        client = self._clients[turn.client]
        long = sum(other.is_long for other in self._running)
        if long < self._places.long and client.long < LONG_SHARE:
            turn.is_long = True
            client.long += 1
            self._call()
        else:
            turn.is_overdue = True
            self._make_room()
        return turn.is_long

    def leave(self, turn: Turn) -> None:
        """Give the place of a query to the next."""
        if turn not in self._running:
            return
        self._running.remove(turn)
        client = self._clients[turn.client]
        client.running -= 1
        client.long -= turn.is_long
        self._forget(turn.client)
        self._call()

    async def fall_quiet(self) -> None:
        """Wait until nothing has run or waited for a while: who has begun may ask once more."""
        quiet = 0.0
        while quiet < _QUIET_SECONDS:
            await asyncio.sleep(_GLANCE)
            quiet = 0.0 if self._running or self.waiting else quiet + _GLANCE

    def _begin(self, turn: Turn) -> None:
        self._running.add(turn)
        self._clients[turn.client].running += 1

    def _may_run(self, client: str) -> bool:
        quick = sum(not turn.is_long for turn in self._running)
        asking = self._clients.get(client)
        within_share = not asking or not asking.long or asking.running < LONG_SHARE
        return quick < self._places.quick and within_share

    async def _wait(self, turn: Turn, seconds: float) -> None:
        asking = self._clients[turn.client]
        if self.waiting >= self._places.waiting or len(asking.waiting) >= self._most_of_one():
            self._forget(turn.client)
            raise Busy("too many queries are waiting; ask again in a moment")
        waiting = _Waiting(turn)
        asking.waiting.append(waiting)
        self._make_room()
        try:
            async with asyncio.timeout(seconds):
                await waiting.called.wait()
        except BaseException as error:
            self._give_up(waiting)
            if isinstance(error, TimeoutError):
                raise Busy("no place came free in time; ask again in a moment") from error
            raise

    def _give_up(self, waiting: _Waiting) -> None:
        """Stop waiting; the turn may have been given in the very same moment."""
        asking = self._clients[waiting.turn.client]
        if waiting in asking.waiting:
            asking.waiting.remove(waiting)
        self._forget(waiting.turn.client)
        self.leave(waiting.turn)

    def _most_of_one(self) -> int:
        """One client fills at most half of the queue."""
        return max(1, self._places.waiting // 2)

    def _call(self) -> None:
        """Call the next: of the client with the fewest running, called longest ago."""
        while able := [
            name for name, client in self._clients.items() if client.waiting and self._may_run(name)
        ]:
            name = min(able, key=lambda name: self._clients[name].running)
            client = self._clients.pop(name)
            self._clients[name] = client  # now the last in order
            waiting = client.waiting.popleft()
            self._begin(waiting.turn)
            waiting.called.set()

    def _make_room(self) -> None:
        """Evict a query that takes long in a quick place, of the client with the most of them."""
        overdue = [turn for turn in self._running if turn.is_overdue]
        quick = sum(not turn.is_long for turn in self._running)
        if overdue and quick >= self._places.quick and self.waiting:
            turn = max(overdue, key=lambda turn: self._clients[turn.client].running)
            turn.is_overdue = False
            turn.evict()

    def _forget(self, name: str) -> None:
        client = self._clients.get(name)
        if client and not client.running and not client.waiting:
            del self._clients[name]
