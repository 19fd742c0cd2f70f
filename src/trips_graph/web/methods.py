"""Methods: which ones an address answers, for OPTIONS and for 405 (RFC 9110, 9.3.7 and 15.5.6)."""

from fastapi import Request
from starlette.routing import Match, Mount

_ASKED = ("GET", "HEAD", "POST", "QUERY")


def allowed_methods(request: Request) -> str:
    """Return the value of the header `Allow` for the address of a request."""
    routes = [route for route in request.app.routes if not isinstance(route, Mount)]
    found = [
        method
        for method in _ASKED
        if any(
            route.matches({**request.scope, "method": method})[0] is Match.FULL for route in routes
        )
    ]
    return ", ".join([*(found or ("GET", "HEAD")), "OPTIONS"])  # mounted files answer these two
