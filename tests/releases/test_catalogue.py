"""The catalogue keeps to DCAT-AP 3.0.1 and tells the truth about the files."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pyshacl
import pytest
from rdflib import DCAT, DCTERMS, RDF, SH, SKOS, Graph, Literal, Namespace, URIRef

from trips_graph.model.publication import Publisher, read_publication
from trips_graph.model.release import Release
from trips_graph.releases.catalogue import write_catalogue

DCAT3 = Namespace(str(DCAT))  # rdflib 7.6 knows the terms of DCAT 2 alone
SPDX = Namespace("http://spdx.org/rdf/terms#")
EU = "http://publications.europa.eu/resource/authority/"
PROTOCOL = URIRef("https://www.w3.org/TR/sparql11-protocol/")
# No clock, no plan of the publisher and no gazetteer says these; the dataset's files, its years and
# its contact are those of each release.
NOT_KNOWN = {
    "availability", "contactPoint", "dcat#contactPoint", "dcat#distribution", "issued", "modified",
    "spatial", "temporal", "type",
}  # fmt: skip
KINDS = {
    "frequency/": DCTERMS.Frequency,
    "language/": DCTERMS.LinguisticSystem,
    "access-right/": DCTERMS.RightsStatement,
}


@pytest.fixture(scope="module")
def catalogue(release: Release) -> Graph:
    return Graph().parse(release.folder / "catalogue.ttl")


def test_each_distribution_is_a_file_of_that_size_and_digest(
    release: Release, catalogue: Graph
) -> None:
    found = list(catalogue.subjects(RDF.type, DCAT.Distribution))
    assert len(found) == 10
    for distribution in found:
        address = str(catalogue.value(distribution, DCAT.downloadURL))
        name = address.removeprefix(f"{release.manifest.base}data/{release.manifest.id}/")
        content = (release.folder / name).read_bytes()
        assert str(catalogue.value(distribution, DCAT.byteSize)) == str(len(content))
        checksum = catalogue.value(distribution, SPDX.checksum)
        digest = catalogue.value(checksum, SPDX.checksumValue)
        assert str(digest).lower() == hashlib.sha256(content).hexdigest()


def test_titles_are_told_in_three_languages(catalogue: Graph) -> None:
    for kind in (DCAT.Catalog, DCAT.Dataset):
        for node in catalogue.subjects(RDF.type, kind):
            languages = {
                getattr(t, "language", None) for t in catalogue.objects(node, DCTERMS.title)
            }
            assert languages == {"en", "fr", "es"}


def test_what_has_a_version_says_so(release: Release, catalogue: Graph) -> None:
    base = release.manifest.base
    dataset = URIRef(f"{base}id/dataset/trips-graph")
    version = URIRef(f"{base}id/release/{release.manifest.id}")
    assert list(catalogue.objects(dataset, DCAT3.hasCurrentVersion)) == [version]
    assert list(catalogue.objects(version, DCAT3.isVersionOf)) == [dataset]
    assert str(catalogue.value(version, DCTERMS.accrualPeriodicity)).endswith("/NEVER")
    assert (dataset, DCAT.contactPoint, None) not in catalogue


@pytest.mark.parametrize("contact", ["mailto:reports@example.org", "https://example.org/ask"])
def test_a_contact_that_is_known_keeps_to_the_shapes(
    shared: Path, release: Release, contact: str, tmp_path: Path
) -> None:
    publication = read_publication(release)
    assert publication is not None
    known = replace(publication, publisher=Publisher("Invented Office", contact))
    data = Graph().parse(write_catalogue(known, tmp_path))
    assert len(set(data.subjects(DCAT.contactPoint, None))) == 3
    for name in ("shapes.ttl", "dcat-ap-SHACL.ttl"):
        _conform(data, shared / "dcat-ap" / name)


@pytest.mark.parametrize("name", ["shapes.ttl", "dcat-ap-SHACL.ttl"])
def test_the_shapes_of_dcat_ap_find_no_violation(shared: Path, catalogue: Graph, name: str) -> None:
    _conform(catalogue, shared / "dcat-ap" / name)


def test_the_recommended_shapes_miss_only_what_is_not_known(shared: Path, catalogue: Graph) -> None:
    shapes = Graph().parse(shared / "dcat-ap" / "shapes_recommended.ttl")
    _, report, _ = pyshacl.validate(catalogue, shacl_graph=shapes)
    assert isinstance(report, Graph)
    missed = {str(path).rpartition("/")[2] for path in report.objects(None, SH.resultPath)}
    assert missed <= NOT_KNOWN, missed - NOT_KNOWN


def _conform(catalogue: Graph, path: Path) -> None:
    shapes = Graph().parse(path)
    for shape, constraint in list(shapes.subject_objects(SH.property)):
        if (constraint, SH.path, None) not in shapes:  # the official file names shapes it lacks
            shapes.remove((shape, SH.property, constraint))
    data = Graph()
    for subject, predicate, value in catalogue:
        data.add((subject, predicate, value))
    if path.name == "dcat-ap-SHACL.ttl":
        _type_authorities(data)
    conforms, _, text = pyshacl.validate(data, shacl_graph=shapes, allow_warnings=True)
    assert conforms, text


def _type_authorities(data: Graph) -> None:
    """Type the authority IRIs in use, as the profile expects of a background graph."""
    for node in set(data.objects()):
        if not isinstance(node, URIRef):
            continue
        if node == PROTOCOL:
            data.add((node, RDF.type, DCTERMS.Standard))
        for part, kind in KINDS.items():
            if node.startswith(EU + part):
                data.add((node, RDF.type, kind))
        if node == URIRef(EU + "data-theme"):
            data.add((node, RDF.type, SKOS.ConceptScheme))
            data.add((node, DCTERMS.title, Literal("Data theme", lang="en")))
        elif node.startswith(EU):
            data.add((node, RDF.type, SKOS.Concept))
            data.add((node, SKOS.prefLabel, Literal(node.rpartition("/")[2], lang="en")))
        if node.startswith(EU + "file-type/") or "media-types" in node:
            data.add((node, RDF.type, DCTERMS.MediaTypeOrExtent))
            data.add((node, RDF.type, DCTERMS.MediaType))
        if "creativecommons" in node:
            data.add((node, RDF.type, DCTERMS.LicenseDocument))
