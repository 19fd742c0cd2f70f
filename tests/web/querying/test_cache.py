"""Answers that are kept: bounded, and the same for the event loop and for threads."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from trips_graph.web.querying.cache import LARGEST_SHARE, AnswerCache

ROOM = 40_000


@pytest.fixture
def hasty() -> Iterator[None]:
    """Threads take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def test_what_was_not_asked_for_longest_goes_first() -> None:
    cache = AnswerCache(ROOM)
    for number in range(100):
        cache.keep(str(number), b"x" * 800)
        assert cache.get("0") is not None
    assert cache.get("1") is None and cache.get("99") is not None
    assert cache.held <= ROOM
    cache.keep("large", b"x" * (ROOM // LARGEST_SHARE))
    assert cache.get("large") is None


@pytest.mark.usefixtures("hasty")
def test_many_threads_may_use_it_at_once() -> None:
    cache = AnswerCache(ROOM)

    def use(seed: int) -> None:
        for number in range(20_000):
            name = str(number * seed % 61)
            if cache.get(name) is None:
                cache.keep(name, name.encode() * 400)

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(use, range(1, 9))) == [None] * 8
    assert cache.held <= ROOM
