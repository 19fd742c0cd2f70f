"""Worker processes as the server sees them: started, asked, read from frame by frame, killed.

They are forked by a process that has loaded all that a worker needs (see `forking`), so that a new
one is there within milliseconds, whatever the server itself holds.
"""

import asyncio
import logging
import os
import pickle
import resource
import select
import signal
import socket
from contextlib import suppress
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from trips_graph.errors import TripsGraphError
from trips_graph.model.release import Release
from trips_graph.web.querying.engine import WorkerCrashed, WorkerLost
from trips_graph.web.querying.forking import EXITS, fork_context
from trips_graph.web.querying.worker import FAULT, HEADER, READY, Task, WorkerLimits, work

logger = logging.getLogger(__name__)

_START_SECONDS = 60.0
_END_SECONDS = 5.0
_GLANCE = 0.01
_LOWEST = 19
_BUFFER = 262_144
# What ends a process from the inside: the stack overflows, or the engine aborts.
_CRASHES = (signal.SIGSEGV, signal.SIGBUS, signal.SIGABRT, signal.SIGILL, signal.SIGFPE)


class WorkerProcess:
    """One worker and the server's end of its socket."""

    def __init__(
        self,
        process: ForkServerProcess,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        self._process, self._reader, self._writer = process, reader, writer
        self._handle: int | None = os.pidfd_open(self.pid)
        self._reason: TripsGraphError | None = None

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid or 0

    def is_alive(self) -> bool:
        """Return whether the process has not ended; asked of the system, not of who forked it."""
        if self._handle is None:
            return False
        return not select.select([self._handle], [], [], 0)[0]

    def resident(self) -> int:
        """Return the memory that the process holds, in bytes; 0 where it has ended."""
        try:
            pages = Path(f"/proc/{self.pid}/statm").read_text().split()[1]
        except OSError:
            return 0
        return int(pages) * resource.getpagesize()

    def send(self, task: Task) -> None:
        """Give the worker a task; its frames follow."""
        payload = pickle.dumps(task)
        self._writer.write(HEADER.pack(len(payload), b"T") + payload)

    async def frame(self) -> tuple[bytes, bytes]:
        """Return the next frame: what it is, and what it carries.

        Errors: what the worker tells of the query; the reason of `end`; `WorkerCrashed`,
        `WorkerLost` where it ended by itself.
        """
        try:
            length, kind = HEADER.unpack(await self._reader.readexactly(HEADER.size))
            payload = await self._reader.readexactly(length)
        except (asyncio.IncompleteReadError, OSError) as error:
            raise await self._ended() from error
        if kind == FAULT:
            fault: TripsGraphError = pickle.loads(payload)  # noqa: S301 - our own process
            raise fault
        return kind, payload

    def end(self, reason: TripsGraphError | None = None) -> None:
        """Kill the process; whoever waits for a frame of it gets the reason."""
        self._reason = self._reason or reason
        if self._handle is not None:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._handle, signal.SIGKILL)

    async def close(self) -> None:
        """Kill the process, wait for its end and close the socket."""
        self.end()
        self._writer.close()
        with suppress(OSError):
            await self._writer.wait_closed()
        await self._read_exit()
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)

    def lower_priority(self) -> None:
        """Let everybody else run first from now on: there is no way back for this process."""
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.pid, _LOWEST)

    async def await_start(self) -> None:
        """Wait until the worker holds the store. Errors: `WorkerLost`, `NotARelease`."""
        try:
            async with asyncio.timeout(_START_SECONDS):
                kind, _ = await self.frame()
        except (TimeoutError, WorkerCrashed) as error:
            raise WorkerLost("a query worker did not start") from error
        assert kind == READY

    async def _ended(self) -> TripsGraphError:
        """Return why the worker ended in a query: our reason, or the signal that ended it."""
        if self._reason is not None:
            return self._reason
        code = await self._read_exit()
        logger.warning("worker ended pid=%s exitcode=%s", self.pid, code)
        if code is not None and -code in _CRASHES:
            return WorkerCrashed("the query ended its worker: it is too deep or too large")
        return WorkerLost("a query worker ended")

    async def _read_exit(self) -> int | None:
        """Return the exit code, which is told a moment after the end; None where it is not."""
        loop = asyncio.get_running_loop()
        until = loop.time() + _END_SECONDS
        while loop.time() < until:
            if not self.is_alive():
                with EXITS:
                    code = self._process.exitcode
                    if code is not None:
                        self._process.join()  # else `multiprocessing` holds it, and its files
                        return code
            await asyncio.sleep(_GLANCE)
        return None


async def start_worker(release: Release, limits: WorkerLimits) -> WorkerProcess:
    """Return a worker that holds the store of a release.

    Errors: `WorkerLost` where the system refuses a process, `NotARelease` for its store.
    """
    ours, theirs = socket.socketpair()
    with theirs:
        try:
            process = await asyncio.to_thread(_fork, theirs, release, limits)
        except (OSError, EOFError) as error:  # no process left, or what forks ends: try again
            ours.close()
            logger.warning("worker not started reason=%s", error)
            raise WorkerLost("a query worker could not be started") from error
    reader, writer = await asyncio.open_unix_connection(sock=ours, limit=_BUFFER)
    worker = WorkerProcess(process, reader, writer)
    try:
        await worker.await_start()
    except BaseException:
        await worker.close()
        raise
    return worker


def _fork(theirs: socket.socket, release: Release, limits: WorkerLimits) -> ForkServerProcess:
    process = fork_context().Process(
        target=work, args=(theirs, release, limits), name="trips-graph-query", daemon=True
    )
    with EXITS:
        process.start()
    return process
