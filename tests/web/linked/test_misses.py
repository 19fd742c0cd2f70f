"""What several want at once is made once; what failed is made anew."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from trips_graph.web.linked.misses import Misses


def test_what_several_want_at_once_is_made_once() -> None:
    misses, made, go = Misses[bytes](), list[int](), threading.Event()

    def work() -> bytes:
        made.append(1)
        go.wait(5)
        return b"made"

    with ThreadPoolExecutor(9) as threads:
        wanted = [threads.submit(misses.make, "x", work) for _ in range(8)]
        assert threads.submit(misses.make, "y", bytes).result(5) == b""
        go.set()
        assert [item.result(5) for item in wanted] == [b"made"] * 8
    assert len(made) == 1


def test_an_error_is_everybody_s_but_not_kept() -> None:
    misses = Misses[bytes]()

    def fail() -> bytes:
        raise ValueError("unfit")

    for _ in range(2):
        with pytest.raises(ValueError, match="unfit"):
            misses.make("x", fail)
    assert misses.make("x", lambda: b"made") == b"made"
