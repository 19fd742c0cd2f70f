"""Things: `/id/…` sends on to `/doc/…`, which answers in HTML and in four formats of RDF.

The pattern is "303 URIs forwarding to different documents" of https://www.w3.org/TR/cooluris/.
"""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, cast
from urllib.parse import quote

from fastapi import APIRouter, Header, Request
from pyoxigraph import NamedNode
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from trips_graph.formats import JSON_LD, N_TRIPLES, RDF_XML, TURTLE, GraphFormat
from trips_graph.web.answers import Answer, Question
from trips_graph.web.caching import is_current, make_etag
from trips_graph.web.negotiation import rank
from trips_graph.web.site import Site, SiteOf, read_query
from trips_graph.web.things import Thing, read_thing, render_thing

router = APIRouter(tags=["Things"])

HTML = "text/html"
FORMATS = (TURTLE, JSON_LD, N_TRIPLES, RDF_XML)
_BY_MEDIA_TYPE = {form.media_type: form for form in FORMATS}
_SUFFIXES: dict[str, GraphFormat | None] = {form.suffix: form for form in FORMATS} | {"html": None}


@dataclass(frozen=True, slots=True)
class _Found:
    """A thing that is asked for; `form` is None for a page."""

    thing: Thing
    path: str
    form: GraphFormat | None


@router.get("/id/{kind}/{key}", summary="A thing: sends on to its document", status_code=303)
@router.head("/id/{kind}/{key}", include_in_schema=False)
def get_id(kind: str, key: str) -> Response:
    """Return the way to the document about the thing, on the same host."""
    headers = {"Vary": "Accept", "Cache-Control": "public, max-age=3600"}
    return RedirectResponse(_path(kind, key), HTTPStatus.SEE_OTHER, headers)


@router.get("/doc/{kind}/{key}", summary="The document about a thing, by Accept or by suffix")
@router.head("/doc/{kind}/{key}", include_in_schema=False)
def get_doc(
    kind: str,
    key: str,
    request: Request,
    site: SiteOf,
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    """Return what this release says about a thing."""
    found = _find(site, kind, key, request.headers.get("accept"))
    media_type = found.form.media_type if found.form else HTML
    etag = make_etag(site.release.manifest.id, request.url.path, media_type)
    headers = {
        "Vary": "Accept",
        "ETag": etag,
        "Cache-Control": "public, max-age=0, must-revalidate",
        "Link": alternates(found.path, found.form),
    }
    if is_current(if_none_match, etag):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    if found.form is None:
        page = render_thing(site, request, found.thing, found.path)
        page.headers.update(headers)
        return page
    answer = _write(site, found.thing.iri, found.form)
    return Response(answer.body, headers=headers, media_type=answer.media_type)


def alternates(path: str, taken: GraphFormat | None) -> str:
    """Return a Link header that names the other forms of a document."""
    links = [
        f'<{path}.{form.suffix}>; rel="alternate"; type="{form.media_type}"'
        for form in FORMATS
        if form is not taken
    ]
    page = [] if taken is None else [f'<{path}.html>; rel="alternate"; type="{HTML}"']
    return ", ".join([*page, *links])


def choose_form(accept: str | None) -> GraphFormat | None:
    """Return the wanted format of RDF, None for a page; 406 where neither is accepted."""
    ranked = rank(accept, (HTML, *_BY_MEDIA_TYPE))
    if not ranked:
        names = ", ".join((HTML, *_BY_MEDIA_TYPE))
        raise HTTPException(HTTPStatus.NOT_ACCEPTABLE, f"this address answers in {names}")
    return _BY_MEDIA_TYPE.get(ranked[0])


def _find(site: Site, kind: str, key: str, accept: str | None) -> _Found:
    """Keys hold dots (`1000364-1.1`): a suffix counts where the key without it is a thing."""
    stem, dot, suffix = key.rpartition(".")
    if dot and suffix in _SUFFIXES and (thing := _thing(site, kind, stem)):
        return _Found(thing, _path(kind, stem), _SUFFIXES[suffix])
    if thing := _thing(site, kind, key):
        return _Found(thing, _path(kind, key), choose_form(accept))
    raise HTTPException(HTTPStatus.NOT_FOUND, f"This release has no {kind} of the key {key}.")


def _thing(site: Site, kind: str, key: str) -> Thing | None:
    try:
        iri = NamedNode(site.iri(f"id/{kind}/{key}")).value
    except ValueError:  # the key holds what no IRI can hold
        return None
    return read_thing(site, kind, iri)


def _write(site: Site, iri: str, form: GraphFormat) -> Answer:
    return cast(Answer, site.own.ask(Question(read_query("thing"), (form.name,), {"thing": iri})))


def _path(kind: str, key: str) -> str:
    return f"/doc/{quote(kind, safe='-._~')}/{quote(key, safe='-._~:@!$()*+,;=')}"
