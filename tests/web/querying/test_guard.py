"""SERVICE and updates are refused on tokens: never for a word inside a string, IRI or name."""

import pytest
from pyoxigraph import Store

from trips_graph.errors import BadQuery
from trips_graph.web.querying.guard import (
    Forbidden,
    QueryTooLong,
    Refused,
    check_graphs,
    check_query,
    names_dataset,
    query_form,
)
from trips_graph.web.querying.tokens import tokenise

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
    "SELECT * { ?s ?p ?o FILTER(?o<3&&?p>1) } # a service",
    "BASE <http://example.org/> SELECT * { <#s> <#p> <#service(1)> . <a'b> ?p <urn:service:1> }",
    "SELECT * { ?s ?p <<( ex:service ex:p 'SERVICE' )>> }",
    "SELECT * { ?s ?p 'x'@en-service ; ex:a\\'service 1 }",
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
    "PREFIX p: <http://a:80> SELECT * { ?s ?p p:SERVICE<http://127.0.0.1:9/>{} }",
    "SELECT * { ?s ?p a:SERVICE<http://127.0.0.1:9/>{} }",
    "SELECT * { ?s ?p 'x'@en--ltrSERVICE<http://127.0.0.1:9/>{} }",
    "SELECT * { ?s ?p 'x'@en--ltrservice<http://127.0.0.1:9/>{} }",
    "SELECT * { ?s ?p ?oµSERVICE<http://127.0.0.1:9/>{} }",
    "SELECT * { SERVICE <http://127.0.0.1:9/> }",
    "SELECT * { SERVICE",
    "ASK { FILTER(true||?o<'>')SERVICE<http://127.0.0.1:9/>{} FILTER(\">\"!='') }",
]


@pytest.mark.parametrize("query", HARMLESS)
def test_a_word_that_is_no_keyword_is_let_through(query: str) -> None:
    checked = check_query(PREFIX + query, LONGEST)
    Store().query(PREFIX + query)  # the engine agrees that it is a query
    Store().query(checked.text)


@pytest.mark.parametrize("query", CALLS)
def test_each_way_to_write_a_call_is_refused(query: str) -> None:
    with pytest.raises(Forbidden, match="SERVICE") as caught:
        check_query(PREFIX + query, LONGEST)
    assert (caught.value.line or 0) >= 1
    assert (caught.value.column or 0) > len("SELECT * {")


@pytest.mark.parametrize(
    "update",
    ["INSERT DATA { <a:a> <a:b> 1 }", "DELETE WHERE { ?s ?p ?o }", "load <http://example.org/>",
     "PREFIX a: <a:> INSERT DATA { a:a a:b 1 }",
     "SELECT * { ?s ?p ?o } ; DELETE WHERE { ?s ?p ?o }",
     "# SELECT\nCREATE GRAPH <a:a>", "ADD <a:a> TO <a:b>", "MOVE <a:a> TO <a:b>",
     "COPY <a:a> TO <a:b>",
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


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("SELECT * {}", "SELECT"),
        ("select?s{?s?p?o}", "SELECT"),
        ("SELECTDISTINCT?s{?s?p?o}", "SELECT"),
        ("# ASK\nASK{}", "ASK"),
        ("PREFIX SELECT: <http://example.org/ASK> CONSTRUCT { ?s SELECT:p ?o } {}", "CONSTRUCT"),
        ("PREFIX a:<a:>BASE<http://e/>PREFIX ask:<b>DESCRIBE ask:select", "DESCRIBE"),
        ("PREFIX a: <a:> DESCRIBEa:b", "DESCRIBE"),
        ("VERSION '1.2' ASK {}", "ASK"),
        ("BASE SELECT * {}", None),
        ("PREFIX : <a:>", None),
        ("?SELECT", None),
        ("'SELECT'", None),
        ("", None),
    ],
)
def test_the_form_is_that_of_the_first_word_behind_the_prologue(
    query: str, form: str | None
) -> None:
    assert query_form(tuple(tokenise(query))) == form
    assert check_query(query, LONGEST).form == form


@pytest.mark.parametrize(
    ("query", "repeatable"),
    [
        ("SELECT (NOW() AS ?now) {}", False),
        ("SELECT (1+rand() AS ?x) {}", False),
        ("SELECT (UUID ( ) AS ?x) {}", False),
        ("SELECT * { ?s ?p ?o FILTER(STRUUID()='x') }", False),
        ("SELECT * { ?s ?p ?o FILTER(true||?o<now()||?s>?o) }", False),
        ("SELECT (BNODE('x') AS ?x) {}", False),
        ("CONSTRUCT { ?s ?p _:b } WHERE { ?s ?p ?o }", False),
        ("CONSTRUCT { ?s ?p [] } WHERE { ?s ?p ?o }", False),
        ("CONSTRUCT { ?s ?p (1 2) } WHERE { ?s ?p ?o }", False),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", True),
        ("SELECT ?now { ?now ex:uuid 'NOW()' ; ex:now() _:rand } # RAND()", True),
        ("SELECT * { ?s ?p [] , (1 2) }", True),
    ],
)
def test_what_asks_for_time_or_chance_is_not_repeatable(query: str, repeatable: bool) -> None:
    assert check_query(PREFIX + query, LONGEST).repeatable is repeatable


GRAPHS = frozenset({"http://example.org/one", "http://example.org/two"})


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM <http://example.org/one> FROM NAMED <http://example.org/two> {}",
        "PREFIX g: <http://example.org/> SELECT * FROM g:one FROM NAMED g:two {}",
        "BASE <http://example.org/a/b> SELECT * FROM <../one> {}",
        "BASE <http://example.org/> PREFIX g: <#> PREFIX g: <o> ASK FROM g:ne {}",
        "SELECT * FROM <http://example.org/\\u006fne> {}",
        "SELECT * { GRAPH <http://example.org/three> {} }",
        "SELECT * { ?from ?p 'FROM <http://example.org/three>' } # FROM <http://example.org/three>",
    ],
)
def test_graphs_of_the_dataset_may_be_chosen(query: str) -> None:
    assert check_query(query, LONGEST, GRAPHS).text == query


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("SELECT * FROM <http://example.org/three> {}", (1, 15)),
        ("SELECT *\nFROM NAMED\n  <http://example.org/One> {}", (3, 3)),
        ("PREFIX g: <http://example.org/> ASK FROM g:one FROM g:three {}", (1, 53)),
        ("BASE <http://example.org/a/> DESCRIBE * FROM <one> {}", (1, 46)),
        ("CONSTRUCT {} FROM<file:///etc/passwd> WHERE {}", (1, 18)),
    ],
)
def test_a_graph_outside_of_the_dataset_is_refused_with_name_and_place(
    query: str, place: tuple[int, int]
) -> None:
    with pytest.raises(Refused, match="the dataset has no graph <") as caught:
        check_query(query, LONGEST, GRAPHS)
    assert (caught.value.line, caught.value.column) == place
    check_query(query, LONGEST)  # where the graphs are not known nothing is checked


def test_a_graph_of_the_protocol_outside_of_the_dataset_is_refused() -> None:
    check_graphs(["http://example.org/one"], GRAPHS)
    check_graphs(["http://example.org/three"], None)
    with pytest.raises(Refused, match=r"no graph <http://example\.org/three>"):
        check_graphs(["http://example.org/one", "http://example.org/three"], GRAPHS)


def test_a_string_that_does_not_end_is_told_where_it_begins() -> None:
    with pytest.raises(Refused, match="line 2, column 7: a string that begins here does not end"):
        check_query("SELECT * {\n?s ?p 'x }\n", LONGEST)
