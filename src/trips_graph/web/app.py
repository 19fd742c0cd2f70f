"""The server: makes the application that serves one release over HTTP, and runs it."""

import socket
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager, suppress

import uvicorn
from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.staticfiles import StaticFiles

from trips_graph import __version__
from trips_graph.errors import EnvironmentUnfit
from trips_graph.model.release import Release
from trips_graph.settings import Settings
from trips_graph.web.linked import downloads, resources
from trips_graph.web.operation.middleware import GZipExceptData, SafetyHeaders
from trips_graph.web.pages import home, lists, quality, vocabulary
from trips_graph.web.problems import add_handlers
from trips_graph.web.querying.answers import open_store
from trips_graph.web.querying.workers import QueryLimits, Workers
from trips_graph.web.site import Site, make_templates
from trips_graph.web.sparql import endpoint

_ABOUT = """Reports on technical cooperation under TRIPS Article 67 as linked data.
Things answer under `/id/…` in HTML, Turtle, JSON-LD, N-Triples and RDF/XML."""


def create_app(release: Release, settings: Settings) -> FastAPI:
    """Return the application that serves one release.

    Errors: `NotARelease` where the store of the release is missing or cannot be opened.
    """
    open_store(release)  # only workers read it; here it is opened to fail early
    app = FastAPI(
        title="trips-graph",
        summary="Reports under TRIPS Article 67 as linked data",
        description=_ABOUT,
        version=__version__,
        docs_url=None,  # both pages load scripts from another host
        redoc_url=None,
        lifespan=_lifespan,
    )
    app.state.site = _make_site(release, settings)
    for module in (home, quality, endpoint, resources, vocabulary, downloads, lists):
        app.include_router(module.router)
    app.mount("/static", StaticFiles(packages=[("trips_graph.web", "static")]))
    add_handlers(app)
    app.add_middleware(GZipExceptData)
    app.add_middleware(SafetyHeaders)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD", "POST", "OPTIONS"],
        allow_headers=["*"],
        expose_headers=["ETag", "Link", "Location"],
    )
    return app


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens; port 0 takes a free one. Errors: `EnvironmentUnfit`."""
    try:
        listener = socket.create_server((host, port), family=_family(host), backlog=2048)
        # asyncio does so only where the protocol number of the socket is told; without it each
        # answer on a connection that is kept waits 40 ms for the client's acknowledgement.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listener
    except OSError as error:
        reason = error.strerror or error
        raise EnvironmentUnfit(f"cannot listen on {host}, port {port}: {reason}") from error


def serve(release: Release, settings: Settings, listener: socket.socket) -> None:
    """Return once the server has stopped (SIGINT, SIGTERM).

    Errors: `NotARelease` as `create_app`; `EnvironmentUnfit` where the server cannot start.
    """
    config = uvicorn.Config(
        create_app(release, settings),
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=5,
    )
    with suppress(KeyboardInterrupt):  # uvicorn raises it again once all is shut down
        server = uvicorn.Server(config)
        server.run(sockets=[listener])
        if not server.started:
            raise EnvironmentUnfit("the server did not start; its log above says why")


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _make_site(release: Release, settings: Settings) -> Site:
    limits = QueryLimits(settings.query_seconds, settings.answer_bytes)
    public = Workers(release, limits, settings.query_workers)
    own = Workers(release, limits, 1)  # for pages: the queries of others cannot make them wait
    return Site(release, settings, public, own, make_templates())


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    site: Site = app.state.site
    with ExitStack() as stack:  # whatever fails, both pools are stopped
        for workers in (site.own, site.public):
            stack.callback(workers.stop)
            workers.start()
        site.vocabulary.update(vocabulary.read_labels(site))
        yield
