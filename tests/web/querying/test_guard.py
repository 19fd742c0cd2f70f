"""SERVICE and updates are refused on tokens: never for a word inside a string, IRI or name."""

from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import QuerySolutions, RdfFormat, Store

from trips_graph.errors import BadQuery
from trips_graph.web.querying.guard import Forbidden, QueryTooLong, check_query, names_dataset

PREFIX = "PREFIX ex: <http://127.0.0.1:9/> PREFIX service: <http://127.0.0.1:9/s#> "
LONGEST = 100_000

HARMLESS = [
    'SELECT * { ?s ?p "SERVICE <http://example.org/> {}" }',
    "SELECT * { ?s ?p '''\nSERVICE <http://example.org/> {}''' }",
    'SELECT * { ?s ?p "an \\" SERVICE" }',
    "SELECT * { ?s ?p ?o } # SERVICE <http://example.org/> {}",
    "SELECT * { ?s <http://example.org/SERVICE#x> ?o }",
    "SELECT * { ?s ex:SERVICE ?o . ?s service:name ?n }",
    "SELECT * { GRAPH service:g { ?s ?p ?o } }",
    "SELECT * FROM NAMED service:g { ?s ?p ?o }",
    "SELECT ?service ?SERVICE { ?service ?p ?SERVICE }",
    'SELECT * { ?s ?p "x"@service }',
    "SELECT * { _:service ?p ?o }",
    'SELECT * { ?s ?p ?o FILTER(?o = "INSERT" || ?o < "DELETE") }',
    "SELECT (?s AS ?load) { ?s ex:insert ?delete }",
    "SELECT * { ?s ?p ?o FILTER(?o<3 && ?o>1) }",
]
CALLS = [
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { service ?x { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { SERVICESILENT<http://127.0.0.1:9/>{ ?s ?p ?o } }",
    "SELECT * { SERVICE# comment\n<http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { # comment\r SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { SERVICEex:foo { ?s ?p ?o } }",
    "SELECT * { SERVICEex:foo#\n{ ?s ?p ?o } }",
    "SELECT * { ?a ?b 1SERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }",
    "SELECT * { ?a ?b 1e5SERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }",
    "SELECT * { ?a ?b trueSERVICEex:foo{ ?s ?p ?o } }",
    "SELECT * { ?a ?b ?x FILTER(?a<?b)SERVICE?x#>\n{} }",
    "SELECT * { ?a ?b ?x FILTER(?a<'x>')SERVICE<http://127.0.0.1:9/>{} FILTER('y'='y') }",
    "SELECT * { ?s ?p '' SERVICE <http://127.0.0.1:9/> { } }",
]


@pytest.mark.parametrize("query", HARMLESS)
def test_a_word_that_is_no_keyword_is_let_through(query: str) -> None:
    check_query(PREFIX + query, LONGEST)
    Store().query(PREFIX + query)  # the engine agrees that it is a query


@pytest.mark.parametrize("query", CALLS)
def test_each_way_to_write_a_call_is_refused(query: str) -> None:
    with pytest.raises(Forbidden, match="SERVICE"):
        check_query(PREFIX + query, LONGEST)


@pytest.mark.parametrize(
    "update",
    ["INSERT DATA { <a:a> <a:b> 1 }", "DELETE WHERE { ?s ?p ?o }", "load <http://example.org/>",
     "CLEAR ALL", "DROP GRAPH <a:a>", "WITH <a:a> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }"],
)  # fmt: skip
def test_updates_are_refused(update: str) -> None:
    with pytest.raises(Forbidden, match="never change"):
        check_query(PREFIX + update, LONGEST)


def test_length_and_depth_are_limited() -> None:
    with pytest.raises(QueryTooLong):
        check_query("SELECT * {}" + " " * 100, 100)
    check_query("SELECT * " + "{" * 200 + "}" * 200, LONGEST)
    with pytest.raises(BadQuery, match="nested deeper"):
        check_query("SELECT * " + "{" * 201 + "}" * 201, LONGEST)
    check_query("SELECT * { ?s ?p '" + "{" * 300 + "' }", LONGEST)


def test_only_a_keyword_names_the_dataset() -> None:
    assert names_dataset("SELECT * FROM <http://example.org/g> { ?s ?p ?o }")
    assert not names_dataset('SELECT ?from { ?from ?p "FROM" } # FROM <http://example.org/g>')


INSIDE = st.text(st.characters(exclude_characters="\"'\\\r\n", exclude_categories=["Cs"]))


@given(INSIDE, st.sampled_from(['"', "'", '"""', "'''"]))
def test_whatever_stands_in_a_string_is_no_call(inside: str, quote: str) -> None:
    check_query(f"SELECT * {{ ?s ?p {quote}{inside} SERVICE {quote} }}", LONGEST)


STORE = Store()
STORE.load(b"<a:s> <a:p> 1, true, 'x' .", format=RdfFormat.TURTLE)
LEADS = [
    "",
    "?s ?p ?o ",
    "?s ?p ?o.",
    "?s ?p 1",
    "?s ?p true",
    "?s ?p 'x'",
    "FILTER(1<2)",
    "FILTER(true||?o<?p)",
    "FILTER(true||?o<'x>')",
    "FILTER(1<'''>{'''||true)",
    "OPTIONAL{}",
    "{}",
    "BIND(ex:a AS ?x)",
    "BIND('\\'' AS ?y)",
    "BIND(ex:\\' AS ?z)",
    "VALUES ?x{ex:a}",
    "VALUES ?w{<urn:'>}",
    "#'\n",
]
CALL = st.tuples(
    st.lists(st.sampled_from(LEADS), max_size=3).map("".join),
    st.sampled_from(["SERVICE", "service", "SERVICESILENT", "Service silent"]),
    st.sampled_from(["", " ", "\n", "#x\n", "#>\r"]),
    st.sampled_from(["<http://127.0.0.1:9/>", "ex:a", "service:x", "?x"]),
    st.sampled_from(["", " ", "#>\n", "#'\r"]),
    st.sampled_from(["{}", "{ ?s ?p ?o }", "{} FILTER('>'='>')", "{} BIND(<urn:'> AS ?v)"]),
).map("".join)


@settings(max_examples=400)
@given(CALL)
def test_what_is_let_through_never_reaches_another_server(call: str) -> None:
    """The engine refuses port 9 by name: an error that speaks of it tells that it tried."""
    query = f"{PREFIX}SELECT * {{ {call} }}"
    try:
        check_query(query, LONGEST)
    except BadQuery:
        return
    try:
        for _ in cast(QuerySolutions, STORE.query(query)):
            pass
    except SyntaxError:
        return
    except (OSError, RuntimeError) as error:
        raise AssertionError(f"{query!r} called: {error}") from error
