"""A view as CSV, JSON and Turtle: all its activities, sent as they are read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import APIRouter, Request
from starlette.responses import Response, StreamingResponse

from trips_graph.web.asked import UnknownField
from trips_graph.web.index import Index, IndexOf
from trips_graph.web.languages.addresses import path_of
from trips_graph.web.languages.locale import say
from trips_graph.web.linked.caching import is_current
from trips_graph.web.pages.explore.facets import FACETS
from trips_graph.web.pages.explore.panels import make_panels
from trips_graph.web.pages.explore.rows import read_portions
from trips_graph.web.pages.explore.selection import Selection, select
from trips_graph.web.pages.explore.tables import write_csv, write_json
from trips_graph.web.pages.explore.triples import write_turtle
from trips_graph.web.pages.explore.view import PATH, View, read_view
from trips_graph.web.reader import Reader, ReaderOf
from trips_graph.web.spreadsheets import MEDIA_TYPE

router = APIRouter(tags=["Activities"])

MEDIA_TYPES = {
    "csv": MEDIA_TYPE,
    "json": "application/json",
    "ttl": "text/turtle; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class _Answer:
    """All that a file is written from."""

    reader: Reader
    index: Index
    view: View
    selection: Selection


def get_file(request: Request, reader: ReaderOf, index: IndexOf) -> Response:
    """Return all activities of a view; it has no pages, so that `page` is refused."""
    suffix = path_of(request).rpartition(".")[2]
    if "page" in request.query_params:
        raise UnknownField(say("This file holds every page: leave out “page”."))
    view = read_view(index, request.query_params.multi_items(), reader.locale)
    headers = _headers(reader, view.file(suffix), suffix)
    if is_current(request.headers.get("if-none-match"), headers.get("ETag", "")):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    answer = _Answer(reader, index, view, select(index, view))
    body = () if request.method == "HEAD" else _write(answer, suffix)
    return StreamingResponse(body, 200, headers, MEDIA_TYPES[suffix])


for _suffix, _about in {"csv": "a table", "json": "JSON", "ttl": "Turtle"}.items():
    router.add_api_route(
        f"{PATH}.{_suffix}", get_file, methods=["GET", "HEAD"], include_in_schema=False,
        summary=f"The activities of a view as {_about}", name=f"activities_{_suffix}",
    )  # fmt: skip


def _headers(reader: Reader, address: str, suffix: str) -> dict[str, str]:
    name = f"activities-{reader.site.release.manifest.id}.{suffix}"
    headers = {
        "Content-Disposition": f'inline; filename="{name}"',
        "Content-Language": reader.language,
        "Vary": "Accept-Language",
        "Cache-Control": "public, max-age=0, must-revalidate",
        "ETag": reader.make_etag(address, MEDIA_TYPES[suffix], reader.language),
    }
    if suffix == "ttl":
        del headers["Content-Language"]  # its labels are in all languages
    return headers


def _write(answer: _Answer, suffix: str) -> Iterable[str] | Iterable[bytes]:
    chosen, view = answer.selection.chosen, answer.view
    portions = read_portions(answer.index, chosen, view.order, answer.reader.language)
    if suffix == "ttl":
        return write_turtle(portions)
    if suffix == "json":
        return write_json(portions, _head(answer))
    words = next(facet.words or {} for facet in FACETS if facet.name == "ldc")
    ldc = {name: answer.reader.gettext(word) for name, word in words.items()}
    return write_csv(portions, ldc, answer.reader.locale)


def _head(answer: _Answer) -> dict[str, object]:
    """Return what stands before the activities: of what they are, how many, and the facets."""
    reader, view = answer.reader, answer.view
    return {
        "release": reader.site.release.manifest.id,
        "language": reader.language,
        "filters": {
            name: [value.value for value in values] for name, values in view.filters.items()
        },
        "sort": view.order,
        "total": len(answer.selection.chosen),
        "facets": dict(_facets(answer)),
    }


def _facets(answer: _Answer) -> Iterator[tuple[str, object]]:
    panels = make_panels(answer.index, answer.view, answer.selection, answer.reader.locale)
    for panel in panels:
        yield (
            panel.facet.name,
            [
                {"value": choice.value, "label": choice.shown.text, "count": choice.count}
                for choice in (*panel.first, *panel.rest)
            ],
        )
