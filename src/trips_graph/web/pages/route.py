"""The route of a page: 406 where none is accepted, 304 where it is held; what was made is kept.

A release never changes, so release, language and address identify a page.
"""

import re
from collections.abc import Callable, Coroutine, Mapping
from http import HTTPStatus
from typing import Any

from fastapi import Request
from fastapi.routing import APIRoute
from starlette.responses import HTMLResponse, Response

from trips_graph.web.languages.addresses import path_of
from trips_graph.web.linked.caching import is_current
from trips_graph.web.linked.links import Link, write_links
from trips_graph.web.negotiation import rank
from trips_graph.web.pages.lists.listings import LISTINGS
from trips_graph.web.problems import problem
from trips_graph.web.reader import HTML, PAGE_VARY, Reader, reader_of

_MEDIA_TYPES = {"ttl": "text/turtle", "csv": "text/csv", "json": "application/json"}
_FILES = (
    (r"/activities", ("ttl", "csv", "json")),
    (r"/search", ("json",)),
    (rf"/(?:{'|'.join(LISTINGS)})|/(?:quality|question|pictures)/[^/]+", ("csv", "json")),
)
"""The pages that have files beside them, which are named as the page is, and a suffix."""
_PAGE_ALONE = (
    f"this address answers in {HTML} alone; for data ask /sparql, a document under /doc, "
    "or take a file of /data"
)
Answer = Callable[[Request], Coroutine[Any, Any, Response]]


class PageRoute(APIRoute):
    """A route whose function makes a page."""

    def get_route_handler(self) -> Answer:
        """Return what answers a request (a hook of FastAPI)."""
        make = super().get_route_handler()

        async def answer(request: Request) -> Response:
            if not rank(request.headers.get("accept"), (HTML,)):
                return _refuse(request)
            reader = reader_of(request)
            if not reader.site.is_fixed:
                return await make(request)
            return await _find(request, reader, make)

        return answer


def _refuse(request: Request) -> Response:
    """Return 406; the body and the links list the files beside the page."""
    files = _files_beside(request)
    if not files:
        return problem(request, HTTPStatus.NOT_ACCEPTABLE, _PAGE_ALONE)
    query = f"?{request.url.query}" if request.url.query else ""
    there = [{"href": path + query, "type": media_type} for path, media_type in files.items()]
    links = (Link(item["href"], "alternate", {"type": item["type"]}) for item in there)
    told = f"this address answers in {HTML} alone; for data take {', '.join(files)}"
    headers = {"Link": write_links(links)}
    return problem(request, HTTPStatus.NOT_ACCEPTABLE, told, headers, alternates=there)


def _files_beside(request: Request) -> Mapping[str, str]:
    """Return the media types of the files of a page, by address."""
    path: str = request.scope["path"]
    page = path_of(request)
    suffixes = next((found for pattern, found in _FILES if re.fullmatch(pattern, page)), ())
    return {f"{path}.{suffix}": _MEDIA_TYPES[suffix] for suffix in suffixes}


async def _find(request: Request, reader: Reader, make: Answer) -> Response:
    etag = reader.make_etag(f"{request.url.path}?{request.url.query}", HTML)
    headers = {
        "Vary": PAGE_VARY,
        "ETag": etag,
        "Cache-Control": "public, max-age=0, must-revalidate",
        "Content-Language": reader.language,
    }
    if is_current(request.headers.get("if-none-match"), etag):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    held = reader.site.answers.get(etag)
    if held is not None:
        link, _, body = held.partition(b"\n")
        given = headers | ({"Link": link.decode()} if link else {})
        return HTMLResponse(body, headers=given)
    made = await make(request)
    if made.status_code == HTTPStatus.OK:
        made.headers.update(headers)
        kept = made.headers.get("link", "").encode() + b"\n" + bytes(made.body)
        reader.site.answers.keep(etag, kept)
    return made
