"""A crowd of clients for load tests: some ask as people do, some attack; each has its own address.

Every client has an address of the loopback network, so that the server tells them apart. Everything
ends by itself when its time is up.
"""

import asyncio
import itertools
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import urlencode

import httpx

PAUSE = 0.05
_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
_PRODUCT = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o"


@dataclass(slots=True)
class Tally:
    """What happened to the requests of some clients: seconds of each answer, and what failed."""

    seconds: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def percentile(self, share: float) -> float:
        """Return the seconds within which that share of the answers came."""
        return sorted(self.seconds)[int(len(self.seconds) * share)]


@dataclass(frozen=True, slots=True)
class Crowd:
    """Clients of one server, at an address such as http://127.0.0.1:8000, for some seconds."""

    server: str
    seconds: float

    async def ask_fairly(self, count: int) -> Tally:
        """Return what a number of clients met that ask short queries and pages, with a pause."""
        tally = Tally()
        clients = (self._ask(f"127.0.1.{number + 1}", tally) for number in range(count))
        await asyncio.gather(*clients)
        return tally

    async def attack(self, count: int) -> dict[int, int]:
        """Return how often attackers met each status; each does all that they know at once."""
        met: dict[int, int] = {}
        attacks = (
            attack
            for number in range(count)
            for attack in (
                self._ask_hostile(f"127.0.2.{number + 1}", met),
                self._read_slowly(f"127.0.2.{number + 1}"),
                self._half_open(f"127.0.2.{number + 1}"),
            )
        )
        await asyncio.gather(*attacks)
        return met

    async def _ask(self, address: str, tally: Tally) -> None:
        until = time.monotonic() + self.seconds
        async with self._client(address) as client:
            for number in itertools.count():
                if time.monotonic() > until:
                    return
                began = time.monotonic()
                try:
                    answer = await client.get(_fair_path(address, number))
                    if answer.status_code != 200:
                        tally.failures.append(f"{answer.status_code} {answer.text[:200]}")
                except httpx.HTTPError as error:
                    tally.failures.append(repr(error))
                tally.seconds.append(time.monotonic() - began)
                await asyncio.sleep(PAUSE)

    async def _ask_hostile(self, address: str, met: dict[int, int]) -> None:
        async def one(query: str) -> None:
            with suppress(httpx.HTTPError):
                async with client.stream("POST", "/sparql", data={"query": query}) as answer:
                    met[answer.status_code] = met.get(answer.status_code, 0) + 1
                    async for _ in answer.aiter_raw():
                        pass

        async with self._client(address) as client:
            await self._repeat([partial(one, query) for query in hostile_queries()])

    async def _repeat(self, attacks: list[Callable[[], Awaitable[None]]]) -> None:
        """Do every attack again and again, all at the same time, until the time is up."""

        async def again(attack: Callable[[], Awaitable[None]]) -> None:
            while True:
                await attack()
                await asyncio.sleep(PAUSE)

        tasks = [asyncio.create_task(again(attack)) for attack in attacks]
        await asyncio.wait(tasks, timeout=self.seconds)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _read_slowly(self, address: str) -> None:
        fields = urlencode({"query": f"SELECT * {{ {_PRODUCT} }}"})

        request = f"GET /sparql?{fields} HTTP/1.1\r\nHost: server\r\n\r\n".encode()

        async def one() -> None:
            async with self._sent(address, request) as reader:
                while await reader.read(1):
                    await asyncio.sleep(1)

        await self._repeat([one, one, one])

    async def _half_open(self, address: str) -> None:
        async def one() -> None:
            request = b"GET /sparql?query=SELECT HTTP/1.1\r\nHost: ser"
            async with self._sent(address, request) as reader:
                await reader.read()

        await self._repeat([one] * 20)

    @asynccontextmanager
    async def _sent(self, address: str, request: bytes) -> AsyncIterator[asyncio.StreamReader]:
        """Yield what answers to some bytes, over a connection from an address."""
        host, _, port = self.server.removeprefix("http://").partition(":")
        with suppress(OSError):
            reader, writer = await asyncio.open_connection(
                host, int(port), local_addr=(address, 0), limit=4096
            )
            try:
                writer.write(request)
                yield reader
            finally:
                writer.close()
                with suppress(OSError, asyncio.CancelledError):
                    await writer.wait_closed()

    def _client(self, address: str) -> httpx.AsyncClient:
        transport = httpx.AsyncHTTPTransport(local_address=address, retries=1)
        return httpx.AsyncClient(base_url=self.server, transport=transport, timeout=40)


def hostile_queries() -> Iterator[str]:
    """Return queries that cost their sender nothing and the server as much as they can."""
    yield f"SELECT (COUNT(*) AS ?n) {{ {_PRODUCT} }}"
    yield f"SELECT * {{ {_PRODUCT} }}"
    yield f"SELECT DISTINCT ?a ?d ?g ?j ?m {{ {_PRODUCT} }} ORDER BY ?o"
    yield "SELECT * " + "{" * 20_000 + "}" * 20_000
    yield "SELECT * " + "{" * 150 + _PRODUCT + "}" * 150
    yield "SELECT (1" + "+1" * 9_000 + " AS ?x) {}"
    yield f'SELECT * {{ {_PRODUCT} FILTER regex(CONCAT(STR(?a), STR(?f)), "{"(x+x+)+" * 200}y") }}'
    yield f"CONSTRUCT {{ ?a ?b ?f . ?d ?e ?c }} WHERE {{ {_PRODUCT} }}"
    doubled = " ".join(f"BIND (CONCAT(?s{n}, ?s{n}) AS ?s{n + 1})" for n in range(40))
    yield f'SELECT (STRLEN(?s40) AS ?n) {{ BIND ("0123456789" AS ?s0) {doubled} }}'


def _fair_path(address: str, number: int) -> str:
    """Return what a client asks next: queries that nobody asked before, and pages."""
    key = f"{address} {number}"
    query = f'SELECT ?s ?o {{ ?s <{_LABEL}> ?o FILTER (?o != "{key}") }} LIMIT 20'
    pages = ("/members", "/id/member/KHM", "/doc/member/KHM.ttl", "/")
    if number % 4 == 3:
        return pages[number // 4 % len(pages)].replace("/id/", "/doc/")
    return "/sparql?" + urlencode({"query": query, "format": "json"})
