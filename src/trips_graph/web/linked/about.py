"""What a document of data says of itself, and where the client that reads it goes on."""

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from trips_graph.model.publication import LICENCE
from trips_graph.terms import dcterms, foaf, rdf, rdfs, void
from trips_graph.web.index import NoIndex, index_of
from trips_graph.web.pages.things.thing import Thing
from trips_graph.web.site import Site

_ACTORS = ("member", "organisation", "group")
_FACETS = ("beneficiary", "submitter")


def describe_document(site: Site, thing: Thing, path: str) -> Iterator[Triple]:
    """Yield the statements about the document of a thing, and the way to its activities."""
    document, topic = NamedNode(site.iri(path.removeprefix("/"))), NamedNode(thing.iri)
    yield Triple(document, rdf.type, foaf.Document)
    yield Triple(document, foaf.primaryTopic, topic)
    yield Triple(document, dcterms.license, NamedNode(LICENCE))
    if release := site.release.manifest.id:
        yield Triple(document, void.inDataset, NamedNode(site.iri(f"id/release/{release}")))
    for facet in _facets_of(site, thing):
        view = f"activities.ttl?{facet}={thing.iri.rpartition('/')[2]}"
        yield Triple(topic, rdfs.seeAlso, NamedNode(site.iri(view)))


def _facets_of(site: Site, thing: Thing) -> list[str]:
    """Return by which facets there are activities of an actor; none where no index tells."""
    if thing.kind not in _ACTORS:
        return []
    try:
        facets = index_of(site.release).facets
    except NoIndex:
        return []
    key = thing.iri.rpartition("/")[2]
    return [name for name in _FACETS if key in facets.get(name, {})]
