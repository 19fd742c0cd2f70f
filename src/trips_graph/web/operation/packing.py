"""How answers are packed: zstd, Brotli or gzip by Accept-Encoding, piece by piece as they come.

No answer holds a secret beside what a client wrote, so the lengths of packed answers betray nothing
(the attack called BREACH needs such a secret).
"""

import re
from asyncio import sleep
from collections.abc import Iterator, Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette_compress import CompressMiddleware, add_compress_type

from trips_graph.formats import GRAPH_FORMATS, RESULT_FORMATS

_PIECE = 65_536
_NOT_MODIFIED = 304
_CODED_TAG = re.compile(r'"([^"]*)-(zstd|br|gzip)"')


class Packing:
    """Packs what can be packed, and gives each packing a strong validator of its own.

    That is the validator of the plain answer with the coding at its end (RFC 9110, 8.8.3.3); the
    application sees none of them. Ranges of packed answers are never sent, so two packings of one
    answer need not have the same bytes. Downloads stay plain: length and digest are published.
    """

    def __init__(self, app: ASGIApp) -> None:
        for form in (*RESULT_FORMATS, *GRAPH_FORMATS):
            add_compress_type(form.media_type, streaming=True)  # its pieces are sent at once
        self._app, self._packing = app, CompressMiddleware(_Pieces(app))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["path"].startswith("/data/"):
            await self._app(scope, receive, send)
            return
        scope["extensions"] = {}  # a file that the server sends on its own is not packed
        held = _take_codings(scope)

        async def send_marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                _mark(MutableHeaders(scope=message), message["status"], held)
            await send(message)

        await self._packing(scope, receive, send_marked)


def _take_codings(scope: Scope) -> Mapping[str, str]:
    """Return the coding of each packed answer that the client holds, by its plain validator.

    The request then names the plain ones, as the application knows them.
    """
    told = Headers(scope=scope).get("if-none-match")
    accepted = Headers(scope=scope).get("accept-encoding", "")
    found = dict(_CODED_TAG.findall(told)) if told else {}
    found = {tag: coding for tag, coding in found.items() if coding in accepted}
    if told and found:  # one in a coding that is not accepted would not be sent: it stays coded
        headers = MutableHeaders(raw=list(scope["headers"]))
        headers["if-none-match"] = _CODED_TAG.sub(
            lambda tag: f'"{tag[1]}"' if tag[1] in found else tag[0], told
        )
        scope["headers"] = headers.raw
    return found


def _mark(headers: MutableHeaders, status: int, held: Mapping[str, str]) -> None:
    tag = headers.get("etag", "")
    coding = headers.get("content-encoding")
    if status == _NOT_MODIFIED:
        headers.add_vary_header("Accept-Encoding")
        coding = held.get(tag.strip('"'))
    if coding and tag.startswith('"'):
        headers["etag"] = f'{tag[:-1]}-{coding}"'


class _Pieces:
    """Divides large answers, so that packing one does not keep others waiting."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_pieces(message: Message) -> None:
            if len(message.get("body", b"")) <= _PIECE:
                await send(message)
                return
            for piece in _divide(message):
                await send(piece)
                await sleep(0)

        await self._app(scope, receive, send_pieces)


def _divide(message: Message) -> Iterator[Message]:
    body = message["body"]
    for start in range(0, len(body), _PIECE):
        more = start + _PIECE < len(body) or message.get("more_body", False)
        yield {**message, "body": body[start : start + _PIECE], "more_body": more}
