"""Who asks: the address of a client, behind proxies that are trusted or without any.

What a header says of addresses counts only as far as trusted proxies wrote it: the chain is read
from its right end, and the first address that is no trusted proxy is the client. `Host`,
`X-Forwarded-Host` and `X-Forwarded-Proto` are never read.
"""

from collections.abc import Sequence
from functools import lru_cache
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from typing import Literal

from starlette.datastructures import Headers
from starlette.types import Scope

Address = IPv4Address | IPv6Address
Networks = Sequence[IPv4Network | IPv6Network]
ProxyHeader = Literal["x-forwarded-for", "forwarded"]

UNKNOWN = "unknown"
_PASSED_ON = ("x-forwarded-for", "forwarded", "x-real-ip", "via")
_SITE_BITS = 64  # whoever has one IPv6 address has the whole /64 around it


def find_client(scope: Scope, trusted: Networks, header: ProxyHeader) -> str:
    """Return the key of the client that asks: its IPv4 address, or the /64 of its IPv6 address."""
    peer = _read_peer(scope)
    if peer is None:
        return UNKNOWN
    client = peer
    for told in reversed(_chain(Headers(scope=scope), header)):
        if not _is_trusted(client, trusted):
            break
        earlier = _read_address(told)
        if earlier is None:  # a trusted proxy passed on what is no address: nobody is behind it
            break
        client = earlier
    return _make_key(client)


def is_local(scope: Scope) -> bool:
    """Return whether the request was made on this machine, and not passed on by a proxy here."""
    peer, headers = _read_peer(scope), Headers(scope=scope)
    return peer is not None and peer.is_loopback and not any(name in headers for name in _PASSED_ON)


def _read_peer(scope: Scope) -> Address | None:
    client = scope.get("client")
    return _read_address(client[0]) if client else None


def _is_trusted(address: Address, trusted: Networks) -> bool:
    return any(address in network for network in trusted)


def _chain(headers: Headers, header: ProxyHeader) -> list[str]:
    """Return the addresses that the header names, the nearest last; it may stand repeatedly."""
    parts = [part.strip() for part in ",".join(headers.getlist(header)).split(",")]
    return parts if header == "x-forwarded-for" else [_find_for(part) for part in parts]


def _find_for(element: str) -> str:
    """Return the `for` of an element of Forwarded (RFC 7239, 4), without its quotes."""
    for pair in element.split(";"):
        name, _, value = pair.strip().partition("=")
        if name.strip().lower() == "for":
            return value.strip().strip('"')
    return ""


@lru_cache(maxsize=4096)
def _read_address(text: str) -> Address | None:
    """Return the address in a text, with or without port or brackets; None where it is none."""
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _make_key(address: Address) -> str:
    if isinstance(address, IPv4Address):
        return str(address)
    return str(ip_network((address, _SITE_BITS), strict=False))
