"""Describes a release in DCAT 3, by the profile DCAT-AP 3.0.1 (https://semiceu.github.io/DCAT-AP/).

The catalogue is a graph of the dataset itself, so it cannot state digests of the dumps that hold
it; `catalogue.ttl`, beside the dumps, adds sizes and checksums.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from trips_graph import formats
from trips_graph.errors import BadInput
from trips_graph.formats import GraphFormat
from trips_graph.iris import Iris
from trips_graph.model.graph import NamedGraph, Statement, named_graph, triples
from trips_graph.model.release import Artefact
from trips_graph.releases.dumps import DUMPS, dump_name
from trips_graph.terms import PREFIXES, dcat, dcterms, foaf, rdf, spdx, xsd

NAME = "catalogue.ttl"
_LICENCE = NamedNode("http://creativecommons.org/licenses/by/4.0/")
_THEME = NamedNode("http://publications.europa.eu/resource/authority/data-theme/ECON")
_IANA = "http://www.iana.org/assignments/media-types/"
_FILE_TYPES = "http://publications.europa.eu/resource/authority/file-type/"
_TYPES = {
    formats.TURTLE: "RDF_TURTLE",
    formats.JSON_LD: "JSON_LD",
    formats.N_TRIPLES: "RDF_N_TRIPLES",
    formats.N_QUADS: "RDF_N_QUADS",
    formats.RDF_XML: "RDF_XML",
}


@dataclass(frozen=True, slots=True)
class Texts:
    """What the catalogue says of the publication: texts by language, keywords, the publisher."""

    title: Mapping[str, str]
    description: Mapping[str, str]
    keywords: tuple[str, ...]
    publisher: str


def read_texts(path: Path, publisher: str) -> Texts:
    """Return the texts of a TOML file. Errors: `BadInput` where one is missing."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        return Texts(raw["title"], raw["description"], tuple(raw["keywords"]), publisher)
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise BadInput(f"{path}: {error}") from error


def describe_catalogue(release_id: str, texts: Texts, iris: Iris) -> NamedGraph:
    """Return the graph `/id/graph/catalogue`: catalogue, dataset, distributions, service."""
    statements = _statements(release_id, texts, iris)
    return named_graph(iris.graph("catalogue"), statements)


def write_catalogue(
    catalogue: NamedGraph, artefacts: Iterable[Artefact], release_id: str, iris: Iris, folder: Path
) -> Path:
    """Write the catalogue as Turtle, with size and SHA-256 of each dump; return the path."""
    sizes = named_graph(iris.graph("catalogue"), _checksums(artefacts, release_id, iris))
    rows = triples([catalogue, sizes])
    path = folder / NAME
    path.write_bytes(formats.write_graph(rows, formats.TURTLE, PREFIXES, {}))
    return path


def _statements(release_id: str, texts: Texts, iris: Iris) -> Iterator[Statement]:
    catalogue = iris.thing("catalogue", "main")
    agent = iris.thing("agent", "publisher")
    release = iris.thing("release", release_id)
    yield agent, rdf.type, foaf.Agent
    yield agent, foaf.name, Literal(texts.publisher, language="en")
    yield catalogue, rdf.type, dcat.Catalog
    yield catalogue, dcat.dataset, iris.thing("dataset", "trips-graph")
    yield catalogue, dcat.dataset, release
    yield catalogue, dcat.service, iris.thing("service", "sparql")
    yield catalogue, foaf.homepage, NamedNode(iris.base)
    yield NamedNode(iris.base), rdf.type, foaf.Document
    yield from _told(catalogue, texts, agent)
    yield from _dataset(release_id, texts, agent, iris)
    for form in DUMPS:
        yield from _distribution(release_id, form, iris)
    yield from _service(agent, iris)


def _dataset(release_id: str, texts: Texts, agent: NamedNode, iris: Iris) -> Iterator[Statement]:
    dataset, release = iris.thing("dataset", "trips-graph"), iris.thing("release", release_id)
    for node in (dataset, release):
        yield node, rdf.type, dcat.Dataset
        yield node, dcat.theme, _THEME
        for word in texts.keywords:
            yield node, dcat.keyword, Literal(word, language="en")
        yield from _told(node, texts, agent)
    yield dataset, dcat.hasVersion, release
    yield release, dcat.version, Literal(release_id)
    yield release, dcterms.identifier, Literal(release_id)
    for form in DUMPS:
        yield release, dcat.distribution, _distribution_iri(release_id, form, iris)


def _told(node: NamedNode, texts: Texts, agent: NamedNode) -> Iterator[Statement]:
    for language, title in texts.title.items():
        yield node, dcterms.title, Literal(title, language=language)
    for language, description in texts.description.items():
        yield node, dcterms.description, Literal(description, language=language)
    yield node, dcterms.publisher, agent
    yield node, dcterms.license, _LICENCE


def _distribution(release_id: str, form: GraphFormat, iris: Iris) -> Iterator[Statement]:
    node = _distribution_iri(release_id, form, iris)
    file = NamedNode(f"{iris.base}data/{release_id}/{dump_name(form)}")
    yield node, rdf.type, dcat.Distribution
    yield node, dcterms.title, Literal(form.title, language="en")
    yield node, dcat.accessURL, file
    yield node, dcat.downloadURL, file
    yield node, dcat.mediaType, NamedNode(_IANA + form.media_type)
    yield node, dcterms.format, NamedNode(_FILE_TYPES + _TYPES[form])
    yield node, dcterms.license, _LICENCE


def _service(agent: NamedNode, iris: Iris) -> Iterator[Statement]:
    node = iris.thing("service", "sparql")
    yield node, rdf.type, dcat.DataService
    yield node, dcterms.title, Literal("SPARQL endpoint", language="en")
    yield node, dcat.endpointURL, NamedNode(f"{iris.base}sparql")
    yield node, dcat.servesDataset, iris.thing("dataset", "trips-graph")
    yield node, dcterms.publisher, agent
    yield node, dcterms.license, _LICENCE


def _checksums(artefacts: Iterable[Artefact], release_id: str, iris: Iris) -> Iterator[Statement]:
    by_path = {artefact.path: artefact for artefact in artefacts}
    for form in DUMPS:
        artefact = by_path[dump_name(form)]
        node = _distribution_iri(release_id, form, iris)
        checksum = NamedNode(f"{node.value}#checksum")
        size = Literal(str(artefact.bytes), datatype=xsd.nonNegativeInteger)
        digest = Literal(artefact.sha256, datatype=xsd.hexBinary)
        yield node, dcat.byteSize, size
        yield node, spdx.checksum, checksum
        yield checksum, rdf.type, spdx.Checksum
        yield checksum, spdx.algorithm, spdx.checksumAlgorithm_sha256
        yield spdx.checksumAlgorithm_sha256, rdf.type, spdx.ChecksumAlgorithm
        yield checksum, spdx.checksumValue, digest


def _distribution_iri(release_id: str, form: GraphFormat, iris: Iris) -> NamedNode:
    return iris.thing("distribution", f"{release_id}-{form.name}")
