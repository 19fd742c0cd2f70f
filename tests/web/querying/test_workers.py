"""Workers are killed when late, replaced when they end, and gone when the server is gone."""

import asyncio
import errno
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing.context import SpawnProcess
from pathlib import Path

import pytest

from tests.web.conftest import running
from trips_graph.errors import BadQuery
from trips_graph.formats import JSON
from trips_graph.model.release import Release
from trips_graph.settings import Settings
from trips_graph.web.app import create_app
from trips_graph.web.querying.answers import (
    Answer,
    AnswerTooLarge,
    AsRows,
    BadSyntax,
    Question,
    Rows,
)
from trips_graph.web.querying.workers import (
    Busy,
    OutOfTime,
    QueryLimits,
    WorkerCrashed,
    WorkerLost,
    Workers,
)

SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }"
TOO_DEEP = "SELECT * { ?s ?p (" + "1 " * 5_000 + ") }"  # overflows the stack at once
FINE = Question("SELECT (1 AS ?one) {}", (JSON.name,))


@contextmanager
def started(release: Release, limits: QueryLimits, count: int) -> Iterator[Workers]:
    """Yield a pool whose processes are started; they are ended at the end."""
    pool = Workers(release, limits, count)
    pool.start()
    try:
        yield pool
    finally:
        pool.stop()


@pytest.fixture(scope="module")
def workers(small_release: Release) -> Iterator[Workers]:
    with started(small_release, QueryLimits(2.0, 50_000), 1) as pool:
        yield pool


def test_a_late_query_is_ended_and_the_next_one_answered(workers: Workers) -> None:
    workers.ask(FINE)
    started = time.monotonic()
    with pytest.raises(OutOfTime, match="2 seconds"):
        workers.ask(Question(SLOW))
    assert time.monotonic() - started < 4
    assert isinstance(workers.ask(FINE), Answer)


def test_a_query_too_deep_for_the_engine_ends_its_worker_only(workers: Workers) -> None:
    with pytest.raises(WorkerCrashed, match="ended its worker"):
        workers.ask(Question(TOO_DEEP))
    assert isinstance(workers.ask(FINE), Answer)


def test_what_cannot_be_sent_to_a_worker_costs_no_worker(workers: Workers) -> None:
    with pytest.raises(TypeError):
        workers.ask(Question("ASK {}", (JSON.engine,)))  # type: ignore[arg-type]
    assert isinstance(workers.ask(FINE), Answer)


def test_errors_come_back_as_they_were_raised(workers: Workers) -> None:
    with pytest.raises(BadSyntax) as caught:
        workers.ask(Question("SELECT * {\n ?s ?p "))
    assert (caught.value.line, caught.value.column) == (2, 8)
    with pytest.raises(BadQuery, match="custom function"):
        workers.ask(Question("SELECT (<a:f>(1) AS ?x) {}"))
    with pytest.raises(AnswerTooLarge, match=r"50,000 bytes"):
        workers.ask(Question("SELECT * { ?a ?b ?c . ?d ?e ?f }"))


def test_rows_are_read_lazily_and_bound(workers: Workers) -> None:
    thing = "https://example.org/trips/id/member/KHM"
    found = workers.ask(
        Question("SELECT ?thing ?label { ?thing ?p ?label }", (AsRows(2),), {"thing": thing})
    )
    assert isinstance(found, Rows)
    assert (len(found.rows), found.more) == (2, True)
    endless = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    assert isinstance(workers.ask(Question(endless, (AsRows(10),))), Rows)


def test_who_finds_no_worker_is_told_so(small_release: Release) -> None:
    pool = Workers(small_release, QueryLimits(0.2, 1000), 0)
    with pytest.raises(Busy):
        pool.ask(FINE)


@pytest.mark.parametrize("_", range(3))  # a race: once is not enough
def test_a_pool_stops_while_queries_run(small_release: Release, _: int) -> None:
    before = set(_children(os.getpid()))
    with ThreadPoolExecutor(4) as crowd:
        with started(small_release, QueryLimits(20.0, 1000), 4) as pool:
            asked = [crowd.submit(pool.ask, Question(SLOW)) for _ in range(4)]
            time.sleep(1.5)
        errors = [question.exception(timeout=5) for question in asked]
    assert {type(error) for error in errors} == {WorkerLost}
    assert not [pid for pid in _children(os.getpid()) if pid not in before and _alive(pid)]


def test_both_pools_stop_even_if_one_cannot(small_release: Release) -> None:
    class Stuck(Workers):
        def stop(self) -> None:
            super().stop()
            raise RuntimeError("stuck")

    async def run() -> None:
        async with app.router.lifespan_context(app):
            assert isinstance(app.state.site.own.ask(FINE), Answer)

    app = create_app(small_release, Settings())
    public = Stuck(small_release, QueryLimits(2.0, 1000), 1)
    app.state.site = replace(app.state.site, public=public)
    with pytest.raises(RuntimeError, match="stuck"):
        asyncio.run(run())
    with pytest.raises(Busy, match="stopping"):
        app.state.site.own.ask(FINE)


def test_a_process_that_the_system_refuses_is_tried_again(
    small_release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(process: SpawnProcess) -> None:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    with started(small_release, QueryLimits(2.0, 1000), 1) as pool:
        with monkeypatch.context() as patch:
            patch.setattr(SpawnProcess, "start", refuse)
            with pytest.raises(WorkerCrashed):
                pool.ask(Question(TOO_DEEP))
            for _ in range(3):
                with pytest.raises(WorkerLost, match="could not be started"):
                    pool.ask(FINE)
        assert isinstance(pool.ask(FINE), Answer)


def test_a_pool_stops_while_a_process_is_started(
    small_release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on, start = threading.Event(), threading.Event(), SpawnProcess.start

    def start_slowly(process: SpawnProcess) -> None:
        begun.set()
        go_on.wait(timeout=10)
        start(process)

    with ThreadPoolExecutor(1) as crowd:
        with started(small_release, QueryLimits(2.0, 1000), 1) as pool:
            with pytest.raises(WorkerCrashed):
                pool.ask(Question(TOO_DEEP))
            monkeypatch.setattr(SpawnProcess, "start", start_slowly)
            asked = crowd.submit(pool.ask, FINE)
            assert begun.wait(timeout=5)
            stopping = time.monotonic()
        assert time.monotonic() - stopping < 1
        go_on.set()
        assert isinstance(asked.exception(timeout=10), Busy)


def test_a_worker_ended_from_outside_is_not_the_mistake_of_the_query(
    small_release: Release,
) -> None:
    before = set(_children(os.getpid()))
    with (
        ThreadPoolExecutor(1) as crowd,
        started(small_release, QueryLimits(20.0, 1000), 1) as pool,
    ):
        pool.ask(FINE)
        ours = _worker_among(set(_children(os.getpid())) - before)
        asked = crowd.submit(pool.ask, Question(SLOW))
        time.sleep(0.5)
        os.kill(ours, signal.SIGKILL)
        assert isinstance(asked.exception(timeout=5), WorkerLost)
        assert isinstance(pool.ask(FINE), Answer)
        os.kill(_worker_among(set(_children(os.getpid())) - before), signal.SIGKILL)
        time.sleep(0.5)
        assert isinstance(pool.ask(FINE), Answer)  # one that died idle is replaced unseen


def test_a_worker_says_that_its_store_is_broken(
    small_release: Release, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    bare = Release(tmp_path, small_release.manifest)
    with started(bare, QueryLimits(2.0, 1000), 1) as pool:
        with pytest.raises(WorkerLost, match="did not start"):
            pool.ask(FINE)
        assert "store of this release is missing" in caplog.text
        shutil.copytree(small_release.store, bare.store)
        assert isinstance(pool.ask(FINE), Answer)


def test_a_server_without_its_store_does_not_start(small_release: Release, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_bytes(small_release.manifest.encode())
    command = [sys.executable, "-m", "trips_graph.cli", "serve", "--release", ".", "--port", "0"]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 4
    assert "store of this release is missing" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("end", ["kill", "terminate"])
def test_no_worker_outlives_its_server(small_release: Release, end: str) -> None:
    with running(small_release.folder) as (_, process):
        children = _children(process.pid)
        assert len(children) >= 3
        getattr(process, end)()
        process.wait(timeout=20)
        assert _within(5, lambda: not any(_alive(child) for child in children))


def _worker_among(children: set[int]) -> int:
    (found,) = (pid for pid in children if _alive(pid) and _is_worker(pid))
    return found


def _is_worker(pid: int) -> bool:
    return b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()


def _children(pid: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:  # it ended meanwhile
            continue
        if int(fields[1]) == pid:
            found.append(int(stat.parent.name))
    return found


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _within(seconds: float, holds: Callable[[], bool]) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if holds():
            return True
        time.sleep(0.05)
    return False
