"""Sixteen clients, four of them hostile: the others lose nothing, and nothing is left over.

What is compared is a ratio of one run: the answers of fair clients with and without the attack.
"""

import asyncio
import time
from dataclasses import dataclass
from pathlib import Path

from tests.web.conftest import running
from tests.web.crowd import Crowd, Tally
from tests.web.processes import descendants, within
from trips_graph.model.release import Release

FAIR, HOSTILE = 12, 4
SECONDS = 60.0
_ALONE = 15.0
_SLOWER = 5.0
_ROOM = 320_000_000  # a worker is kept until it holds an eighth of its address space


def test_attackers_cost_the_others_no_request(small_release: Release) -> None:
    settings = {"TRIPS_QUERY_SECONDS": "30", "TRIPS_QUERY_MEMORY": str(2**30)}
    with running(small_release.folder, **settings) as (address, process):
        asyncio.run(Crowd(address, 3.0).ask_fairly(FAIR))  # all that is loaded late is loaded
        before = _Left.of(process.pid)
        alone, fair, met = asyncio.run(_attacked(address))
        assert (alone.failures, fair.failures) == ([], [])
        assert fair.percentile(0.95) <= _SLOWER * alone.percentile(0.95)
        assert met.get(413) or met.get(400), "the attack met no guard, so it was none"
        assert met.get(503) or met.get(504), "the attack was never held up, so it was none"
        assert within(20, lambda: _Left.of(process.pid).fits(before)), _Left.of(process.pid)
        time.sleep(0.1)
        assert process.poll() is None


async def _attacked(address: str) -> tuple[Tally, Tally, dict[int, int]]:
    alone = await Crowd(address, _ALONE).ask_fairly(FAIR)
    crowd = Crowd(address, SECONDS)
    fair, met = await asyncio.gather(crowd.ask_fairly(FAIR), crowd.attack(HOSTILE))
    return alone, fair, met


@dataclass(frozen=True, slots=True)
class _Left:
    """Processes below a server, sockets and files that it holds, and memory of all of them."""

    processes: int
    files: int
    memory: int

    @classmethod
    def of(cls, pid: int) -> "_Left":
        below = descendants(pid)
        files = len(list(Path(f"/proc/{pid}/fd").iterdir()))
        return cls(len(below), files, sum(map(_memory, [pid, *below])))

    def fits(self, before: "_Left") -> bool:
        return (
            self.processes <= before.processes
            and self.files <= before.files
            and self.memory <= before.memory + _ROOM
        )


def _memory(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096
    except OSError:  # it ended meanwhile
        return 0
