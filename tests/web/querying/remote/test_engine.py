"""A store elsewhere answers as the store of the release does: two real servers, one engine."""

from __future__ import annotations

import asyncio
import io
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any, TypeVar

import pytest
from pyoxigraph import RdfFormat, Store, parse

from tests.stores.servers import STORES, RunningStore
from trips_graph.errors import BadQuery
from trips_graph.formats import (
    CSV,
    GRAPH_FORMATS,
    JSON,
    N_TRIPLES,
    RESULT_FORMATS,
    TSV,
    Format,
    GraphFormat,
)  # fmt: skip
from trips_graph.model.release import Release
from trips_graph.stores import read_address
from trips_graph.web.querying.answers import (
    AnswerTooLarge,
    BadSyntax,
    FormatUnfit,
    read_rows,
    write_answer,
)  # fmt: skip
from trips_graph.web.querying.context import read_own_serialisation
from trips_graph.web.querying.direct import DirectQuery
from trips_graph.web.querying.engine import (
    Busy,
    OutOfTime,
    OwnQuestion,
    Question,
    Rows,
    StoreFailed,
)
from trips_graph.web.querying.remote.engine import RemoteEngine, RemoteLimits
from trips_graph.web.querying.transfer import Clocks
from trips_graph.web.querying.turns import Places
from trips_graph.web.site import read_query

_T = TypeVar("_T")
LIMITS = RemoteLimits(Places(2, 2, 8), Clocks(20.0, 60.0, 0.25), 2_000_000)
REPORT = "https://w3id.org/trips-graph/id/report/1000364"
TG = "PREFIX tg: <https://w3id.org/trips-graph/def#> "
SELECT = TG + "SELECT ?s ?n { ?s a tg:Report ; tg:reportNumber ?n } ORDER BY ?n"
ASK = TG + "ASK { ?s a tg:Report }"
ASK_NO = TG + "ASK { ?s a tg:Nothing }"
CONSTRUCT = TG + f"CONSTRUCT {{ ?s ?p ?o }} {{ ?s ?p ?o FILTER(?s = <{REPORT}>) }}"
PATTERNS = "{ ?a a ?b . ?c a ?d . ?e a ?f . ?g a ?h }"
ENDLESS = f"SELECT (COUNT(*) AS ?n) {PATTERNS}"
LONG = f"SELECT ?a ?c ?e {PATTERNS} LIMIT 30000"
VOCABULARY = "https://w3id.org/trips-graph/id/graph/vocabulary"


@pytest.fixture(scope="module", params=sorted(STORES))
def remote(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, release: Release
) -> Iterator[RunningStore]:
    with STORES[request.param](tmp_path_factory.mktemp(request.param)) as running:
        command = [sys.executable, "-m", "trips_graph.cli", "push", *running.options]
        subprocess.run(
            [*command, "--release", release.folder],
            env=os.environ | running.variables, check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        yield running


@pytest.fixture(scope="module")
def local(release: Release) -> Store:
    return Store.read_only(str(release.store))


@asynccontextmanager
async def engine(address: str, limits: RemoteLimits = LIMITS) -> AsyncIterator[RemoteEngine]:
    made = RemoteEngine(read_address(address), None, limits, read_own_serialisation())
    await made.start()
    try:
        yield made
    finally:
        await made.stop()


def run(work: Coroutine[Any, Any, _T]) -> _T:
    async def limited() -> _T:
        async with asyncio.timeout(60):
            return await work

    return asyncio.run(limited())


def ask(address: str, question: Question, limits: RemoteLimits = LIMITS) -> bytes:
    async def whole() -> bytes:
        async with engine(address, limits) as made:
            stream = await made.open(question, "a client")
            try:
                return b"".join([piece async for piece in stream])
            finally:
                await stream.aclose()

    return run(whole())


def answer(store: Store, query: str, form: Format) -> bytes:
    output = io.BytesIO()
    write_answer(store, DirectQuery(query), form, read_own_serialisation(), output)
    return output.getvalue()


@pytest.mark.parametrize("form", RESULT_FORMATS, ids=lambda form: form.name)
@pytest.mark.parametrize("query", [SELECT, ASK, ASK_NO])
def test_results_are_those_of_the_release_byte_for_byte(
    remote: RunningStore, local: Store, query: str, form: Format
) -> None:
    question = Question(query, form, 20.0)
    if form in (CSV, TSV) and query != SELECT:
        with pytest.raises(FormatUnfit):
            ask(remote.query, question)
    else:
        assert ask(remote.query, question) == answer(local, query, form)


@pytest.mark.parametrize("form", GRAPH_FORMATS, ids=lambda form: form.name)
def test_graphs_are_those_of_the_release(
    remote: RunningStore, local: Store, form: GraphFormat
) -> None:
    found = ask(remote.query, Question(CONSTRUCT, form, 20.0))
    expected = answer(local, CONSTRUCT, N_TRIPLES)
    assert {str(quad.triple) for quad in parse(found, format=form.engine)} == {
        str(quad.triple) for quad in parse(expected, format=RdfFormat.N_TRIPLES)
    }


@pytest.mark.parametrize(
    "name",
    ["outgoing", "incoming", "incoming-counts", "labels", "parts", "evidence", "report-entries",
     "report-activities", "report-figures", "report-sections"],
)  # fmt: skip
def test_pages_get_the_rows_that_the_release_gives(
    remote: RunningStore, local: Store, name: str
) -> None:
    question = OwnQuestion(read_query(name), {"thing": REPORT})

    async def rows() -> list[Any]:
        async with engine(remote.query) as made:
            found = [await made.rows(question, 10_000), await made.rows(question, 3, 2)]
            return [*found, await made.rows(question, 0)]

    got = run(rows())
    expected = [read_rows(local, question, 10_000), read_rows(local, question, 3, 2)]
    assert [sorted(map(str, rows.rows)) for rows in got[:1]] == [
        sorted(map(str, rows.rows)) for rows in expected[:1]
    ]
    assert [(rows.variables, len(rows.rows), rows.more) for rows in got[:2]] == [
        (rows.variables, len(rows.rows), rows.more) for rows in expected
    ]
    assert got[2].rows == ()
    assert got[2].more == (name != "parts")  # a report has no parts


@pytest.mark.parametrize("name", ["reports", "members", "groups", "tools", "organisations"])
def test_lists_are_those_of_the_release(remote: RunningStore, local: Store, name: str) -> None:
    question = OwnQuestion(read_query(name))

    async def rows() -> Any:
        async with engine(remote.query) as made:
            return await made.rows(question, 1000)

    found, expected = run(rows()), read_rows(local, question, 1000)
    assert found.variables == expected.variables
    assert len(found.rows) == len(expected.rows) > 0
    assert sorted(map(str, found.rows)) == sorted(map(str, expected.rows))


def test_graphs_are_those_of_the_release_triple_for_triple(
    remote: RunningStore, local: Store
) -> None:
    question = OwnQuestion(read_query("thing"), {"thing": REPORT})

    async def graph() -> Rows:
        async with engine(remote.query) as made:
            return await made.rows(question, 10_000)

    assert run(graph()) == read_rows(local, question, 10_000)


def test_the_graphs_of_the_protocol_and_of_the_query_are_kept_to(
    remote: RunningStore, local: Store
) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    question = Question(count, CSV, 20.0, default_graphs=(VOCABULARY,))
    expected = answer(local, count.replace("{", f"FROM <{VOCABULARY}> {{"), CSV)
    assert ask(remote.query, question) == expected
    chosen = replace(
        question, query=count.replace("{", f"FROM <{VOCABULARY}> {{"), default_graphs=None
    )
    assert ask(remote.query, chosen) == expected


def test_what_the_store_finds_wrong_is_told(remote: RunningStore) -> None:
    with pytest.raises(BadQuery) as told:
        ask(remote.query, Question("SELECT * {\n ?s ?p\n FOO ?o }", JSON, 20.0))
    assert isinstance(told.value, BadSyntax) or "line 3" in str(told.value)
    assert len(str(told.value)) < 500 and "SELECT" not in str(told.value)


def test_a_query_that_is_late_is_given_up(remote: RunningStore) -> None:
    with pytest.raises(OutOfTime):
        ask(remote.query, Question(ENDLESS, JSON, 0.5))


def test_the_deadline_of_the_store_is_told_too(remote: RunningStore) -> None:
    """Virtuoso answers 500; Oxigraph answers 200, and the error stands in the table."""
    with pytest.raises((OutOfTime, StoreFailed)):
        ask(remote.query, Question(ENDLESS, JSON, 12.0))


def test_an_answer_that_is_too_large_is_cut_and_never_ends(remote: RunningStore) -> None:
    async def pieces() -> int:
        read = 0
        async with engine(remote.query) as made:
            stream = await made.open(Question(LONG, CSV, 20.0), "a client")
            try:
                async for piece in stream:
                    read += len(piece)
            finally:
                assert read > 60_000
                await stream.aclose()
        return read

    with pytest.raises(AnswerTooLarge):
        run(pieces())


def test_an_answer_nobody_reads_on_is_let_go(remote: RunningStore) -> None:
    async def leave() -> bytes:
        async with engine(remote.query) as made:
            for _ in range(6):  # of two places
                stream = await made.open(Question(LONG, CSV, 20.0), "one")
                await anext(aiter(stream))
                await stream.aclose()
            stream = await made.open(Question(ASK, JSON, 20.0), "other")
            found = b"".join([piece async for piece in stream])
            await stream.aclose()
            return found

    assert b"true" in run(leave())


def test_one_client_cannot_take_every_place(remote: RunningStore) -> None:
    async def crowd() -> tuple[list[BaseException | object], bytes]:
        async with engine(remote.query) as made:
            greedy = [
                asyncio.create_task(made.open(Question(ENDLESS, JSON, 4.0), "greedy"))
                for _ in range(10)
            ]
            await asyncio.sleep(0.5)
            stream = await made.open(Question(ASK, JSON, 20.0), "modest")
            found = b"".join([piece async for piece in stream])
            await stream.aclose()
            return await asyncio.gather(*greedy, return_exceptions=True), found

    ended, found = run(crowd())
    assert b"true" in found
    assert {type(error) for error in ended} <= {Busy, OutOfTime}


def test_a_store_that_is_gone_is_told_without_its_address() -> None:
    with pytest.raises(StoreFailed) as told:
        ask("http://127.0.0.1:9/query", Question(ASK, JSON, 5.0))
    assert "127.0.0.1" not in str(told.value)
