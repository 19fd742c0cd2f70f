"""A few places are shared fairly among clients, whatever one of them does."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from trips_graph.web.querying.engine import Busy
from trips_graph.web.querying.turns import LONG_SHARE, Places, Turn, Turns


def run(work: Callable[[Turns], Awaitable[None]], places: Places) -> None:
    async def with_turns() -> None:
        await work(Turns(places))

    asyncio.run(with_turns())


async def take(turns: Turns, client: str, seconds: float = 5.0) -> Turn:
    return await turns.take(client, lambda: None, seconds)


async def breathe() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


def test_no_more_run_at_once_than_there_are_places() -> None:
    async def work(turns: Turns) -> None:
        first, second = await take(turns, "a"), await take(turns, "b")
        third = asyncio.create_task(take(turns, "c"))
        await breathe()
        assert (turns.running, turns.waiting, third.done()) == (2, 1, False)
        first.leave()
        first.leave()  # twice does no harm
        await third
        assert (turns.running, turns.waiting) == (2, 0)
        second.leave()

    run(work, Places(quick=2, long=0, waiting=4))


def test_those_who_wait_are_called_client_by_client() -> None:
    async def work(turns: Turns) -> None:
        order: list[str] = []

        async def ask(client: str) -> None:
            turn = await take(turns, client)
            order.append(client)
            await asyncio.sleep(0)
            turn.leave()

        running = await take(turns, "x")
        asked = [asyncio.create_task(ask(client)) for client in ("a", "a", "a", "b", "c")]
        await breathe()
        running.leave()
        await asyncio.gather(*asked)
        assert order == ["a", "b", "c", "a", "a"]

    run(work, Places(quick=1, long=0, waiting=10))


def test_the_queue_is_bounded_and_one_client_fills_half_of_it() -> None:
    async def work(turns: Turns) -> None:
        await take(turns, "x")
        greedy = [asyncio.create_task(take(turns, "a")) for _ in range(3)]
        await breathe()
        assert turns.waiting == 2
        with pytest.raises(Busy, match="too many"):
            await greedy[2]
        others = [asyncio.create_task(take(turns, client)) for client in "bcd"]
        await breathe()
        assert turns.waiting == 4
        with pytest.raises(Busy, match="too many"):
            await others[2]
        for task in (*greedy, *others):
            task.cancel()
        await asyncio.gather(*greedy, *others, return_exceptions=True)
        assert turns.waiting == 0

    run(work, Places(quick=1, long=0, waiting=4))


def test_who_waits_too_long_is_told_and_leaves_the_queue() -> None:
    async def work(turns: Turns) -> None:
        turn = await take(turns, "x")
        with pytest.raises(Busy, match="no place came free"):
            await take(turns, "a", seconds=0.02)
        assert turns.waiting == 0
        turn.leave()
        (await take(turns, "a")).leave()
        assert turns.running == 0

    run(work, Places(quick=1, long=0, waiting=4))


def test_one_that_is_called_in_the_moment_it_gives_up_leaves_no_place_taken() -> None:
    async def work(turns: Turns) -> None:
        turn = await take(turns, "x")
        waiting = asyncio.create_task(take(turns, "a"))
        await breathe()
        turn.leave()  # calls it
        waiting.cancel()  # before it has noticed
        with pytest.raises(asyncio.CancelledError):
            await waiting
        assert (turns.running, turns.waiting) == (0, 0)

    run(work, Places(quick=1, long=0, waiting=4))


def test_a_long_query_gives_its_place_to_others_but_not_to_its_own_client() -> None:
    async def work(turns: Turns) -> None:
        long = await take(turns, "a")
        assert long.lengthen() and long.is_long
        others = [await take(turns, "a") for _ in range(LONG_SHARE - 1)]
        more = asyncio.create_task(take(turns, "a"))
        await breathe()
        assert not more.done()
        (await take(turns, "b")).leave()  # nobody else waits
        long.leave()
        await more
        assert len(others) == LONG_SHARE - 1

    run(work, Places(quick=4, long=4, waiting=4))


def test_one_client_has_a_share_of_the_long_places() -> None:
    async def work(turns: Turns) -> None:
        taken = [await take(turns, "a") for _ in range(LONG_SHARE + 1)]
        moved = [turn.lengthen() for turn in taken]
        assert moved == [True] * LONG_SHARE + [False]
        assert (await take(turns, "b")).lengthen()

    run(work, Places(quick=LONG_SHARE + 2, long=LONG_SHARE + 2, waiting=4))


def test_overdue_queries_are_evicted_only_for_others_that_wait() -> None:
    async def work(turns: Turns) -> None:
        evicted: list[str] = []
        turn = await turns.take("a", lambda: evicted.append("a"), 5.0)
        assert not turn.lengthen()
        await breathe()
        assert evicted == []
        waiting = asyncio.create_task(take(turns, "b"))
        await breathe()
        assert evicted == ["a"]
        turn.leave()
        await waiting

    run(work, Places(quick=1, long=0, waiting=4))
