"""Graphs that are held, not asked for: chosen by Accept or suffix, written, cached by release."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus

from fastapi import Request
from pyoxigraph import Triple
from starlette.exceptions import HTTPException
from starlette.responses import Response

from trips_graph.formats import (
    JSON_LD,
    N_TRIPLES,
    RDF_XML,
    TURTLE,
    GraphFormat,
    write_graph,
)
from trips_graph.web.linked.caching import is_current
from trips_graph.web.linked.choosing import rank_forms
from trips_graph.web.querying.context import read_serialisation
from trips_graph.web.reader import HTML, Reader, reader_of, vary_of
from trips_graph.web.site import Site

FORMS = (TURTLE, JSON_LD, N_TRIPLES, RDF_XML)
BY_SUFFIX: Mapping[str, GraphFormat | None] = {form.suffix: form for form in FORMS} | {"html": None}
_BY_MEDIA_TYPE = {form.media_type: form for form in FORMS}


def choose_form(accept: str | None) -> GraphFormat | None:
    """Return the wanted format of RDF, None for a page; 406 where neither is accepted."""
    ranked = rank_forms(accept, (HTML, *_BY_MEDIA_TYPE))
    if not ranked:
        names = ", ".join((HTML, *_BY_MEDIA_TYPE))
        raise HTTPException(HTTPStatus.NOT_ACCEPTABLE, f"this address answers in {names}")
    return _BY_MEDIA_TYPE.get(ranked[0])


def find_suffix(suffix: str) -> GraphFormat | None:
    """Return the format of a suffix, None for a page; 404 where there is no such."""
    if suffix not in BY_SUFFIX:
        raise HTTPException(HTTPStatus.NOT_FOUND, "There is no such format here.")
    return BY_SUFFIX[suffix]


def send_graph(
    request: Request, site: Site, triples: Iterable[Triple], form: GraphFormat, path: str
) -> Response:
    """Return the triples in a format, 304 where the client holds them.

    `path` is the address without a suffix: the other forms are linked from it.
    """
    headers = make_headers(request, reader_of(request), form.media_type, path)
    if is_held(request, headers):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    held = read_serialisation(site.release)
    body = write_graph(triples, form, held.prefixes, held.context)
    return Response(body, headers=headers, media_type=form.media_type)


def make_headers(
    request: Request, reader: Reader, media_type: str, path: str = ""
) -> dict[str, str]:
    """Return what tells caches which form this is and, of what stands at a path, the others.

    Where the release is not known nothing is to be kept.
    """
    headers = {"Vary": vary_of(media_type), "Cache-Control": "no-store"}
    if reader.site.is_fixed:
        headers["ETag"] = reader.make_etag(request.scope["path"], media_type)
        headers["Cache-Control"] = "public, max-age=0, must-revalidate"
    return headers | {"Link": _alternates(path, media_type)} if path else headers


def is_held(request: Request, headers: Mapping[str, str]) -> bool:
    """Return whether the client holds what has these headers."""
    held = request.headers.get("if-none-match")
    return "ETag" in headers and is_current(held, headers["ETag"])


def _alternates(path: str, sent: str) -> str:
    forms = {"html": HTML} | {form.suffix: form.media_type for form in FORMS}
    return ", ".join(
        f'<{path}.{suffix}>; rel="alternate"; type="{media_type}"'
        for suffix, media_type in forms.items()
        if media_type != sent
    )
