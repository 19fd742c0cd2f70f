"""The server: a release in, HTTP out. After the corridor this is the one room that stays open."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.staticfiles import StaticFiles

from trips_graph import __version__
from trips_graph.errors import EnvironmentUnfit
from trips_graph.model.release import Release
from trips_graph.settings import Settings
from trips_graph.web import downloads, lists, pages, resources, sparql, vocabulary
from trips_graph.web.context import read_dress
from trips_graph.web.middleware import GZipExceptData, SafetyHeaders
from trips_graph.web.problems import add_handlers
from trips_graph.web.site import Site, make_templates
from trips_graph.web.workers import Duty, Workers

_ABOUT = """Reports on technical cooperation under TRIPS Article 67 as linked data.
Things answer under `/id/…` in HTML, Turtle, JSON-LD, N-Triples and RDF/XML."""


def create_app(release: Release, settings: Settings) -> FastAPI:
    """Return the application that serves one release."""
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
    for room in (pages, sparql, resources, vocabulary, downloads, lists):
        app.include_router(room.router)
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
        return socket.create_server((host, port), family=_family(host), backlog=2048)
    except OSError as error:
        reason = error.strerror or error
        raise EnvironmentUnfit(f"cannot listen on {host}, port {port}: {reason}") from error


def serve(release: Release, settings: Settings, listener: socket.socket) -> None:
    """Return when the server has been told to stop (SIGINT, SIGTERM)."""
    config = uvicorn.Config(
        create_app(release, settings),
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=5,
    )
    with suppress(KeyboardInterrupt):  # uvicorn raises it again once all is shut down
        uvicorn.Server(config).run(sockets=[listener])


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _make_site(release: Release, settings: Settings) -> Site:
    duty = Duty(
        Path(release.store), read_dress(release), settings.query_seconds, settings.answer_bytes
    )
    # The pages have a worker of their own: the public's queries cannot make them wait.
    return Site(
        release, settings, Workers(duty, settings.query_workers), Workers(duty, 1), make_templates()
    )


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    site: Site = app.state.site
    site.own.start()
    site.public.start()
    try:
        site.vocabulary.update(vocabulary.read_labels(site))
        yield
    finally:
        site.public.stop()
        site.own.stop()
