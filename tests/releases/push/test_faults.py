"""What a store may do to a push: refuse, stumble, send away; each is told with its remedy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pydantic import SecretStr

from tests.releases.push.invented import GRAPHS, invent
from tests.stores.fronts import Asked, Fault, front
from tests.stores.servers import RunningStore, oxigraph
from trips_graph.errors import BadSetting, NotARelease
from trips_graph.releases.push.graphstore import GraphStore, Patience, open_graph_store
from trips_graph.releases.push.push import push
from trips_graph.stores import (
    Account,
    BadAddress,
    StoreUnfit,
    make_account,
    read_address,
    read_addresses,
)


@contextmanager
def standing_before(
    store: RunningStore, fault: Fault, account: Account | None = None
) -> Iterator[tuple[GraphStore, list[Asked]]]:
    patience = Patience(20.0, 3, sleep=lambda seconds: None)
    with front(store, fault) as (address, seen):
        addresses = read_addresses(f"{address}/query", None)
        with open_graph_store(addresses, account, patience) as graphs:
            yield graphs, seen


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningStore]:
    with oxigraph(tmp_path_factory.mktemp("store")) as running:
        yield running


def quiet(sent: int, total: int) -> None:
    """Tell nothing."""


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_what_may_pass_is_tried_again(status: int, store: RunningStore, tmp_path: Path) -> None:
    release = invent(tmp_path / "r", f"r{status}", {"one": 2, "two": 3})
    twice: Fault = lambda _, before: status if before < 2 else None  # noqa: E731
    with standing_before(store, twice) as (graphs, _):
        assert len(push(release, graphs, quiet).written) == 3
        assert graphs.count_graphs()[GRAPHS + "two"] == 3
    thrice: Fault = lambda _, before: status if before < 3 else None  # noqa: E731
    with (
        standing_before(store, thrice) as (graphs, _),
        pytest.raises(StoreUnfit, match=rf"{status}: no.* not today"),
    ):
        push(invent(tmp_path / "s", "s", {"one": 2}), graphs, quiet)


@pytest.mark.parametrize(
    ("status", "remedy"),
    [(400, "fault"), (401, "TRIPS_STORE_PASSWORD"), (403, "does not let"), (404, "--graph-store"),
     (405, "graph store"), (413, "limit"), (415, "N-Triples"),
     (307, "elsewhere"), (418, "refuses")],
)  # fmt: skip
def test_what_will_not_pass_is_told_at_once(
    status: int, remedy: str, store: RunningStore, tmp_path: Path
) -> None:
    release = invent(tmp_path / "r", f"n{status}", {"one": 2})
    fault: Fault = lambda method, _: status if method == "PUT" else None  # noqa: E731
    with standing_before(store, fault) as (graphs, seen):
        with pytest.raises(StoreUnfit, match=remedy) as told:
            push(release, graphs, quiet)
        assert [method for method, _ in seen].count("PUT") == 1
    assert "\x1b" not in str(told.value) and "<h1>" not in str(told.value)


def test_a_password_goes_only_where_it_is_asked_for(store: RunningStore, tmp_path: Path) -> None:
    account = Account("writer", SecretStr("a-secret-word"))
    fault: Fault = lambda method, before: 401 if (method, before) == ("PUT", 0) else None  # noqa: E731
    with standing_before(store, fault, account) as (graphs, seen):
        push(invent(tmp_path / "r", "asked", {"one": 2}), graphs, quiet)
    signed = ["authorization" in headers for _, headers in seen]
    first = signed.index(True)
    assert seen[first][0] == "PUT" and seen[first - 1][0] == "PUT"
    assert not any(signed[:first]) and all(signed[first:])
    assert "a-secret-word" not in repr(account) + str(account)


def test_lengths_are_told(store: RunningStore, tmp_path: Path) -> None:
    with standing_before(store, lambda method, before: None) as (graphs, seen):
        push(invent(tmp_path / "r", "lengths", {"one": 20_000}), graphs, quiet)
    sent = [headers for method, headers in seen if method in ("PUT", "POST")]
    assert all("content-length" in headers for headers in sent)
    assert not any("transfer-encoding" in headers for headers in sent)


def test_a_damaged_dump_is_not_sent(store: RunningStore, tmp_path: Path) -> None:
    release = invent(tmp_path / "r", "damaged", {"one": 2})
    dump = release.folder / "invented.nq"
    dump.write_bytes(dump.read_bytes().replace(b"one 1", b"one 9"))
    with standing_before(store, lambda method, before: None) as (graphs, seen):
        with pytest.raises(NotARelease, match="manifest"):
            push(release, graphs, quiet)
        assert not seen


@pytest.mark.parametrize(
    "address",
    ["http://me:secret@a.example/query", "http://me@a.example/query", "ftp://a.example/query",
     "a.example/query", "http:///query", "file:///etc/passwd", "http://[::1/query", ""],
)  # fmt: skip
def test_an_address_is_one_of_http_without_a_password(address: str) -> None:
    with pytest.raises(BadAddress) as told:
        read_address(address)
    assert "secret" not in str(told.value)


def test_only_oxigraphs_second_address_is_known() -> None:
    found = read_addresses("http://a.example:7878/query?union-default-graph", None)
    assert str(found.graphs) == "http://a.example:7878/store"
    with pytest.raises(BadAddress, match="--graph-store"):
        read_addresses("http://a.example/sparql", None)


def test_a_user_and_a_password_belong_together() -> None:
    assert make_account(None, None) is None
    for user, password in (("me", None), (None, SecretStr("x"))):
        with pytest.raises(BadSetting, match="TRIPS_STORE_PASSWORD"):
            make_account(user, password)
