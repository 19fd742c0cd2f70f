"""The routes of search: the page, its JSON, and what browsers need to offer it themselves."""

from http import HTTPStatus
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from trips_graph.web.index import Index, IndexOf
from trips_graph.web.languages.locale import mark, say
from trips_graph.web.linked.caching import is_current
from trips_graph.web.pages.route import PageRoute
from trips_graph.web.pages.search.answer import Asked, SearchAnswer, answer_search, encode
from trips_graph.web.problems import Declined
from trips_graph.web.reader import Reader, ReaderOf

pages = APIRouter(tags=["Pages"], route_class=PageRoute)
data = APIRouter(tags=["Search"])
router = APIRouter()

LONGEST = 200
"""Characters of a search: as many as the box takes."""
JSON = "application/json"
OPENSEARCH = "application/opensearchdescription+xml"
KINDS = {
    "member": mark("Members"),
    "observer": mark("Observers"),
    "organisation": mark("Organisations"),
    "group": mark("Groups of beneficiaries"),
    "tool": mark("Tools"),
    "concept": mark("Concepts"),
    "report": mark("Reports"),
    "activity": mark("Activities"),
}
ROLES = {
    "preferred": mark("name"),
    "stated": mark("title"),
    "number": mark("number"),
    "symbol": mark("document symbol"),
    "code": mark("code"),
    "alternate": mark("other name"),
    "former": mark("former name"),
    "hidden": mark("other name"),
}
_DESCRIPTION = mark("Members, organisations, reports and activities under TRIPS Article 67")
_EXAMPLES = ("Swaziland", "Suisse", "UPOV", "IP/C/W/654/Add.2")

_KIND = f"^({'|'.join(KINDS)})$"


def read_asked(
    q: Annotated[str, Query(max_length=LONGEST)] = "",
    kind: Annotated[str | None, Query(pattern=_KIND)] = None,
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> Asked:
    """Return what the fields of an address ask: words, a kind of things, a page of that kind."""
    return Asked(q.strip(), kind, page)


AskedOf = Annotated[Asked, Depends(read_asked)]


@pages.get("/search", summary="What was found, as a page")
@pages.head("/search", include_in_schema=False)
def get_search(request: Request, reader: ReaderOf, index: IndexOf, asked: AskedOf) -> Response:
    """Return the page of what was found, grouped by kind; without words it tells how to search."""
    answer = _answer(reader, index, asked)
    title = reader.gettext("Search")
    if asked.query:
        title += reader.gettext(": ") + asked.query
    return reader.page(
        "search/search.html", request, title=title, answer=answer, kinds=KINDS, roles=ROLES,
        address=_address, examples=_EXAMPLES, longest=LONGEST,
    )  # fmt: skip


@data.get("/search.json", summary="What was found, as JSON")
@data.head("/search.json", include_in_schema=False)
def get_answer(request: Request, reader: ReaderOf, index: IndexOf, asked: AskedOf) -> Response:
    """Return what was found as JSON, names in the language of the address or of Accept-Language."""
    address = f"{request.url.path}?{request.url.query}"
    headers = {
        "Vary": "Accept-Language",
        "Content-Language": reader.language,
        "ETag": reader.make_etag(address, JSON, reader.language),
        "Cache-Control": "public, max-age=0, must-revalidate",
    }
    if is_current(request.headers.get("if-none-match"), headers["ETag"]):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(encode(_answer(reader, index, asked)), headers=headers, media_type=JSON)


@data.get("/opensearch.xml", summary="How a browser searches here itself")
@data.head("/opensearch.xml", include_in_schema=False)
def get_opensearch(reader: ReaderOf) -> Response:
    """Return the OpenSearch description (https://github.com/dewitt/opensearch), in one language.

    Its addresses are whole: 404 where nobody told under which address the pages are public.
    """
    if not reader.origin:
        said = say("The public address of this server is not set.")
        raise Declined(HTTPStatus.NOT_FOUND, said)
    text = reader.site.templates.get_template("search/opensearch.xml").render(
        origin=reader.origin, reader=reader, description=reader.gettext(_DESCRIPTION),
    )  # fmt: skip
    return Response(text, media_type=OPENSEARCH)


def _answer(reader: Reader, index: Index, asked: Asked) -> SearchAnswer:
    """Return the answer; 404 after its last page."""
    answer = answer_search(reader, index, asked)
    if asked.page > 1 and not answer.groups:
        raise Declined(HTTPStatus.NOT_FOUND, say("The list ends before this page."))
    return answer


def _address(query: str, kind: str | None = None, page: int = 1) -> str:
    """Return the path that asks for words, a kind and a page."""
    fields = {"q": query, "kind": kind, "page": str(page) if page > 1 else None}
    return "/search?" + urlencode({name: value for name, value in fields.items() if value})


for _part in (pages, data):
    router.include_router(_part)
