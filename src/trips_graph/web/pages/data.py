"""The page of the files of a release."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from trips_graph.web.pages.route import PageRoute
from trips_graph.web.reader import ReaderOf

router = APIRouter(tags=["Data"], route_class=PageRoute)


@router.get("/data", summary="The files of this release")
@router.head("/data", include_in_schema=False)
def get_files(request: Request, reader: ReaderOf) -> Response:
    """Return the page that lists every file with size, digest and media type."""
    artefacts = reader.site.release.manifest.artefacts
    title = reader.gettext("Data")
    return reader.page("data/data.html", request, artefacts=artefacts, title=title)
