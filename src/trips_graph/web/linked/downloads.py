"""Downloads: the files of this release and of those beside it, and the context.

Only paths that a manifest names are served: a path is looked up, never joined from a request.
"""

from base64 import b64encode
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, Response

from trips_graph.errors import NotARelease
from trips_graph.formats import JSON_LD
from trips_graph.model.release import MANIFEST, RELEASE_ID, Release, read_release
from trips_graph.web.languages.locale import say
from trips_graph.web.linked.caching import is_current
from trips_graph.web.linked.links import file_links, write_links
from trips_graph.web.linked.ranges import Unsatisfiable, settle_range
from trips_graph.web.linked.views import FRAMES, read_frame
from trips_graph.web.problems import Declined
from trips_graph.web.querying.context import read_context
from trips_graph.web.site import SiteOf

router = APIRouter(tags=["Data"])

_FOREVER = "public, max-age=31536000, immutable"
_ASK_AGAIN = "public, max-age=0, must-revalidate"
_AN_HOUR = {"Cache-Control": "public, max-age=3600"}


@router.get("/data/{path:path}", summary="One file, of the current release or of one by its id")
@router.head("/data/{path:path}", include_in_schema=False)
def get_file(path: str, request: Request, site: SiteOf) -> Response:
    """Return the file, or the ranges of it that are wanted.

    Under the id of its release it never changes and may be kept for ever.
    """
    release, name = _locate(site.release, path)
    file = _open(release, name)
    headers = {
        "Cache-Control": _ASK_AGAIN if name == path else _FOREVER,
        "Link": write_links(file_links(site, release.manifest.id)),
        **_validators(release, name),
    }
    if is_current(request.headers.get("if-none-match"), headers["ETag"]):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    _settle(request, headers["ETag"], file.stat().st_size)
    artefact = release.artefact(name)
    media_type = artefact.media_type if artefact else "application/json"
    saved = f"{release.manifest.id}-{file.name}"
    return FileResponse(file, 200, headers, media_type, None, saved, None, "inline")


@router.get("/context.jsonld", summary="The JSON-LD context of everything published here")
@router.head("/context.jsonld", include_in_schema=False)
def get_context(site: SiteOf) -> Response:
    """Return the published JSON-LD context."""
    return Response(read_context(site.release), 200, _AN_HOUR, JSON_LD.media_type)


@router.get("/frames/{name}.jsonld", summary="A JSON-LD frame that documents are framed by")
@router.head("/frames/{name}.jsonld", include_in_schema=False)
def get_frame(name: str) -> Response:
    """Return a published frame: `report`, `activity`, `thing` or `schema`."""
    if name not in FRAMES:
        said = say("There are frames for %(names)s.", names=", ".join(FRAMES))
        raise Declined(HTTPStatus.NOT_FOUND, said)
    return Response(read_frame(name), 200, _AN_HOUR, JSON_LD.media_type)


def _open(release: Release, name: str) -> Path:
    """Return where a file of the manifest lies; 404 for any other, and where a link leads out."""
    file = release.folder / name
    listed = name == MANIFEST or release.artefact(name) is not None
    if not listed or not file.resolve().is_relative_to(release.folder) or not file.is_file():
        raise Declined(HTTPStatus.NOT_FOUND, say("There is no such file; see /data."))
    return file


def _validators(release: Release, name: str) -> dict[str, str]:
    """Return ETag and digest (RFC 9530) of a file: the manifest states them, but for itself."""
    artefact = release.artefact(name)
    known = artefact.sha256 if artefact else sha256(release.manifest.encode()).hexdigest()
    digest = b64encode(bytes.fromhex(known)).decode()
    return {"ETag": f'"{known}"', "Repr-Digest": f"sha-256=:{digest}:"}


def _settle(request: Request, etag: str, size: int) -> None:
    """Leave in the request a range that can be sent, or none; 416 where no byte of it is there.

    `If-Range` counts by ETag alone: a date cannot tell two files of one second apart.
    """
    headers = request.headers.mutablecopy()
    asked = headers.get("range")
    held = headers.get("if-range")
    del headers["range"], headers["if-range"]
    try:
        settled = settle_range(asked, size) if held in (None, etag) else None
    except Unsatisfiable as error:
        told = {"Content-Range": f"bytes */{size}"}
        status = HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
        raise HTTPException(status, str(error), told) from error
    if settled:
        headers["range"] = settled
    request.scope["headers"] = headers.raw  # what `FileResponse` goes by


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
