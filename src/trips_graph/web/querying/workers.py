"""Workers: processes that answer queries, and can be killed.

pyoxigraph 0.5 can neither cancel a query nor survive a hostile one (it overflows its stack or
aborts), so the server never evaluates: it asks a worker, waits on a pipe until the deadline, kills
the worker that is late and starts another. Killing a process is the only way to cancel.
"""

import logging
import multiprocessing
import os
import queue
import resource
import signal
import threading
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any

from pyoxigraph import Store

from trips_graph.errors import BadInput, NotARelease, TripsGraphError
from trips_graph.model.release import Release
from trips_graph.web.querying.answers import Answer, Question, Rows, answer_question, open_store
from trips_graph.web.querying.context import Serialisation, read_serialisation

logger = logging.getLogger(__name__)

MEMORY = 4 * 1024**3
_START_SECONDS = 60.0
_END_SECONDS = 5.0
_MOST_WAITING = 16
# What ends a process from the inside: the stack overflows, or the engine aborts.
_CRASHES = (signal.SIGSEGV, signal.SIGBUS, signal.SIGABRT, signal.SIGILL, signal.SIGFPE)


class Busy(TripsGraphError):
    """Every worker is busy, and waiting took too long."""


class OutOfTime(TripsGraphError):
    """A query that did not end before its deadline."""


class WorkerCrashed(TripsGraphError):
    """A worker that crashed in a query: too deep for its stack, or too large for its memory."""


class WorkerLost(TripsGraphError):
    """A worker that did not start, or ended for a reason that is not its query."""


@dataclass(frozen=True, slots=True)
class QueryLimits:
    """The limits of one query: `seconds` until its worker is killed, `answer_bytes` at most."""

    seconds: float
    answer_bytes: int


class Workers:
    """A fixed number of worker processes over one release; safe to ask from many threads.

    A slot holds a worker, or None where the next query starts one. Whoever takes a worker out of
    `_running` kills it, so that no process has two threads waiting for its end.
    """

    def __init__(self, release: Release, limits: QueryLimits, count: int) -> None:
        self._release, self._limits, self._count = release, limits, count
        self._slots: queue.LifoQueue[_Worker | None] = queue.LifoQueue()
        self._running: set[_Worker] = set()
        self._lock = threading.Lock()
        self._waiting = threading.BoundedSemaphore(count + _MOST_WAITING)
        self._stopped = False

    def start(self) -> None:
        """Start the processes; they open the store on their own, nobody waits for them here.

        Errors: `WorkerLost` where the system refuses a process.
        """
        for _ in range(self._count):
            self._slots.put(self._start_worker())

    def stop(self) -> None:
        """End every process of this pool, also those that are in a query."""
        with self._lock:
            self._stopped = True
            ours, self._running = self._running, set()
        for worker in ours:
            worker.kill()

    def pids(self) -> tuple[int, ...]:
        """Return the ids of the processes of this pool, also of one that has just ended."""
        with self._lock:
            return tuple(worker.pid for worker in self._running)

    def ask(self, question: Question) -> Answer | Rows:
        """Return the answer to a question.

        Errors: `Busy`, `OutOfTime`, `WorkerCrashed`, `WorkerLost`, and those of `answers.answer`.
        """
        if not self._waiting.acquire(blocking=False):
            raise Busy("too many queries are waiting")
        try:
            return self._answer(question)
        finally:
            self._waiting.release()

    def _answer(self, question: Question) -> Answer | Rows:
        try:
            worker = self._slots.get(timeout=min(self._limits.seconds, 10.0))
        except queue.Empty as error:
            raise Busy("all query workers are busy") from error
        found = None
        try:
            if worker is None or not worker.is_alive():
                self._end(worker)
                worker = self._start_worker()
            found = worker.ask(question, self._limits.seconds)
        finally:
            if found is None:
                self._end(worker)
            self._slots.put(None if found is None else worker)
        if isinstance(found, TripsGraphError):
            raise found
        return found

    def _start_worker(self) -> "_Worker":
        """Return a new worker; the lock is not held while the system makes its process."""
        try:
            worker = _Worker(self._release, self._limits)
        except OSError as error:  # no process or no memory left: the next query tries again
            logger.warning("worker not started reason=%s", error)
            raise WorkerLost("a query worker could not be started") from error
        with self._lock:
            stopped = self._stopped
            if not stopped:
                self._running.add(worker)
        if stopped:
            worker.kill()
            raise Busy("the server is stopping")
        return worker

    def _end(self, worker: "_Worker | None") -> None:
        with self._lock:
            if worker is None or worker not in self._running:
                return
            self._running.remove(worker)
        worker.kill()


class _Worker:
    """One process and the server's end of its pipe.

    Process and pipe are closed with their last reference, not by `kill`: another thread may still
    wait for an answer then.
    """

    def __init__(self, release: Release, limits: QueryLimits) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process: SpawnProcess = context.Process(
            target=_serve, args=(theirs, release, limits), name="trips-graph-query", daemon=True
        )
        with theirs:
            self._process.start()
        self._ready = False

    @property
    def pid(self) -> int:
        return self._process.pid or 0

    def is_alive(self) -> bool:
        return self._process.exitcode is None

    def ask(self, question: Question, seconds: float) -> Answer | Rows | TripsGraphError:
        self._await_start()
        try:
            self._pipe.send(question)
            if not self._pipe.poll(seconds):
                raise OutOfTime(f"the query did not end within {seconds:g} seconds")
            found: Answer | Rows | TripsGraphError = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise self._ended() from error
        return found

    def kill(self) -> None:
        self._process.kill()
        self._process.join()

    def _await_start(self) -> None:
        if self._ready:
            return
        try:
            opened = self._pipe.recv() if self._pipe.poll(_START_SECONDS) else "too late"
        except (EOFError, OSError) as error:
            raise WorkerLost("a query worker did not start") from error
        if opened is not None:
            logger.error("worker not started reason=%s", opened)
            raise WorkerLost("a query worker did not start")
        self._ready = True

    def _ended(self) -> TripsGraphError:
        """Return why the worker ended in a query, by the signal that ended it."""
        self._process.join(_END_SECONDS)
        code = self._process.exitcode
        logger.warning("worker ended pid=%s exitcode=%s", self._process.pid, code)
        if code is not None and -code in _CRASHES:
            return WorkerCrashed("the query ended its worker: it is too deep or too large")
        return WorkerLost("a query worker ended")


def _serve(pipe: "Connection[Any, Any]", release: Release, limits: QueryLimits) -> None:
    """Run a worker: open the store, send None or what is wrong with it, answer until the end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    threading.Thread(target=_end_with_server, daemon=True).start()
    try:
        store, serialisation = open_store(release), read_serialisation(release)
    except NotARelease as error:
        pipe.send(str(error))
        return
    pipe.send(None)
    while True:
        try:
            question = pipe.recv()
        except (EOFError, OSError):
            return
        pipe.send(_answer_or_error(store, question, serialisation, limits.answer_bytes))


def _answer_or_error(
    store: Store, question: Question, serialisation: Serialisation, largest: int
) -> object:
    try:
        return answer_question(store, question, serialisation, largest)
    except BadInput as error:
        error.__cause__ = error.__context__ = None  # the engine's own error need not be picklable
        return error


def _end_with_server() -> None:
    """End this process when the server is gone, even while the engine evaluates a query."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
