"""The application: which routes answer, and what every answer passes through."""

from typing import cast

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from trips_graph import __version__
from trips_graph.settings import Settings
from trips_graph.web.catalogue import contents, interface, service
from trips_graph.web.engines import find_memory
from trips_graph.web.linked import downloads, resources, sitemaps
from trips_graph.web.operation import health, metrics
from trips_graph.web.operation.figures import Figures
from trips_graph.web.operation.health import Pulse
from trips_graph.web.operation.surround import Server
from trips_graph.web.pages import data, home
from trips_graph.web.pages.explore import files as explore_files
from trips_graph.web.pages.explore import page as explore
from trips_graph.web.pages.lists import files as list_files
from trips_graph.web.pages.lists import page as lists
from trips_graph.web.pages.pictures import files as picture_files
from trips_graph.web.pages.pictures import page as picture_pages
from trips_graph.web.pages.quality import routes as quality
from trips_graph.web.pages.questions import files as question_files
from trips_graph.web.pages.questions import page as question_page
from trips_graph.web.pages.search import search
from trips_graph.web.pages.vocabulary import routes as vocabulary
from trips_graph.web.problems import add_handlers
from trips_graph.web.site import Site
from trips_graph.web.sparql import completion, endpoint

_ABOUT = """Reports on technical cooperation under TRIPS Article 67 as linked data.
Things answer under `/id/…` in HTML, Turtle, JSON-LD, N-Triples and RDF/XML."""

_ROOMS = (
    health, metrics, home, question_files, question_page, picture_files, picture_pages, quality,
    resources, vocabulary, search, data, downloads, sitemaps, explore, explore_files, lists,
    list_files, contents, interface, service, completion,
)  # fmt: skip


def create_app(settings: Settings) -> FastAPI:
    """Return the application; `state.site` is set before it answers, and says what it serves."""
    app = Server(
        title="trips-graph",
        summary="Reports under TRIPS Article 67 as linked data",
        description=_ABOUT,
        version=__version__,
        docs_url=None,  # both pages load scripts from another host
        redoc_url=None,
        openapi_url=None,  # `interface` serves it, with what FastAPI cannot know
        redirect_slashes=False,  # it redirects to the Host that a client names
    )
    app.state.settings, app.state.pulse = settings, _take_pulse(app)
    app.state.figures = Figures(app.state.pulse)
    app.router.routes.append(endpoint.route)
    for room in _ROOMS:
        app.include_router(room.router)
    app.mount("/static", StaticFiles(packages=[("trips_graph.web", "static")]))
    add_handlers(app)
    app.middleware_stack = app.build_middleware_stack()  # here: what it misses is told at the start
    return app


def _take_pulse(app: FastAPI) -> Pulse:
    def site() -> Site:
        return cast(Site, app.state.site)

    def find_fault() -> str | None:
        ready = site().public.is_ready() and site().own.is_ready()
        return None if ready else "no query worker is running"

    return Pulse(
        release=lambda: site().release.manifest.id,
        workers=lambda: find_memory(site().public, site().own),
        cached=lambda: site().answers.held,
        fault=find_fault,
    )
