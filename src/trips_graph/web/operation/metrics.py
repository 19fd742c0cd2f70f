"""The figures of the server, for those that may read them: who is on this machine, by default."""

from http import HTTPStatus
from typing import cast

from fastapi import APIRouter, Request
from prometheus_client.exposition import choose_encoder
from starlette.exceptions import HTTPException
from starlette.responses import Response

from trips_graph.web.operation.clients import is_local
from trips_graph.web.operation.figures import Figures
from trips_graph.web.site import SiteOf

router = APIRouter(tags=["Operation"])


@router.get("/metrics", summary="Figures of the server, for Prometheus", response_class=Response)
def get_metrics(request: Request, site: SiteOf) -> Response:
    """Return the figures as text or as OpenMetrics, by Accept; 404 for whom they are not meant."""
    readers = site.settings.metrics
    if readers == "off" or (readers == "loopback" and not is_local(request.scope)):
        raise HTTPException(HTTPStatus.NOT_FOUND)
    figures = cast(Figures, request.app.state.figures)
    encode, media_type = choose_encoder(request.headers.get("accept", ""))
    headers = {"Content-Type": media_type, "Cache-Control": "no-store"}
    return Response(encode(figures.registry), headers=headers)
