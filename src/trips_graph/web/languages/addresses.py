"""The address of each language: `/fr/members` is `/members` in French, whatever is accepted.

To the routes the language is the root path of ASGI, as of an application mounted there: they match
what follows. Without one, Accept-Language decides.
"""

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from trips_graph.web.languages.locale import LANGUAGES, Locale
from trips_graph.web.negotiation import rank

_PREFIXES = {f"/{language}": language for language in LANGUAGES}
_TYPES = {f"language/{language}": language for language in LANGUAGES}


class LanguageAddresses:
    """Takes the language that begins a path as the root of what follows."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http":
            first, slash, _ = scope["path"].removeprefix("/").partition("/")
            if slash and first in LANGUAGES:
                scope["root_path"] = f"/{first}"
        await self._app(scope, receive, send)


def locale_of(request: HTTPConnection) -> Locale:
    """Return the locale that the address names, else the one that the client accepts most."""
    prefix = request.scope.get("root_path", "")
    if prefix in _PREFIXES:
        return Locale(_PREFIXES[prefix], prefix)
    return Locale(choose_language(request.headers.get("accept-language")))


def path_of(request: HTTPConnection) -> str:
    """Return the path of a request without the language."""
    path: str = request.scope["path"]
    prefix = request.scope.get("root_path", "")
    return path.removeprefix(prefix) if prefix in _PREFIXES else path


def choose_language(accepted: str | None) -> str:
    """Return the language that an Accept-Language wants most (RFC 9110, 12.5.4); English else.

    Regions do not count: our French is that of every `fr-…`. The header is weighed as an Accept is,
    for both have ranges and weights.
    """
    ranges = ", ".join(map(_as_type, (accepted or "").split(",")))
    return next(map(_TYPES.__getitem__, rank(ranges, tuple(_TYPES))), "en")


def _as_type(wanted: str) -> str:
    name, mark, weight = wanted.strip().partition(";")
    primary = name.strip().partition("-")[0]
    return (f"language/{primary}" if primary != "*" else "*/*") + mark + weight
