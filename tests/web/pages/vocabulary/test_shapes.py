"""The shapes as a page and as RDF: nothing is left out, and links from results arrive."""

import httpx
from rdflib import Graph, URIRef
from rdflib.compare import isomorphic

from tests.web.pages.test_pages import Page
from trips_graph.settings import resources

SG = "https://w3id.org/trips-graph/shapes#"


def _files() -> Graph:
    graph = Graph()
    for file in (resources() / "shapes").glob("*.ttl"):
        graph.parse(file)
    return graph


def test_every_shape_has_an_anchor(fixtures_client: httpx.Client) -> None:
    answer = fixtures_client.get("/es/shapes")
    page = Page(answer.text)
    names = {str(node).removeprefix(SG) for node in _files().subjects()
             if isinstance(node, URIRef) and node.startswith(SG)}  # fmt: skip
    assert len(names) > 200
    assert names <= set(page.anchors)
    assert not page.open
    assert answer.num_bytes_downloaded < 50_000


def test_the_data_are_the_files(fixtures_client: httpx.Client) -> None:
    for suffix, name in (("ttl", "turtle"), ("nt", "nt"), ("jsonld", "json-ld"), ("rdf", "xml")):
        answer = fixtures_client.get(f"/shapes.{suffix}")
        assert answer.status_code == 200
        assert isomorphic(Graph().parse(data=answer.text, format=name), _files()), suffix
