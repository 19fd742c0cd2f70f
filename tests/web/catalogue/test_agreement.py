"""Five descriptions, one truth: DCAT, VoID, the service's, schema.org's, OpenAPI's agree.

Each is read as its readers do, over HTTP, from a server over a release of the shipped data; what
they say of files is held against the files themselves.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

import httpx
import pytest
from rdflib import DCAT, DCTERMS, FOAF, RDF, VOID, Graph, Namespace, URIRef
from rdflib.term import Node

from trips_graph.formats import GRAPH_FORMATS, RESULT_FORMATS, format_iri
from trips_graph.model.release import Release

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
DCAT3 = Namespace(str(DCAT))  # rdflib 7.6 knows the terms of DCAT 2 alone
SPDX = Namespace("http://spdx.org/rdf/terms#")
TG = "https://w3id.org/trips-graph/def#"
IANA = "http://www.iana.org/assignments/media-types/"


@dataclass(frozen=True)
class Descriptions:
    """What each of the five says, as it is sent."""

    catalogue: Graph  # DCAT and VoID
    service: Graph
    dataset: Mapping[str, Any]
    interface: Mapping[str, Any]
    release: URIRef

    def one(self, node: Node, name: URIRef) -> str:
        (value,) = self.catalogue.objects(node, name)
        return str(value)


@pytest.fixture(scope="module")
def told(described: httpx.Client, release: Release) -> Descriptions:
    def read(path: str) -> Graph:
        answer = described.get(path, headers={"Accept": "application/n-triples"})
        return Graph().parse(data=answer.text, format="nt")

    return Descriptions(
        read("/catalogue"),
        read("/sparql"),
        cast(Mapping[str, Any], described.get("/dataset.jsonld").json()),
        cast(Mapping[str, Any], described.get("/openapi.json").json()),
        URIRef(f"{release.manifest.base}id/release/{release.manifest.id}"),
    )


def test_the_title(told: Descriptions) -> None:
    titles = {
        str(title)
        for title in told.catalogue.objects(told.release, DCTERMS.title)
        if getattr(title, "language", "") == "en"
    }
    version = str(told.release).rpartition("/")[2]
    titles = {title.removesuffix(f", version {version}") for title in titles}
    assert titles == {told.dataset["name"]} == {told.interface["info"]["title"]}


def test_the_description(told: Descriptions) -> None:
    texts = {str(text) for text in told.catalogue.objects(told.release, DCTERMS.description)}
    assert told.dataset["description"] == told.interface["info"]["summary"]
    assert told.dataset["description"] in texts


def test_the_licence(told: Descriptions) -> None:
    licence = told.one(told.release, DCTERMS.license)
    assert licence == told.dataset["license"] == told.interface["info"]["license"]["url"]
    assert {str(item) for item in told.catalogue.objects(None, DCTERMS.license)} == {licence}


def test_the_publisher(told: Descriptions) -> None:
    agent = URIRef(told.one(told.release, DCTERMS.publisher))
    creator = told.dataset["creator"]
    assert (str(agent), told.one(agent, FOAF.name)) == (creator["@id"], creator["name"])
    assert creator["name"] == told.interface["info"]["contact"]["name"]


def test_the_release(told: Descriptions, release: Release) -> None:
    assert told.one(told.release, DCAT3.version) == release.manifest.id
    assert told.dataset["@id"] == told.interface["x-release"]["iri"] == str(told.release)
    assert told.dataset["version"] == told.interface["x-release"]["id"] == release.manifest.id


def test_the_endpoint(told: Descriptions) -> None:
    (service,) = told.service.subjects(RDF.type, SD.Service)
    addresses = {
        told.one(service, DCAT.endpointURL),
        told.one(told.release, VOID.sparqlEndpoint),
        str(told.service.value(service, SD.endpoint)),
        told.dataset["potentialAction"]["target"]["urlTemplate"].removesuffix("{?query}"),
        told.interface["x-release"]["endpoint"],
        told.interface["servers"][1]["url"] + "/sparql",
    }
    assert len(addresses) == 1
    assert "/sparql" in told.interface["paths"]


def test_the_formats_of_the_service(told: Descriptions) -> None:
    promised = told.interface["paths"]["/sparql"]["get"]["responses"]["200"]["content"]
    by_iri = {format_iri(form): form.media_type for form in (*RESULT_FORMATS, *GRAPH_FORMATS)}
    described = {by_iri[str(iri)] for iri in told.service.objects(None, SD.resultFormat)}
    assert described == set(promised) - {"text/html"}
    dumped = {by_iri[str(iri)] for iri in told.catalogue.objects(told.release, VOID.feature)}
    assert dumped <= described


def test_the_files(told: Descriptions, described: httpx.Client, release: Release) -> None:
    by_dcat = {}
    for node in told.catalogue.subjects(RDF.type, DCAT.Distribution):
        checksum = URIRef(told.one(node, SPDX.checksum))
        by_dcat[told.one(node, DCAT.downloadURL)] = (
            int(told.one(node, DCAT.byteSize)),
            told.one(checksum, SPDX.checksumValue).lower(),
            told.one(node, DCAT.mediaType).removeprefix(IANA),
            (node, URIRef("http://www.w3.org/ns/dcat#compressFormat"), None) in told.catalogue,
        )
    by_schema = {
        item["contentUrl"]: (int(item["contentSize"].removesuffix(" B")), item["sha256"])
        for item in told.dataset["distribution"]
    }
    by_interface = {
        item["address"]: (item["bytes"], item["sha256"], item["mediaType"], item["packed"])
        for item in told.interface["x-release"]["files"]
    }
    assert by_dcat == by_interface
    assert {address: facts[:2] for address, facts in by_dcat.items()} == by_schema
    assert {str(dump) for dump in told.catalogue.objects(told.release, VOID.dataDump)} == set(
        by_dcat
    )
    for address, (size, digest, media_type, packed) in by_dcat.items():
        sent = described.get("/" + address.removeprefix(release.manifest.base))
        assert (len(sent.content), hashlib.sha256(sent.content).hexdigest()) == (size, digest)
        sent_type = sent.headers["content-type"].partition(";")[0]
        assert sent_type == ("application/gzip" if packed else media_type)
        (download,) = (d for d in told.dataset["distribution"] if d["contentUrl"] == address)
        assert download["encodingFormat"] == sent_type


def test_the_counts(told: Descriptions, release: Release) -> None:
    (union,) = told.service.objects(None, SD.defaultGraph)
    counts = {item["name"]: item["value"] for item in told.dataset["variableMeasured"]}
    assert {
        int(told.one(told.release, VOID.triples)),
        int(str(told.service.value(union, VOID.triples))),
        counts.pop("triples"),
        told.interface["x-release"]["triples"],
        release.manifest.counts["triples"],
    } == {release.manifest.counts["triples"]}
    by_class = {
        told.one(part, VOID["class"]): int(told.one(part, VOID.entities))
        for part in told.catalogue.objects(None, VOID.classPartition)
    }
    assert counts == {
        iri.removeprefix(TG): number for iri, number in by_class.items() if iri.startswith(TG)
    }
    for name, kind in (("reports", "Report"), ("activities", "Activity"), ("members", "Member")):
        assert release.manifest.counts[name] == counts[kind]


def test_the_years(told: Descriptions) -> None:
    period = URIRef(told.one(told.release, DCTERMS.temporal))
    years = [told.one(period, DCAT.startDate), told.one(period, DCAT.endDate)]
    assert told.dataset["temporalCoverage"] == "/".join(years)
