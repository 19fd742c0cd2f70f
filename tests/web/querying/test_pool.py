"""Workers are killed when late, replaced when they end, and gone when the server is gone."""

import asyncio
import errno
import math
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import pytest

from tests.answering import ENDLESS, FINE, SLOW, TOO_DEEP
from tests.web.conftest import running
from tests.web.processes import descendants, is_alive, within
from trips_graph.errors import BadQuery, TripsGraphError
from trips_graph.formats import JSON
from trips_graph.model.release import Release
from trips_graph.web.querying.answers import AnswerTooLarge, BadSyntax
from trips_graph.web.querying.engine import (
    Busy,
    OutOfTime,
    OwnQuestion,
    Question,
    WorkerCrashed,
    WorkerLost,
)
from trips_graph.web.querying.forking import prepare_forking
from trips_graph.web.querying.pool import Pool, PoolLimits
from trips_graph.web.querying.transfer import Clocks
from trips_graph.web.querying.turns import Places
from trips_graph.web.querying.worker import WorkerLimits

LIMITS = PoolLimits(
    Places(quick=1, long=0, waiting=8),
    Clocks(evaluation=20.0, transfer=30.0, long=math.inf),
    WorkerLimits(memory=2**31, answer=50_000),
)


@pytest.fixture(scope="module", autouse=True)
def forking() -> None:
    """Workers are forked by a process that has loaded what they need, as in the server."""
    prepare_forking()


@asynccontextmanager
async def started(release: Release, limits: PoolLimits = LIMITS) -> AsyncIterator[Pool]:
    """Yield a pool that is started, and end it."""
    pool = Pool(release, limits)
    await pool.start()
    try:
        yield pool
    finally:
        await pool.stop()


async def ask(pool: Pool, query: str, client: str = "", seconds: float = 20.0) -> bytes:
    """Return a whole answer in JSON."""
    stream = await pool.open(Question(query, JSON, seconds), client)
    try:
        return b"".join([piece async for piece in stream])
    finally:
        await stream.aclose()


def run(
    release: Release, work: Callable[[Pool], Awaitable[None]], limits: PoolLimits = LIMITS
) -> None:
    """Run a test in an event loop of its own, with a pool that is started."""

    async def with_pool() -> None:
        async with started(release, limits) as pool:
            await work(pool)

    asyncio.run(with_pool())


def test_a_late_query_is_ended_and_the_next_one_answered(small_release: Release) -> None:
    async def work(pool: Pool) -> None:
        await ask(pool, FINE)
        begun = time.monotonic()
        with pytest.raises(OutOfTime, match="1 seconds"):
            await ask(pool, SLOW, seconds=1.0)
        assert time.monotonic() - begun < 2
        assert b'"1"' in await ask(pool, FINE)

    run(small_release, work)


def test_a_query_too_deep_for_the_engine_ends_its_worker_only(small_release: Release) -> None:
    async def work(pool: Pool) -> None:
        with pytest.raises(WorkerCrashed, match="ended its worker"):
            await ask(pool, TOO_DEEP)
        assert b'"1"' in await ask(pool, FINE)

    run(small_release, work)


def test_errors_come_back_as_they_were_raised_and_cost_no_worker(small_release: Release) -> None:
    async def work(pool: Pool) -> None:
        await ask(pool, FINE)
        (worker,) = pool.workers()
        with pytest.raises(BadSyntax) as caught:
            await ask(pool, "SELECT * {\n ?s ?p ")
        assert (caught.value.line, caught.value.column) == (2, 8)
        with pytest.raises(BadQuery, match="custom function"):
            await ask(pool, "SELECT (<a:f>(1) AS ?x) {}")
        with pytest.raises(AnswerTooLarge, match=r"50,000 bytes"):
            await ask(pool, ENDLESS)
        assert pool.workers() == (worker,)

    run(small_release, work)


def test_an_answer_begins_before_it_ends_and_can_be_dropped(small_release: Release) -> None:
    async def work(pool: Pool) -> None:
        stream = await pool.open(Question(ENDLESS, JSON, 2.0), "")
        first = await anext(aiter(stream))
        assert first.startswith(b'{"head"')
        await stream.aclose()
        assert b'"1"' in await ask(pool, FINE)

    run(small_release, work)


def test_rows_are_read_lazily_and_bound(small_release: Release) -> None:
    thing = "https://example.org/trips/id/member/KHM"

    async def work(pool: Pool) -> None:
        bound = OwnQuestion("SELECT ?thing ?label { ?thing ?p ?label }", {"thing": thing})
        found = await pool.rows(bound, 2)
        assert (len(found.rows), found.more) == (2, True)
        assert len((await pool.rows(OwnQuestion(ENDLESS), 10)).rows) == 10
        graph = OwnQuestion("CONSTRUCT { ?thing ?p ?o } WHERE { ?thing ?p ?o }", {"thing": thing})
        triples = [str(row) for row in (await pool.rows(graph, 100)).rows]
        assert len(triples) > 2 and len(set(triples)) == len(triples)

    run(small_release, work)


def test_a_long_query_leaves_its_place_to_others(small_release: Release) -> None:
    limits = replace(LIMITS, places=Places(1, 1, 8), clocks=Clocks(3.0, 10.0, long=0.1))

    async def work(pool: Pool) -> None:
        slow = asyncio.create_task(ask(pool, SLOW, "one", seconds=3.0))
        await asyncio.sleep(0.5)
        (niced,) = [pid for pid in pool.workers() if os.getpriority(os.PRIO_PROCESS, pid) > 0]
        for _ in range(5):
            assert b'"1"' in await ask(pool, FINE, "two")
        assert not slow.done()
        with pytest.raises(OutOfTime):
            await slow
        assert within(5, lambda: not is_alive(niced))

    run(small_release, work, limits)


def test_a_long_query_without_a_place_for_it_is_ended_when_others_wait(
    small_release: Release,
) -> None:
    limits = replace(LIMITS, clocks=Clocks(20.0, 30.0, long=0.1))

    async def work(pool: Pool) -> None:
        slow = asyncio.create_task(ask(pool, SLOW, "one", seconds=20.0))
        await asyncio.sleep(1.0)
        assert not slow.done()  # while nobody waits, nobody minds
        assert b'"1"' in await ask(pool, FINE, "two")
        with pytest.raises(Busy, match="long queries"):
            await slow

    run(small_release, work, limits)


@pytest.mark.parametrize("_", range(3))  # a race: once is not enough
def test_a_pool_stops_while_queries_run(small_release: Release, _: int) -> None:
    limits = replace(LIMITS, places=Places(4, 0, 8))

    async def all_of_it() -> None:
        pool = Pool(small_release, limits)
        await pool.start()
        asked = [asyncio.create_task(ask(pool, SLOW, seconds=20.0)) for _ in range(4)]
        while len(pool.workers()) < 4:
            await asyncio.sleep(0.05)
        await asyncio.sleep(0.5)
        workers = pool.workers()
        await pool.stop()
        for task in asked:
            with pytest.raises(Busy, match="stopping"):
                await task
        assert len(workers) >= 4 and not any(map(is_alive, workers))
        with pytest.raises(Busy, match="stopping"):
            await ask(pool, FINE)

    asyncio.run(all_of_it())


def test_a_process_that_the_system_refuses_is_tried_again(
    small_release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(process: ForkServerProcess) -> None:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    async def work(pool: Pool) -> None:
        await ask(pool, FINE)
        with monkeypatch.context() as patch:
            patch.setattr(ForkServerProcess, "start", refuse)
            with pytest.raises(WorkerCrashed):
                await ask(pool, TOO_DEEP)
            for _ in range(3):
                with pytest.raises(WorkerLost, match="could not be started"):
                    await ask(pool, FINE)
        assert b'"1"' in await ask(pool, FINE)

    run(small_release, work)


def test_a_worker_ended_from_outside_is_not_the_mistake_of_the_query(
    small_release: Release,
) -> None:
    async def work(pool: Pool) -> None:
        await ask(pool, FINE)
        asked = asyncio.create_task(ask(pool, SLOW, seconds=20.0))
        await asyncio.sleep(0.5)
        (worker,) = pool.workers()
        os.kill(worker, signal.SIGKILL)
        await asyncio.sleep(0.5)
        assert not asked.done()  # another worker has begun with it anew
        (other,) = pool.workers()
        assert other != worker
        os.kill(other, signal.SIGKILL)
        with pytest.raises(WorkerLost):
            await asked
        assert b'"1"' in await ask(pool, FINE)
        os.kill(pool.workers()[0], signal.SIGKILL)
        await asyncio.sleep(0.5)
        assert b'"1"' in await ask(pool, FINE)  # one that died idle is replaced unseen

    run(small_release, work)


def test_a_worker_says_that_its_store_is_broken(small_release: Release, tmp_path: Path) -> None:
    bare = Release(tmp_path, small_release.manifest)

    async def work(pool: Pool) -> None:
        with pytest.raises(TripsGraphError, match="store of this release is missing"):
            await ask(pool, FINE)
        assert not pool.is_ready()
        shutil.copytree(small_release.store, bare.store)
        assert b'"1"' in await ask(pool, FINE)

    run(bare, work)


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
        below = descendants(process.pid)
        assert len(below) >= 4
        getattr(process, end)()
        process.wait(timeout=20)
        assert within(5, lambda: not any(map(is_alive, below)))
