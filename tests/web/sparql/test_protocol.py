"""The SPARQL 1.1 Protocol, asked of a real server process."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests.answering import FINE, SLOW, TOO_DEEP
from tests.web.conftest import running
from trips_graph.model.release import Release

SELECT = "SELECT ?s { ?s a <https://w3id.org/trips-graph/def#Report> } ORDER BY ?s"
ASK = "ASK { ?s a <https://w3id.org/trips-graph/def#Report> }"
CONSTRUCT = (
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s a <https://w3id.org/trips-graph/def#Report> ; ?p ?o }"
)
DESCRIBE = "DESCRIBE <https://example.org/trips/id/report/9000001>"
RESULTS = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
GRAPHS = {
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "rdfxml": "application/rdf+xml",
    "jsonld": "application/ld+json",
    "nquads": "application/n-quads",
    "trig": "application/trig",
}
QUERY_TYPE = "application/sparql-query"
UPDATE_TYPE = "application/sparql-update"


def _media_type(response: httpx.Response) -> str:
    return response.headers["content-type"].partition(";")[0]


@pytest.mark.parametrize("media_type", [*RESULTS.values(), *GRAPHS.values()])
@pytest.mark.parametrize("query", [SELECT, ASK, CONSTRUCT, DESCRIBE])
def test_each_form_of_query_in_each_format(
    client: httpx.Client, query: str, media_type: str
) -> None:
    graph = query in (CONSTRUCT, DESCRIBE)
    fits = media_type in (GRAPHS if graph else RESULTS).values()
    if query == ASK and media_type in (RESULTS["csv"], RESULTS["tsv"]):
        fits = False
    response = client.get("/sparql", params={"query": query}, headers={"Accept": media_type})
    assert response.status_code == (200 if fits else 406)
    assert _media_type(response) == (media_type if fits else "application/problem+json")
    assert "Accept" in response.headers["vary"]
    assert len(response.content) > 20


@pytest.mark.parametrize("name", [*RESULTS, *GRAPHS])
def test_the_format_can_be_named(client: httpx.Client, name: str) -> None:
    query = SELECT if name in RESULTS else CONSTRUCT
    response = client.get("/sparql", params={"query": query, "format": name})
    assert _media_type(response) == (RESULTS | GRAPHS)[name]


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", RESULTS["json"]),
        ("application/json", RESULTS["json"]),
        ("text/*;q=0.5, application/sparql-results+xml", RESULTS["xml"]),
        ("text/csv;q=0.9, application/sparql-results+xml;q=0.8", RESULTS["csv"]),
        ("text/turtle, text/csv;q=0.1", RESULTS["csv"]),
        ("text/html", "text/html"),
    ],
)
def test_weights_and_wildcards(client: httpx.Client, accept: str, media_type: str) -> None:
    response = client.get("/sparql", params={"query": SELECT}, headers={"Accept": accept})
    assert (response.status_code, _media_type(response)) == (200, media_type)


def test_three_ways_to_ask_give_one_answer(client: httpx.Client) -> None:
    answers = {
        client.get("/sparql", params={"query": SELECT}).content,
        client.post("/sparql", data={"query": SELECT}).content,
        client.post("/sparql", content=SELECT, headers={"Content-Type": QUERY_TYPE}).content,
        client.post(
            "/sparql",
            content=SELECT,
            headers={"Content-Type": f"{QUERY_TYPE}; charset=utf-8"},
        ).content,
    }
    assert len(answers) == 1
    assert b"9000001" in answers.pop()


def test_a_form_is_decoded_once(client: httpx.Client) -> None:
    query = 'SELECT ("100%25 + 1" AS ?x) {}'
    answer = client.post("/sparql", data={"query": query}).json()
    assert answer["results"]["bindings"][0]["x"]["value"] == "100%25 + 1"


def test_the_default_graph_is_the_union_unless_one_is_given(client: httpx.Client) -> None:
    def count(query: str, **params: Any) -> int:
        found = client.get("/sparql", params={"query": query, **params}).json()
        return int(found["results"]["bindings"][0]["n"]["value"])

    every = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    graph = "https://example.org/trips/id/graph/vocabulary"
    part = count(every.replace("{", "FROM <" + graph + "> {"))
    assert 0 < part < count(every)
    assert count(every, **{"default-graph-uri": graph}) == part
    other = "https://example.org/trips/id/graph/report-9000001"
    assert part < count(every, **{"default-graph-uri": [graph, other]}) == count(every)
    assert count(every, **{"named-graph-uri": graph}) == 0
    named = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert count(named, **{"named-graph-uri": graph}) == part


BAD = [
    ("GET", {"params": {"format": "json"}}, 400, "no query"),
    ("GET", {"params": {"query": ""}}, 400, "no query"),
    ("GET", {"params": {"query": [SELECT, ASK]}}, 400, "2 times"),
    ("GET", {"params": {"query": "SELECT"}}, 400, "line 1, column"),
    ("GET", {"params": {"query": SELECT, "format": "pdf"}}, 400, "no format"),
    ("GET", {"params": {"query": SELECT, "default-graph-uri": "not an IRI"}}, 400, ""),
    ("GET", {"params": {"query": "SELECT * { SERVICE <http://a.example/> {} }"}}, 403, "_hosts"),
    ("GET", {"params": {"query": "INSERT DATA { <a:a> <a:b> 1 }"}}, 403, "INSERT"),
    ("GET", {"params": {"query": SELECT}, "headers": {"Accept": "image/png"}}, 406, "text/csv"),
    ("GET", {"params": {"query": CONSTRUCT, "format": "csv"}}, 406, "CONSTRUCT"),
    ("GET", {"params": {"query": ASK, "format": "csv"}}, 406, "ASK"),
    ("GET", {"params": {"query": "SELECT * " + "{" * 300 + "}" * 300}}, 400, "nested"),
    ("GET", {"params": {"query": "SELECT (<a:f>(1) AS ?x) {}"}}, 400, "function"),
    ("GET", {"params": {"query": SELECT + " " * 20_001}}, 413, "20,000"),
    ("POST", {"data": {"query": SELECT + " " * 20_001}}, 413, "20,000"),
    ("POST", {"data": {"query": "x" * 300_000}}, 413, "too long"),
    ("POST", {"data": {"update": "CLEAR ALL"}}, 403, "updates"),
    ("POST", {"data": {}}, 415, QUERY_TYPE),
    ("POST", {"json": {"query": SELECT}}, 415, QUERY_TYPE),
    ("POST", {"content": b"\xff", "headers": {"Content-Type": QUERY_TYPE}}, 400, "UTF-8"),
    ("POST", {"content": "CLEAR ALL", "headers": {"Content-Type": UPDATE_TYPE}}, 403, ""),
    ("PUT", {"content": SELECT}, 405, "method"),
    ("DELETE", {}, 405, "method"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "given", "status", "detail"), BAD)
def test_mistakes_are_told(
    client: httpx.Client, method: str, given: dict[str, Any], status: int, detail: str
) -> None:
    response = client.request(method, "/sparql", **given)
    assert response.status_code == status
    assert _media_type(response) == "application/problem+json"
    problem = response.json()
    assert problem["status"] == status
    assert detail in problem["detail"]


def test_a_syntax_error_has_a_place(client: httpx.Client) -> None:
    problem = client.get("/sparql", params={"query": "SELECT * {\n ?s ?p "}).json()
    assert (problem["line"], problem["column"]) == (2, 8)


def test_service_in_a_string_is_no_service(client: httpx.Client) -> None:
    query = 'SELECT ("SERVICE <http://a.example/> {}" AS ?x) {} # SERVICE'
    assert client.get("/sparql", params={"query": query}).status_code == 200


def test_head_options_and_other_origins(client: httpx.Client) -> None:
    asked = client.get("/sparql", params={"query": SELECT})
    head = client.head("/sparql", params={"query": SELECT})
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-type"] == asked.headers["content-type"]
    options = client.options("/sparql")
    assert (options.status_code, options.headers["allow"]) == (
        204,
        "GET, HEAD, POST, QUERY, OPTIONS",
    )
    assert asked.headers["access-control-allow-origin"] == "*"
    flight = {"Origin": "https://a.example", "Access-Control-Request-Method": "POST"}
    assert client.options("/sparql", headers=flight).headers["access-control-allow-origin"] == "*"


def test_a_late_query_is_504_and_the_next_is_answered(client: httpx.Client) -> None:
    for query, status in ((SLOW, 504), (TOO_DEEP, 400), (FINE, 200)):
        response = client.post("/sparql", data={"query": query})
        assert response.status_code == status
        assert b"Traceback" not in response.content and b"panicked" not in response.content


TOO_LARGE = (
    "ASK { BIND('" + "x" * 10_000 + "' AS ?x) "
    "FILTER(STRLEN(REPLACE(REPLACE(?x, 'x', ?x), 'x', ?x)) > 0) }"
)


def test_a_query_that_ends_its_worker_is_the_mistake_of_its_author(small_release: Release) -> None:
    """Its text of 10^12 characters outgrows the memory of the worker, in seconds of its own."""
    with running(small_release.folder, TRIPS_QUERY_SECONDS="60") as (address, _):
        response = httpx.post(f"{address}/sparql", data={"query": TOO_LARGE}, timeout=90)
    assert (response.status_code, _media_type(response)) == (422, "application/problem+json")
    assert response.json()["status"] == 422
    assert "nested too deep or needs too much memory" in response.json()["detail"]


def test_what_is_refused_unread_tells_its_place(client: httpx.Client) -> None:
    for query, status, column in (
        (TOO_DEEP, 400, 200),
        ("ASK { SERVICE <http://a/> {} }", 403, 7),
    ):
        response = client.post("/sparql", data={"query": query})
        assert (response.status_code, _media_type(response)) == (status, "application/problem+json")
        assert response.json()["line"] == 1
        assert response.json()["column"] >= column


def test_a_name_that_makes_no_iri_hides_no_call(client: httpx.Client) -> None:
    """The engine falls back on `p:` and reads a call behind it."""
    query = "PREFIX p: <http://a:80> ASK { ?s ?p p:SERVICE<http://127.0.0.1:9/> {} }"
    assert client.post("/sparql", data={"query": query}).status_code == 403


def test_busy_workers_are_told_and_pages_do_not_wait(client: httpx.Client) -> None:
    def ask_slowly(_: int) -> httpx.Response:
        return httpx.post(f"{client.base_url}/sparql", data={"query": SLOW}, timeout=30)

    with ThreadPoolExecutor(24) as crowd:
        asked = crowd.map(ask_slowly, range(24))
        time.sleep(0.3)
        started = time.monotonic()
        assert client.get("/").status_code == 200
        assert time.monotonic() - started < 1.5
        answers = list(asked)
    assert {answer.status_code for answer in answers} == {503, 504}
    assert {answer.headers.get("retry-after") for answer in answers} == {None, "5"}
    assert client.post("/sparql", data={"query": SELECT}).status_code == 200


def test_too_large_an_answer_is_broken_off_never_ended(client: httpx.Client) -> None:
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
    read = 0
    with client.stream("GET", "/sparql", params={"query": query}) as response:
        assert response.status_code == 200
        with pytest.raises(httpx.RemoteProtocolError, match="incomplete"):
            for piece in response.iter_bytes():
                read += len(piece)
    assert 0 < read <= 2_000_000


def test_what_xml_cannot_carry_is_refused(client: httpx.Client) -> None:
    query = 'SELECT ("\\u0001" AS ?x) {}'
    assert client.get("/sparql", params={"query": query, "format": "json"}).status_code == 200
    assert client.get("/sparql", params={"query": query, "format": "xml"}).status_code == 406
    graph = "CONSTRUCT { <a:b> <http://example.org/1> 1 } WHERE {}"
    assert client.get("/sparql", params={"query": graph, "format": "turtle"}).status_code == 200
    assert client.get("/sparql", params={"query": graph, "format": "rdfxml"}).status_code == 406


def test_the_form_works_without_script(client: httpx.Client) -> None:
    browser = {"Accept": "text/html"}
    empty = client.get("/sparql", headers=browser)
    assert empty.status_code == 200 and "<textarea" in empty.text
    table = client.get("/sparql", params={"query": SELECT}, headers=browser)
    assert "<table>" in table.text and 'href="/doc/report/9000001"' in table.text
    for query in (ASK, CONSTRUCT):
        assert client.get("/sparql", params={"query": query}, headers=browser).status_code == 200
    wrong = client.get("/sparql", params={"query": "SELECT <script>"}, headers=browser)
    assert wrong.status_code == 400 and "<script>" not in wrong.text


def test_the_same_question_gets_the_same_bytes(client: httpx.Client) -> None:
    answers = {client.get("/sparql", params={"query": CONSTRUCT}).content for _ in range(4)}
    assert len(answers) == 1
