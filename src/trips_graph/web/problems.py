"""Problems: every error as one body (RFC 9457), or as a page where a page is preferred.

The client's mistake is 4xx and says where it is; ours is 5xx and says nothing of the inside.
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
from trips_graph.web.methods import allowed_methods
from trips_graph.web.negotiation import wants_page
from trips_graph.web.querying.answers import AnswerTooLarge, BadSyntax, FormatUnfit
from trips_graph.web.querying.engine import Busy, OutOfTime, StoreFailed, TooDemanding
from trips_graph.web.querying.guard import Forbidden, QueryTooLong, Refused
from trips_graph.web.reader import reader_of
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


def add_handlers(app: FastAPI) -> None:
    """Return nothing; from now on every error of the application becomes a problem."""
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(RequestValidationError, _on_validation)
    app.add_exception_handler(TripsGraphError, _on_ours)
    app.add_exception_handler(Exception, _on_unexpected)


def problem(
    request: Request,
    status: int,
    detail: str,
    headers: Mapping[str, str] | None = None,
    **more: Any,
) -> Response:
    """Return the problem as a page or as JSON; `more` are members of its own, `line` say."""
    title = HTTPStatus(status).phrase
    more["request"] = request.state.request_id  # under this id it is logged
    given = {**(headers or {}), "Cache-Control": "no-store", "Vary": "Accept"}
    site: Site | None = getattr(request.app.state, "site", None)
    if site is not None and wants_page(request.headers.get("accept")):
        page = reader_of(request).page(
            "shared/problem.html", request, status=status, title=title, detail=detail, more=more
        )
        page.status_code = status
        page.headers.update(given)
        return page
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    return Response(json.dumps(body, ensure_ascii=False), status, given, PROBLEM_JSON)


def status_of(error: TripsGraphError) -> HTTPStatus:
    """Return the status that tells an error of ours."""
    return next(
        (status for kind, status in _STATUS if isinstance(error, kind)),
        HTTPStatus.INTERNAL_SERVER_ERROR,
    )


async def _on_http(request: Request, error: Exception) -> Response:
    error = cast(HTTPException, error)  # the handler is registered for it
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        error.headers = {**(error.headers or {}), "Allow": allowed_methods(request)}
        if request.method == "OPTIONS":
            return Response(status_code=HTTPStatus.NO_CONTENT, headers=error.headers)
    detail = error.detail
    if detail == HTTPStatus(error.status_code).phrase:
        detail = _MEANING.get(error.status_code, detail)
    return problem(request, error.status_code, detail, error.headers)


async def _on_validation(request: Request, error: Exception) -> Response:
    error = cast(RequestValidationError, error)
    return problem(request, HTTPStatus.BAD_REQUEST, "; ".join(map(_say_fault, error.errors())))


async def _on_ours(request: Request, error: Exception) -> Response:
    error = cast(TripsGraphError, error)
    request.app.state.figures.failed(error)
    place = {}
    if isinstance(error, BadSyntax | Refused) and error.line is not None:
        place = {"line": error.line, "column": error.column}
    headers = {"Retry-After": _RETRY_SECONDS} if isinstance(error, Busy) else None
    return problem(request, status_of(error), str(error), headers, **place)


async def _on_unexpected(request: Request, error: Exception) -> Response:
    return problem(request, HTTPStatus.INTERNAL_SERVER_ERROR, _MEANING[500])


def _say_fault(fault: Mapping[str, Any]) -> str:
    """Return in plain words what is wrong with a field of the address."""
    name, bounds = fault["loc"][-1], fault.get("ctx", {})
    if "max_length" in bounds:
        return f"{name} has at most {bounds['max_length']} characters"
    if "le" in bounds:
        return f"{name} is at most {bounds['le']:,}"
    if str(fault["type"]).startswith(("int_", "greater_than")):
        return f"{name} is a number from 1 on"
    return f"{name}: {fault['msg']}"


_MEANING = {
    404: "There is nothing at this address.",
    405: "This address does not answer that method.",
    500: "Something went wrong on our side. It has been logged.",
}
