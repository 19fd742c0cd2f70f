"""The vocabulary and the shapes over HTTP: `/def`, `/def/{name}`, `/shapes`, as pages and RDF."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus

from fastapi import APIRouter, Request
from pyoxigraph import NamedNode, Triple
from starlette.responses import RedirectResponse, Response

from trips_graph.web.languages.locale import say
from trips_graph.web.linked.documents import Document, find_type, send_document
from trips_graph.web.linked.profiles import OWL, SHACL
from trips_graph.web.linked.views import View, read_graph
from trips_graph.web.pages.vocabulary import shapes
from trips_graph.web.pages.vocabulary.overview import render_overview, show_term
from trips_graph.web.pages.vocabulary.term import render_term
from trips_graph.web.pages.vocabulary.terms import GRAPH, IRI, Entry, Vocabulary, vocabulary_of
from trips_graph.web.problems import Declined
from trips_graph.web.reader import Reader, ReaderOf

router = APIRouter(tags=["Vocabulary"])

_COLLECTION = "/doc/dataset/trips-graph"


@router.get("/def", summary="The vocabulary, by Accept")
@router.head("/def", include_in_schema=False)
def get_vocabulary(request: Request, reader: ReaderOf) -> Response:
    """Return the vocabulary as a page or as RDF."""
    return send_document(reader, request, _vocabulary(reader, request))


@router.get("/def.{suffix}", summary="The vocabulary, by suffix")
@router.head("/def.{suffix}", include_in_schema=False)
def get_vocabulary_as(suffix: str, request: Request, reader: ReaderOf) -> Response:
    """Return the vocabulary in the format of the suffix."""
    return send_document(reader, request, _vocabulary(reader, request), find_type(suffix))


@router.get("/def/{name}", summary="A term of the vocabulary, by Accept or by suffix")
@router.head("/def/{name}", include_in_schema=False)
def get_term(name: str, request: Request, reader: ReaderOf) -> Response:
    """Return what is stated of a term; the version IRI of the vocabulary sends on to it."""
    vocabulary = vocabulary_of(reader.site)
    whole = vocabulary.entries.get(IRI)
    if whole and f"{IRI}/{name}" in whole.iris("owl:versionIRI"):
        return RedirectResponse(reader.at("/def"), HTTPStatus.SEE_OTHER)
    stem, _, suffix = name.partition(".")
    entry = vocabulary.find(stem)
    if entry is None:
        said = say("The vocabulary has no term of the name %(name)s.", name=stem)
        raise Declined(HTTPStatus.NOT_FOUND, said)
    document = _term(reader, request, vocabulary, entry)
    return send_document(reader, request, document, find_type(suffix) if suffix else None)


@router.get("/shapes", summary="The shapes that releases keep, by Accept")
@router.head("/shapes", include_in_schema=False)
def get_shapes(request: Request, reader: ReaderOf) -> Response:
    """Return the shapes as a page or as RDF."""
    return send_document(reader, request, _shapes(reader, request))


@router.get("/shapes.{suffix}", summary="The shapes that releases keep, by suffix")
@router.head("/shapes.{suffix}", include_in_schema=False)
def get_shapes_as(suffix: str, request: Request, reader: ReaderOf) -> Response:
    """Return the shapes in the format of the suffix."""
    return send_document(reader, request, _shapes(reader, request), find_type(suffix))


def _vocabulary(reader: Reader, request: Request) -> Document:
    site = reader.site
    graph = View(OWL, lambda: read_graph(site, "graph", {"graph": site.iri(GRAPH)}))
    return Document("/def", IRI, (graph,), lambda: render_overview(reader, request), _COLLECTION)


def _term(reader: Reader, request: Request, vocabulary: Vocabulary, entry: Entry) -> Document:
    triples = [
        Triple(NamedNode(entry.iri), NamedNode(name), value)
        for name, values in entry.facts.items()
        for value in values
    ]
    return Document(
        f"/def/{entry.name}",
        entry.iri,
        (View(OWL, lambda: triples),),
        lambda: render_term(reader, request, vocabulary, entry),
        "/def",
    )


def _shapes(reader: Reader, request: Request) -> Document:
    def render() -> Response:
        return reader.page(
            "vocabulary/shapes.html", request, title=reader.gettext("Shapes"),
            shapes=shapes.read_shapes(), helpers=shapes.read_helpers(),
            anchors=_anchor(shapes.read_shapes()), show_term=lambda iri: show_term(reader, iri),
        )  # fmt: skip

    about = shapes.NAMESPACE.removesuffix("#")
    return Document("/shapes", about, (View(SHACL, shapes.read_triples),), render, "/def")


def _anchor(found: Sequence[shapes.Shape]) -> Mapping[str, list[str]]:
    """Return, by shape, the constraints that stand there first: shapes may share one."""
    anchored: dict[str, list[str]] = {}
    seen = {shape.name for shape in found}
    for shape in found:
        anchored[shape.name] = [c.name for c in shape.constraints if c.name not in seen]
        seen.update(anchored[shape.name])
    return anchored
