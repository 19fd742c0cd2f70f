"""What every answer carries, errors included, so that a browser does no more than show it."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
POLICY_WITH_SCRIPTS = f"{_POLICY}; script-src 'self'; connect-src 'self'"
"""The policy of a page with scripts of ours: they come from this host and ask this host alone."""
SAFETY = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Access-Control-Allow-Origin": "*",
}


class SafetyHeaders:
    """Adds the headers of safety, and keeps redirects on the host that was asked.

    The host is what the client says it is: an absolute address made from it would let one client
    fill a shared cache with a way to elsewhere, so such a redirect is sent as a path.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        host = Headers(scope=scope).get("host", "")

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SAFETY.items():
                    headers.setdefault(name, value)
                if "location" in headers:
                    headers["location"] = _keep_on_host(headers["location"], host)
            await send(message)

        await self._app(scope, receive, send_safely)


def _keep_on_host(location: str, host: str) -> str:
    """Return a redirect to the host that was asked as a path; one slash alone begins it."""
    for scheme in ("http://", "https://"):
        own = scheme + host
        if location == own or location.startswith((own + "/", own + "?")):
            return "/" + location.removeprefix(own).lstrip("/\\")
    return location
