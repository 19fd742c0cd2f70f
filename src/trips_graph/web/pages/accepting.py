"""Pages that have no other form: who accepts no page is told so, and where the data are."""

from http import HTTPStatus

from fastapi import Depends, Request
from starlette.exceptions import HTTPException

from trips_graph.web.negotiation import rank

_HTML = "text/html"
_DETAIL = (
    f"this address answers in {_HTML} alone; for data ask /sparql, a document under /doc, "
    "or take a file of /data"
)


async def accept_page(request: Request) -> None:
    """Return nothing where the client accepts a page; 406 with what there is where it does not."""
    if not rank(request.headers.get("accept"), (_HTML,)):
        raise HTTPException(HTTPStatus.NOT_ACCEPTABLE, _DETAIL)


PAGE_ONLY = [Depends(accept_page)]
