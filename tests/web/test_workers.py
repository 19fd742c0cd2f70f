"""Workers are killed when late, replaced when they end, and gone when the server is gone."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from trips_graph.errors import BadQuery
from trips_graph.formats import JSON
from trips_graph.model.release import Release
from trips_graph.web.answers import Answer, AnswerTooLarge, AsRows, BadSyntax, Question, Rows
from trips_graph.web.context import Dress
from trips_graph.web.workers import Busy, Duty, OutOfTime, WorkerEnded, Workers

from .conftest import running

SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }"
TOO_DEEP = "SELECT (1" + "+1" * 9000 + " AS ?x) {}"
FINE = Question("SELECT (1 AS ?one) {}", (JSON.name,))


@pytest.fixture(scope="module")
def workers(small_release: Release) -> Iterator[Workers]:
    pool = Workers(Duty(small_release.store, Dress(), 2.0, 50_000), 1)
    pool.start()
    yield pool
    pool.stop()


def test_a_late_query_is_ended_and_the_next_one_answered(workers: Workers) -> None:
    workers.ask(FINE)
    started = time.monotonic()
    with pytest.raises(OutOfTime, match="2 seconds"):
        workers.ask(Question(SLOW))
    assert time.monotonic() - started < 4
    assert isinstance(workers.ask(FINE), Answer)


def test_a_query_too_deep_for_the_engine_ends_its_worker_only(workers: Workers) -> None:
    with pytest.raises(WorkerEnded, match="ended its worker"):
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
    pool = Workers(Duty(small_release.store, Dress(), 0.2, 1000), 0)
    with pytest.raises(Busy):
        pool.ask(FINE)


@pytest.mark.parametrize("end", ["kill", "terminate"])
def test_no_worker_outlives_its_server(small_release: Release, end: str) -> None:
    with running(small_release.folder) as (_, process):
        children = _children(process.pid)
        assert len(children) >= 3
        getattr(process, end)()
        process.wait(timeout=20)
        assert _within(5, lambda: not any(_alive(child) for child in children))


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
