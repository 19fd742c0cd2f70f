"""What nobody foresaw does no harm to a pool; its figures are read while its workers change."""

import asyncio
import threading
from dataclasses import replace

import pytest

from tests.answering import FINE
from tests.web.querying.test_pool import LIMITS, ask, run
from trips_graph.model.release import Release
from trips_graph.web.querying.engine import AnswerFailed, OwnQuestion
from trips_graph.web.querying.forking import prepare_forking
from trips_graph.web.querying.pool import Pool
from trips_graph.web.querying.processes import WorkerProcess
from trips_graph.web.querying.turns import Places
from trips_graph.web.querying.worker import WorkerLimits


@pytest.fixture(scope="module", autouse=True)
def forking() -> None:
    """Workers are forked by a process that has loaded what they need, as in the server."""
    prepare_forking()


def test_an_error_that_nobody_foresaw_costs_no_worker(small_release: Release) -> None:
    async def work(pool: Pool) -> None:
        await ask(pool, FINE)
        workers = pool.workers()
        with pytest.raises(AnswerFailed, match="our side"):
            await pool.rows(OwnQuestion("this is no query of ours"), 1)
        assert pool.workers() == workers
        assert b'"1"' in await ask(pool, FINE)

    run(small_release, work)


def test_a_worker_that_nobody_foresaw_failing_does_no_harm(
    small_release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(release: Release, limits: WorkerLimits) -> WorkerProcess:
        await asyncio.sleep(0.5)
        raise EOFError("unexpected EOF")

    async def work(pool: Pool) -> None:
        await ask(pool, FINE)
        with monkeypatch.context() as patch:
            patch.setattr("trips_graph.web.querying.pool.start_worker", fail)
            pool.replace()
            await asyncio.sleep(0.1)
            await pool.stop()

    run(small_release, work)


def test_the_memory_of_workers_is_read_while_they_change(small_release: Release) -> None:
    done = threading.Event()

    def read(pool: Pool) -> int:
        most = 0
        while not done.is_set():
            most = max(most, len(pool.memory()))
        return most

    async def all_of_it() -> None:
        pool = Pool(small_release, replace(LIMITS, places=Places(8, 0, 8)))
        reading = asyncio.create_task(asyncio.to_thread(read, pool))
        await pool.start()
        while len(pool.workers()) < 8 and not reading.done():
            await asyncio.sleep(0.05)
        await pool.stop()
        done.set()
        assert await reading == 8

    asyncio.run(all_of_it())
