"""Answers that are being made: who wants one of them waits for it, and none is made twice."""

from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock


class Misses:
    """What is being made now, by its validator."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._making: dict[str, Future[bytes]] = {}

    def make(self, etag: str, work: Callable[[], bytes]) -> bytes:
        """Return what the work makes, or what another thread is making of it; errors alike."""
        with self._lock:
            found = self._making.get(etag)
            making = found or self._making.setdefault(etag, Future())
        if found:
            return found.result()
        try:
            making.set_result(work())
        except BaseException as error:  # noqa: BLE001 - it is raised below, and where others wait
            making.set_exception(error)
        finally:
            with self._lock:
                del self._making[etag]
        return making.result()
