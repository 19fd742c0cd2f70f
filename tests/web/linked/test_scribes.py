"""The process that writes JSON-LD: ended by whomever, it comes back; late, it is ended."""

import os
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import anyio
import httpx
import pytest
from anyio import to_thread

from tests.web.conftest import running
from tests.web.processes import descendants, is_alive, within
from trips_graph.model.release import Release
from trips_graph.web.linked.scribes import Scribes
from trips_graph.web.querying.engine import OutOfTime, WorkerLost
from trips_graph.web.querying.forking import prepare_forking

DOCUMENT = "/doc/member/KHM.jsonld"


@pytest.fixture(scope="module", autouse=True)
def forking() -> None:
    """The process is forked by one that has loaded what it needs, as in the server."""
    prepare_forking()


def work_for(seconds: float) -> bytes:
    """Return a word after some seconds."""
    time.sleep(seconds)
    return b"done"


def die() -> bytes:
    """Return nothing: the process ends."""
    os._exit(1)


def die_once(mark: Path) -> bytes:
    """Return a word; the process ends where nobody has left the mark yet."""
    if not mark.exists():
        mark.touch()
        os._exit(1)
    return b"done"


def fail() -> bytes:
    """Return nothing: the work itself is at fault."""
    raise ValueError("unfit")


def have_ended(pids: list[int]) -> bool:
    """Return whether none of the processes runs."""
    return not any(map(is_alive, pids))


async def write_all(scribes: Scribes, *works: Callable[[], bytes]) -> list[object]:
    """Return what each became, bytes or error, in the works' order; one thread each, as served."""
    met: list[object] = [None] * len(works)

    async def write(number: int, work: Callable[[], bytes]) -> None:
        try:
            met[number] = await to_thread.run_sync(scribes.write, f"client {number}", work)
        except Exception as error:  # noqa: BLE001 - it is looked at
            met[number] = error

    async with anyio.create_task_group() as group:
        for number, work in enumerate(works):
            group.start_soon(write, number, work)
    return met


def test_whoever_waits_gets_an_answer_though_the_process_ends(tmp_path: Path) -> None:
    scribes = Scribes("late")
    works = [partial(die_once, tmp_path / str(number)) for number in range(8)]
    assert anyio.run(partial(write_all, scribes, *works)) == [b"done"] * 8
    scribes.stop()


def test_a_work_that_is_late_or_ends_the_process_harms_no_other() -> None:
    scribes = Scribes("late", seconds=2)
    works = (partial(work_for, 60), die, fail, partial(work_for, 0))
    met = anyio.run(partial(write_all, scribes, *works))
    assert [type(item) for item in met] == [OutOfTime, WorkerLost, ValueError, bytes]
    scribes.stop()


def test_a_process_without_work_ends_and_comes_back_with_it() -> None:
    scribes = Scribes("late", idle=1)
    before = descendants(os.getpid())
    for _ in range(2):
        assert anyio.run(partial(write_all, scribes, partial(work_for, 0))) == [b"done"]
        started = [pid for pid in descendants(os.getpid()) if pid not in before]
        assert started
        assert within(10, partial(have_ended, started))
    scribes.stop()


@pytest.mark.parametrize("end", ["kill", "terminate"])
def test_nothing_outlives_a_server_that_has_written(small_release: Release, end: str) -> None:
    with running(small_release.folder) as (address, process):
        before = len(descendants(process.pid))
        assert httpx.get(address + DOCUMENT).status_code == 200
        below = descendants(process.pid)
        assert len(below) > before
        getattr(process, end)()
        process.wait(timeout=20)
        assert within(5, lambda: not any(map(is_alive, below)))
