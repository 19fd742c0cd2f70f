"""Pictures as files: SVG for screens and phones, and the numbers in CSV and JSON.

A picture is drawn once for each release, language and width; the process that draws is not this.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from trips_graph.web.linked.caching import is_current, make_etag
from trips_graph.web.pages.pictures.drawing.draw import draw
from trips_graph.web.pages.pictures.drawing.palette import STYLE_DIGEST
from trips_graph.web.pages.pictures.page import NAME, OF, find_subject
from trips_graph.web.pages.pictures.picture import Picture
from trips_graph.web.pages.pictures.table import write_csv, write_json
from trips_graph.web.reader import Reader, ReaderOf
from trips_graph.web.site import client_of

router = APIRouter(tags=["Pages"])

MEDIA_TYPES: Mapping[str, str] = {
    "svg": "image/svg+xml",
    "csv": "text/csv; charset=utf-8; header=present",
    "json": "application/json",
}
Suffix = Annotated[str, Path(json_schema_extra={"enum": [*MEDIA_TYPES]})]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: a picture, a form, whom it is about, and for an SVG its size."""

    name: NAME
    suffix: Suffix
    of: OF = ""
    size: Annotated[Literal["wide", "narrow"], Query(description="For screens or phones")] = "wide"


_POLICY = (
    f"default-src 'none'; style-src '{STYLE_DIGEST}'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
"""What a picture may do when it is opened by itself: show the colours of its own style."""


@router.get("/pictures/{name}.{suffix}", summary="A picture as SVG, its numbers as CSV or JSON")
@router.head("/pictures/{name}.{suffix}", include_in_schema=False)
def get_file(request: Request, reader: ReaderOf, asked: Annotated[Asked, Depends()]) -> Response:
    """Return a picture, or its numbers, in the reader's language."""
    subject = find_subject(reader, asked.name)
    if asked.suffix not in MEDIA_TYPES:
        raise HTTPException(HTTPStatus.NOT_FOUND, "A picture is had as SVG, CSV or JSON.")
    etag = make_etag(reader.site.release.manifest.id, f"/pictures {asked}", reader.language)
    headers = _headers(reader, etag)
    if reader.site.is_fixed and is_current(request.headers.get("if-none-match"), etag):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)

    def write() -> bytes:
        return _write(reader, subject.make(reader, asked.of), asked, client_of(request))

    body = _find(reader, etag, write) if reader.site.is_fixed else write()
    if asked.suffix == "svg":
        headers["Content-Security-Policy"] = _POLICY
    return Response(body, headers=headers, media_type=MEDIA_TYPES[asked.suffix])


def _headers(reader: Reader, etag: str) -> dict[str, str]:
    common = {"Vary": "Accept-Language", "Content-Language": reader.language}
    if not reader.site.is_fixed:
        return {**common, "Cache-Control": "no-store"}
    return {**common, "ETag": etag, "Cache-Control": "public, max-age=0, must-revalidate"}


def _find(reader: Reader, etag: str, write: Callable[[], bytes]) -> bytes:
    """Return what is kept, or is being made already, else what is made now."""

    def find() -> bytes:
        held = reader.site.answers.get(etag)
        if held is None:
            held = write()
            reader.site.answers.keep(etag, held)
        return held

    return reader.site.misses.make(etag, find)


def _write(reader: Reader, picture: Picture, asked: Asked, client: str) -> bytes:
    if asked.suffix == "csv":
        return write_csv(picture.whole)
    if asked.suffix == "json":
        return write_json(picture.words.title, picture.whole)
    chart = picture.narrow if asked.size == "narrow" else picture.chart
    return reader.site.draughtsmen.write(client, draw, chart, picture.words)
