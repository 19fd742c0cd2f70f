"""The catalogue: what the release holds, as a page, and as DCAT and VoID in RDF.

`/.well-known/void` (https://www.w3.org/TR/void/#well-known) sends on to it.
"""

import json
from collections.abc import Iterable, Mapping
from http import HTTPStatus

from fastapi import APIRouter, Request
from pyoxigraph import NamedNode
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from trips_graph.formats import JSON_LD, GraphFormat
from trips_graph.model.publication import Count, Publication
from trips_graph.web.catalogue.graphs import (
    choose_form,
    find_suffix,
    is_held,
    make_headers,
    send_graph,
)
from trips_graph.web.catalogue.source import catalogue_of, dataset_of, publication_of
from trips_graph.web.reader import HTML, Reader, ReaderOf
from trips_graph.web.shown import Shown, shorten_iri

router = APIRouter(tags=["Data"])

PATH = "/catalogue"
_NONE = "This release was made before releases described themselves."


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
    return _send(request, reader, choose_form(request.headers.get("accept")))


@router.get(PATH + ".{suffix}", summary="What the release holds: DCAT and VoID, by suffix")
@router.head(PATH + ".{suffix}", include_in_schema=False)
def get_catalogue_as(suffix: str, request: Request, reader: ReaderOf) -> Response:
    """Return the catalogue in the format of the suffix."""
    return _send(request, reader, find_suffix(suffix))


@router.get("/dataset.jsonld", summary="The release as a schema.org Dataset")
@router.head("/dataset.jsonld", include_in_schema=False)
def get_dataset(request: Request, reader: ReaderOf) -> Response:
    """Return the description that the home page carries for search engines."""
    document = dataset_of(reader.site.release)
    if document is None:
        raise HTTPException(HTTPStatus.NOT_FOUND, _NONE)
    headers = make_headers(request, reader, JSON_LD.media_type)
    if is_held(request, headers):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    text = json.dumps(document, indent=1, ensure_ascii=False)
    return Response(text, headers=headers, media_type=JSON_LD.media_type)


def _send(request: Request, reader: Reader, form: GraphFormat | None) -> Response:
    site = reader.site
    publication = publication_of(site.release)
    if publication is None:
        raise HTTPException(HTTPStatus.NOT_FOUND, _NONE)
    if form:
        return send_graph(request, site, catalogue_of(site.release), form, PATH)
    headers = make_headers(request, reader, HTML, PATH)
    if is_held(request, headers):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    page = reader.page(
        "catalogue/catalogue.html", request, title="Catalogue", **_shown(reader, publication)
    )
    page.headers.update(headers)
    return page


def _shown(reader: Reader, publication: Publication) -> Mapping[str, object]:
    counts = publication.statistics
    links = [
        (publication.texts.homes.get(item.space, item.space), item.space,
         reader.show(NamedNode(item.predicate)), item.number)
        for item in counts.links
    ]  # fmt: skip
    tables = {
        "Classes": _rows(reader, counts.classes),
        "Properties": _rows(reader, counts.properties),
    }
    return {
        "publication": publication,
        "counts": counts,
        "links": links,
        "tables": tables,
        "graphs": [
            (reader.show(NamedNode(graph.iri)), graph.number) for graph in publication.graphs
        ],
    }


def _rows(reader: Reader, counted: Iterable[Count]) -> list[tuple[Shown, str, int]]:
    """Return each term as it is shown, its prefixed name and its count, the largest first."""
    ranked = sorted(counted, key=lambda item: (-item.number, item.iri))
    return [
        (reader.show(NamedNode(item.iri)), shorten_iri(item.iri), item.number) for item in ranked
    ]
