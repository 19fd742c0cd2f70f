"""Which servers a query may have asked, and the way to them: hosts, addresses, redirects.

A host must be on the list of the setting `service_hosts`; what it is called in DNS must be public
addresses only; and the connection goes to the very address that was looked at. Redirects are
followed by hand, each like a first request.
"""

import asyncio
import re
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address
from socket import SOCK_STREAM
from urllib.parse import urljoin, urlsplit

import httpcore
import idna

from trips_graph.errors import TripsGraphError

Resolver = Callable[[str, int], Awaitable[Sequence[str]]]

MOST_REDIRECTS = 3
_PORTS: Mapping[str, int] = {"http": 80, "https": 443}
_PRINTABLE = re.compile(r"[^\s\\\x00-\x1f\x7f]+")
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.\-]*[a-z0-9])?|[0-9a-f:.]*:[0-9a-f:.]*")
_FOLLOWED = (301, 302, 307, 308)  # 303 would ask for another thing by GET
# Nowhere, though Python 3.11 takes them for global: relays of 6to4, protocol assignments.
_NOWHERE_4 = (IPv4Network("192.0.0.0/24"), IPv4Network("192.88.99.0/24"))
# Only global unicast is asked: no mapped, translated (NAT64), compatible or local addresses. In it
# lie 6to4, which holds any IPv4 address, and addresses for documentation.
_UNICAST = IPv6Network("2000::/3")
_NOWHERE_6 = (IPv6Network("2002::/16"), IPv6Network("3fff::/20"))


class NotAsked(TripsGraphError):
    """A server that is not asked, or whose answer is not passed on; the message says why."""


@dataclass(frozen=True, slots=True)
class Target:
    """An http or https address, taken apart once: nobody reads it a second time."""

    scheme: str
    host: str
    port: int
    path: str

    def __str__(self) -> str:
        """Return the address as text; the port always stands in it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}{self.path}"


@dataclass(frozen=True, slots=True)
class ServiceHosts:
    """The list of hosts; an entry without a port stands for 80 of http and 443 of https."""

    entries: frozenset[str]

    def read(self, address: str) -> Target:
        """Return the target of an address. Errors: `NotAsked` where it is not on the list."""
        target = read_target(address)
        host = f"[{target.host}]" if ":" in target.host else target.host
        usual = target.port == _PORTS[target.scheme]
        if f"{host}:{target.port}" in self.entries or (usual and host in self.entries):
            return target
        raise NotAsked(f"{host}:{target.port} is not in the list of servers that are asked")


def read_target(address: str) -> Target:
    """Return the parts of an address. Errors: `NotAsked` where it can be read in two ways."""
    try:
        parts = urlsplit(address)
        host, port = _host(parts.hostname or ""), parts.port
    except (ValueError, idna.IDNAError) as error:  # brackets, a port that is none, no such name
        raise NotAsked("the address of the server cannot be read") from error
    if not _PRINTABLE.fullmatch(address) or parts.scheme not in _PORTS:
        raise NotAsked("servers are asked by http and https only")
    if "@" in parts.netloc or not _HOST.fullmatch(host):
        raise NotAsked("the address of the server has more than a host and a port")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    usual = _PORTS[parts.scheme]
    return Target(parts.scheme, host, usual if port is None else port, _ascii(path))


def is_public(address: str) -> bool:
    """Return whether an IP address is one of the public internet, and means nothing else."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        inside = found in _UNICAST and not any(found in network for network in _NOWHERE_6)
    else:
        inside = not any(found in network for network in _NOWHERE_4)
    return inside and found.is_global and not found.is_multicast and not found.is_reserved


async def resolve(host: str, port: int) -> Sequence[str]:
    """Return the addresses of a host by the system's resolver, each once."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True, slots=True)
class PinnedNetwork(httpcore.AsyncNetworkBackend):
    """Connects to the address that was looked at, and to none that is not public.

    The framework's hook: what is asked over it names a host, TLS is checked for that host.
    """

    resolver: Resolver = resolve
    dial: httpcore.AsyncNetworkBackend = field(default_factory=httpcore.AnyIOBackend)

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Return a connection to the first address that answers. Errors: `NotAsked`."""
        try:
            addresses = await self.resolver(host, port)
        except OSError as error:
            raise NotAsked(f"{host} has no address") from error
        if not addresses or not all(is_public(address) for address in addresses):
            raise NotAsked(f"{host} has an address that is not public")
        for address in addresses[:-1]:
            try:
                return await self.dial.connect_tcp(address, port, timeout)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return await self.dial.connect_tcp(addresses[-1], port, timeout)


@dataclass(frozen=True, slots=True)
class Caller:
    """Asks servers of the list; `network` is where its connections come from."""

    hosts: ServiceHosts
    seconds: float
    network: httpcore.AsyncNetworkBackend = field(default_factory=PinnedNetwork)
    tls: ssl.SSLContext = field(default_factory=httpcore.default_ssl_context)

    @asynccontextmanager
    async def ask(
        self, address: str, headers: Mapping[str, str], body: bytes
    ) -> AsyncIterator[httpcore.Response]:
        """Yield the answer of a server, its body unread. Errors: `NotAsked`."""
        target = self.hosts.read(address)
        async with httpcore.AsyncConnectionPool(self.tls, network_backend=self.network) as pool:
            for _ in range(MOST_REDIRECTS + 1):
                async with self._send(pool, target, headers, body) as answer:
                    if answer.status not in _FOLLOWED:
                        yield answer
                        return
                    target = self.hosts.read(_location(target, answer))
        raise NotAsked(f"the server redirects more than {MOST_REDIRECTS} times")

    @asynccontextmanager
    async def _send(
        self,
        pool: httpcore.AsyncConnectionPool,
        target: Target,
        headers: Mapping[str, str],
        body: bytes,
    ) -> AsyncIterator[httpcore.Response]:
        phases = dict.fromkeys(("connect", "read", "write", "pool"), self.seconds)
        usual = target.port == _PORTS[target.scheme]
        host = str(target).split("/")[2]
        sent = {**headers, "Host": host.rpartition(":")[0] if usual else host}
        try:
            async with pool.stream(
                "POST",
                httpcore.URL(
                    scheme=target.scheme, host=target.host, port=target.port, target=target.path
                ),
                headers=list(sent.items()),
                content=body,
                extensions={"timeout": phases},
            ) as answer:
                yield answer
        except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError) as error:
            raise NotAsked(f"{target.host} does not answer") from error


def _host(name: str) -> str:
    """Return a host in lower case and ASCII, without the dot of the root."""
    if ":" in name or not name:
        return str(ip_address(name)) if name else ""
    return idna.encode(name.removesuffix("."), uts46=True).decode()


def _ascii(path: str) -> str:
    """Return a path with whatever is no ASCII percent-encoded; RFC 3987, section 3.1."""
    return "".join(
        mark if mark.isascii() else "".join(f"%{byte:02X}" for byte in mark.encode())
        for mark in path
    )


def _location(target: Target, answer: httpcore.Response) -> str:
    for name, value in answer.headers:
        if name.lower() == b"location":
            return urljoin(str(target), value.decode("latin-1"))
    raise NotAsked("the server redirects to nowhere")
