"""Downloads: the files of this release and of those beside it, the context, and robots.txt.

Only paths that a manifest names are served: a path is looked up, never joined from a request.
"""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Header, Request
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, PlainTextResponse, Response

from trips_graph.errors import NotARelease
from trips_graph.model.release import MANIFEST, RELEASE_ID, Release, read_release
from trips_graph.web.linked.caching import is_current
from trips_graph.web.querying.context import read_context
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
    release, name = _locate(site.release, path)
    keeping = {"Cache-Control": _ASK_AGAIN if name == path else _FOREVER}
    if name == MANIFEST and release.folder.is_dir():  # a store alone has no files
        return FileResponse(release.folder / MANIFEST, 200, keeping, "application/json")
    artefact = release.artefact(name)
    if artefact is None:
        raise HTTPException(HTTPStatus.NOT_FOUND, "There is no such file; see /data.")
    headers = {"ETag": f'"{artefact.sha256}"', **keeping}
    if is_current(if_none_match, headers["ETag"]):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return FileResponse(release.folder / artefact.path, 200, headers, artefact.media_type)


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


def _locate(current: Release, path: str) -> tuple[Release, str]:
    """Return the release whose id begins the path and the rest, else the current one and all."""
    release_id, slash, name = path.partition("/")
    if not slash:
        return current, path
    if release_id == current.manifest.id:
        return current, name
    beside = _read_beside(current, release_id)
    return (beside, name) if beside else (current, path)


def _read_beside(current: Release, release_id: str) -> Release | None:
    """Return the release of that id in the folder where releases stand side by side."""
    if not RELEASE_ID.fullmatch(release_id):
        return None
    try:
        found = read_release(current.folder.parent / release_id)
    except NotARelease:
        return None
    return found if found.manifest.id == release_id else None  # not `CURRENT`, not a renamed folder
