"""Who asks is found behind trusted proxies, and cannot be made up by who asks."""

from ipaddress import ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as some
from starlette.types import Scope

from trips_graph.web.operation.clients import UNKNOWN, ProxyHeader, find_client, is_local

TRUSTED = (ip_network("10.0.0.0/8"), ip_network("fd00::/8"))
FORWARDED_FOR: ProxyHeader = "x-forwarded-for"


def scope(peer: str | None, *headers: tuple[str, str]) -> Scope:
    raw = [(name.encode(), value.encode("latin-1")) for name, value in headers]
    return {"type": "http", "client": (peer, 1) if peer else None, "headers": raw}


@pytest.mark.parametrize(
    ("peer", "told", "client"),
    [
        ("192.0.2.1", [], "192.0.2.1"),
        ("192.0.2.1", ["198.51.100.9"], "192.0.2.1"),  # no proxy of ours: its word does not count
        ("10.0.0.1", ["198.51.100.9"], "198.51.100.9"),
        ("10.0.0.1", ["203.0.113.7, 198.51.100.9"], "198.51.100.9"),  # the client made up the first
        ("10.0.0.1", ["203.0.113.7, 198.51.100.9, 10.1.1.1"], "198.51.100.9"),
        ("10.0.0.1", ["203.0.113.7", "198.51.100.9"], "198.51.100.9"),  # the header stands twice
        ("10.0.0.1", ["10.9.9.9"], "10.9.9.9"),
        ("10.0.0.1", ["198.51.100.9, nonsense"], "10.0.0.1"),
        ("10.0.0.1", [""], "10.0.0.1"),
        ("10.0.0.1", ["198.51.100.9:4711"], "198.51.100.9"),
        ("10.0.0.1", ["[2001:db8:1:2::9]:4711"], "2001:db8:1:2::/64"),
        ("::ffff:10.0.0.1", ["198.51.100.9"], "198.51.100.9"),
        ("fd00::1", ["2001:db8:1:2:3:4:5:6"], "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", [], "2001:db8:1:2::/64"),
        ("fe80::1%eth0", [], "fe80::/64"),
        (None, ["198.51.100.9"], UNKNOWN),
        ("unix:", [], UNKNOWN),
    ],
)
def test_the_nearest_address_that_is_no_proxy_of_ours_is_the_client(
    peer: str | None, told: list[str], client: str
) -> None:
    asked = scope(peer, *(("x-forwarded-for", value) for value in told))
    assert find_client(asked, TRUSTED, FORWARDED_FOR) == client


@pytest.mark.parametrize(
    ("told", "client"),
    [
        ("for=198.51.100.9", "198.51.100.9"),
        ("for=203.0.113.7, For=198.51.100.9;proto=https;by=10.0.0.1", "198.51.100.9"),
        ('for="[2001:db8:1:2::9]:4711"', "2001:db8:1:2::/64"),
        ("for=_hidden", "10.0.0.1"),
        ("proto=https", "10.0.0.1"),
    ],
)
def test_the_header_of_rfc_7239_is_read_where_the_setting_names_it(told: str, client: str) -> None:
    asked = scope("10.0.0.1", ("forwarded", told), ("x-forwarded-for", "192.0.2.66"))
    assert find_client(asked, TRUSTED, "forwarded") == client


def test_a_header_that_our_proxies_do_not_write_is_not_read() -> None:
    asked = scope("10.0.0.1", ("forwarded", "for=203.0.113.7"), ("x-forwarded-for", "192.0.2.5"))
    assert find_client(asked, TRUSTED, FORWARDED_FOR) == "192.0.2.5"


ANYTHING = some.text(some.characters(max_codepoint=255), max_size=60)


@given(ANYTHING)
def test_whatever_a_client_writes_it_stays_who_it_is(told: str) -> None:
    """The proxy adds the true address at the right end; nothing to its left is believed."""
    header = ("x-forwarded-for", f"{told}, 198.51.100.9")
    assert find_client(scope("10.0.0.1", header), TRUSTED, FORWARDED_FOR) == "198.51.100.9"


@given(ANYTHING)
def test_no_header_is_too_strange_to_be_read(told: str) -> None:
    for name in ("x-forwarded-for", "forwarded"):
        assert find_client(scope("10.0.0.1", (name, told)), TRUSTED, "forwarded")


def test_local_is_who_asks_on_this_machine_himself() -> None:
    assert is_local(scope("127.0.0.1")) and is_local(scope("::1"))
    assert not is_local(scope("192.0.2.1")) and not is_local(scope(None))
    for name in ("x-forwarded-for", "forwarded", "via", "x-real-ip"):
        assert not is_local(scope("127.0.0.1", (name, "127.0.0.1")))
