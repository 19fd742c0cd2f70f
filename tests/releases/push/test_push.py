"""A release is loaded into real servers of stores, by the command as a user runs it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from pyoxigraph import RdfFormat, parse

from tests.releases.push.invented import GRAPHS, invent
from tests.stores.servers import STORES, RunningStore, oxigraph, virtuoso
from trips_graph.model.release import Release

LEDGER = GRAPHS + "pushed"
FOREIGN = "https://elsewhere.example/graph"
TRIPLE = b"<https://a.example/> <https://b.example/> <https://c.example/> ."
WRONG = "wrong-and-secret"
FIRST = {"same-1": 3, "same-2": 900, "other": 4, "left": 2}
SECOND = {"same-1": 3, "same-2": 900, "other": 4, "new": 5}


@pytest.fixture(scope="module", params=sorted(STORES))
def store(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningStore]:
    with STORES[request.param](tmp_path_factory.mktemp(request.param)) as running:
        yield running


def arguments(release: Release, store: RunningStore, *more: str) -> list[str]:
    command = [sys.executable, "-m", "trips_graph.cli", "push", "--release", str(release.folder)]
    return [*command, *store.options, *more]


def run(
    release: Release, store: RunningStore, *more: str, **variables: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        arguments(release, store, *more),
        capture_output=True, text=True, timeout=120, check=False,
        env=os.environ | store.variables | variables,
    )  # fmt: skip


def push(release: Release, store: RunningStore, *more: str) -> dict[str, int]:
    """Push, and return the figures that the command tells."""
    done = run(release, store, *more)
    assert done.returncode == 0, done.stderr
    rows = re.findall(r"│ ([^│]+?) *│ *([\d,]+) │", done.stderr)
    return {name: int(count.replace(",", "")) for name, count in rows}


def send(store: RunningStore, method: str, graph: str, body: bytes | None = None) -> httpx.Response:
    auth = httpx.DigestAuth(store.user, store.password or "") if store.user else None
    headers = {"Content-Type": "application/n-triples", "Accept": "application/n-triples"}
    return httpx.request(
        method, store.graph_store, params={"graph": graph}, content=body, headers=headers, auth=auth
    )


def contents(store: RunningStore, graph: str) -> set[str]:
    response = send(store, "GET", graph)
    body = b"" if response.status_code == 404 else response.raise_for_status().content
    return {str(quad.triple) for quad in parse(body, format=RdfFormat.N_TRIPLES)}


def quads(release: Release) -> dict[str, set[str]]:
    """The graphs of a release, read from its dump by pyoxigraph."""
    dump = next(item for item in release.manifest.artefacts if item.path.endswith(".nq"))
    found: dict[str, set[str]] = {}
    for quad in parse((release.folder / dump.path).read_bytes(), format=RdfFormat.N_QUADS):
        name = str(quad.graph_name)[1:-1]
        found.setdefault(name, set()).add(str(quad.triple))
    return found


def test_the_real_release_arrives_whole(release: Release, store: RunningStore) -> None:
    told = push(release, store)
    graphs = quads(release)
    assert told["graphs written"] == len(graphs) > 10
    assert told["triples written"] == release.manifest.counts["triples"]
    for graph, triples in graphs.items():
        assert contents(store, graph) == triples, graph
    again = push(release, store)
    assert (again["graphs written"], again["graphs kept"]) == (0, len(graphs))


def test_another_release_changes_only_what_is_other(store: RunningStore, tmp_path: Path) -> None:
    first, second = invent(tmp_path / "a", "a", FIRST), invent(tmp_path / "b", "b", SECOND)
    send(store, "PUT", FOREIGN, TRIPLE)
    push(first, store)
    would = push(second, store, "--dry-run")
    assert contents(store, GRAPHS + "left") and not contents(store, GRAPHS + "new")
    told = push(second, store)
    assert (told["graphs kept"], told["graphs written"], told["graphs deleted"]) == (2, 3, 1)
    assert would.items() <= told.items()
    for graph, triples in quads(second).items():
        assert contents(store, graph) == triples, graph
    assert not contents(store, GRAPHS + "left")
    assert len(contents(store, FOREIGN)) == 1


def test_of_a_release_without_a_catalogue_what_is_gone_is_deleted_too(
    store: RunningStore, tmp_path: Path
) -> None:
    sizes = {"same-1": 3, "same-2": 900}
    push(invent(tmp_path / "f", "f", {**sizes, "left": 2}, described=False), store)
    told = push(invent(tmp_path / "g", "g", sizes, described=False), store)
    assert (told["graphs kept"], told["graphs written"], told["graphs deleted"]) == (2, 0, 1)
    assert not contents(store, GRAPHS + "left")
    assert len(contents(store, LEDGER)) == 2


def test_what_others_changed_is_written_again(store: RunningStore, tmp_path: Path) -> None:
    release = invent(tmp_path / "c", "c", SECOND)
    push(release, store)
    send(
        store,
        "POST",
        GRAPHS + "new",
        b"<https://a.example/> <https://b.example/> <https://c.example/> .",
    )
    send(store, "DELETE", GRAPHS + "same-1")
    told = push(release, store)
    assert told["graphs written"] == 3  # and the catalogue
    for graph, triples in quads(release).items():
        assert contents(store, graph) == triples, graph


def test_a_push_that_is_killed_goes_on_where_it_was(store: RunningStore, tmp_path: Path) -> None:
    """And in between the store does not look like one that holds a release."""
    release = invent(tmp_path / "d", "d", {f"many-{number:03}": 20 for number in range(400)})
    push(invent(tmp_path / "e", "e", FIRST), store)
    process = subprocess.Popen(
        arguments(release, store), env=os.environ | store.variables, stderr=subprocess.DEVNULL
    )
    until = time.monotonic() + 60
    while len(contents(store, LEDGER)) < 50 and time.monotonic() < until:
        time.sleep(0.005)
    process.kill()
    process.wait(timeout=20)
    assert process.returncode == -9, "it was too fast to be killed"
    assert not contents(store, GRAPHS + "catalogue")
    told = push(release, store)
    assert 50 <= told["graphs kept"] < 400
    assert told["graphs kept"] + told["graphs written"] == 401
    for graph, triples in list(quads(release).items())[::20]:
        assert contents(store, graph) == triples, graph
    assert len(contents(store, LEDGER)) == 401


def test_a_store_that_cuts_its_answers_is_counted_graph_by_graph(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    with virtuoso(tmp_path / "store", most_rows=5) as store:
        release = invent(tmp_path / "f", "f", {f"g{number:02}": 2 for number in range(30)})
        assert push(release, store)["graphs written"] == 31
        assert push(release, store)["graphs kept"] == 31


def test_a_wrong_password_is_told_and_not_shown(tmp_path: Path) -> None:
    release = invent(tmp_path / "g", "g", FIRST)
    (tmp_path / "store").mkdir()
    with virtuoso(tmp_path / "store") as store:
        done = run(release, store, **{"TRIPS_STORE_PASSWORD": WRONG})
        assert done.returncode == 4
        assert "401" in done.stderr and "TRIPS_STORE_PASSWORD" in done.stderr
        assert WRONG not in done.stdout + done.stderr


def test_a_killed_store_is_told_and_the_push_goes_on_later(tmp_path: Path) -> None:
    release = invent(tmp_path / "h", "h", FIRST)
    (tmp_path / "store").mkdir()
    with oxigraph(tmp_path / "store") as store:
        store.process.kill()
        store.process.wait(timeout=20)
        done = run(release, store, TRIPS_PUSH_TRIES="2")
    assert done.returncode == 4
    assert "refused" in done.stderr
    with oxigraph(tmp_path / "store") as store:
        assert push(release, store)["graphs written"] == 5
