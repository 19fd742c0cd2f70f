"""Describes what a release holds in VoID (https://www.w3.org/TR/void/).

The release is one void:Dataset, with the true number of its triples. All other counts are those of
a subset of it: every graph but the catalogue, in which the counts themselves stand.
"""

import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from trips_graph.formats import JSON_LD, N_QUADS, N_TRIPLES, RDF_XML, TURTLE, format_iri
from trips_graph.iris import slug
from trips_graph.model.graph import Statement
from trips_graph.model.publication import Distribution, Links, Publication
from trips_graph.terms import PREFIXES, dcterms, foaf, rdf, void, xsd

_TITLE = "Everything in the release but its catalogue"
_ABOUT = (
    "All named graphs of the release, except the catalogue: it holds these counts and is not "
    "counted in them."
)


def distribution_iri(distribution: Distribution, publication: Publication) -> NamedNode:
    """Return the IRI of a dump."""
    return publication.iris.thing("distribution", f"{publication.id}-{distribution.key}")


def describe_content(publication: Publication) -> Iterator[Statement]:
    """Yield what VoID says of a release: the whole, what was counted, and the links of that."""
    yield from _whole(publication)
    yield from _counted(publication)
    yield from _partitions(publication)
    for links in publication.statistics.links:
        yield from _linkset(links, publication)


def _whole(publication: Publication) -> Iterator[Statement]:
    release = publication.iris.thing("release", publication.id)
    document = publication.iris.graph("catalogue")
    yield document, rdf.type, void.DatasetDescription
    yield document, foaf.primaryTopic, release
    yield release, rdf.type, void.Dataset
    yield release, void.triples, _number(publication.triples)
    yield release, void.subset, _content(publication)
    yield release, void.sparqlEndpoint, NamedNode(publication.endpoint)
    yield release, void.uriSpace, Literal(f"{publication.base}id/")
    for distribution in publication.distributions:
        yield release, void.dataDump, NamedNode(publication.address(distribution))
    for form in (TURTLE, JSON_LD, N_TRIPLES, RDF_XML, N_QUADS):
        yield release, void.feature, NamedNode(format_iri(form))


def _counted(publication: Publication) -> Iterator[Statement]:
    node, counts = _content(publication), publication.statistics
    yield node, rdf.type, void.Dataset
    yield node, dcterms.title, Literal(_TITLE, language="en")
    yield node, dcterms.description, Literal(_ABOUT, language="en")
    yield node, void.triples, _number(counts.triples)
    yield node, void.entities, _number(counts.entities)
    yield node, void.distinctSubjects, _number(counts.subjects)
    yield node, void.distinctObjects, _number(counts.objects)
    yield node, void.classes, _number(len(counts.classes))
    yield node, void.properties, _number(len(counts.properties))
    for iri in counts.examples:
        yield node, void.exampleResource, NamedNode(iri)
    for home in sorted(_vocabularies(publication)):
        yield node, void.vocabulary, NamedNode(home)


def _partitions(publication: Publication) -> Iterator[Statement]:
    content = _content(publication)
    for counted in publication.statistics.classes:
        node = _partition("class", counted.iri, publication)
        yield content, void.classPartition, node
        yield node, rdf.type, void.Dataset
        yield node, void.class_, NamedNode(counted.iri)
        yield node, void.entities, _number(counted.number)
    for counted in publication.statistics.properties:
        node = _partition("property", counted.iri, publication)
        yield content, void.propertyPartition, node
        yield node, rdf.type, void.Dataset
        yield node, void.property, NamedNode(counted.iri)
        yield node, void.triples, _number(counted.number)


def _linkset(links: Links, publication: Publication) -> Iterator[Statement]:
    key = slug(links.space.partition("://")[2])
    home = publication.texts.homes.get(links.space, links.space)
    name = _short_name(links.predicate)
    words = re.sub("[A-Z]", lambda capital: f" {capital[0].lower()}", name.partition("-")[2])
    target = publication.iris.thing("dataset", key)
    node = publication.iris.thing("linkset", f"{publication.id}-{key}-{name}")
    yield target, rdf.type, void.Dataset
    yield target, dcterms.title, Literal(home, language="en")
    yield target, void.uriSpace, Literal(links.space)
    yield _content(publication), void.subset, node
    yield node, rdf.type, void.Linkset
    yield node, dcterms.title, Literal(f"Links to {home} ({words})", language="en")
    yield node, void.linkPredicate, NamedNode(links.predicate)
    yield node, void.subjectsTarget, _content(publication)
    yield node, void.objectsTarget, target
    yield node, void.triples, _number(links.number)


def _content(publication: Publication) -> NamedNode:
    return publication.iris.thing("content", publication.id)


def _partition(kind: str, iri: str, publication: Publication) -> NamedNode:
    return publication.iris.thing("partition", f"{publication.id}-{kind}-{_short_name(iri)}")


def _short_name(iri: str) -> str:
    """Return a term as a key: prefix and local name, or a slug where no prefix is known."""
    for prefix, home in PREFIXES.items():
        if iri.startswith(home):
            return f"{prefix}-{iri.removeprefix(home)}"
    return slug(iri)


def _vocabularies(publication: Publication) -> set[str]:
    used = [item.iri for item in publication.statistics.properties]
    used += [item.iri for item in publication.statistics.classes]
    return {home for home in PREFIXES.values() if any(iri.startswith(home) for iri in used)}


def _number(number: int) -> Literal:
    return Literal(str(number), datatype=xsd.integer)
