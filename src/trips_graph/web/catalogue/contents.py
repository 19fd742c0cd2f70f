"""The catalogue: what the release holds, as a page, and as DCAT and VoID in RDF.

`/.well-known/void` (https://www.w3.org/TR/void/#well-known) sends on to it.
"""

import json
from collections.abc import Iterable, Mapping
from http import HTTPStatus

from fastapi import APIRouter, Request
from pyoxigraph import NamedNode
from starlette.responses import RedirectResponse, Response

from trips_graph.formats import JSON_LD
from trips_graph.model.publication import LICENCE, Count, Publication
from trips_graph.web.catalogue.named import MOST_GRAPHS, show_graphs
from trips_graph.web.catalogue.source import catalogue_of, dataset_of, publication_of
from trips_graph.web.languages.locale import mark, say
from trips_graph.web.linked.caching import is_current
from trips_graph.web.linked.documents import Document, find_type, send_document
from trips_graph.web.linked.profiles import CATALOGUE
from trips_graph.web.linked.views import View
from trips_graph.web.problems import Declined
from trips_graph.web.reader import Reader, ReaderOf
from trips_graph.web.shown import Shown, shorten_iri

router = APIRouter(tags=["Data"])

PATH = "/catalogue"
_NONE = say("This release was made before releases described themselves.")


@router.get("/.well-known/void", summary="Where VoID is: sends on", status_code=303)
@router.head("/.well-known/void", include_in_schema=False)
def get_void() -> Response:
    """Return the way to the catalogue, on the same host."""
    headers = {"Vary": "Accept", "Cache-Control": "public, max-age=3600"}
    return RedirectResponse(PATH, HTTPStatus.SEE_OTHER, headers)


@router.get(PATH, summary="What the release holds: DCAT and VoID, by Accept")
@router.head(PATH, include_in_schema=False)
def get_catalogue(request: Request, reader: ReaderOf) -> Response:
    """Return the catalogue as a page or as RDF."""
    return send_document(reader, request, _document(reader, request))


@router.get(PATH + ".{suffix}", summary="What the release holds: DCAT and VoID, by suffix")
@router.head(PATH + ".{suffix}", include_in_schema=False)
def get_catalogue_as(suffix: str, request: Request, reader: ReaderOf) -> Response:
    """Return the catalogue in the format of the suffix."""
    return send_document(reader, request, _document(reader, request), find_type(suffix))


@router.get("/dataset.jsonld", summary="The release as a schema.org Dataset")
@router.head("/dataset.jsonld", include_in_schema=False)
def get_dataset(request: Request, reader: ReaderOf) -> Response:
    """Return the description that the home page carries for search engines."""
    document = dataset_of(reader.site.release)
    if document is None:
        raise Declined(HTTPStatus.NOT_FOUND, _NONE)
    etag = reader.make_etag(request.url.path, JSON_LD.media_type)
    headers = {"ETag": etag, "Cache-Control": "public, max-age=0, must-revalidate"}
    if is_current(request.headers.get("if-none-match"), etag):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    text = json.dumps(document, indent=1, ensure_ascii=False)
    return Response(text, headers=headers, media_type=JSON_LD.media_type)


def _document(reader: Reader, request: Request) -> Document:
    release = reader.site.release
    publication = publication_of(release)
    if publication is None:
        raise Declined(HTTPStatus.NOT_FOUND, _NONE)

    def render() -> Response:
        shown, title = _shown(reader, publication), reader.gettext("Catalogue")
        return reader.page("catalogue/catalogue.html", request, title=title, **shown)

    about = reader.site.iri(f"id/release/{release.manifest.id}")
    view = View(CATALOGUE, lambda: catalogue_of(release))
    return Document(PATH, about, (view,), render, "/data")


def _shown(reader: Reader, publication: Publication) -> Mapping[str, object]:
    counts = publication.statistics
    links = [
        (publication.texts.homes.get(item.space, item.space), item.space,
         reader.show(NamedNode(item.predicate)), item.number)
        for item in counts.links
    ]  # fmt: skip
    tables = {
        mark("Classes"): _rows(reader, counts.classes),
        mark("Properties"): _rows(reader, counts.properties),
    }
    return {
        "publication": publication,
        "counts": counts,
        "links": links,
        "tables": tables,
        "graphs": show_graphs(reader, publication.graphs),
        "more": len(publication.graphs) > MOST_GRAPHS,
        "licence": LICENCE,
    }


def _rows(reader: Reader, counted: Iterable[Count]) -> list[tuple[Shown, str, int]]:
    """Return each term as it is shown, its prefixed name and its count, the largest first."""
    ranked = sorted(counted, key=lambda item: (-item.number, item.iri))
    return [
        (reader.show(NamedNode(item.iri)), shorten_iri(item.iri), item.number) for item in ranked
    ]
