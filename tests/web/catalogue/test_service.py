"""SPARQL 1.1 Service Description: the endpoint describes itself, and keeps what it promises."""

from __future__ import annotations

import httpx
import pytest
from rdflib import RDF, VOID, Graph, Namespace, URIRef

from tests.web.conftest import SECONDS, running
from trips_graph.formats import GRAPH_FORMATS, RESULT_FORMATS, find_format, format_iri
from trips_graph.model.release import Release
from trips_graph.web.linked.profiles import FORMATS

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")


def describe(client: httpx.Client, path: str = "/sparql") -> Graph:
    answer = client.get(path, headers={"Accept": "text/turtle"})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/turtle")
    return Graph().parse(data=answer.text, format="turtle")


@pytest.fixture(scope="module")
def service(described: httpx.Client) -> Graph:
    return describe(described)


@pytest.mark.parametrize("media_type", [form.media_type for form in FORMATS])
def test_the_endpoint_without_a_query_describes_itself_in_rdf(
    described: httpx.Client, service: Graph, media_type: str
) -> None:
    """https://www.w3.org/TR/sparql11-service-description/#accessing"""
    answer = described.get("/sparql", headers={"Accept": f"{media_type}, text/html;q=0.5"})
    assert answer.headers["content-type"].partition(";")[0] == media_type
    names = {"text/turtle": "turtle", "application/ld+json": "json-ld",
             "application/n-triples": "nt", "application/rdf+xml": "xml"}  # fmt: skip
    read = Graph().parse(data=answer.text, format=names[media_type])
    assert set(read) == set(service)


def test_a_browser_gets_the_form_and_who_wants_results_is_told_that_a_query_is_missing(
    described: httpx.Client,
) -> None:
    page = described.get("/sparql", headers={"Accept": "text/html,*/*;q=0.8"})
    assert page.headers["content-type"].startswith("text/html")
    missing = described.get("/sparql", headers={"Accept": "application/sparql-results+json"})
    assert missing.status_code == 400


def test_a_query_is_answered_whatever_the_preference_for_rdf(described: httpx.Client) -> None:
    answer = described.get(
        "/sparql", params={"query": "ASK {}"}, headers={"Accept": "text/turtle, */*;q=0.1"}
    )
    assert answer.json()["boolean"] is True


def test_endpoint_language_and_default_graph(release: Release, service: Graph) -> None:
    (node,) = service.subjects(RDF.type, SD.Service)
    assert str(node) == f"{release.manifest.base}id/service/sparql"
    assert str(service.value(node, SD.endpoint)) == f"{release.manifest.base}sparql"
    assert list(service.objects(node, SD.supportedLanguage)) == [SD.SPARQL11Query]
    assert list(service.objects(node, SD.feature)) == [SD.UnionDefaultGraph]


def test_each_format_that_is_promised_is_sent(described: httpx.Client, service: Graph) -> None:
    promised = {str(iri) for iri in service.objects(None, SD.resultFormat)}
    known = (*RESULT_FORMATS, *GRAPH_FORMATS)
    assert promised == {format_iri(form) for form in known}
    for form in known:
        query = "SELECT * {}" if form in RESULT_FORMATS else "CONSTRUCT {} {}"
        answer = described.get(
            "/sparql", params={"query": query}, headers={"Accept": form.media_type}
        )
        sent = answer.headers["content-type"].partition(";")[0]
        assert find_format(sent) is form


def test_each_named_graph_has_the_triples_that_the_description_says(
    described: httpx.Client, service: Graph
) -> None:
    query = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
    rows = described.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    counted = {row["g"]["value"]: int(row["n"]["value"]) for row in rows}
    (dataset,) = service.objects(None, SD.defaultDataset)
    told = {}
    for named in service.objects(dataset, SD.namedGraph):
        (count,) = service.objects(service.value(named, SD.graph), VOID.triples)
        told[str(service.value(named, SD.name))] = int(str(count))
    assert told == counted
    union = service.value(dataset, SD.defaultGraph)
    assert int(str(service.value(union, VOID.triples))) == sum(counted.values())


def test_federation_is_promised_only_where_a_host_is_allowed(
    release: Release, described: httpx.Client, service: Graph
) -> None:
    assert (None, SD.feature, SD.BasicFederatedQuery) not in service
    allowed = running(release.folder, TRIPS_SERVICE_HOSTS="sparql.example.org")
    with allowed as (address, _), httpx.Client(base_url=address) as client:
        assert (None, SD.feature, SD.BasicFederatedQuery) in describe(client)
        for suffix in ("ttl", "html"):  # the settings differ, the release does not
            path = f"/sparql/description.{suffix}"
            held = {"If-None-Match": described.get(path).headers["etag"]}
            assert described.get(path, headers=held).status_code == 304
            assert client.get(path, headers=held).status_code == 200


def test_its_own_address_says_the_same(described: httpx.Client, service: Graph) -> None:
    assert set(describe(described, "/sparql/description")) == set(service)
    assert set(describe(described, "/sparql/description.ttl")) == set(service)
    assert f"{SECONDS:g} seconds" in described.get("/sparql/description.html").text
    assert described.get("/sparql/description.txt").status_code == 404
    refused = described.get("/sparql/description", headers={"Accept": "image/png"})
    assert refused.status_code == 406
    again = described.get(
        "/sparql/description.ttl",
        headers={"If-None-Match": described.get("/sparql/description.ttl").headers["etag"]},
    )
    assert (again.status_code, again.content) == (304, b"")


def test_a_release_of_before_is_described_without_its_graphs(client: httpx.Client) -> None:
    service = describe(client)
    (node,) = service.subjects(RDF.type, SD.Service)
    assert isinstance(node, URIRef)
    assert (node, SD.endpoint, None) in service
    assert (node, SD.defaultDataset, None) not in service
