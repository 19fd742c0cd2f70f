"""Long queries of one client are read at a pace; short ones, and those of others, at once."""

import time

import pytest

from trips_graph.web.querying.engine import Busy
from trips_graph.web.sparql.allowance import BYTES_A_SECOND, FREE_BYTES, LONGEST_WAIT, Allowance


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_short_queries_are_free() -> None:
    allowance = Allowance(Clock())
    assert {allowance.charge("a", FREE_BYTES) for _ in range(10_000)} == {0.0}


def test_long_ones_wait_for_those_before_of_the_same_client() -> None:
    clock = Clock()
    allowance = Allowance(clock)
    length = FREE_BYTES + BYTES_A_SECOND
    assert [allowance.charge("a", length) for _ in range(3)] == [0.0, 1.0, 2.0]
    assert allowance.charge("b", length) == 0.0
    clock.now += 2.5
    assert allowance.charge("a", length) == 0.5


def test_who_would_wait_too_long_is_refused_and_not_charged() -> None:
    clock = Clock()
    allowance = Allowance(clock)
    allowance.charge("a", FREE_BYTES + int(BYTES_A_SECOND * (LONGEST_WAIT + 1)))
    for _ in range(3):
        with pytest.raises(Busy, match="waiting to be read"):
            allowance.charge("a", FREE_BYTES + 1)
    clock.now += 2
    assert allowance.charge("a", FREE_BYTES + 1) == pytest.approx(LONGEST_WAIT - 1)


def test_of_very_many_clients_at_once_those_that_asked_longest_ago_are_forgotten() -> None:
    allowance = Allowance(Clock())
    length = FREE_BYTES + BYTES_A_SECOND
    started = time.process_time()
    for number in range(25_000):
        assert allowance.charge(str(number), length) == 0.0
        assert allowance.charge("busy", FREE_BYTES + 1) >= 0.0
    assert time.process_time() - started < 5
    assert len(allowance._used_until) == 10_000
    assert allowance.charge("24999", length) == 1.0
    assert allowance.charge("busy", length) > 0.0
    assert allowance.charge("0", length) == 0.0
