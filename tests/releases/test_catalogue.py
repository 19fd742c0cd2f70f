"""The catalogue keeps to DCAT-AP 3.0.1 and tells the truth about the files."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pyshacl
import pytest
from rdflib import DCAT, DCTERMS, RDF, SH, SKOS, Graph, Literal, Namespace, URIRef

from trips_graph.model.release import Release

SPDX = Namespace("http://spdx.org/rdf/terms#")
EU = "http://publications.europa.eu/resource/authority/"


@pytest.fixture(scope="module")
def catalogue(release: Release) -> Graph:
    return Graph().parse(release.folder / "catalogue.ttl")


def test_each_distribution_is_a_file_of_that_size_and_digest(
    release: Release, catalogue: Graph
) -> None:
    found = list(catalogue.subjects(RDF.type, DCAT.Distribution))
    assert len(found) == 5
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


def test_the_core_shapes_of_dcat_ap_find_no_violation(shared: Path, catalogue: Graph) -> None:
    shapes = Graph().parse(shared / "dcat-ap" / "shapes.ttl")
    conforms, _, text = pyshacl.validate(catalogue, shacl_graph=shapes, allow_warnings=True)
    assert conforms, text


def test_the_full_shapes_of_dcat_ap_find_no_violation(shared: Path, catalogue: Graph) -> None:
    shapes = Graph().parse(shared / "dcat-ap" / "dcat-ap-SHACL.ttl")
    for shape, constraint in list(shapes.subject_objects(SH.property)):
        if (constraint, SH.path, None) not in shapes:  # the official file names shapes it lacks
            shapes.remove((shape, SH.property, constraint))
    data = Graph()
    for triple in catalogue:
        data.add(triple)
    _type_authorities(data)
    conforms, _, text = pyshacl.validate(data, shacl_graph=shapes, allow_warnings=True)
    assert conforms, text


def _type_authorities(data: Graph) -> None:
    """Type the authority IRIs in use, as the profile expects of a background graph."""
    for node in set(data.objects()):
        if not isinstance(node, URIRef):
            continue
        if node.startswith(EU):
            data.add((node, RDF.type, SKOS.Concept))
            data.add((node, SKOS.prefLabel, Literal(node.rpartition("/")[2], lang="en")))
        if node.startswith(EU + "file-type/") or "media-types" in node:
            data.add((node, RDF.type, DCTERMS.MediaTypeOrExtent))
            data.add((node, RDF.type, DCTERMS.MediaType))
        if "creativecommons" in node:
            data.add((node, RDF.type, DCTERMS.LicenseDocument))
