"""How often one client may ask: so many requests a second, minute or hour; beyond them 429.

A generic cell rate algorithm: of each client one number is kept, the time until which its requests
so far are worth. A client may use its whole rate at once and then gets it back evenly. The clients
that are kept are bounded, the one that asked longest ago is forgotten first. (The package `limits`
keeps every request of every client in memory, without a bound.)
"""

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import Request
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from trips_graph.web.operation import health
from trips_graph.web.problems import problem

_SECONDS = {"second": 1, "minute": 60, "hour": 3600}
MOST_CLIENTS = 100_000
# Files that a page needs, and what watches the server, cost nothing and are not counted.
_UNCOUNTED = health.PATHS | {"/metrics", "/robots.txt"}
_UNCOUNTED_BELOW = "/static/"


@dataclass(frozen=True, slots=True)
class Rate:
    """So many requests in so many seconds."""

    requests: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a request is allowed, how many are left, and in how many seconds: all, or one."""

    allowed: bool
    left: int
    full_in: float
    again_in: float


def read_rate(text: str) -> Rate:
    """Return the rate that a setting such as `20/second` tells; the setting was checked."""
    number, _, unit = text.partition("/")
    return Rate(int(number), _SECONDS[unit])


class Rates:
    """What each client has used of its rate."""

    def __init__(
        self,
        rate: Rate,
        clock: Callable[[], float] = time.monotonic,
        most_clients: int = MOST_CLIENTS,
    ) -> None:
        self.rate, self._clock, self._most_clients = rate, clock, most_clients
        self._used_until: OrderedDict[str, float] = OrderedDict()

    def count(self, client: str) -> Verdict:
        """Return whether the client may ask now; a refused request uses nothing."""
        now, each = self._clock(), self.rate.seconds / self.rate.requests
        used = max(now, self._used_until.get(client, now))
        wait = used + each - now - self.rate.seconds
        allowed = wait <= 1e-9  # a hair for sums of fractions
        if allowed:
            used += each
            self._remember(client, used)
        left = max(0, math.floor((self.rate.seconds - (used - now)) / each + 1e-9))
        return Verdict(allowed, left, used - now, max(0.0, wait))

    def _remember(self, client: str, used: float) -> None:
        self._used_until[client] = used
        self._used_until.move_to_end(client)
        if len(self._used_until) > self._most_clients:
            self._used_until.popitem(last=False)


class RateLimit:
    """Refuses the requests of a client beyond its rate, and tells every client what it has left.

    The fields are those of draft-ietf-httpapi-ratelimit-headers-10, which is no RFC yet.
    """

    def __init__(self, app: ASGIApp, rates: Rates, refused: Callable[[str], None]) -> None:
        self._app, self._rates, self._refused = app, rates, refused
        self._policy = f'"client";q={rates.rate.requests};w={rates.rate.seconds}'

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or _is_uncounted(scope["path"]):
            await self._app(scope, receive, send)
            return
        verdict = self._rates.count(scope["state"]["client"])
        told = {
            "RateLimit-Policy": self._policy,
            "RateLimit": f'"client";r={verdict.left};t={math.ceil(verdict.full_in)}',
        }

        async def send_told(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(told)
            await send(message)

        if verdict.allowed:
            await self._app(scope, receive, send_told)
            return
        self._refused("rate")
        await _refuse(scope, self._rates.rate, verdict)(scope, receive, send_told)


def _is_uncounted(path: str) -> bool:
    return path in _UNCOUNTED or path.startswith(_UNCOUNTED_BELOW)


def _refuse(scope: Scope, rate: Rate, verdict: Verdict) -> ASGIApp:
    seconds = max(1, math.ceil(verdict.again_in))
    detail = f"{rate.requests} requests in {rate.seconds} s are answered; ask again in {seconds} s"
    headers = {"Retry-After": str(seconds)}
    return problem(Request(scope), HTTPStatus.TOO_MANY_REQUESTS, detail, headers)
