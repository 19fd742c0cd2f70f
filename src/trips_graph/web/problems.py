"""Problems: every error as one body (RFC 9457), or as a page where a page is preferred.

The client's mistake is 4xx and says where it is; ours is 5xx and says nothing of the inside. Pages
speak the reader's language, bodies for programs English.
"""

import json
import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from trips_graph.errors import BadInput, TripsGraphError
from trips_graph.web.asked import UnknownField
from trips_graph.web.languages.locale import Said, join, mark, say
from trips_graph.web.methods import allowed_methods
from trips_graph.web.negotiation import wants_page
from trips_graph.web.querying.answers import AnswerTooLarge, BadSyntax, FormatUnfit
from trips_graph.web.querying.engine import Busy, OutOfTime, StoreFailed, TooDemanding
from trips_graph.web.querying.guard import Forbidden, QueryTooLong, Refused
from trips_graph.web.reader import PAGE_VARY, reader_of
from trips_graph.web.site import Site

logger = logging.getLogger(__name__)

PROBLEM_JSON = "application/problem+json"
_STATUS: tuple[tuple[type[TripsGraphError], HTTPStatus], ...] = (
    (Forbidden, HTTPStatus.FORBIDDEN),
    (QueryTooLong, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    (FormatUnfit, HTTPStatus.NOT_ACCEPTABLE),
    (AnswerTooLarge, HTTPStatus.BAD_REQUEST),
    (TooDemanding, HTTPStatus.UNPROCESSABLE_ENTITY),
    (BadInput, HTTPStatus.BAD_REQUEST),
    (Busy, HTTPStatus.SERVICE_UNAVAILABLE),
    (OutOfTime, HTTPStatus.GATEWAY_TIMEOUT),
    (StoreFailed, HTTPStatus.BAD_GATEWAY),
)
_RETRY_SECONDS = "5"


class Declined(HTTPException):
    """An address that cannot be answered, with a detail that pages tell in their language."""

    def __init__(
        self, status: HTTPStatus, said: Said, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(status, str(said), headers)
        self.said = said


def add_handlers(app: FastAPI) -> None:
    """Return nothing; from now on every error of the application becomes a problem."""
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(RequestValidationError, _on_validation)
    app.add_exception_handler(TripsGraphError, _on_ours)
    app.add_exception_handler(Exception, _on_unexpected)


def problem(
    request: Request,
    status: int,
    detail: str | Said,
    headers: Mapping[str, str] | None = None,
    **more: Any,
) -> Response:
    """Return the problem as a page or as JSON; `more` are members of its own, `line` say."""
    title = HTTPStatus(status).phrase
    more["request"] = request.state.request_id  # under this id it is logged
    given = {**(headers or {}), "Cache-Control": "no-store"}
    site: Site | None = getattr(request.app.state, "site", None)
    if site is not None and wants_page(request.headers.get("accept")):
        page = _render(request, status, detail, more)
        page.headers.update({**given, "Vary": PAGE_VARY})
        return page
    body = {"type": "about:blank", "title": title, "status": status, "detail": str(detail), **more}
    text = json.dumps(body, ensure_ascii=False)
    return Response(text, status, given | {"Vary": "Accept"}, PROBLEM_JSON)


def status_of(error: TripsGraphError) -> HTTPStatus:
    """Return the status that tells an error of ours."""
    return next(
        (status for kind, status in _STATUS if isinstance(error, kind)),
        HTTPStatus.INTERNAL_SERVER_ERROR,
    )


def _render(request: Request, status: int, detail: str | Said, more: Mapping[str, Any]) -> Response:
    """Return the page of a problem; a detail that is a text alone is English."""
    reader = reader_of(request)
    page = reader.page(
        "shared/problem.html", request, status=status,
        title=reader.gettext(_TITLES.get(status, HTTPStatus(status).phrase)),
        detail=detail.tell(reader.locale) if isinstance(detail, Said) else detail,
        detail_lang=reader.language if isinstance(detail, Said) else "en",
        more={reader.gettext(_MEMBERS.get(name, name)): value for name, value in more.items()},
    )  # fmt: skip
    page.status_code = status
    return page


async def _on_http(request: Request, error: Exception) -> Response:
    error = cast(HTTPException, error)  # the handler is registered for it
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        error.headers = {**(error.headers or {}), "Allow": allowed_methods(request)}
        if request.method == "OPTIONS":
            return Response(status_code=HTTPStatus.NO_CONTENT, headers=error.headers)
    detail: str | Said = error.said if isinstance(error, Declined) else error.detail
    if detail == HTTPStatus(error.status_code).phrase:
        detail = _MEANING.get(error.status_code, detail)
    return problem(request, error.status_code, detail, error.headers)


async def _on_validation(request: Request, error: Exception) -> Response:
    error = cast(RequestValidationError, error)
    return problem(request, HTTPStatus.BAD_REQUEST, join(map(_say_fault, error.errors())))


async def _on_ours(request: Request, error: Exception) -> Response:
    error = cast(TripsGraphError, error)
    request.app.state.figures.failed(error)
    place = {}
    if isinstance(error, BadSyntax | Refused) and error.line is not None:
        place = {"line": error.line, "column": error.column}
    headers = {"Retry-After": _RETRY_SECONDS} if isinstance(error, Busy) else None
    if status_of(error) is HTTPStatus.INTERNAL_SERVER_ERROR:
        _log(request, error)
    detail = error.said if isinstance(error, UnknownField) else str(error)
    return problem(request, status_of(error), detail, headers, **place)


async def _on_unexpected(request: Request, error: Exception) -> Response:
    _log(request, error)
    return problem(request, HTTPStatus.INTERNAL_SERVER_ERROR, _MEANING[500])


def _log(request: Request, error: Exception) -> None:
    """Write what went wrong on our side under the id that the client is told."""
    logger.error("request failed id=%s", request.state.request_id, exc_info=error)


def _say_fault(fault: Mapping[str, Any]) -> Said:
    """Return in plain words what is wrong with a field of the address."""
    name, bounds = fault["loc"][-1], fault.get("ctx", {})
    if "max_length" in bounds:
        most = bounds["max_length"]
        return say("“%(name)s” has at most %(most)s characters.", name=name, most=most)
    if "le" in bounds:
        return say("“%(name)s” is at most %(most)s.", name=name, most=bounds["le"])
    if str(fault["type"]).startswith(("int_", "greater_than")):
        return say("“%(name)s” is a number from 1 on.", name=name)
    return say("%(name)s: %(fault)s.", name=name, fault=fault["msg"])


_MEANING = {
    404: say("There is nothing at this address."),
    405: say("This address does not answer that method."),
    500: say("Something went wrong on our side. It has been logged."),
}
_TITLES = {
    400: mark("Bad request"),
    403: mark("Not allowed"),
    404: mark("Not found"),
    405: mark("Method not allowed"),
    406: mark("No such form"),
    408: mark("Too slow a request"),
    410: mark("Gone"),
    413: mark("Too long a request"),
    415: mark("Media type not known"),
    416: mark("No such range"),
    422: mark("Too demanding"),
    429: mark("Too many requests"),
    500: mark("Our mistake"),
    502: mark("A store that failed"),
    503: mark("Too busy"),
    504: mark("Out of time"),
    505: mark("Version of HTTP not known"),
}
_MEMBERS = {
    "request": mark("request"),
    "line": mark("line"),
    "column": mark("column"),
    "withdrawnOn": mark("withdrawn on"),
    "reason": mark("reason"),
    "successor": mark("successor"),
    "alternates": mark("what there is"),
}
