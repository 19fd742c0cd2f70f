"""Health: does the server live, and is it ready for requests? For what watches or balances it."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import cast

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse

router = APIRouter(prefix="/health", tags=["Operation"])

PATHS = frozenset({"/health", "/health/live", "/health/ready"})
_NEVER_KEPT = {"Cache-Control": "no-store"}


@dataclass(frozen=True, slots=True)
class Pulse:
    """Where to look: the release that is served, the memory of each worker, the bytes cached.

    `fault` tells in words for everybody what keeps the server from answering; None: nothing does.
    """

    release: Callable[[], str]
    workers: Callable[[], tuple[int, ...]]
    cached: Callable[[], int]
    fault: Callable[[], str | None]


@router.get("/live", summary="Does the server answer at all?")
@router.head("/live", include_in_schema=False)
async def get_live() -> JSONResponse:
    """Return 200: whoever can answer lives."""
    return JSONResponse({"live": True}, headers=_NEVER_KEPT)


@router.get("/ready", summary="Can the server answer queries?", responses={503: {}})
@router.head("/ready", include_in_schema=False)
async def get_ready(request: Request) -> JSONResponse:
    """Return 200 where release and workers are there, else 503 with what is missing."""
    return _tell(request, {})


@router.get("", summary="Both", responses={503: {}})
@router.head("", include_in_schema=False)
async def get_health(request: Request) -> JSONResponse:
    """Return both, and the release that is served; the status is that of `/health/ready`."""
    pulse = cast(Pulse, request.app.state.pulse)
    return _tell(request, {"live": True, "release": pulse.release()})


def _tell(request: Request, more: dict[str, object]) -> JSONResponse:
    fault = cast(Pulse, request.app.state.pulse).fault()
    body = {**more, "ready": fault is None, **({"reason": fault} if fault else {})}
    status = HTTPStatus.SERVICE_UNAVAILABLE if fault else HTTPStatus.OK
    return JSONResponse(body, status, _NEVER_KEPT)
