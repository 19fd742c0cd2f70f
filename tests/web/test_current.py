"""A new release is taken up while people ask; what dies comes back."""

import os
import shutil
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

import httpx
import pytest

from tests.answering import ENDLESS, SLOW
from tests.web.conftest import running
from tests.web.processes import descendants, is_alive, within
from trips_graph.model.release import CURRENT, MANIFEST, Release

SHORT = "SELECT ?s { ?s ?p ?o } LIMIT 3"


@pytest.fixture
def folder(small_release: Release, tmp_path: Path) -> Path:
    """A folder of two releases that differ in their id; the first is current."""
    for release_id in ("first", "second"):
        shutil.copytree(small_release.folder, tmp_path / release_id)
        manifest = replace(small_release.manifest, id=release_id)
        (tmp_path / release_id / MANIFEST).write_bytes(manifest.encode())
    (tmp_path / CURRENT).symlink_to("first")
    return tmp_path


def point(folder: Path, release_id: str) -> None:
    """Make a release current, in one step."""
    aside = folder / "aside"
    aside.symlink_to(release_id)
    aside.rename(folder / CURRENT)


@contextmanager
def asking(address: str) -> Iterator[list[tuple[int, str]]]:
    """Yield status and release of each answer that a client who never stops has got so far."""
    met: list[tuple[int, str]] = []
    over = threading.Event()

    def ask() -> None:
        with httpx.Client(base_url=address) as client:
            while not over.is_set():
                page = client.get("/data/manifest.json")
                met.append((page.status_code, page.json()["id"]))
                rows = client.get("/sparql", params={"query": SHORT, "x": str(len(met))})
                met.append((rows.status_code, rows.headers["etag"]))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    try:
        yield met
    finally:
        over.set()
        for thread in threads:
            thread.join(timeout=30)


def test_another_release_becomes_current_without_a_lost_request(folder: Path) -> None:
    with running(folder) as (address, process), asking(address) as met:
        for release_id in ("second", "first", "second"):
            point(folder, release_id)
            process.send_signal(signal.SIGHUP)
            assert within(20, partial(_has_met, met, release_id))
    assert {status for status, _ in met} == {200}
    assert len({tag for _, tag in met if tag.startswith('"')}) == 2  # one validator a release


def test_a_release_is_taken_up_without_a_signal_and_the_old_workers_end(folder: Path) -> None:
    with running(folder) as (address, process):
        httpx.get(address + "/sparql", params={"query": SHORT})
        before = set(descendants(process.pid))
        point(folder, "second")
        with httpx.stream("GET", address + "/sparql", params={"query": ENDLESS}) as slow:
            pieces = slow.iter_raw()
            next(pieces)
            assert within(10, lambda: _served(address) == "second")
            next(pieces)  # what the old release is answering goes on
        kept = {pid for pid in before if _is_no_worker(pid)}
        assert within(20, lambda: not any(map(is_alive, before - kept)))


def test_what_is_no_release_is_not_taken_up_but_the_next_one_is(folder: Path) -> None:
    shutil.copytree(folder / "second", folder / "third")
    with running(folder) as (address, process):
        (folder / "second" / MANIFEST).write_text("5")
        point(folder, "second")
        process.send_signal(signal.SIGHUP)
        time.sleep(1)
        assert _served(address) == "first"
        point(folder, "third")
        process.send_signal(signal.SIGHUP)
        assert within(10, lambda: _served(address) == "second")  # the id that it tells
        assert httpx.get(address + "/sparql", params={"query": SHORT}).status_code == 200


def test_whichever_process_below_is_killed_comes_back(folder: Path) -> None:
    with running(folder) as (address, process):
        expected = httpx.get(address + "/sparql", params={"query": SHORT}).content
        for pid in descendants(process.pid):  # workers, what forks them, what tracks resources
            with suppress(ProcessLookupError):  # one may end with another
                os.kill(pid, signal.SIGKILL)
            for number in range(8):
                fields = {"query": SHORT, "x": str(number)}
                answer = httpx.get(address + "/sparql", params=fields)
                assert (answer.status_code, answer.content) == (200, expected)
            assert httpx.get(address + "/members").status_code == 200


def test_a_server_that_is_killed_in_the_middle_of_answers_comes_back(folder: Path) -> None:
    with running(folder) as (address, process):
        expected = httpx.get(address + "/sparql", params={"query": SHORT}).content
        below = descendants(process.pid)
        with httpx.stream("GET", address + "/sparql", params={"query": ENDLESS}) as slow:
            pieces = slow.iter_raw()
            next(pieces)
            process.kill()
            with pytest.raises(httpx.TransportError):
                for _ in pieces:
                    pass
        assert within(5, lambda: not any(map(is_alive, below)))
    with running(folder) as (address, _):
        assert httpx.get(address + "/sparql", params={"query": SHORT}).content == expected


def test_nobody_evaluates_for_a_client_that_has_left(folder: Path) -> None:
    with running(folder) as (address, process):
        httpx.get(address + "/sparql", params={"query": SHORT})
        with pytest.raises(httpx.ReadTimeout):
            httpx.get(address + "/sparql", params={"query": SLOW}, timeout=0.5)
        assert within(1.2, lambda: not _is_any_busy(process.pid))


def _has_met(met: list[tuple[int, str]], release_id: str) -> bool:
    return (200, release_id) in met[-8:]


def _served(address: str) -> str:
    return str(httpx.get(address + "/data/manifest.json").json()["id"])


def _is_no_worker(pid: int) -> bool:
    try:
        line = Path(f"/proc/{pid}/cmdline").read_bytes()
        return b"resource_tracker" in line or not _has_store(pid)
    except FileNotFoundError:  # it has ended already
        return False


def _has_store(pid: int) -> bool:
    return any("/store/" in str(link.readlink()) for link in Path(f"/proc/{pid}/fd").iterdir())


def _is_any_busy(pid: int) -> bool:
    """Return whether a process below takes the processor."""
    before = {child: _ticks(child) for child in descendants(pid)}
    time.sleep(0.3)
    return any(_ticks(child) - ticks > 15 for child, ticks in before.items())


def _ticks(pid: int) -> int:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return int(fields[11]) + int(fields[12])
