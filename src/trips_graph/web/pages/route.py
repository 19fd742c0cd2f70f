"""The route of a page: 406 where none is accepted, 304 where it is held; what was made is kept.

A release never changes, so release, language and address identify a page.
"""

from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Any

from fastapi import Request
from fastapi.routing import APIRoute
from starlette.responses import HTMLResponse, Response

from trips_graph.web.linked.caching import is_current
from trips_graph.web.negotiation import rank
from trips_graph.web.problems import PAGE_ALONE, Declined
from trips_graph.web.reader import HTML, PAGE_VARY, Reader, reader_of

Answer = Callable[[Request], Coroutine[Any, Any, Response]]


class PageRoute(APIRoute):
    """A route whose function makes a page."""

    def get_route_handler(self) -> Answer:
        """Return what answers a request (a hook of FastAPI)."""
        make = super().get_route_handler()

        async def answer(request: Request) -> Response:
            if not rank(request.headers.get("accept"), (HTML,)):
                raise Declined(HTTPStatus.NOT_ACCEPTABLE, PAGE_ALONE)
            reader = reader_of(request)
            if not reader.site.is_fixed:
                return await make(request)
            return await _find(request, reader, make)

        return answer


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
