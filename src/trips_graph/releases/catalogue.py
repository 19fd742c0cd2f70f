"""Describes a release in DCAT 3, by the profile DCAT-AP 3.0.1 (https://semiceu.github.io/DCAT-AP/).

The catalogue is a graph of the dataset itself, so it cannot state digests of the dumps that hold
it; `catalogue.ttl`, beside the dumps, adds sizes and checksums.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from trips_graph import __version__, formats
from trips_graph.formats import find_format
from trips_graph.model.graph import NamedGraph, Statement, named_graph, triples
from trips_graph.model.publication import LICENCE, Distribution, Publication
from trips_graph.releases.void import describe_content, distribution_iri
from trips_graph.terms import PREFIXES, dcat, dcterms, foaf, prov, rdf, rdfs, spdx, vcard, xsd

NAME = "catalogue.ttl"
_LICENCE = NamedNode(LICENCE)
_IANA = "http://www.iana.org/assignments/media-types/"
_PROTOCOL = NamedNode("https://www.w3.org/TR/sparql11-protocol/")
_AUTHORITY = "http://publications.europa.eu/resource/authority/"
_THEMES = NamedNode(f"{_AUTHORITY}data-theme")
_THEME = NamedNode(f"{_AUTHORITY}data-theme/ECON")
_PUBLIC = NamedNode(f"{_AUTHORITY}access-right/PUBLIC")
_IRREGULAR = NamedNode(f"{_AUTHORITY}frequency/IRREG")  # whenever the publisher builds
_NEVER = NamedNode(f"{_AUTHORITY}frequency/NEVER")  # a release never changes
_VERSION = {"en": "version", "fr": "version", "es": "versión"}
_LANGUAGES = {"en": "ENG", "fr": "FRA", "es": "SPA"}
_FILE_TYPES = {
    formats.TURTLE: "RDF_TURTLE",
    formats.JSON_LD: "JSON_LD",
    formats.N_TRIPLES: "RDF_N_TRIPLES",
    formats.N_QUADS: "RDF_N_QUADS",
    formats.RDF_XML: "RDF_XML",
}


def describe_catalogue(publication: Publication) -> NamedGraph:
    """Return the graph `/id/graph/catalogue`: catalogue, dataset, distributions, service, VoID.

    It has sizes and checksums where the publication has been weighed.
    """
    return named_graph(publication.iris.graph("catalogue"), _statements(publication))


def write_catalogue(weighed: Publication, folder: Path) -> Path:
    """Write the catalogue as Turtle, with size and SHA-256 of each dump; return the path."""
    path = folder / NAME
    rows = triples([describe_catalogue(weighed)])
    path.write_bytes(formats.write_graph(rows, formats.TURTLE, PREFIXES, {}))
    return path


def _statements(publication: Publication) -> Iterator[Statement]:
    yield from _publisher(publication)
    yield from _catalogue(publication)
    yield from _dataset(publication)
    yield from _release(publication)
    yield from _build(publication)
    for distribution in publication.distributions:
        yield from _distribution(distribution, publication)
    yield from _service(publication)
    yield from describe_content(publication)


def _publisher(publication: Publication) -> Iterator[Statement]:
    agent = publication.iris.thing("agent", "publisher")
    yield agent, rdf.type, foaf.Agent
    yield agent, foaf.name, Literal(publication.publisher.name, language="en")
    if address := publication.publisher.contact:
        contact = publication.iris.thing("agent", "contact")
        way = vcard.hasEmail if address.startswith("mailto:") else vcard.hasURL
        yield contact, rdf.type, vcard.Kind
        yield contact, vcard.fn, Literal(publication.publisher.name)
        yield contact, way, NamedNode(address)


def _catalogue(publication: Publication) -> Iterator[Statement]:
    iris = publication.iris
    catalogue, home = iris.thing("catalogue", "main"), NamedNode(iris.base)
    yield catalogue, rdf.type, dcat.Catalog
    yield catalogue, dcat.dataset, iris.thing("dataset", "trips-graph")
    yield catalogue, dcat.dataset, iris.thing("release", publication.id)
    yield catalogue, dcat.service, iris.thing("service", "sparql")
    yield catalogue, dcat.themeTaxonomy, _THEMES
    yield catalogue, foaf.homepage, home
    yield home, rdf.type, foaf.Document
    for name in publication.texts.title:
        yield catalogue, dcterms.language, _language(name)
    yield from _titles(catalogue, publication.texts.title)
    yield from _told(catalogue, publication)


def _dataset(publication: Publication) -> Iterator[Statement]:
    """Yield the dataset that goes on from release to release."""
    dataset = publication.iris.thing("dataset", "trips-graph")
    release = publication.iris.thing("release", publication.id)
    yield dataset, dcat.hasVersion, release
    yield dataset, dcat.hasCurrentVersion, release
    yield dataset, dcterms.accrualPeriodicity, _IRREGULAR
    yield from _titles(dataset, publication.texts.title)
    yield from _about(dataset, publication)


def _release(publication: Publication) -> Iterator[Statement]:
    release = publication.iris.thing("release", publication.id)
    yield release, dcat.isVersionOf, publication.iris.thing("dataset", "trips-graph")
    yield release, dcat.version, Literal(publication.id)
    yield release, dcterms.identifier, Literal(publication.id)
    yield release, dcterms.accrualPeriodicity, _NEVER
    for distribution in publication.distributions:
        yield release, dcat.distribution, distribution_iri(distribution, publication)
    if years := publication.statistics.years:
        period = NamedNode(f"{release.value}#period")
        yield release, dcterms.temporal, period
        yield period, rdf.type, dcterms.PeriodOfTime
        for edge, year in zip((dcat.startDate, dcat.endDate), years, strict=True):
            yield period, edge, Literal(f"{year:04}", datatype=xsd.gYear)
    titles = {
        language: f"{title}, {_VERSION[language]} {publication.id}"
        for language, title in publication.texts.title.items()
    }
    yield from _titles(release, titles)
    yield from _about(release, publication)


def _build(publication: Publication) -> Iterator[Statement]:
    """Yield what made a release and of what. When is not told: the same inputs give the same."""
    release = publication.iris.thing("release", publication.id)
    build = NamedNode(f"{release.value}#build")
    software = publication.iris.thing("agent", "trips-graph")
    yield release, prov.wasGeneratedBy, build
    yield build, rdf.type, prov.Activity
    yield build, rdfs.label, Literal(f"build of release {publication.id}", language="en")
    yield build, prov.used, NamedNode(publication.texts.source)
    yield build, prov.wasAssociatedWith, software
    yield software, rdf.type, prov.SoftwareAgent
    yield software, foaf.name, Literal("trips-graph", language="en")
    yield software, dcat.version, Literal(__version__)


def _about(node: NamedNode, publication: Publication) -> Iterator[Statement]:
    """Yield what holds of the dataset and of each release of it."""
    source = NamedNode(publication.texts.source)
    yield node, rdf.type, dcat.Dataset
    yield node, dcat.landingPage, NamedNode(publication.base)
    yield node, dcterms.accessRights, _PUBLIC
    yield node, prov.wasDerivedFrom, source
    yield source, dcterms.title, Literal(publication.texts.source_title, language="en")
    for name in publication.statistics.languages:
        if name in _LANGUAGES:
            yield node, dcterms.language, _language(name)
    yield from _classified(node, publication)
    yield from _told(node, publication)


def _classified(node: NamedNode, publication: Publication) -> Iterator[Statement]:
    yield node, dcat.theme, _THEME
    for language, words in publication.texts.keywords.items():
        for word in words:
            yield node, dcat.keyword, Literal(word, language=language)
    if publication.publisher.contact:
        yield node, dcat.contactPoint, publication.iris.thing("agent", "contact")


def _titles(node: NamedNode, titles: Mapping[str, str]) -> Iterator[Statement]:
    for language, title in titles.items():
        yield node, dcterms.title, Literal(title, language=language)


def _told(node: NamedNode, publication: Publication) -> Iterator[Statement]:
    for language, description in publication.texts.description.items():
        yield node, dcterms.description, Literal(description, language=language)
    yield from _owned(node, publication)


def _owned(node: NamedNode, publication: Publication) -> Iterator[Statement]:
    yield node, dcterms.publisher, publication.iris.thing("agent", "publisher")
    yield node, dcterms.license, _LICENCE


def _distribution(distribution: Distribution, publication: Publication) -> Iterator[Statement]:
    node = distribution_iri(distribution, publication)
    file = NamedNode(publication.address(distribution))
    yield node, rdf.type, dcat.Distribution
    yield node, dcterms.title, Literal(distribution.title, language="en")
    yield node, dcterms.description, Literal(distribution.description, language="en")
    yield node, dcat.accessURL, file
    yield node, dcat.downloadURL, file
    yield node, dcat.mediaType, NamedNode(_IANA + distribution.media_type)
    yield node, dcterms.format, _file_type(distribution)
    yield node, dcterms.license, _LICENCE
    if distribution.packed:
        yield node, dcat.compressFormat, NamedNode(f"{_IANA}application/gzip")
    yield from _weight(node, distribution)


def _weight(node: NamedNode, distribution: Distribution) -> Iterator[Statement]:
    if distribution.bytes is None or distribution.sha256 is None:
        return
    checksum = NamedNode(f"{node.value}#checksum")
    size = Literal(str(distribution.bytes), datatype=xsd.nonNegativeInteger)
    yield node, dcat.byteSize, size
    yield node, spdx.checksum, checksum
    yield checksum, rdf.type, spdx.Checksum
    yield checksum, spdx.algorithm, spdx.checksumAlgorithm_sha256
    yield spdx.checksumAlgorithm_sha256, rdf.type, spdx.ChecksumAlgorithm
    yield checksum, spdx.checksumValue, Literal(distribution.sha256, datatype=xsd.hexBinary)


def _service(publication: Publication) -> Iterator[Statement]:
    node = publication.iris.thing("service", "sparql")
    yield node, rdf.type, dcat.DataService
    yield node, dcterms.title, Literal("SPARQL endpoint", language="en")
    yield node, dcat.endpointURL, NamedNode(publication.endpoint)
    yield node, dcat.endpointDescription, NamedNode(publication.endpoint_description)
    yield node, dcat.servesDataset, publication.iris.thing("dataset", "trips-graph")
    yield node, dcterms.conformsTo, _PROTOCOL
    yield node, dcterms.accessRights, _PUBLIC
    yield from _classified(node, publication)
    yield from _owned(node, publication)


def _file_type(distribution: Distribution) -> NamedNode:
    form = find_format(distribution.form)
    assert isinstance(form, formats.GraphFormat)
    return NamedNode(f"{_AUTHORITY}file-type/{_FILE_TYPES[form]}")


def _language(tag: str) -> NamedNode:
    return NamedNode(f"{_AUTHORITY}language/{_LANGUAGES[tag]}")
