"""`application/json` and `application/xml` get the formats of RDF that are meant."""

import httpx
import pytest

LOOSE = {
    "application/json": "application/ld+json",
    "application/xml": "application/rdf+xml",
    "text/xml": "application/rdf+xml",
}
GRAPH = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 3"


def _sent(client: httpx.Client, path: str, accept: str, **fields: str) -> tuple[int, str]:
    answer = client.get(path, params=fields, headers={"Accept": accept})
    return answer.status_code, answer.headers["content-type"].partition(";")[0]


@pytest.mark.parametrize(("loose", "own"), LOOSE.items())
def test_graphs_by_a_looser_name(client: httpx.Client, loose: str, own: str) -> None:
    for path in ("/doc/report/9000001", "/def", "/sparql/description"):
        assert _sent(client, path, loose) == (200, own), path
    for query in (GRAPH, "DESCRIBE <https://example.org/trips/id/report/9000001>"):
        assert _sent(client, "/sparql", loose, query=query) == (200, own)
    more_wanted = f"{loose};q=0.5, text/turtle"
    assert _sent(client, "/doc/report/9000001", more_wanted) == (200, "text/turtle")


def test_the_catalogue_by_a_looser_name(described: httpx.Client) -> None:
    for loose, own in LOOSE.items():
        assert _sent(described, "/catalogue", loose) == (200, own)


def test_rows_by_these_names_are_results(client: httpx.Client) -> None:
    rows = "SELECT * { ?s ?p ?o } LIMIT 1"
    for name in ("json", "xml"):
        sent = _sent(client, "/sparql", f"application/{name}", query=rows)
        assert sent == (200, f"application/sparql-results+{name}")


def test_a_browser_gets_pages_still(client: httpx.Client) -> None:
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    for path in ("/doc/report/9000001", "/def", "/sparql", "/sparql/description"):
        assert _sent(client, path, browser) == (200, "text/html"), path
