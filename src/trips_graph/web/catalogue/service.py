"""Describes the SPARQL service (https://www.w3.org/TR/sparql11-service-description/).

`/sparql/description`, and the endpoint itself where it is asked no query and RDF is wanted.
"""

from collections.abc import Iterator
from hashlib import sha256
from http import HTTPStatus

from fastapi import APIRouter, Request
from pyoxigraph import Literal, NamedNode, Triple
from starlette.responses import Response

from trips_graph.formats import GRAPH_FORMATS, RESULT_FORMATS, GraphFormat, format_iri, write_graph
from trips_graph.iris import Iris
from trips_graph.model.graph import Statement
from trips_graph.model.publication import Count, Publication
from trips_graph.terms import rdf, sd, void, xsd
from trips_graph.web.catalogue.graphs import choose_form, find_suffix, is_held, make_headers
from trips_graph.web.catalogue.source import publication_of
from trips_graph.web.querying.context import read_serialisation
from trips_graph.web.reader import HTML, Reader, ReaderOf, reader_of
from trips_graph.web.site import Site

router = APIRouter(tags=["SPARQL"])

PATH = "/sparql/description"
_SIMPLE = NamedNode("http://www.w3.org/ns/entailment/Simple")


@router.get(PATH, summary="What the SPARQL service offers, by Accept")
@router.head(PATH, include_in_schema=False)
def get_description(request: Request, reader: ReaderOf) -> Response:
    """Return the description of the service as a page or as RDF."""
    return _send(request, reader, choose_form(request.headers.get("accept")))


@router.get(PATH + ".{suffix}", summary="What the SPARQL service offers, by suffix")
@router.head(PATH + ".{suffix}", include_in_schema=False)
def get_description_as(suffix: str, request: Request, reader: ReaderOf) -> Response:
    """Return the description of the service in the format of the suffix."""
    return _send(request, reader, find_suffix(suffix))


def send_service(request: Request, site: Site, form: GraphFormat) -> Response:
    """Return the description of the service in a format of RDF."""
    held = read_serialisation(site.release)
    body = write_graph(describe_service(site), form, held.prefixes, held.context)
    return _identify(
        request, reader_of(request), Response(body, media_type=form.media_type), form.media_type
    )


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


def _send(request: Request, reader: Reader, form: GraphFormat | None) -> Response:
    site = reader.site
    if form:
        return send_service(request, site, form)
    publication = publication_of(site.release)
    page = reader.page(
        "catalogue/service.html", request, title="SPARQL service", endpoint=site.iri("sparql"),
        forms=(*RESULT_FORMATS, *GRAPH_FORMATS), federated=is_federated(site),
        limits=site.settings, graphs=publication.graphs if publication else (),
    )  # fmt: skip
    return _identify(request, reader, page, HTML)


def _identify(request: Request, reader: Reader, made: Response, media_type: str) -> Response:
    """Return what was made; its bytes are its identity, for it depends on settings, too."""
    headers = make_headers(request, reader, media_type, PATH)
    if "ETag" in headers:
        digest = sha256(made.body).hexdigest()
        headers["ETag"] = reader.make_etag(digest, media_type)
    if is_held(request, headers):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    made.headers.update(headers)
    return made
