"""Writes JSON-LD trees in a process aside: PyLD takes its time and would hold up all others."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from threading import Lock
from typing import Any

from trips_graph.web.querying.forking import fork_context

_PROCESSES = 1


class Scribes:
    """A process that is started when it is first needed, and again when it was ended."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._pool: ProcessPoolExecutor | None = None

    def write(self, work: Callable[..., bytes], *given: Any) -> bytes:
        """Return what the work makes of what is given; called in a thread, which waits."""
        try:
            return self._started().submit(work, *given).result()
        except BrokenProcessPool:  # somebody ended the process: once more, with another
            self.stop()
            return self._started().submit(work, *given).result()

    def stop(self) -> None:
        """End the process once it has written what it is writing."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)

    def _started(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._pool is None:
                self._pool = ProcessPoolExecutor(_PROCESSES, mp_context=fork_context())
            return self._pool
