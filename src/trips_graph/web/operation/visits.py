"""A visit: one request from its first byte to the last of its answer, as logs and figures see it.

The id of the request and the key of the client are put into the state of the request
(`request.state.request_id`, `request.state.client`) before anything else is done.
"""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from secrets import token_hex

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

REQUEST_ID = "X-Request-ID"
OTHER = "other"
_SAFE_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS", "QUERY", "PUT", "PATCH", "DELETE"})


@dataclass(frozen=True, slots=True)
class Visit:
    """What happened; `status` is 0 and `whole` false where an answer did not come, or broke off."""

    scope: Scope
    method: str
    route: str
    status: int
    bytes: int
    seconds: float
    whole: bool


class Visits:
    """Gives each request its id and its client, and tells the watchers how it ended."""

    def __init__(
        self,
        app: ASGIApp,
        find_client: Callable[[Scope], str],
        watchers: tuple[Callable[[Visit], None], ...],
    ) -> None:
        self._app, self._find_client, self._watchers = app, find_client, watchers
        self._run, self._numbers = token_hex(6), count(1)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get(REQUEST_ID, "")
        request_id = given if is_harmless(given) else f"{self._run}-{next(self._numbers):x}"
        told = {"request_id": request_id, "client": self._find_client(scope)}
        scope["state"] = {**scope.get("state", {}), **told}
        answer, started = _Answer(send, request_id), time.perf_counter()
        try:
            await self._app(scope, receive, answer.send)
        finally:
            visit = answer.sum_up(scope, time.perf_counter() - started)
            for watch in self._watchers:
                watch(visit)


class _Answer:
    """Counts what is sent."""

    def __init__(self, send: Send, request_id: str) -> None:
        self._send, self._request_id = send, request_id
        self._status, self._bytes, self._length, self._whole = 0, 0, 0, False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._status = message["status"]
            headers = MutableHeaders(scope=message)
            headers[REQUEST_ID] = self._request_id
            self._length = int(headers.get("content-length", "0"))
        await self._send(message)
        if message["type"] == "http.response.body":
            self._bytes += len(message.get("body", b""))
            self._whole = not message.get("more_body", False)
        elif message["type"] == "http.response.pathsend":  # the server sends the file on its own
            self._bytes, self._whole = self._length, True

    def sum_up(self, scope: Scope, seconds: float) -> Visit:
        method, route = find_method(scope), find_route(scope)
        return Visit(scope, method, route, self._status, self._bytes, seconds, self._whole)


def is_harmless(told: str) -> bool:
    """Return whether what a client calls its request can stand in headers, bodies and logs."""
    return _SAFE_ID.fullmatch(told) is not None


def find_method(scope: Scope) -> str:
    """Return the method of a request where it is one of HTTP."""
    return scope["method"] if scope["method"] in _METHODS else OTHER


def find_route(scope: Scope) -> str:
    """Return the template of the route that answered (`/doc/{kind}/{key}`): their number is small.

    The path as it was asked is never returned: anybody can make up as many as they like.
    """
    path = getattr(scope.get("route"), "path", None) or scope.get("root_path")  # of what is mounted
    return path if isinstance(path, str) and path else OTHER
