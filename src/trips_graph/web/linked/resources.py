"""Things: `/id/…` sends on to `/doc/…`, which answers in HTML and in four formats of RDF.

The pattern is "303 URIs forwarding to different documents" of https://www.w3.org/TR/cooluris/.
"""

from http import HTTPStatus
from urllib.parse import quote

from fastapi import APIRouter, Request
from pyoxigraph import NamedNode
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from trips_graph.web.linked.documents import SUFFIXES, Document, choose_form, send_document
from trips_graph.web.pages.things import Thing, read_thing, render_thing
from trips_graph.web.site import Site, SiteOf

router = APIRouter(tags=["Things"])


@router.get("/id/{kind}/{key}", summary="A thing: sends on to its document", status_code=303)
@router.head("/id/{kind}/{key}", include_in_schema=False)
def get_id(kind: str, key: str) -> Response:
    """Return the way to the document about the thing, on the same host."""
    headers = {"Vary": "Accept", "Cache-Control": "public, max-age=3600"}
    return RedirectResponse(_path(kind, key), HTTPStatus.SEE_OTHER, headers)


@router.get("/doc/{kind}/{key}", summary="The document about a thing, by Accept or by suffix")
@router.head("/doc/{kind}/{key}", include_in_schema=False)
def get_doc(kind: str, key: str, request: Request, site: SiteOf) -> Response:
    """Return what this release says about a thing.

    Keys hold dots (`1000364-1.1`): a suffix counts where the key without it is a thing.
    """
    stem, dot, suffix = key.rpartition(".")
    if dot and suffix in SUFFIXES and (thing := _find(site, kind, stem)):
        document = _document(site, request, thing, _path(kind, stem))
        return send_document(site, request, document, SUFFIXES[suffix])
    if thing := _find(site, kind, key):
        document = _document(site, request, thing, _path(kind, key))
        form = choose_form(request.headers.get("accept"))
        return send_document(site, request, document, form)
    raise HTTPException(HTTPStatus.NOT_FOUND, f"This release has no {kind} of the key {key}.")


def _find(site: Site, kind: str, key: str) -> Thing | None:
    try:
        iri = NamedNode(site.iri(f"id/{kind}/{key}")).value
    except ValueError:  # the key holds what no IRI can hold
        return None
    return read_thing(site, kind, iri)


def _document(site: Site, request: Request, thing: Thing, path: str) -> Document:
    return Document(
        path, "thing", {"thing": thing.iri}, lambda: render_thing(site, request, thing, path)
    )


def _path(kind: str, key: str) -> str:
    return f"/doc/{quote(kind, safe='-._~')}/{quote(key, safe='-._~:@!$()*+,;=')}"
