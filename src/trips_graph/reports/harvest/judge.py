"""Decides whether what the gateway sent is the page of a report; nothing else is kept."""

import re
from http import HTTPStatus

import httpx

from trips_graph.reports.harvest.answer import Answer, PageFailed, PageMissing, Unanswered
from trips_graph.reports.harvest.exchange import Reply
from trips_graph.reports.harvest.pages import Page, identify

_SUFFIXES = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt"}
_MISSING = (httpx.codes.NOT_FOUND, httpx.codes.GONE)
_SIGN_IN = re.compile(rb"<input\b[^>]*\btype\s*=\s*[\"']?password\b", re.IGNORECASE)
_WHOLE = re.compile(rb"</html>\s*\Z", re.IGNORECASE)
_LONGEST_VALIDATOR = 1000
_LOOK = "Open it in a browser"


def say(status: int) -> str:
    """Return a status in numbers and words."""
    known = status in set(HTTPStatus)
    return f"{status} {HTTPStatus(status).phrase}" if known else f"{status}"


def judge(page: Page, address: str, reply: Reply) -> Answer:
    """Return the page that a reply holds.

    Errors: `PageMissing`; `Unanswered` for a body that is empty or cut; `PageFailed` for a page
    that is another one, asks to sign in, or is no text.
    """
    if reply.status in _MISSING:
        raise PageMissing(f"the gateway answers {say(reply.status)}")
    if reply.status != httpx.codes.OK:
        raise PageFailed(f"the gateway answers {say(reply.status)}", _LOOK)
    if identify(str(reply.address)) != (page.type, page.number):
        raise PageFailed(f"redirected to {reply.address}, which is another page", _LOOK)
    suffix = _suffix(reply)
    if not reply.content.strip():
        raise Unanswered("the answer is empty")
    if not reply.framed and not _WHOLE.search(reply.content):
        raise Unanswered("the answer states no length and does not end as a page does")
    if _SIGN_IN.search(reply.content):
        raise PageFailed("the page asks to sign in", _LOOK)
    etag, modified = (_validator(reply, name) for name in ("etag", "last-modified"))
    return Answer(address, reply.content, suffix, etag, modified)


def _suffix(reply: Reply) -> str:
    stated = reply.headers.get("content-type", "")
    media_type = stated.partition(";")[0].strip().lower()
    if media_type not in _SUFFIXES:
        raise PageFailed(f"it is {media_type or 'of no stated type'}, not HTML or text", _LOOK)
    return _SUFFIXES[media_type]


def _validator(reply: Reply, name: str) -> str | None:
    """Return what tells this version of a page, where it can be sent back as a header."""
    value = reply.headers.get(name, "")
    sendable = value.isascii() and value.isprintable() and len(value) <= _LONGEST_VALIDATOR
    return value if value and sendable else None
