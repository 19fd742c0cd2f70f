"""What a request to the endpoint asks: its fields, wherever the protocol lets them stand.

https://www.w3.org/TR/sparql11-protocol/ 2.1.1 to 2.1.4; the QUERY method:
https://datatracker.ietf.org/doc/draft-ietf-httpbis-safe-method-w-body/
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

from trips_graph.errors import BadInput
from trips_graph.web.querying.guard import Forbidden, QueryTooLong

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
Allow = Callable[[int], Awaitable[None]]
ACCEPTED = f"{QUERY}, {FORM}"
NO_QUERY = "no query: send query=… by GET, or a query by POST or QUERY"
BODY_SECONDS = 10.0
"""Seconds in which the body of a request must have come."""
_MOST_FIELDS = 100
_NO_UPDATE = "updates are refused: releases never change"


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of a request, as pairs: the protocol lets some of them repeat."""

    pairs: tuple[tuple[str, str], ...]

    def every(self, name: str) -> tuple[str, ...]:
        """Return every value of a field."""
        return tuple(value for key, value in self.pairs if key == name)

    def one(self, name: str) -> str | None:
        """Return the value of a field that may stand once; `BadInput` where it stands twice."""
        found = self.every(name)
        if len(found) > 1:
            raise BadInput(f"the field {name!r} stands {len(found)} times; it may stand once")
        return found[0] if found else None

    def query(self) -> str:
        """Return the query. Errors: `BadInput` where there is none, or more than one."""
        query = self.one("query")
        if query is None or not query.strip():
            raise BadInput(NO_QUERY)
        return query

    def graphs(self, name: str) -> tuple[str, ...] | None:
        """Return the graphs that a field names; None where it does not stand there."""
        return self.every(name) or None

    def seconds(self, most: float) -> float:
        """Return the deadline: `timeout` in seconds lowers it, and never raises it."""
        text = self.one("timeout")
        if text is None:
            return most
        try:
            seconds = float(text)
        except ValueError:
            seconds = 0.0
        if not seconds > 0:  # also what is no number at all
            raise BadInput(f"timeout={text[:20]!r} is no positive number of seconds")
        return min(seconds, most)


async def read_fields(request: Request, longest: int, allow: Allow) -> Fields:
    """Return the fields of a request; a query that is the body itself is the field `query`.

    `allow` waits until so many bytes of the client may be read. Errors: `Forbidden` for updates,
    `QueryTooLong`, `BadInput`; 415 for another type of body.
    """
    media_type = _media_type(request) if request.method in ("POST", "QUERY") else ""
    body = await _read_in_time(request, longest) if media_type else b""
    await allow(len(request.scope["query_string"]) + len(body))
    fields = _pairs(request.scope["query_string"].decode("latin-1"))
    if media_type:
        text = _decode(body)
        fields += (("query", text),) if media_type == QUERY else _pairs(text)
    if any(name == "update" for name, _ in fields):
        raise Forbidden(_NO_UPDATE)
    return Fields(fields)


def _media_type(request: Request) -> str:
    """Return the type of the body, which is one of the two that carry a query, in UTF-8."""
    media_type, _, parameters = request.headers.get("content-type", "").partition(";")
    media_type = media_type.strip().lower()
    if media_type == UPDATE:
        raise Forbidden(_NO_UPDATE)
    charset = parameters.lower().replace('"', "").strip()
    packed = request.headers.get("content-encoding", "identity").strip().lower()
    if media_type not in (FORM, QUERY) or charset not in ("", "charset=utf-8"):
        raise _unsupported(f"send the query in UTF-8 as {FORM} or as {QUERY}")
    if packed != "identity":
        raise _unsupported("send the query without Content-Encoding")
    return media_type


def _unsupported(detail: str) -> HTTPException:
    headers = {"Accept-Post": ACCEPTED, "Accept-Query": ACCEPTED}
    return HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, detail, headers)


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    try:
        found = parse_qsl(
            text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS
        )
    except ValueError as error:
        raise BadInput("the fields of the request cannot be read as UTF-8 form data") from error
    return tuple(found)


async def _read_in_time(request: Request, longest: int) -> bytes:
    try:
        async with asyncio.timeout(BODY_SECONDS):
            return await _read(request, longest)
    except TimeoutError as error:
        detail = f"the query did not come within {BODY_SECONDS:g} seconds"
        raise HTTPException(HTTPStatus.REQUEST_TIMEOUT, detail, {"Connection": "close"}) from error


async def _read(request: Request, longest: int) -> bytes:
    """Return the body; nothing beyond what the longest query can need is read."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > 12 * longest + 10_000:  # a character is 4 bytes, each written %XX
            raise QueryTooLong(
                f"the body is too long; queries of {longest:,} characters are accepted"
            )
    return bytes(body)


def _decode(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadInput("the query is not UTF-8") from error
