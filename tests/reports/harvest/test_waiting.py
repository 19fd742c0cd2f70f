"""How long a harvest waits: twice as long after each try, and as long as it is asked to."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from tests.reports.harvest.gateway import LocalGateway, status
from trips_graph.reports.harvest.exchange import retry_after
from trips_graph.reports.harvest.gateway import LONGEST_WAIT, Clock
from trips_graph.reports.harvest.harvest import HarvestOrder, harvest
from trips_graph.reports.harvest.pages import Wanted

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


class StoppedClock:
    """A clock on which time passes only in sleep, at once; it remembers each sleep."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.slept: list[float] = []

    async def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.slept.append(round(seconds, 3))
        self.seconds += seconds

    def clock(self) -> Clock:
        """Return this clock as the harvest takes it."""
        return Clock(lambda: NOON, lambda: self.seconds, self.sleep)


@pytest.mark.parametrize(
    ("after", "waits"),
    [
        (None, [3.0, 6.0, 12.0, 24.0]),
        ("1", [3.0, 6.0, 12.0, 24.0]),
        ("20", [20.0, 20.0, 20.0, 24.0]),
        ("Sun, 01 Mar 2026 12:01:00 GMT", [60.0, 60.0, 60.0, 60.0]),
        ("soon", [3.0, 6.0, 12.0, 24.0]),
    ],
)
def test_each_wait_is_longer_and_as_long_as_asked_for(
    gateway: LocalGateway, tmp_path: Path, after: str | None, waits: list[float]
) -> None:
    gateway.tell(5, status(503, **({"Retry_After": after} if after else {})))
    stopped = StoppedClock()
    settings = gateway.settings(harvest_seconds=1.5, harvest_tries=5)
    order = HarvestOrder(Wanted(("5",)), tmp_path)
    harvest(order, settings, stopped.clock(), lambda stage, done, total: None)
    assert stopped.slept == [1.5, *waits]
    assert gateway.times(5) == 5


def test_no_wait_is_longer_than_the_longest(gateway: LocalGateway, tmp_path: Path) -> None:
    gateway.tell(5, status(500))
    stopped = StoppedClock()
    settings = gateway.settings(harvest_seconds=100, harvest_tries=4)
    order = HarvestOrder(Wanted(("5",)), tmp_path)
    harvest(order, settings, stopped.clock(), lambda stage, done, total: None)
    assert max(stopped.slept) == LONGEST_WAIT


@pytest.mark.parametrize(
    ("stated", "seconds"),
    [
        (None, None),
        ("", None),
        ("0", 0.0),
        ("120", 120.0),
        ("-5", None),
        ("1.5", None),
        ("9" * 400, 999_999_999_999.0),
        ("\u00b2", None),
        ("Sun, 01 Mar 2026 12:00:30 GMT", 30.0),
        ("Sun, 01 Mar 2026 12:00:30 -0000", 30.0),
        ("Sun, 01 Mar 2026 13:00:30 +0100", 30.0),
        ("Sun, 01 Mar 2026 11:00:00 GMT", 0.0),
        ("Sun, 31 Feb 2026 11:00:00 GMT", None),
        ("tomorrow", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(stated: str | None, seconds: float | None) -> None:
    headers = httpx.Headers([] if stated is None else [(b"Retry-After", stated.encode("latin-1"))])
    assert retry_after(headers, NOON) == seconds
