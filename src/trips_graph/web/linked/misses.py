"""Answers that are being made: who wants one of them waits for it, and none is made twice."""

from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Misses(Generic[Made]):
    """What is being made now, by its key: the validator of an answer, the name of a list."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._making: dict[str, Future[Made]] = {}

    def make(self, key: str, work: Callable[[], Made]) -> Made:
        """Return what the work makes, or what another thread is making of it; errors alike."""
        with self._lock:
            found = self._making.get(key)
            making = found or self._making.setdefault(key, Future())
        if found:
            return found.result()
        try:
            making.set_result(work())
        except BaseException as error:  # noqa: BLE001 - it is raised below, and where others wait
            making.set_exception(error)
        finally:
            with self._lock:
                del self._making[key]
        return making.result()
