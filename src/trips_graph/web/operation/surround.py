"""What stands around the application: everything that is the same for each request.

From the outside in: traces, visits (id, client, log, figures), headers of safety, the rate of a
client, CORS, packing, the share of a client. It stands outside of the handler of unexpected errors
too, so that these are logged, counted and safe as well.
"""

import os

from fastapi import FastAPI
from starlette.datastructures import State
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Scope

from trips_graph.settings import Settings
from trips_graph.web.languages.addresses import LanguageAddresses
from trips_graph.web.operation import health
from trips_graph.web.operation.clients import find_client
from trips_graph.web.operation.crowding import Crowding
from trips_graph.web.operation.figures import Figures
from trips_graph.web.operation.headers import SafetyHeaders
from trips_graph.web.operation.packing import Packing
from trips_graph.web.operation.rates import RateLimit, Rates, read_rate
from trips_graph.web.operation.records import write_visit
from trips_graph.web.operation.shares import Shares
from trips_graph.web.operation.telemetry import trace
from trips_graph.web.operation.visits import REQUEST_ID, Visit, Visits

_METHODS = ("GET", "HEAD", "POST", "QUERY", "OPTIONS")
_READABLE = (
    "ETag",
    "Link",
    "Location",
    "Content-Profile",
    "Content-Range",
    "Repr-Digest",
    "Retry-After",
    "RateLimit",
    "RateLimit-Policy",
    REQUEST_ID,
)
_QUIET = health.PATHS | {"/metrics"}


class Server(FastAPI):
    """An application with everything around it; its state holds settings, pulse and figures."""

    def build_middleware_stack(self) -> ASGIApp:
        """Return the application as it is called (a hook of Starlette)."""
        return _surround(super().build_middleware_stack(), self.state)


def _surround(app: ASGIApp, state: State) -> ASGIApp:
    settings: Settings = state.settings
    figures: Figures = state.figures
    app = CORSMiddleware(
        Packing(Shares(LanguageAddresses(app), figures.refused)),
        allow_origins=["*"],
        allow_methods=_METHODS,
        allow_headers=["*"],
        expose_headers=_READABLE,
    )
    app = Crowding(app, settings.client_requests, figures.refused)
    if settings.rate_limit:
        app = RateLimit(app, Rates(read_rate(settings.rate_limit)), figures.refused)

    def client_of(scope: Scope) -> str:
        return find_client(scope, settings.trusted_proxies, settings.proxy_header)

    def record(visit: Visit) -> None:
        quiet = visit.scope["path"] in _QUIET
        write_visit(visit, state.pulse.release(), quiet)

    watchers = (figures.watch, record)
    return trace(Visits(SafetyHeaders(app), client_of, watchers), os.environ)
