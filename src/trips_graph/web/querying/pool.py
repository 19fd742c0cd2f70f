"""The engine of a release: a few worker processes, of which none is ever waited for in vain.

A query that is late, or whose client does not take the answer, is ended by killing its process,
which is the only way; a new one is forked in its place. One that runs long gives its place to
another process and goes on behind everybody else.
"""

import asyncio
import logging
import pickle
from collections.abc import Coroutine
from dataclasses import dataclass, replace

from trips_graph.errors import TripsGraphError
from trips_graph.model.release import Release
from trips_graph.web.querying.engine import Busy, OwnQuestion, Question, Rows, WorkerLost
from trips_graph.web.querying.processes import WorkerProcess, start_worker
from trips_graph.web.querying.transfer import Clocks, Transfer
from trips_graph.web.querying.turns import Places, Turns
from trips_graph.web.querying.worker import Reading, Streaming, Task, WorkerLimits

logger = logging.getLogger(__name__)

_LONGEST_WAIT = 10.0
_SHARE_KEPT = 8  # a worker that holds more than this share of its memory is not kept


@dataclass(frozen=True, slots=True)
class PoolLimits:
    """What a pool may use: its places, the time of a query, the memory of a worker."""

    places: Places
    clocks: Clocks
    worker: WorkerLimits


class Pool:
    """The workers of one release; an `Engine`. All its methods belong to one event loop."""

    def __init__(self, release: Release, limits: PoolLimits) -> None:
        self._release, self._limits = release, limits
        self._turns = Turns(limits.places)
        self._idle: list[WorkerProcess] = []
        self._workers: set[WorkerProcess] = set()
        self._starting: set[asyncio.Task[None]] = set()
        self._ending: set[asyncio.Task[None]] = set()
        self._stopped = False

    async def start(self) -> None:
        """Start the workers; nobody waits for them here."""
        for _ in range(self._limits.places.quick):
            self.replace()

    async def stop(self) -> None:
        """End every process of this pool, also those that are in a query."""
        self._stopped = True
        for worker in tuple(self._workers):
            worker.end(Busy("the server is stopping"))
            self.give_up(worker)
        await asyncio.gather(*self._starting)
        await asyncio.gather(*self._ending)

    async def retire(self) -> None:
        """End once everything that is being answered has been answered."""
        await self._turns.fall_quiet()
        await self.stop()

    def is_ready(self) -> bool:
        """Return whether there is a worker; where every one has ended, another is started."""
        if not any(worker.is_alive() for worker in self._workers) and not self._starting:
            self.replace()  # without it, a server that is sent no query would stay unready
            return False
        return not self._stopped

    def workers(self) -> tuple[int, ...]:
        """Return the numbers of the worker processes."""
        return tuple(worker.pid for worker in self._workers)

    def memory(self) -> tuple[int, ...]:
        """Return what each worker holds, in bytes, 0 for one that has ended; also from a thread."""
        return tuple(worker.resident() for worker in tuple(self._workers))

    async def open(self, question: Question, client: str) -> Transfer:
        """Return the answer to a stranger's query, as `Engine.open`."""
        task = Streaming(
            question.query, question.form.name, question.default_graphs, question.named_graphs
        )
        return await self._open(task, client, question.seconds)

    async def rows(self, question: OwnQuestion, limit: int, skip: int = 0) -> Rows:
        """Return rows of a question of our own, as `Engine.rows`."""
        found = await self._whole(Reading(question, limit, skip))
        rows: Rows = pickle.loads(found)  # noqa: S301 - our own process
        return rows

    async def _whole(self, task: Task) -> bytes:
        answer = await self._open(task, "", self._limits.clocks.evaluation)
        try:
            return b"".join([piece async for piece in answer])
        finally:
            await answer.aclose()

    async def _open(self, task: Task, client: str, seconds: float) -> Transfer:
        try:
            return await self._try(task, client, seconds)
        except WorkerLost:  # it ended for no fault of the query, of which nothing was sent yet
            return await self._try(task, client, seconds)

    async def _try(self, task: Task, client: str, seconds: float) -> Transfer:
        transfer = Transfer(self, replace(self._limits.clocks, evaluation=seconds))
        try:
            transfer.turn = await self._turns.take(client, transfer.evict, _LONGEST_WAIT)
            transfer.worker = await self._take_worker()
            await transfer.begin(task)
        except BaseException:
            await transfer.aclose()
            raise
        return transfer

    async def _take_worker(self) -> WorkerProcess:
        while self._idle or self._starting:
            if not self._idle:
                await asyncio.wait(self._starting, return_when=asyncio.FIRST_COMPLETED)
                continue
            worker = self._idle.pop()
            if worker.is_alive():
                return worker
            self.give_up(worker)
        return await self._start()

    async def _start(self) -> WorkerProcess:
        self._refuse_stopped()
        worker = await start_worker(self._release, self._limits.worker)
        self._workers.add(worker)
        try:
            self._refuse_stopped()
        except Busy:
            self.give_up(worker)
            raise
        return worker

    def _refuse_stopped(self) -> None:
        if self._stopped:
            raise Busy("the server is stopping")

    async def _add_idle(self) -> None:
        try:
            self.keep(await self._start())
        except TripsGraphError as error:
            logger.error("worker not started reason=%s", error)
        except Exception:  # nobody waits for this: what forks may be ending
            logger.exception("worker not started")

    def keep(self, worker: WorkerProcess) -> None:
        """Take back a worker that has answered; one that has grown fat makes room for a new one."""
        for ended in [idle for idle in self._idle if not idle.is_alive()]:
            self._idle.remove(ended)
            self.give_up(ended)
        if self._stopped or len(self._idle) >= self._limits.places.quick:
            self.give_up(worker)
        elif worker.resident() > self._limits.worker.memory // _SHARE_KEPT:
            self.give_up(worker)
            self.replace()
        else:
            self._idle.append(worker)

    def give_up(self, worker: WorkerProcess) -> None:
        """End a worker for good."""
        self._workers.discard(worker)
        worker.end()
        _do(worker.close(), self._ending)

    def replace(self) -> None:
        """Start a worker in place of one that a query keeps or has ended."""
        if not self._stopped:
            _do(self._add_idle(), self._starting)


def _do(work: Coroutine[object, object, None], tasks: set[asyncio.Task[None]]) -> None:
    """Begin some work, and hold it in a set until it is done."""
    task = asyncio.create_task(work)
    tasks.add(task)
    task.add_done_callback(tasks.discard)
