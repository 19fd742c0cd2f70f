"""The page of a view: facets with counts beside the activities, filters that are set, pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import APIRouter, Request
from pyoxigraph import NamedNode
from starlette.responses import Response

from trips_graph.web.index import Index, NoIndex, index_of
from trips_graph.web.languages.locale import mark, say
from trips_graph.web.linked.links import Link, form_links, page_links, write_links
from trips_graph.web.pages.explore.panels import (
    Filter,
    list_alone,
    list_filters,
    list_remedies,
    make_panels,
)  # fmt: skip
from trips_graph.web.pages.explore.rows import Named, read_portion
from trips_graph.web.pages.explore.selection import Selection, select
from trips_graph.web.pages.explore.view import PAGE, PATH, View, read_view
from trips_graph.web.pages.route import PageRoute
from trips_graph.web.problems import Declined
from trips_graph.web.reader import Reader, ReaderOf
from trips_graph.web.shown import Shown

router = APIRouter(tags=["Pages"], route_class=PageRoute)

TITLE = mark("Activities")
ORDER_NAMES = {
    "newest": mark("Newest start first"),
    "oldest": mark("Oldest start first"),
    "title": mark("Title"),
    "submitter": mark("Who reported it"),
}
_LINKED = 12


@dataclass(frozen=True, slots=True)
class Cells:
    """An activity as the page shows it: dates as stated, things with their links."""

    title: Shown
    start: str
    submitter: tuple[Shown, ...]
    report: tuple[Shown, ...]
    beneficiaries: tuple[Shown, ...]
    more: int
    status: tuple[Shown, ...]
    kinds: tuple[Shown, ...]


def get_activities(request: Request, reader: ReaderOf) -> Response:
    """Return the page of the view that the fields of the address ask for."""
    title = reader.gettext(TITLE)
    try:
        index = index_of(reader.site.release)
    except NoIndex:
        return reader.page("explore/closed.html", request, title=title)
    view = read_view(index, request.query_params.multi_items(), reader.locale)
    selection = select(index, view)
    found = len(selection.chosen)
    if view.page > 1 and found <= (view.page - 1) * PAGE:
        raise Declined(HTTPStatus.NOT_FOUND, say("The list ends before this page."))
    filters = list_filters(index, view, reader.locale)
    response = reader.page(
        "explore/explore.html", request, heading=title, title=_title(reader, title, filters),
        view=view, filters=filters, found=found, every=len(selection.every), orders=ORDER_NAMES,
        rows=_rows(reader, index, view, selection), first=(view.page - 1) * PAGE + 1,
        more=found > view.page * PAGE, panels=make_panels(index, view, selection, reader.locale),
        remedies=() if found else list_remedies(view, selection),
        alone=() if found else list_alone(view, selection),
    )  # fmt: skip
    response.headers["Link"] = write_links(_links(reader, view, found))
    return response


router.add_api_route(
    PATH, get_activities, methods=["GET", "HEAD"], summary=TITLE, name="activities",
    include_in_schema=False,
)  # fmt: skip


def _title(reader: Reader, title: str, filters: tuple[Filter, ...]) -> str:
    """Return what a browser calls the view: the filters tell it from others."""
    named = ", ".join(item.shown.text for item in filters)
    return title + reader.gettext(": ") + named if named else title


def _links(reader: Reader, view: View, found: int) -> tuple[Link, ...]:
    forms = {"text/csv": "csv", "application/json": "json", "text/turtle": "ttl"}
    last = max(-(-found // PAGE), 1)
    return (
        *page_links(reader.at(view.at_page(1).address), view.page, last),
        *form_links({kind: reader.at(view.file(suffix)) for kind, suffix in forms.items()}),
    )


def _rows(reader: Reader, index: Index, view: View, selection: Selection) -> tuple[Cells, ...]:
    ids = index.page(selection.chosen, view.order, (view.page - 1) * PAGE, PAGE)
    portion = read_portion(index, ids, reader.language)
    return tuple(
        Cells(
            Shown(row.activity.title or row.activity.key, row.activity.language,
                  reader.href(row.iri)),
            row.activity.start or "",
            _show(reader, row.named["submitter"]),
            _show(reader, row.named["report"]),
            _show(reader, row.named["beneficiary"][:_LINKED]),
            max(len(row.named["beneficiary"]) - _LINKED, 0),
            _show(reader, row.named["status"]),
            _show(reader, (*row.named["type"], *row.named["topic"])),
        )
        for row in portion.rows
    )  # fmt: skip


def _show(reader: Reader, named: Iterable[Named]) -> tuple[Shown, ...]:
    return tuple(
        reader.show(NamedNode(item.thing.iri), {item.thing.iri: item.name}) for item in named
    )
