"""Describes the SPARQL service (https://www.w3.org/TR/sparql11-service-description/).

`/sparql/description`, and the endpoint itself where it is asked no query and RDF is wanted.
"""

from collections.abc import Iterator

from fastapi import APIRouter, Request
from pyoxigraph import Literal, NamedNode, Triple
from starlette.responses import Response

from trips_graph.formats import GRAPH_FORMATS, RESULT_FORMATS, format_iri
from trips_graph.iris import Iris
from trips_graph.model.graph import Statement
from trips_graph.model.publication import Count, Publication
from trips_graph.terms import rdf, sd, void, xsd
from trips_graph.web.catalogue.named import show_graphs
from trips_graph.web.catalogue.source import publication_of
from trips_graph.web.linked.documents import Document, find_type, send_document
from trips_graph.web.linked.profiles import SERVICE
from trips_graph.web.linked.views import View
from trips_graph.web.reader import Reader, ReaderOf, reader_of
from trips_graph.web.site import Site

router = APIRouter(tags=["SPARQL"])

PATH = "/sparql/description"
_SIMPLE = NamedNode("http://www.w3.org/ns/entailment/Simple")


@router.get(PATH, summary="What the SPARQL service offers, by Accept")
@router.head(PATH, include_in_schema=False)
def get_description(request: Request, reader: ReaderOf) -> Response:
    """Return the description of the service as a page or as RDF."""
    return send_document(reader, request, _document(reader, request))


@router.get(PATH + ".{suffix}", summary="What the SPARQL service offers, by suffix")
@router.head(PATH + ".{suffix}", include_in_schema=False)
def get_description_as(suffix: str, request: Request, reader: ReaderOf) -> Response:
    """Return the description of the service in the format of the suffix."""
    return send_service(request, find_type(suffix))


def send_service(request: Request, media_type: str) -> Response:
    """Return the description of the service in a format."""
    reader = reader_of(request)
    return send_document(reader, request, _document(reader, request), media_type)


def describe_service(site: Site) -> tuple[Triple, ...]:
    """Return the description of the service, sorted; its limits are told by the OpenAPI document.

    *shapes*: one sd:Service, which is the dcat:DataService of the catalogue, and its sd:Dataset
    with one sd:NamedGraph for each graph. Of a release that does not describe itself the graphs
    are left out.
    """
    statements = list(_service(site))
    if publication := publication_of(site.release):
        statements += _dataset(publication)
    return tuple(sorted((Triple(*statement) for statement in statements), key=str))


def is_federated(site: Site) -> bool:
    """Return whether SERVICE is evaluated for any host."""
    return site.egress is not None


def _service(site: Site) -> Iterator[Statement]:
    node = Iris(site.release.manifest.base).thing("service", "sparql")
    yield node, rdf.type, sd.Service
    yield node, sd.endpoint, NamedNode(site.iri("sparql"))
    yield node, sd.supportedLanguage, sd.SPARQL11Query
    yield node, sd.feature, sd.UnionDefaultGraph
    yield node, sd.defaultEntailmentRegime, _SIMPLE
    if is_federated(site):
        yield node, sd.feature, sd.BasicFederatedQuery
    for form in (*RESULT_FORMATS, *GRAPH_FORMATS):
        yield node, sd.resultFormat, NamedNode(format_iri(form))


def _dataset(publication: Publication) -> Iterator[Statement]:
    dataset, union = _part(publication, "dataset"), _part(publication, "union")
    yield publication.iris.thing("service", "sparql"), sd.defaultDataset, dataset
    yield dataset, rdf.type, sd.Dataset
    yield dataset, sd.defaultGraph, union
    yield union, rdf.type, sd.Graph
    yield union, void.triples, _number(publication.triples)
    for graph in publication.graphs:
        yield from _named_graph(dataset, graph, publication)


def _named_graph(
    dataset: NamedNode, counted: Count, publication: Publication
) -> Iterator[Statement]:
    key = counted.iri.rpartition("/")[2]
    named, graph = _part(publication, f"named-{key}"), _part(publication, f"graph-{key}")
    yield dataset, sd.namedGraph, named
    yield named, rdf.type, sd.NamedGraph
    yield named, sd.name, NamedNode(counted.iri)
    yield named, sd.graph, graph
    yield graph, rdf.type, sd.Graph
    yield graph, void.triples, _number(counted.number)


def _part(publication: Publication, name: str) -> NamedNode:
    return NamedNode(f"{publication.endpoint_description}#{name}")


def _number(number: int) -> Literal:
    return Literal(str(number), datatype=xsd.integer)


def _document(reader: Reader, request: Request) -> Document:
    site = reader.site
    publication, limits = publication_of(site.release), site.settings

    def render() -> Response:
        return reader.page(
            "catalogue/service.html", request, title=reader.gettext("SPARQL service"),
            endpoint=site.iri("sparql"), forms=(*RESULT_FORMATS, *GRAPH_FORMATS),
            federated=is_federated(site), limits=limits,
            graphs=show_graphs(reader, publication.graphs if publication else ()),
        )  # fmt: skip

    settings = (limits.query_seconds, limits.query_characters, limits.answer_bytes)
    return Document(
        PATH,
        site.iri("id/service/sparql"),
        (View(SERVICE, lambda: describe_service(site)),),
        render,
        "/data",
        made_from=f" {settings} {is_federated(site)}",
    )
