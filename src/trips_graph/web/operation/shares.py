"""How many documents and pages are made for one client at once; its others wait, nobody else's.

Each is made in one of 40 threads: without a share, one client would hold them all. Whoever waits
here holds none. A place is given back with the head of the answer: a slow download keeps nothing.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from http import HTTPStatus

from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from trips_graph.web.problems import problem
from trips_graph.web.querying.engine import Busy

SHARE = 4
LONGEST_WAIT = 10.0
_FREE = ("/static/", "/health/")
_FREE_PATHS = ("/health", "/metrics", "/robots.txt", "/sparql")  # queries have their own turns


@dataclass(slots=True)
class _Asking:
    """The places of a client, and how many of its requests have or want one."""

    places: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(SHARE))
    requests: int = 0


class Shares:
    """Lets each client have its share; 503 for a request that waits in vain."""

    def __init__(self, app: ASGIApp, refused: Callable[[str], None]) -> None:
        self._app, self._refused = app, refused
        self._clients: dict[str, _Asking] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or _is_free(scope["path"]):
            await self._app(scope, receive, send)
            return
        async with AsyncExitStack() as held:
            try:
                await held.enter_async_context(self._share(scope["state"]["client"]))
            except Busy as error:
                self._refused("busy")
                await _refuse(scope, error)(scope, receive, send)
                return

            async def send_on(message: Message) -> None:
                await held.aclose()
                await send(message)

            await self._app(scope, receive, send_on)

    @asynccontextmanager
    async def _share(self, client: str) -> AsyncIterator[None]:
        asking = self._clients.setdefault(client, _Asking())
        asking.requests += 1
        try:
            await _enter(asking.places)
            try:
                yield
            finally:
                asking.places.release()
        finally:
            asking.requests -= 1
            if not asking.requests:
                del self._clients[client]


async def _enter(places: asyncio.Semaphore) -> None:
    try:
        async with asyncio.timeout(LONGEST_WAIT):
            await places.acquire()
    except TimeoutError as error:
        raise Busy("too many requests of yours are being answered; ask again soon") from error


def _is_free(path: str) -> bool:
    return path in _FREE_PATHS or path.startswith(_FREE)


def _refuse(scope: Scope, error: Busy) -> ASGIApp:
    headers = {"Retry-After": "5"}
    return problem(Request(scope), HTTPStatus.SERVICE_UNAVAILABLE, str(error), headers)
