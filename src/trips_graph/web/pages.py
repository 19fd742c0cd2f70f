"""Pages of the release as a whole: home, the published questions, quality."""

import json
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from trips_graph.model.release import FINDINGS, SHACL_JSON
from trips_graph.web.answers import AsRows, Question
from trips_graph.web.lists import LISTINGS
from trips_graph.web.questions import read_questions
from trips_graph.web.site import Site, SiteOf

router = APIRouter(tags=["Pages"])

_NEWEST = 15
_ROWS_SHOWN = 500


@router.get("/", summary="Home", include_in_schema=False)
@router.head("/", include_in_schema=False)
def get_home(request: Request, site: SiteOf) -> Response:
    """Return the home page."""
    return site.page(
        "home.html", request, title="Reports under TRIPS Article 67",
        reports=site.ask("reports", limit=_NEWEST).records(), listings=LISTINGS,
        questions=read_questions().values(), columns=LISTINGS["reports"].columns,
    )  # fmt: skip


@router.get("/question/{name}", summary="A published question and its answer")
@router.head("/question/{name}", include_in_schema=False)
def get_question(name: str, request: Request, site: SiteOf) -> Response:
    """Return the answer to a published question as a page."""
    question = read_questions().get(name)
    if question is None:
        raise HTTPException(HTTPStatus.NOT_FOUND, "No question of that name is published here.")
    rows = site.own.ask(Question(question.query, (AsRows(_ROWS_SHOWN),)))
    return site.page("question.html", request, question=question, rows=rows, title=question.title)


@router.get(
    "/quality", summary="What was found wrong, doubtful or missing", include_in_schema=False
)
@router.head("/quality", include_in_schema=False)
def get_quality(request: Request, site: SiteOf) -> Response:
    """Return the findings and the results of the shapes."""
    return site.page(
        "quality.html", request, title="Quality", findings=_read_list(site, FINDINGS),
        results=_read_list(site, SHACL_JSON), shown=_ROWS_SHOWN,
    )  # fmt: skip


def _read_list(site: Site, name: str) -> list[dict[str, Any]]:
    path = site.release.folder / name
    found = json.loads(path.read_text("utf-8")) if path.is_file() else []
    return found if isinstance(found, list) else []
