"""Documents: what answers at one path as a page and in four formats of RDF.

Documents about things and the vocabulary are such; both are chosen, cached and sent alike.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from trips_graph.formats import JSON_LD, N_TRIPLES, RDF_XML, TURTLE, GraphFormat
from trips_graph.web.linked.caching import is_current, make_etag
from trips_graph.web.negotiation import rank
from trips_graph.web.site import Site

HTML = "text/html"
FORMATS = (TURTLE, JSON_LD, N_TRIPLES, RDF_XML)
SUFFIXES: Mapping[str, GraphFormat | None] = {form.suffix: form for form in FORMATS} | {
    "html": None
}
_BY_MEDIA_TYPE = {form.media_type: form for form in FORMATS}


@dataclass(frozen=True, slots=True)
class Document:
    """One document: `path` has no suffix, `query` and its `bindings` make the graph."""

    path: str
    query: str
    bindings: Mapping[str, str]
    render: Callable[[], Response]


def send_document(
    site: Site, request: Request, document: Document, form: GraphFormat | None
) -> Response:
    """Return the document in a format of RDF, or as a page where `form` is None.

    The answer is 304 without a body where the client holds it.
    """
    media_type = form.media_type if form else HTML
    headers = {
        "Vary": "Accept",
        "ETag": make_etag(site.release.manifest.id, request.url.path, media_type),
        "Cache-Control": "public, max-age=0, must-revalidate",
        "Link": _alternates(document.path, form),
    }
    if not site.is_fixed:
        headers |= {"Cache-Control": "no-store"}
        del headers["ETag"]
    elif is_current(request.headers.get("if-none-match"), headers["ETag"]):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    response = _write(site, document, form) if form else document.render()
    response.headers.update(headers)
    return response


def choose_form(accept: str | None) -> GraphFormat | None:
    """Return the wanted format of RDF, None for a page; 406 where neither is accepted."""
    ranked = rank(accept, (HTML, *_BY_MEDIA_TYPE))
    if not ranked:
        names = ", ".join((HTML, *_BY_MEDIA_TYPE))
        raise HTTPException(HTTPStatus.NOT_ACCEPTABLE, f"this address answers in {names}")
    return _BY_MEDIA_TYPE.get(ranked[0])


def _alternates(path: str, sent: GraphFormat | None) -> str:
    """Return a Link header that names the other forms of a document."""
    links = [
        f'<{path}.{form.suffix}>; rel="alternate"; type="{form.media_type}"'
        for form in FORMATS
        if form is not sent
    ]
    page = [] if sent is None else [f'<{path}.html>; rel="alternate"; type="{HTML}"']
    return ", ".join([*page, *links])


def _write(site: Site, document: Document, form: GraphFormat) -> Response:
    body = site.document(document.query, form, document.bindings)
    return Response(body, media_type=form.media_type)
