"""How an answer arrives: whole and at once, as most do, or piece by piece.

Nobody waits for the end of a long answer, and no beginning is sent where an error may still come in
the same moment.
"""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import suppress
from http import HTTPStatus
from typing import Any, TypeVar

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

from trips_graph.web.querying.engine import Stream

BEGINNING = 65_536
"""Bytes that are gathered before anything is sent."""
LARGEST_HELD = 4_000_000
"""Bytes of an answer that is gathered whole, for a client that takes it no other way."""
PATIENCE = 0.05
"""Seconds that a second piece is waited for once the first is there."""

_BUSY = 0.002
_POLITENESS = 8
_Found = TypeVar("_Found")


class Arrival:
    """The beginning of an answer: `body` is all of it where `is_whole`."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._pieces = aiter(stream)
        self._next: asyncio.Future[bytes | None] | None = None
        self.body = b""
        self.is_whole = False

    async def begin(self) -> None:
        """Gather the beginning. Errors: those of the engine; none of the answer was sent then."""
        loop = asyncio.get_running_loop()
        until = loop.time() + PATIENCE
        while len(self.body) < BEGINNING:
            self._next = asyncio.ensure_future(anext(self._pieces, None))
            await asyncio.wait({self._next}, timeout=max(0.0, until - loop.time()))
            if not self._next.done():
                return
            piece, self._next = self._next.result(), None
            if piece is None:
                self.is_whole = True
                return
            self.body += piece

    async def complete(self) -> None:
        """Gather the whole answer: HTTP/1.0 has no way to tell that one is cut.

        Errors: 505 for one that is too large to be held.
        """
        if self.is_whole:
            return
        body = bytearray()
        async for piece in self.rest():
            body += piece
            if len(body) > LARGEST_HELD:
                detail = "an answer of this length is sent by HTTP/1.1 only"
                raise HTTPException(HTTPStatus.HTTP_VERSION_NOT_SUPPORTED, detail)
        self.body, self.is_whole = bytes(body), True

    async def rest(self) -> AsyncIterator[bytes]:
        """Return the beginning and all that follows; an error means that the answer is cut."""
        yield self.body
        if self._next is not None:
            piece, self._next = await self._next, None
            if piece is None:
                return
            yield piece
        async for piece in self._pieces:
            yield piece
            await _let_others_go_first()

    async def aclose(self) -> None:
        """Give back what the answer holds."""
        if self._next is not None:
            self._next.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await self._next
        await self._stream.aclose()


async def _let_others_go_first() -> None:
    """Wait longer the more others keep the loop busy: a long answer is in no hurry."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    await asyncio.sleep(0)
    busy = loop.time() - began
    if busy > _BUSY:
        await asyncio.sleep(min(busy * _POLITENESS, PATIENCE))


async def await_while_connected(request: Request, work: Coroutine[Any, Any, _Found]) -> _Found:
    """Return what the work gives; `ClientDisconnect`, and the work cancelled, for a client gone."""
    task = asyncio.ensure_future(work)
    gone = None
    try:
        await asyncio.wait({task}, timeout=PATIENCE)
        if not task.done():
            gone = asyncio.ensure_future(_leave(request))
            await asyncio.wait({task, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise ClientDisconnect
        return task.result()
    finally:
        for started in (task, gone):
            if started is not None and not started.done():
                started.cancel()


async def _leave(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
