"""Downloads: the files of the release, and the two files every machine asks for.

Only paths that the manifest names are served; a path is looked up, never joined from a request.
"""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Header, Request
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, PlainTextResponse, Response

from trips_graph.model.release import MANIFEST
from trips_graph.web.caching import is_current
from trips_graph.web.context import read_context
from trips_graph.web.site import SiteOf

router = APIRouter(tags=["Data"])

_FOREVER = "public, max-age=31536000, immutable"
_ASK_AGAIN = "public, max-age=0, must-revalidate"
_ROBOTS = "User-agent: *\nDisallow: /sparql?\nAllow: /\n"


@router.get("/data", summary="The files of this release")
@router.head("/data", include_in_schema=False)
def get_files(request: Request, site: SiteOf) -> Response:
    """Return the page that lists every file with size, digest and media type."""
    artefacts = site.release.manifest.artefacts
    return site.page("data.html", request, artefacts=artefacts, title="Data")


@router.get("/data/{path:path}", summary="One file, of the current release or of one by its id")
@router.head("/data/{path:path}", include_in_schema=False)
def get_file(
    path: str, site: SiteOf, if_none_match: Annotated[str | None, Header()] = None
) -> Response:
    """Return the file; under the id of its release it never changes and may be kept for ever."""
    prefix = f"{site.release.manifest.id}/"
    name = path.removeprefix(prefix)
    if name == MANIFEST:
        return FileResponse(site.release.folder / MANIFEST, media_type="application/json")
    artefact = site.release.artefact(name)
    if artefact is None:
        raise HTTPException(HTTPStatus.NOT_FOUND, "This release has no such file; see /data.")
    keeping = _FOREVER if path.startswith(prefix) else _ASK_AGAIN
    headers = {"ETag": f'"{artefact.sha256}"', "Cache-Control": keeping}
    if is_current(if_none_match, headers["ETag"]):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return FileResponse(site.release.folder / artefact.path, 200, headers, artefact.media_type)


@router.get("/context.jsonld", summary="The JSON-LD context of everything published here")
@router.head("/context.jsonld", include_in_schema=False)
def get_context(site: SiteOf) -> Response:
    """Return the published JSON-LD context."""
    return Response(
        read_context(site.release),
        headers={"Cache-Control": "public, max-age=3600"},
        media_type="application/ld+json",
    )


@router.get("/robots.txt", include_in_schema=False)
def get_robots() -> Response:
    """Return what crawlers may read: everything but queries."""
    return PlainTextResponse(_ROBOTS)
