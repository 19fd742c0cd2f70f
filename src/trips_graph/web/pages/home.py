"""Pages of the release as a whole: home, and the published questions with their answers."""

from http import HTTPStatus

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from trips_graph.web.pages.accepting import PAGE_ONLY
from trips_graph.web.pages.lists import LISTINGS
from trips_graph.web.pages.questions import CAUTIONS, find_question, read_questions
from trips_graph.web.querying.engine import Rows
from trips_graph.web.site import SiteOf

router = APIRouter(tags=["Pages"], dependencies=PAGE_ONLY)

_NEWEST = 15
_ROWS_SHOWN = 500


@router.get("/", summary="Home", include_in_schema=False)
@router.head("/", include_in_schema=False)
def get_home(request: Request, site: SiteOf) -> Response:
    """Return the home page."""
    return site.page(
        "home.html", request, title="Reports under TRIPS Article 67",
        reports=site.ask("reports", limit=_NEWEST).records(), listings=LISTINGS,
        questions=read_questions().values(), cautions=CAUTIONS,
        columns=LISTINGS["reports"].columns,
    )  # fmt: skip


@router.get("/question/{name}", summary="A published question and its answer")
@router.head("/question/{name}", include_in_schema=False)
def get_question(name: str, request: Request, site: SiteOf) -> Response:
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
    rows = Rows((), ()) if asked.cannot else site.ask_query(asked.query, _ROWS_SHOWN)
    return site.page("question.html", request, question=asked, rows=rows, title=asked.title)
