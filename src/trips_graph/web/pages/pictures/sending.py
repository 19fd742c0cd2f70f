"""Sends what is made once for each release and language: pictures, and their numbers.

Any room may send a picture: `send_drawing` has it drawn in the process aside, keeps it, and answers
304 to who holds it.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import Query, Request
from starlette.responses import Response

from trips_graph.web.linked.caching import is_current, make_etag
from trips_graph.web.pages.pictures.drawing.chart import Chart, Words
from trips_graph.web.pages.pictures.drawing.draw import draw
from trips_graph.web.pages.pictures.drawing.palette import STYLE_DIGEST
from trips_graph.web.reader import Reader
from trips_graph.web.site import client_of

SVG = "image/svg+xml"
SIZE = Annotated[Literal["wide", "narrow"], Query(description="For screens or phones")]
_POLICY = (
    f"default-src 'none'; style-src '{STYLE_DIGEST}'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
"""What a picture may do when it is opened by itself: show the colours of its own style."""


def size_chart(chart: Chart, size: str) -> Chart:
    """Return a chart for screens, or for phones."""
    return chart.narrow if size == "narrow" else chart


def send_drawing(
    request: Request, reader: Reader, identity: str, make: Callable[[], tuple[Chart, Words]]
) -> Response:
    """Return a chart as SVG; `identity` tells it from every other, but for release and language.

    `make` is called where it is not kept. Errors: `Busy` and `OutOfTime`, as of `Scribes`.
    """

    def write() -> bytes:
        return reader.site.draughtsmen.write(client_of(request), draw, *make())

    response = send_kept(request, reader, f"svg {identity}", SVG, write)
    response.headers["Content-Security-Policy"] = _POLICY
    return response


def send_kept(
    request: Request, reader: Reader, identity: str, media_type: str, write: Callable[[], bytes]
) -> Response:
    """Return what `write` makes, or what is kept of it; 304 without a body to who holds it."""
    headers = {"Vary": "Accept-Language", "Content-Language": reader.language}
    if not reader.site.is_fixed:
        return Response(
            write(), headers={**headers, "Cache-Control": "no-store"}, media_type=media_type
        )
    etag = make_etag(reader.site.release.manifest.id, identity, f"{media_type} {reader.language}")
    headers |= {"ETag": etag, "Cache-Control": "public, max-age=0, must-revalidate"}
    if is_current(request.headers.get("if-none-match"), etag):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(reader.site.keep(etag, write), headers=headers, media_type=media_type)
