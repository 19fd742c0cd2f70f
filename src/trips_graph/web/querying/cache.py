"""Answers that were given before: a release never changes, so neither do its answers."""

from threading import Lock

from cachetools import LRUCache

LARGEST_SHARE = 32
"""An answer is kept where it takes at most this share of the room."""


class AnswerCache:
    """Answers by their validators, bounded in bytes; what was not asked for longest goes first.

    The event loop uses it, and threads do: to look something up moves it, too, so all is locked.
    """

    def __init__(self, room: int) -> None:
        self._answers: LRUCache[str, bytes] = LRUCache(max(room, 1), getsizeof=_size)
        self._lock = Lock()
        self.largest = room // LARGEST_SHARE

    @property
    def held(self) -> int:
        """The bytes that are taken."""
        return int(self._answers.currsize)

    def get(self, etag: str) -> bytes | None:
        """Return the answer of a validator, None where it is not held."""
        with self._lock:
            return self._answers.get(etag)

    def keep(self, etag: str, body: bytes) -> None:
        """Keep an answer, unless it is too large."""
        if _size(body) <= self.largest:
            with self._lock:
                self._answers[etag] = body


def _size(body: bytes) -> int:
    return len(body) + 200  # its key and its place take room, too
