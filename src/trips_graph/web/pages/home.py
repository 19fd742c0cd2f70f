"""The home page: what this is, and ways into it."""

from http import HTTPStatus

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from trips_graph.model.questions import read_questions
from trips_graph.web.languages.locale import mark
from trips_graph.web.linked.profiles import CATALOGUE
from trips_graph.web.negotiation import rank
from trips_graph.web.pages.lists.listings import LISTINGS
from trips_graph.web.pages.route import Answer, PageRoute
from trips_graph.web.reader import HTML, PAGE_VARY, ReaderOf


class _HomeRoute(PageRoute):
    """The route of the home page: who prefers RDF is sent on to what the release says of itself."""

    def get_route_handler(self) -> Answer:
        """Return what answers a request (a hook of FastAPI)."""
        make = super().get_route_handler()

        async def answer(request: Request) -> Response:
            wanted = rank(request.headers.get("accept"), CATALOGUE.media_types)
            if not wanted or wanted[0] == HTML:
                return await make(request)
            return RedirectResponse("/catalogue", HTTPStatus.SEE_OTHER, {"Vary": PAGE_VARY})

        return answer


router = APIRouter(tags=["Pages"], route_class=_HomeRoute)

_NEWEST = 6
_ASKED = (1, 5, 2, 7, 8, 16)  # questions for a beginning, by number
_COUNTED = {
    mark("reports"): "/reports", mark("activities"): "/activities",
    mark("programme entries"): "", mark("reported figures"): "", mark("members"): "/members",
    mark("observers"): "/members", mark("findings"): "/quality/findings",
    mark("triples"): "/data", mark("SHACL results"): "/quality/shapes",
}  # fmt: skip
"""Where to read of what a manifest counts; the names are those of the stages of a release."""


@router.get("/", summary="Home", include_in_schema=False)
@router.head("/", include_in_schema=False)
def get_home(request: Request, reader: ReaderOf) -> Response:
    """Return the home page."""
    known = {question.number: question for question in read_questions().by_name.values()}
    return reader.page(
        "home/home.html", request, title=reader.gettext("Reports under TRIPS Article 67"),
        reports=reader.site.ask_whole("reports")[:_NEWEST], listings=LISTINGS, counted=_COUNTED,
        questions=[known[number] for number in _ASKED], cautions=read_questions().cautions.values(),
        known=len(known), columns=LISTINGS["reports"].columns,
    )  # fmt: skip
