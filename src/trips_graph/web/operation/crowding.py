"""How many requests of one client are open at once: whoever has that many waits outside."""

from collections import Counter
from collections.abc import Callable
from http import HTTPStatus

from fastapi import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from trips_graph.web.problems import problem

_UNCOUNTED = "/health"
_RETRY = {"Retry-After": "1"}


class Crowding:
    """Refuses the requests of a client beyond a number that are open at the same time."""

    def __init__(self, app: ASGIApp, most: int, refused: Callable[[str], None]) -> None:
        self._app, self._most, self._refused = app, most, refused
        self._open: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["path"].startswith(_UNCOUNTED):
            await self._app(scope, receive, send)
            return
        client = scope["state"]["client"]
        if self._open[client] >= self._most:
            self._refused("crowd")
            await _refuse(scope, self._most)(scope, receive, send)
            return
        self._open[client] += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._open[client] -= 1
            if not self._open[client]:
                del self._open[client]


def _refuse(scope: Scope, most: int) -> ASGIApp:
    detail = f"{most} requests of one client are answered at once; ask again in a moment"
    return problem(Request(scope), HTTPStatus.SERVICE_UNAVAILABLE, detail, _RETRY)
