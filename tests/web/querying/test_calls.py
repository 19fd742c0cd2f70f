"""No text reaches another server but by a route; no other text is refused for a word in it.

The engine is asked in a process of its own; a real server on loopback counts who connects.
"""

import random
import re
import socket
import threading
from collections.abc import Iterator
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import QuerySolutions, RdfFormat, Store

from trips_graph.errors import BadQuery
from trips_graph.web.querying.guard import Forbidden, check_query

from .engine_process import DATA, EngineProcess, running_engine

LONGEST = 100_000
TEXTS = 20_000


class Counter:
    """A server on a free port of loopback that counts connections and closes them at once."""

    def __init__(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.count = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            self.count += 1
            connection.close()


@pytest.fixture(scope="module")
def counter() -> Iterator[Counter]:
    counter = Counter()
    yield counter
    counter.listener.close()


@pytest.fixture(scope="module")
def engine() -> Iterator[EngineProcess]:
    with running_engine() as engine:
        yield engine


# What may stand before, in and behind a call: as it should be, and as it reads in two ways.
LEADS = (
    ("", "?s ?p ?o .", "?s ?p 1 ", "?s ?p 'x'", "?s ?p 'x'@en--ltr ", "?s ?p ex:t ",
     "?s ?p port:", "?s ?p <a:t>", "FILTER(1<2)", "FILTER(true||?o<?p)", "FILTER(true||?o<'x>')",
     "OPTIONAL{}", "{}", "BIND(ex:a AS ?v)", "BIND('\\'' AS ?y)", "VALUES ?w{<urn:'>}",
     "?s ?p true", "#'\n", "FILTER(1<'''>{'''||true)", "FILTER EXISTS{}", "{}UNION{}", "?s ?p []",
     "?s ?p ()", "MINUS{}"),
    ("?s ?p 1", "?s ?p 1.", "?s ?p 1e1", "?s ?p true", "?s ?p 'x'@en", "?s ?p 'x'@en--ltr",
     "?s ?p 'x'^^ex:", "?s ?p ex:", "?s ?p :", "?s ?p [", "?s ?p (", "?s ?p _:", "?s ?p _:b",
     "?s a", "?s a:", "?s ?p <<(?s ?p '", "?s ?p ?", "?s ?p $", "?s ?p ?o_", "?s ?p ?oµ",
     "?s ?p ?o\u00b7", "?s ?p ?o\u0301", "?s ex:p?", "?s ex:p*", "?s !", "?s ^", "?s (",
     "?s ?p ex:a\\", "?s ?p ex:a%", "?s ?p ex:a.", "?s ?p ex:-", "FILTER(?o<?p",
     "FILTER(true||?o<<?p)", "FILTER(?o<<<?s?p'>')", "FILTER(?o<ex:)", "FILTER('<'=",
     "BIND(ex:\\' AS ?z)", "BIND(\"'\" AS ?w)", "BIND(", "OPTIONAL", "UNION", "MINUS", "GRAPH",
     "GRAPH ?g", "EXISTS", "LATERAL", "VALUES ?x{", "VALUES", "#'\r", "#", "'", '"', "'''", '"""',
     "''", "<", "<urn:'", "\\", "\\u0053", "\ufeff", "\u200d", "\u00a0", "\u2028", "\x0b",
     "SELECT * {", "{ SELECT * ", "NOT", ",", ";", ".", "/", "|", "&&", "||", "=", "1"),
)  # fmt: skip
WORDS = (
    ("SERVICE", "service", "SERVICE SILENT ", "SERVICESILENT"),
    ("xSERVICE", "\u017fervice", "SERVICE\u0130", "SER\\u0056ICE", "\\u0053ERVICE", "ex:SERVICE",
     "port:SERVICE", ":SERVICE", "?SERVICE", "aSERVICE", "1SERVICE"),
)  # fmt: skip
GAPS = ((" ", "", "\n", "#x\n"), ("\r", "\t", "#>\r", "#'\n", "/**/", "\x0c", "\u2003"))
NAMES = (("<{}>", "call:", "call:a", "service:x"), ("<{}#'>", "?x", "ex:a", "< {}>", "<\\u0068{}>"))
GROUPS = (
    ("{}", "{ ?s ?p ?o }", "{} FILTER('>'='>')", "{} BIND(<urn:'> AS ?u)"),
    ("{ } '", "{} ?o>1)", "{", "}", "{} }"),
)
PIECES = (LEADS, LEADS, WORDS, GAPS, NAMES, GAPS, GROUPS)


def smuggle(source: random.Random, address: str) -> str:
    """Return a text that may hold a call: most parts as they should be, some not."""
    parts = [source.choice(odd if source.random() < 0.15 else usual) for usual, odd in PIECES]
    if source.random() < 0.1:
        parts.insert(source.randrange(len(parts)), source.choice(source.choice(PIECES)[1]))
    if source.random() < 0.05:
        source.shuffle(parts)
    close = source.choice([")", "'", "}", ">"]) if source.random() < 0.05 else ""
    prefixes = f"PREFIX ex: <a:> PREFIX port: <http://a:80> PREFIX call: <{address}> "
    body = "".join(parts).replace("{}>", f"{address}>") + close
    return f"{prefixes}PREFIX service: <{address}> SELECT * {{ {body} }}"


# Where the word may be left in what the engine gets: none of these can be read in two ways.
LEFT_ALONE = re.compile(
    r"[?$](?:\w|[^\x00-\x7f])+|@[A-Za-z\-]+|_:(?:[\w.\-]|[^\x00-\x7f])+|PREFIX \w+:"
)


def test_no_text_that_is_let_through_reaches_another_server(
    counter: Counter, engine: EngineProcess
) -> None:
    source = random.Random(20311002)  # noqa: S311 - the same texts in each run
    address = f"http://127.0.0.1:{counter.port}/"
    accepted = answered = 0
    for _ in range(TEXTS):
        query = smuggle(source, address)
        before = counter.count
        try:
            text = check_query(query, LONGEST).text
        except BadQuery:
            continue
        accepted += 1
        assert "SERVICE" not in LEFT_ALONE.sub("", text).upper(), query
        answered += not engine.ask(text).error
        assert counter.count == before, query
    assert accepted > TEXTS // 50
    assert answered > 10  # they are not all refused by the engine


def test_the_same_texts_unguarded_do_reach_another_server(
    counter: Counter, engine: EngineProcess
) -> None:
    """The experiment can fail: the engine, left alone, connects for many of the texts."""
    source = random.Random(20311002)  # noqa: S311 - the same texts in each run
    address = f"http://127.0.0.1:{counter.port}/"
    before = counter.count
    for _ in range(TEXTS // 4):
        engine.ask(smuggle(source, address))
    assert counter.count - before > TEXTS // 100


STORE = Store()
STORE.load(DATA, format=RdfFormat.TURTLE)
STORE.load(b"<a:s> <a:SERVICE> <a:service.x>, <http://e/a%20service> .", format=RdfFormat.TURTLE)
CALL = "SERVICE <http://127.0.0.1:9/> {}"
UNQUOTED = st.text(st.characters(exclude_characters="\"'\\\r\n", exclude_categories=["Cs"]))
WORD = st.sampled_from(["SERVICE", "service", "Service", "LOAD", "INSERT", "INSERT DATA", CALL])
BARE = st.sampled_from(["SERVICE", "service", "LOAD", "insert", "xSERVICEx", "serviceSERVICE"])
HARMLESS = st.one_of(
    st.tuples(UNQUOTED, WORD, UNQUOTED, st.sampled_from(["'", '"', "'''", '"""'])).map(
        lambda drawn: "BIND({3}{0}{1}{2}{3} AS ?x№)".format(*drawn)
    ),
    st.tuples(UNQUOTED, WORD).map(lambda drawn: f"#{drawn[0]}{drawn[1]}\n"),
    BARE.map(lambda word: f"BIND(<http://e/{word}?{word}#{word}> AS ?x№)"),
    BARE.map(lambda word: f"?s <a:{word}> ?t ."),
    BARE.map(lambda word: f"?s ex:{word} ?t ."),
    BARE.map(lambda word: f"?s ?q ex:{word}.x ."),
    BARE.map(lambda word: f"FILTER(?o != {word}:{word})"),
    BARE.map(lambda word: f"OPTIONAL {{ ?{word} ?p ?o }}"),
    BARE.map(lambda word: f"OPTIONAL {{ ${word}1 ?p ?o FILTER(bound(?{word}1)) }}"),
    BARE.map(lambda word: f"OPTIONAL {{ _:{word}№ ?p ?{word}2 }}"),
    BARE.map(lambda word: f"FILTER(?o != 'x'@en-{word[:8]})"),
    BARE.map(lambda word: f"GRAPH {word}:{word} {{}}"),
    BARE.map(lambda word: f"FILTER(STR(?o) != '\\\\{word}\\n\\'{word}')"),
)
PREFIXES = "PREFIX ex: <a:> " + "".join(
    f"PREFIX {word}: <http://e/{word}#> "
    for word in ("SERVICE", "service", "LOAD", "insert", "xSERVICEx", "serviceSERVICE")
)


@settings(max_examples=1500, deadline=None)
@given(st.lists(HARMLESS, min_size=1, max_size=4))
def test_a_word_in_another_place_is_accepted_and_changes_no_answer(pieces: list[str]) -> None:
    once = [piece.replace("№", str(number)) for number, piece in enumerate(pieces)]
    query = PREFIXES + "SELECT * { ?s ?p ?o .\n" + "\n".join(once) + " }"
    checked = check_query(query, LONGEST)
    assert checked.form == "SELECT"
    assert "SERVICE" not in LEFT_ALONE.sub("", checked.text).upper()
    assert rows(checked.text) == rows(query)
    assert checked.text.count("\n") == query.count("\n")


def rows(query: str) -> list[str]:
    found = cast(QuerySolutions, STORE.query(query))
    names = [variable.value for variable in found.variables]
    return sorted(re.sub(r"_:\w+", "_:", str([(n, row[n]) for n in names])) for row in found)


def route(iri: str) -> str | None:
    return "http://127.0.0.1:1/way" if iri.startswith("http://good.example/") else None


@pytest.mark.parametrize(
    ("query", "written"),
    [
        ("ASK { SERVICE <http://good.example/sparql> { ?s ?p ?o } }",
         "ASK { SERVICE <http://127.0.0.1:1/way> { ?s ?p ?o } }"),
        ("ASK { service silent<http://good.example/>{} }",
         "ASK { SERVICE SILENT <http://127.0.0.1:1/way>{} }"),
        ("PREFIX g: <http://good.example/> ASK { ?s ?p 1 SERVICE g:sparql {} }",
         "PREFIX g: <http://good.example/> ASK { ?s ?p 1 SERVICE <http://127.0.0.1:1/way> {} }"),
        ("BASE <http://good.example/a/> ASK { SERVICE#\n<b> {} SERVICE <c> {} }",
         "BASE <http://good.example/a/> ASK { SERVICE <http://127.0.0.1:1/way>\n {}"
         " SERVICE <http://127.0.0.1:1/way> {} }"),
        ("ASK { SERVICE <\\u0068ttp://good.example/SERVICE> {} }",
         "ASK { SERVICE <http://127.0.0.1:1/way> {} }"),
    ],
)  # fmt: skip
def test_a_call_goes_where_its_route_leads(query: str, written: str) -> None:
    checked = check_query(query, LONGEST, route=route)
    assert checked.text == written
    assert not checked.repeatable


@pytest.mark.parametrize(
    "query",
    [
        "ASK { SERVICE ?where {} }",
        "ASK { VALUES ?where { <http://good.example/> } SERVICE SILENT ?where {} }",
        "ASK { SERVICE <http://bad.example/> {} }",
        "PREFIX g: <http://bad.example/> ASK { SERVICE g:x {} }",
        "ASK { SERVICE <http://good.example/> { SERVICE <http://good.example/> {} } }",
        "ASK { SERVICE <http://good.example/> { { ?s ?p ?o } SERVICE <http://good.example/> {} } }",
        "ASK { SERVICESILENT <http://good.example/> {} }",
        "ASK { SERVICE <http://good.example/> }",
        "ASK { SERVICE g:x {} }",
        "ASK { SERVICE <relative> {} }",
        "ASK { ?s ?p 1SERVICE<http://good.example/>{} xSERVICE <http://good.example/> {} }",
    ],
)
def test_a_call_without_a_route_is_forbidden(query: str) -> None:
    with pytest.raises(Forbidden, match="SERVICE is refused"):
        check_query(query, LONGEST, route=route)
