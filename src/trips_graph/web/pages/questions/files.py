"""Answers as files: CSV in the reader's language, SPARQL results in JSON, a picture as SVG."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Literal

from fastapi import APIRouter, Request
from starlette.datastructures import QueryParams
from starlette.responses import RedirectResponse, Response

from trips_graph.formats import CSV, JSON
from trips_graph.web.languages.locale import say
from trips_graph.web.linked.caching import is_current, make_etag
from trips_graph.web.pages.pictures.drawing.chart import Chart, Words
from trips_graph.web.pages.pictures.sending import SIZE, send_drawing, size_chart
from trips_graph.web.pages.questions.answers import find_answer, read_answer
from trips_graph.web.pages.questions.asking import Asked, Mistake, read_asked
from trips_graph.web.pages.questions.charting import plan_drawing
from trips_graph.web.pages.questions.ordering import order_answer
from trips_graph.web.pages.questions.page import find_known
from trips_graph.web.pages.questions.tables import write_csv
from trips_graph.web.problems import Declined
from trips_graph.web.reader import Reader, ReaderOf
from trips_graph.web.site import client_of

router = APIRouter(tags=["Pages"])

Suffix = Literal["csv", "json", "svg"]
_SIZE = ("size", "svg")


@router.get(
    "/question/{name}.{suffix}", summary="The answer to a question as CSV, JSON or a picture"
)
@router.head("/question/{name}.{suffix}", include_in_schema=False)
def get_answer(
    name: str, suffix: Suffix, request: Request, reader: ReaderOf, size: SIZE = "wide"
) -> Response:
    """Return the whole answer to a published question in the format of the suffix."""
    question = find_known(name)
    if question.name != name:
        path = reader.at(f"/question/{question.name}.{suffix}")
        address = request.url.replace(path=path, scheme="", netloc="")
        return RedirectResponse(str(address), HTTPStatus.PERMANENT_REDIRECT)
    if question.cannot:
        said = say("These data cannot answer this question; its page says why.")
        raise Declined(HTTPStatus.NOT_FOUND, said)
    try:
        asked = read_asked(reader, question, _strip_size(request.query_params, suffix))
    except Mistake as mistake:
        raise Declined(HTTPStatus.BAD_REQUEST, mistake.whole) from mistake
    if suffix == "svg":
        return _draw(reader, request, asked, size)
    return _send(reader, request, asked, suffix)


def _strip_size(fields: QueryParams, suffix: Suffix) -> QueryParams:
    """Return the fields of the question; that of the size goes with a picture alone."""
    return QueryParams([item for item in fields.multi_items() if (item[0], suffix) != _SIZE])


def _draw(reader: Reader, request: Request, asked: Asked, size: str) -> Response:
    """Return the picture of an answer. Errors: `HTTPException` where none is planned."""
    plan = asked.question.chart
    if plan is None:
        raise Declined(HTTPStatus.NOT_FOUND, say("No picture is drawn of this answer."))

    def make() -> tuple[Chart, Words]:
        body = find_answer(reader.site, asked.question, client_of(request))
        drawing = plan_drawing(reader, asked.question, read_answer(body), plan)
        return size_chart(drawing.chart, size), drawing.words

    return send_drawing(request, reader, f"{size} {asked.form('svg')}", make)


def _send(reader: Reader, request: Request, asked: Asked, suffix: Suffix) -> Response:
    headers = {"Content-Language": reader.language, "Vary": "Accept-Language"}
    if reader.site.is_fixed:
        identity = f"{reader.language} {asked.form(suffix)}"
        etag = make_etag(reader.site.release.manifest.id, identity, suffix)
        headers |= {"ETag": etag, "Cache-Control": "public, max-age=0, must-revalidate"}
        if is_current(request.headers.get("if-none-match"), etag):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    body = find_answer(reader.site, asked.question, client_of(request))
    if suffix == "csv":
        ordered = order_answer(reader, asked.question, read_answer(body))
        body = write_csv(reader, asked.question, ordered)
    return Response(body, headers={**headers, **_describe(asked, suffix)})


def _describe(asked: Asked, suffix: Suffix) -> Mapping[str, str]:
    """Return what the file is, and how it is called where it is saved."""
    if suffix == "json":
        return {"Content-Type": JSON.content_type}
    saved = f'attachment; filename="{asked.question.name}.csv"'
    return {"Content-Type": CSV.content_type, "Content-Disposition": saved}
