"""The application: which routes answer, and what every answer passes through."""

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.staticfiles import StaticFiles

from trips_graph import __version__
from trips_graph.settings import Settings
from trips_graph.web.linked import downloads, resources
from trips_graph.web.operation.middleware import GZipExceptData, SafetyHeaders
from trips_graph.web.pages import home, lists, quality, vocabulary
from trips_graph.web.problems import add_handlers
from trips_graph.web.sparql import endpoint

_ABOUT = """Reports on technical cooperation under TRIPS Article 67 as linked data.
Things answer under `/id/…` in HTML, Turtle, JSON-LD, N-Triples and RDF/XML."""


def create_app(settings: Settings) -> FastAPI:
    """Return the application; `state.site` is set before it answers, and says what it serves."""
    app = FastAPI(
        title="trips-graph",
        summary="Reports under TRIPS Article 67 as linked data",
        description=_ABOUT,
        version=__version__,
        docs_url=None,  # both pages load scripts from another host
        redoc_url=None,
    )
    app.router.routes.append(endpoint.route)
    for module in (home, quality, resources, vocabulary, downloads, lists):
        app.include_router(module.router)
    app.mount("/static", StaticFiles(packages=[("trips_graph.web", "static")]))
    add_handlers(app)
    app.add_middleware(GZipExceptData)
    app.add_middleware(SafetyHeaders)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD", "POST", "QUERY", "OPTIONS"],
        allow_headers=["*"],
        expose_headers=["ETag", "Link", "Location"],
    )
    return app
