"""Workers: processes that answer queries, and can be killed.

pyoxigraph 0.5 can neither cancel a query nor survive a hostile one (it overflows its stack or
aborts), so the server never evaluates: it asks a worker, waits on a pipe until the deadline, kills
the worker that is late and starts another. Killing a process is the one cancellation there is.
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
from pathlib import Path
from typing import Any

from pyoxigraph import Store

from trips_graph.errors import BadInput, TripsGraphError
from trips_graph.web.answers import Answer, Question, Rows, answer_question
from trips_graph.web.context import Dress

logger = logging.getLogger(__name__)

MEMORY = 4 * 1024**3
_START_SECONDS = 60.0
_MOST_WAITING = 16


class Busy(TripsGraphError):
    """Every worker is busy, and waiting took too long."""


class OutOfTime(TripsGraphError):
    """A query that did not end before its deadline."""


class WorkerEnded(TripsGraphError):
    """A query that ended its worker: too deep for its stack, or too large for its memory."""


@dataclass(frozen=True, slots=True)
class Duty:
    """What a worker works on: the store, how answers look, and the limits of one query."""

    store: Path
    dress: Dress
    seconds: float
    largest: int


class Workers:
    """A fixed number of worker processes over one store; safe to ask from many threads."""

    def __init__(self, duty: Duty, count: int) -> None:
        self._duty, self._count = duty, count
        self._idle: queue.LifoQueue[_Worker] = queue.LifoQueue()
        self._all: set[_Worker] = set()
        self._lock = threading.Lock()
        self._waiting = threading.BoundedSemaphore(count + _MOST_WAITING)
        self._stopped = False

    def start(self) -> None:
        """Start the processes; they open the store on their own, nobody waits for them here."""
        for _ in range(self._count):
            self._add()

    def stop(self) -> None:
        """End every process of ours."""
        with self._lock:
            self._stopped = True
            ours, self._all = self._all, set()
        for worker in ours:
            worker.kill()

    def ask(self, question: Question) -> Answer | Rows:
        """Return the answer to a question.

        Errors: `Busy`, `OutOfTime`, `WorkerEnded`, and all that `answers.answer` raises.
        """
        if not self._waiting.acquire(blocking=False):
            raise Busy("too many queries are waiting")
        try:
            return self._answer(question)
        finally:
            self._waiting.release()

    def _answer(self, question: Question) -> Answer | Rows:
        try:
            worker = self._idle.get(timeout=min(self._duty.seconds, 10.0))
        except queue.Empty as error:
            raise Busy("all query workers are busy") from error
        found = None
        try:
            found = worker.ask(question, self._duty.seconds)
        finally:
            if found is None:
                self._replace(worker)
            else:
                self._idle.put(worker)
        if isinstance(found, TripsGraphError):
            raise found
        return found

    def _replace(self, worker: "_Worker") -> None:
        worker.kill()
        with self._lock:
            self._all.discard(worker)
        self._add()

    def _add(self) -> None:
        with self._lock:
            if self._stopped:
                return
            worker = _Worker(self._duty)
            self._all.add(worker)
        self._idle.put(worker)


class _Worker:
    """One process and our end of its pipe."""

    def __init__(self, duty: Duty) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process: SpawnProcess = context.Process(
            target=_serve, args=(theirs, duty), name="trips-graph-query", daemon=True
        )
        self._process.start()
        theirs.close()
        self._ready = False

    def ask(self, question: Question, seconds: float) -> Answer | Rows | TripsGraphError:
        try:
            self._await_start()
            self._pipe.send(question)
            if not self._pipe.poll(seconds):
                raise OutOfTime(f"the query did not end within {seconds:g} seconds")
            found: Answer | Rows | TripsGraphError = self._pipe.recv()
        except (EOFError, OSError) as error:
            logger.warning("worker ended pid=%s", self._process.pid)
            raise WorkerEnded("the query ended its worker") from error
        return found

    def _await_start(self) -> None:
        if not self._ready:
            if not self._pipe.poll(_START_SECONDS):
                raise WorkerEnded("a query worker did not start")
            self._pipe.recv()
            self._ready = True

    def kill(self) -> None:
        self._process.kill()
        self._process.join()
        self._process.close()
        self._pipe.close()


def _serve(pipe: "Connection[Any, Any]", duty: Duty) -> None:
    """The life of a worker: open the store, answer until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    threading.Thread(target=_end_with_server, daemon=True).start()
    store = Store.read_only(str(duty.store))
    pipe.send(os.getpid())
    while True:
        try:
            question = pipe.recv()
        except (EOFError, OSError):
            return
        pipe.send(_answer_or_error(store, question, duty))


def _answer_or_error(store: Store, question: Question, duty: Duty) -> object:
    try:
        return answer_question(store, question, duty.dress, duty.largest)
    except BadInput as error:
        error.__cause__ = error.__context__ = None  # the engine's own error need not be picklable
        return error


def _end_with_server() -> None:
    """A query in the engine hears nothing; this thread does when the server is gone."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
