"""Bytes that come in asynchronously, for a reader that waits: pyoxigraph parses in a thread."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress

from anyio import (
    BrokenResourceError,
    ClosedResourceError,
    EndOfStream,
    create_memory_object_stream,
    from_thread,
)

from trips_graph.errors import TripsGraphError

Pieces = AsyncGenerator[bytes]


class Feed:
    """A binary file over what comes in; no more than a piece is held back.

    `error` is why there is no more, where that is no end.
    """

    def __init__(self, pieces: Pieces) -> None:
        self._give, self._take = create_memory_object_stream[bytes](1)
        self._rest = b""
        self.error: TripsGraphError | None = None
        self._task = asyncio.create_task(self._pump(pieces))

    def read(self, size: int = -1) -> bytes:
        """Return at most so many bytes; called in a thread that anyio started."""
        if not self._rest:
            self._rest = from_thread.run(self._next)
            if self.error is not None:
                raise OSError("the answer breaks off") from self.error
        taken = self._rest if size < 0 else self._rest[:size]
        self._rest = self._rest[len(taken) :]
        return taken

    def end(self, reason: TripsGraphError) -> None:
        """Stop here, for that reason unless there was one before."""
        self.error = self.error or reason
        self._task.cancel()
        self._give.close()
        self._take.close()

    async def aclose(self) -> None:
        """Stop here, and wait until what was held is given back."""
        self._task.cancel()
        self._give.close()
        self._take.close()
        await asyncio.wait({self._task})

    async def _next(self) -> bytes:
        """Return the next piece, nothing at the end.

        No exception crosses to the thread: its traceback would hold what the thread reads with,
        and pyoxigraph's objects may only be dropped in the thread that made them.
        """
        with suppress(EndOfStream, ClosedResourceError):
            return await self._take.receive()
        return b""

    async def _pump(self, pieces: Pieces) -> None:
        try:
            async with aclosing(pieces):
                async for piece in pieces:
                    await self._give.send(piece)
        except (BrokenResourceError, ClosedResourceError):  # nobody reads any more
            pass
        except TripsGraphError as error:
            self.error = self.error or error
        finally:
            self._give.close()
