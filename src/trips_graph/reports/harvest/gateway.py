"""The gateway, asked politely: its robots.txt is kept to, and there is a pause between requests."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TypeVar

import httpx
from protego import Protego
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type, stop_after_attempt
from tenacity.wait import wait_exponential

from trips_graph import __version__
from trips_graph.errors import BadSetting
from trips_graph.reports.harvest.answer import Answer, GatewayUnfit, PageFailed, Unanswered
from trips_graph.reports.harvest.exchange import Limits, Reply, exchange, retry_after
from trips_graph.reports.harvest.judge import judge, say
from trips_graph.reports.harvest.ledger import Held
from trips_graph.reports.harvest.pages import Page
from trips_graph.settings import Settings

_LOG = logging.getLogger(__name__)
_NAME = "trips-graph"  # by which a robots.txt would address us
_NOT_NOW = (httpx.codes.REQUEST_TIMEOUT, httpx.codes.TOO_MANY_REQUESTS)
_HOPS = 5
_CONNECT_SECONDS = 10.0
_LONGEST_ROBOTS = 512_000  # RFC 9309, section 2.5: at least 500 kibibytes are read
_T = TypeVar("_T")
LONGEST_WAIT = 300.0
"""The longest wait between two tries, in seconds. Who asks for more is asked no more this time."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The time of day in UTC, seconds that only grow, and a sleep of so many seconds."""

    now: Callable[[], datetime]
    monotonic: Callable[[], float]
    sleep: Callable[[float], Awaitable[None]]


@asynccontextmanager
async def open_gateway(settings: Settings, clock: Clock) -> AsyncIterator["Gateway"]:
    """Give the gateway of the settings, its robots.txt read.

    Errors: `GatewayUnfit` where robots.txt cannot be read; that there is none allows everything.
    """
    contact = f" (+{settings.harvest_contact})" if settings.harvest_contact else ""
    headers = {
        "User-Agent": f"{_NAME}/{__version__}{contact}",
        "Accept": "text/html, application/xhtml+xml, text/plain;q=0.5",
        "Accept-Encoding": "identity",
    }
    timeout = httpx.Timeout(settings.harvest_deadline, connect=_CONNECT_SECONDS)
    async with httpx.AsyncClient(headers=headers, timeout=timeout) as client:
        gateway = Gateway(client, settings, clock)
        await gateway.read_robots()
        yield gateway


class Gateway:
    """One gateway. It is asked for one thing at a time."""

    def __init__(self, client: httpx.AsyncClient, settings: Settings, clock: Clock) -> None:
        self._client, self._settings, self._clock = client, settings, clock
        self._origin = _read_gateway(settings)
        self._robots = Protego.parse("")
        self._pause = settings.harvest_seconds
        self._asked: float | None = None

    async def read_robots(self) -> None:
        """Read what robots.txt forbids, and how long a pause it asks for.

        Source: RFC 9309, section 2.3.1: what is not there (4xx) forbids nothing; what cannot be
        reached forbids everything.
        """
        address = self._origin.copy_with(path="/robots.txt", query=None)
        try:
            reply = await self._try(partial(self._read_robots, address))
        except PageFailed as error:
            raise GatewayUnfit(
                f"{address}: {error.reason}. Without it nothing is fetched. Check the address in "
                "the setting gateway, or run the command again later"
            ) from error
        if reply.status == httpx.codes.OK:
            self._robots = Protego.parse(reply.content.decode(errors="replace"))
        self._pause = max(self._pause, *_pauses(self._robots))
        _LOG.info("robots status=%d pause=%g", reply.status, self._pause)

    async def fetch(self, page: Page, held: Held | None) -> Answer | None:
        """Return the answer for a page, None where the gateway says that what is held is the same.

        Errors: `PageMissing`; `PageFailed`, after as many tries as the settings allow where it may
        pass; `GatewayUnfit` where the gateway asks for a longer wait than `LONGEST_WAIT`.
        """
        address = httpx.URL(page.address(self._settings.gateway))
        known = held if held is not None and held.address == str(address) else None
        return await self._try(partial(self._fetch, page, address, known))

    async def _read_robots(self, address: httpx.URL) -> Reply:
        limits = Limits(self._settings.harvest_deadline, _LONGEST_ROBOTS)
        reply = await self._follow(self._client.build_request("GET", address), limits)
        self._refuse_passing(reply)
        if reply.status != httpx.codes.OK and not httpx.codes.is_client_error(reply.status):
            raise Unanswered(f"the gateway answers {say(reply.status)}")
        return reply

    async def _fetch(self, page: Page, address: httpx.URL, known: Held | None) -> Answer | None:
        limits = Limits(self._settings.harvest_deadline, self._settings.harvest_bytes)
        request = self._client.build_request("GET", address, headers=_conditions(known))
        reply = await self._follow(request, limits)
        self._refuse_passing(reply)
        if reply.status == httpx.codes.NOT_MODIFIED and known is not None:
            return None
        return judge(page, str(address), reply)

    async def _follow(self, request: httpx.Request, limits: Limits) -> Reply:
        """Return the reply at the end of a few redirects that stay on the gateway."""
        for _ in range(_HOPS + 1):
            self._refuse_forbidden(request.url)
            await self._keep_pause()
            try:
                reply = await exchange(self._client, request, limits)
            finally:
                self._asked = self._clock.monotonic()
            if reply.onward is None:
                return reply
            request = reply.onward
        raise PageFailed(f"more than {_HOPS} redirects", "Open the page in a browser")

    def _refuse_forbidden(self, address: httpx.URL) -> None:
        here = (address.host, address.port) == (self._origin.host, self._origin.port)
        if not here or address.scheme not in (self._origin.scheme, "https"):
            raise PageFailed(
                f"redirected away from the gateway, to {address}",
                "If the gateway has moved, change the setting gateway",
            )
        if not self._robots.can_fetch(str(address), _NAME):
            raise PageFailed(f"robots.txt forbids {address}", "Ask the keeper of the gateway")

    async def _keep_pause(self) -> None:
        if self._asked is not None:
            left = self._asked + self._pause - self._clock.monotonic()
            if left > 0:
                await self._clock.sleep(left)

    def _refuse_passing(self, reply: Reply) -> None:
        """Refuse a reply that says: not now."""
        if reply.status not in _NOT_NOW and not httpx.codes.is_server_error(reply.status):
            return
        after = retry_after(reply.headers, self._clock.now())
        told = f"the gateway answers {say(reply.status)}"
        if after is not None and after > LONGEST_WAIT:
            raise GatewayUnfit(
                f"{told} and asks to be left alone for {after:.0f} s. Run the command again then"
            )
        raise Unanswered(told, after)

    async def _try(self, attempt: Callable[[], Awaitable[_T]]) -> _T:
        retrying = AsyncRetrying(
            sleep=self._clock.sleep,
            stop=stop_after_attempt(self._settings.harvest_tries),
            wait=_backoff(self._pause),
            retry=retry_if_exception_type(Unanswered),
            reraise=True,
        )
        try:
            return await retrying(attempt)
        except Unanswered as error:
            tried = f"{error.reason} (tries: {self._settings.harvest_tries})"
            raise Unanswered(tried) from error


def _read_gateway(settings: Settings) -> httpx.URL:
    try:
        return httpx.URL(settings.gateway)
    except httpx.InvalidURL as error:
        raise BadSetting(f"gateway: {settings.gateway!r} is no address ({error})") from error


def _backoff(pause: float) -> Callable[[RetryCallState], float]:
    """Return the waits between tries: twice as long each time, never less than is asked for."""
    growing = wait_exponential(multiplier=2 * pause, max=LONGEST_WAIT)

    def wait(state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        after = error.after if isinstance(error, Unanswered) else None
        return max(growing(state), after or 0.0)

    return wait


def _conditions(known: Held | None) -> dict[str, str]:
    """Return the headers by which a page that is the same need not be sent again."""
    if known is None:
        return {}
    stated = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in stated.items() if value}


def _pauses(robots: Protego) -> tuple[float, ...]:
    """Return the pauses that robots.txt asks for, in seconds."""
    delay, rate = robots.crawl_delay(_NAME), robots.request_rate(_NAME)
    asked = (delay or 0.0, rate.seconds / rate.requests if rate and rate.requests else 0.0)
    if not all(pause <= LONGEST_WAIT for pause in asked):
        raise GatewayUnfit(
            f"robots.txt asks for a pause of {max(asked):g} s between requests. That is longer "
            f"than {LONGEST_WAIT:g} s: ask the keeper of the gateway for another way"
        )
    return asked
