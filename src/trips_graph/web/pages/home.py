"""Pages of the release as a whole: home, and the published questions with their answers."""

from http import HTTPStatus

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from trips_graph.web.languages.locale import mark
from trips_graph.web.pages.lists.listings import LISTINGS
from trips_graph.web.pages.questions import CAUTIONS, find_question, read_questions
from trips_graph.web.pages.route import PageRoute
from trips_graph.web.querying.engine import Rows
from trips_graph.web.reader import ReaderOf

router = APIRouter(tags=["Pages"], route_class=PageRoute)

_NEWEST = 15
COUNTED = (
    mark("reports"), mark("activities"), mark("programme entries"), mark("reported figures"),
    mark("members"), mark("observers"), mark("findings"), mark("triples"),
    mark("SHACL results"),
)  # fmt: skip
"""What a manifest counts: the names are those of the stages that make a release."""
_ROWS_SHOWN = 500


@router.get("/", summary="Home", include_in_schema=False)
@router.head("/", include_in_schema=False)
def get_home(request: Request, reader: ReaderOf) -> Response:
    """Return the home page."""
    return reader.page(
        "home/home.html", request, title=reader.gettext("Reports under TRIPS Article 67"),
        reports=reader.ask("reports", limit=_NEWEST).records(), listings=LISTINGS,
        questions=read_questions().values(), cautions=CAUTIONS,
        columns=LISTINGS["reports"].columns,
    )  # fmt: skip


@router.get("/question/{name}", summary="A published question and its answer")
@router.head("/question/{name}", include_in_schema=False)
def get_question(name: str, request: Request, reader: ReaderOf) -> Response:
    """Return the answer to a published question as a page; its parameters are fields of the query.

    A short name (`q01`), or one that a question had before, sends on to its name.
    """
    question = find_question(name)
    if question is None:
        raise HTTPException(HTTPStatus.NOT_FOUND, "No question of that name is published here.")
    if question.name != name:
        address = request.url.replace(path=f"/question/{question.name}", scheme="", netloc="")
        return RedirectResponse(str(address), HTTPStatus.PERMANENT_REDIRECT)
    asked = question.ask(request.query_params)
    rows = Rows((), ()) if asked.cannot else reader.site.ask_query(asked.query, _ROWS_SHOWN)
    return reader.page(
        "questions/question.html", request, question=asked, rows=rows, title=asked.title
    )
