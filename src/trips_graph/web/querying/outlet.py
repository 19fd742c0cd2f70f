"""A file to write an answer to: it leaves in pieces, the first as soon as there is one."""

from collections.abc import Callable

from trips_graph.web.querying.answers import AnswerTooLarge

PIECE_BYTES = 65_536


class Outlet:
    """Sends what is written, in pieces, up to `largest` bytes in all."""

    def __init__(self, send: Callable[[bytes], None], largest: int) -> None:
        self._send, self._largest = send, largest
        self._held, self._written, self._sent = bytearray(), 0, False

    def write(self, data: bytes) -> int:
        """Return how many bytes were taken. Errors: `AnswerTooLarge`; those of sending."""
        self._written += len(data)
        if self._written > self._largest:
            raise AnswerTooLarge(
                f"the answer is larger than {self._largest:,} bytes; ask for less (LIMIT), or take "
                "the dumps"
            )
        self._held += data
        if not self._sent or len(self._held) >= PIECE_BYTES:
            self.flush()
        return len(data)

    def flush(self) -> None:
        """Send what is held."""
        if self._held:
            self._send(bytes(self._held))
            self._held, self._sent = bytearray(), True
