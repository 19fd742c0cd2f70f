"""Pictures as files: SVG for screens and phones, and the numbers in CSV and JSON.

A picture is drawn once for each release, language and width; the process that draws is not this.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from starlette.responses import Response

from trips_graph.web.languages.locale import say
from trips_graph.web.pages.pictures.drawing.chart import Chart, Words
from trips_graph.web.pages.pictures.page import LDC, NAME, OF, find_subject
from trips_graph.web.pages.pictures.picture import Wanted
from trips_graph.web.pages.pictures.sending import SIZE, SVG, send_drawing, send_kept, size_chart
from trips_graph.web.pages.pictures.table import write_csv, write_json
from trips_graph.web.problems import Declined
from trips_graph.web.reader import ReaderOf
from trips_graph.web.spreadsheets import MEDIA_TYPE

router = APIRouter(tags=["Pages"])

MEDIA_TYPES: Mapping[str, str] = {
    "svg": SVG,
    "csv": MEDIA_TYPE,
    "json": "application/json",
}
Suffix = Annotated[str, Path(json_schema_extra={"enum": [*MEDIA_TYPES]})]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: a picture, a form, whom it is about, and for an SVG its size."""

    name: NAME
    suffix: Suffix
    of: OF = ""
    ldc: LDC = ""
    size: SIZE = "wide"


@router.get("/pictures/{name}.{suffix}", summary="A picture as SVG, its numbers as CSV or JSON")
@router.head("/pictures/{name}.{suffix}", include_in_schema=False)
def get_file(request: Request, reader: ReaderOf, asked: Annotated[Asked, Depends()]) -> Response:
    """Return a picture, or its numbers, in the reader's language."""
    wanted = Wanted(asked.of, asked.ldc)
    subject = find_subject(asked.name, wanted)
    if asked.suffix not in MEDIA_TYPES:
        raise Declined(HTTPStatus.NOT_FOUND, say("A picture is had as SVG, CSV or JSON."))

    def make() -> tuple[Chart, Words]:
        picture = subject.make(reader, wanted)
        return size_chart(picture.chart, asked.size), picture.words

    def write() -> bytes:
        picture = subject.make(reader, wanted)
        if asked.suffix == "csv":
            return write_csv(picture.whole)
        return write_json(picture.words.title, picture.whole)

    identity = f"/pictures {asked}"
    if asked.suffix == "svg":
        return send_drawing(request, reader, identity, make)
    return send_kept(request, reader, identity, MEDIA_TYPES[asked.suffix], write)
