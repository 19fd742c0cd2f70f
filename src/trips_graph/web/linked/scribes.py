"""Does slow work in a process aside, so that it holds up nobody: JSON-LD trees, pictures.

Clients take turns: one that asks for many documents waits for itself, its neighbours do not. Each
kind of work has scribes of its own: what one loads, the other does not carry.
"""

import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from typing import Any

from anyio import from_thread

from trips_graph.web.querying.engine import OutOfTime, WorkerLost
from trips_graph.web.querying.forking import EXITS, fork_context
from trips_graph.web.querying.turns import Places, Turns
from trips_graph.web.querying.worker import end_with_server

SECONDS = 30.0
LONGEST_WAIT = 10.0
IDLE = 300.0
"""Seconds without work after which the process ends, and gives back its memory."""
_TRIES = 2


@dataclass(frozen=True, slots=True)
class _Scribe:
    """The process and the server's end of its pipe."""

    process: ForkServerProcess
    connection: Connection


class Scribes:
    """A process that is started when it is first needed, and again when it was ended."""

    def __init__(self, late: str, seconds: float = SECONDS, idle: float = IDLE) -> None:
        """Make ready; `late` tells who waits that the work takes too long, and what else to do."""
        self._late, self._seconds, self._idle = late, seconds, idle
        self._turns = Turns(Places(quick=1, long=0, waiting=1000))
        self._scribe: _Scribe | None = None

    def write(self, client: str, work: Callable[..., bytes], *given: Any) -> bytes:
        """Return what the work makes of what is given; called in a thread, which waits.

        Errors: those of the work; `Busy` where the client's turn does not come; `OutOfTime`.
        """
        turn = from_thread.run(self._turns.take, client, _go_on, LONGEST_WAIT)
        try:
            return self._write(work, given)
        finally:
            from_thread.run_sync(turn.leave)

    def stop(self) -> None:
        """End the process, whatever it is writing."""
        scribe, self._scribe = self._scribe, None
        if scribe is not None:
            scribe.process.kill()
            with EXITS:
                scribe.process.join()
            scribe.connection.close()

    def _write(self, work: Callable[..., bytes], given: tuple[Any, ...]) -> bytes:
        for _ in range(_TRIES):
            try:
                outcome = self._ask(work, given)
            except (EOFError, OSError):  # somebody ended the process: once more, with another
                self.stop()
                continue
            if isinstance(outcome, bytes):
                return outcome
            raise outcome
        raise WorkerLost("the process that writes this ended again and again")

    def _ask(self, work: Callable[..., bytes], given: tuple[Any, ...]) -> bytes | Exception:
        self._scribe = scribe = self._scribe or _start(self._idle)
        scribe.connection.send((work, given))
        if not scribe.connection.poll(self._seconds):
            self.stop()
            raise OutOfTime(self._late)
        outcome: bytes | Exception = scribe.connection.recv()
        return outcome


def _start(idle: float) -> _Scribe:
    ours, theirs = fork_context().Pipe()
    process = fork_context().Process(target=_answer, args=(theirs, idle), daemon=True)
    with EXITS:
        process.start()
    theirs.close()  # the end of the process is then the end of the pipe
    return _Scribe(process, ours)


def _answer(connection: Connection, idle: float) -> None:
    """Do the work that is sent, one after another, until none comes or the server ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=end_with_server, daemon=True).start()
    with suppress(EOFError, OSError):  # the server has closed its end
        while connection.poll(idle):
            work, given = connection.recv()
            connection.send(_try(work, given))


def _try(work: Callable[..., bytes], given: tuple[Any, ...]) -> bytes | Exception:
    try:
        return work(*given)
    except Exception as error:  # noqa: BLE001 - the server raises it where it waits
        return error


def _go_on() -> None:
    """A document that is being written is written: `SECONDS` bounds it."""
