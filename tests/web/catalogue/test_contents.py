"""The catalogue over HTTP: VoID where crawlers look for it, in every format, and as a page."""

from __future__ import annotations

import httpx
import pytest
from rdflib import DCAT, RDF, VOID, Graph

from trips_graph.model.publication import read_publication
from trips_graph.model.release import Release

SUFFIXES = {"ttl": "turtle", "jsonld": "json-ld", "nt": "nt", "rdf": "xml"}
TYPES = {"ttl": "text/turtle", "jsonld": "application/ld+json", "nt": "application/n-triples",
         "rdf": "application/rdf+xml", "html": "text/html"}  # fmt: skip


@pytest.fixture(scope="module")
def held(release: Release) -> Graph:
    return Graph().parse(release.folder / "catalogue.ttl")


def test_void_is_where_crawlers_look_for_it(described: httpx.Client, held: Graph) -> None:
    """https://www.w3.org/TR/void/#well-known"""
    sent_on = described.get("/.well-known/void")
    assert (sent_on.status_code, sent_on.headers["location"]) == (303, "/catalogue")
    answer = described.get(
        "/.well-known/void", headers={"Accept": "text/turtle"}, follow_redirects=True
    )
    found = Graph().parse(data=answer.text, format="turtle")
    assert list(found.subjects(RDF.type, VOID.DatasetDescription))
    assert set(found) == set(held)


@pytest.mark.parametrize("suffix", TYPES)
def test_it_comes_in_every_format_by_accept_and_by_suffix(
    described: httpx.Client, held: Graph, suffix: str
) -> None:
    by_suffix = described.get(f"/catalogue.{suffix}")
    by_accept = described.get("/catalogue", headers={"Accept": TYPES[suffix]})
    for answer in (by_suffix, by_accept):
        assert answer.headers["content-type"].partition(";")[0] == TYPES[suffix]
        assert answer.headers["vary"].startswith("Accept")
        assert 'rel="alternate"' in answer.headers["link"]
    if suffix in SUFFIXES:
        assert set(Graph().parse(data=by_suffix.text, format=SUFFIXES[suffix])) == set(held)
        assert by_accept.content == by_suffix.content
    etag = {"If-None-Match": by_suffix.headers["etag"]}
    assert described.get(f"/catalogue.{suffix}", headers=etag).status_code == 304


def test_the_catalogue_over_http_has_sizes_and_digests(held: Graph) -> None:
    assert len(list(held.subject_objects(DCAT.byteSize))) == 10


def test_the_page_shows_the_counts(described: httpx.Client, release: Release) -> None:
    publication = read_publication(release)
    assert publication is not None
    text = described.get("/catalogue", headers={"Accept": "text/html"}).text
    numbers = [publication.triples, publication.statistics.triples, publication.statistics.objects]
    numbers += [links.number for links in publication.statistics.links]
    for number in numbers:
        assert f"{number:,}" in text
    assert "Wikidata" in text


def test_what_there_is_not_is_refused_with_a_reason(described: httpx.Client) -> None:
    assert described.get("/catalogue.txt").status_code == 404
    refused = described.get("/catalogue", headers={"Accept": "image/png"})
    assert refused.status_code == 406
    assert "text/turtle" in refused.json()["detail"]


@pytest.mark.parametrize("path", ["/catalogue", "/catalogue.ttl", "/dataset.jsonld"])
def test_a_release_of_before_has_no_description(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "before releases described themselves" in answer.json()["detail"]


@pytest.mark.parametrize("path", ["/", "/data", "/openapi.json", "/sparql/description"])
def test_everything_else_of_a_release_of_before_answers(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert '<script type="application/ld+json">' not in answer.text


@pytest.mark.parametrize("kind", ["catalogue", "dataset", "release", "service", "content"])
def test_what_the_catalogue_names_has_a_page(
    described: httpx.Client, release: Release, kind: str
) -> None:
    keys = {"catalogue": "main", "dataset": "trips-graph", "service": "sparql"}
    key = keys.get(kind, release.manifest.id)
    answer = described.get(
        f"/id/{kind}/{key}", headers={"Accept": "text/html"}, follow_redirects=True
    )
    assert answer.status_code == 200
    assert "<h1" in answer.text
