"""The page of a list: a filter by name, a hundred rows, the way to the rest and to its files."""

from http import HTTPStatus

from fastapi import APIRouter, Request
from starlette.responses import Response

from trips_graph.web.asked import Fields, read_fields, read_page, write_fields
from trips_graph.web.languages.addresses import path_of
from trips_graph.web.languages.locale import say
from trips_graph.web.linked.links import Link, form_links, page_links, write_links
from trips_graph.web.pages.lists.entries import (
    Entries,
    filter_entries,
    list_submitters,
    list_years,
    read_entries,
    show_cells,
)  # fmt: skip
from trips_graph.web.pages.lists.listings import LISTINGS
from trips_graph.web.pages.route import PageRoute
from trips_graph.web.problems import Declined
from trips_graph.web.reader import Reader, ReaderOf
from trips_graph.web.shown import Shown

router = APIRouter(tags=["Pages"], route_class=PageRoute)

PAGE = 100


def get_list(request: Request, reader: ReaderOf) -> Response:
    """Return one page of the list that the path names."""
    name = path_of(request).removeprefix("/")
    listing = LISTINGS[name]
    fields = read_fields(request.query_params.multi_items(), {**listing.fields, "page": ""})
    page = read_page(fields)
    entries = read_entries(reader, name, listing)
    rows = filter_entries(reader, entries, fields)
    shown = rows[(page - 1) * PAGE : page * PAGE]
    if page > 1 and not shown:
        raise Declined(HTTPStatus.NOT_FOUND, say("The list ends before this page."))
    response = reader.page(
        "lists/list.html", request, listing=listing, name=name, page=page,
        query=write_query(fields), rows=tuple(show_cells(reader, entries, shown)), found=len(rows),
        every=len(entries.rows), more=len(rows) > page * PAGE, choices=_choices(reader, entries),
        fields={field: values[0] for field, values in fields.items() if field != "page"},
        title=reader.gettext(listing.title),
    )  # fmt: skip
    response.headers["Link"] = write_links(_links(reader, name, fields, len(rows)))
    return response


for _name, _listing in LISTINGS.items():
    router.add_api_route(
        f"/{_name}", get_list, methods=["GET", "HEAD"], summary=_listing.title,
        name=_name, operation_id=f"list_{_name}", include_in_schema=False,
    )  # fmt: skip


def write_query(fields: Fields) -> str:
    """Return the fields of an address without the page, and the mark before them."""
    pairs = [(name, value) for name, values in fields.items() for value in values if name != "page"]
    return write_fields(pairs)


def _choices(reader: Reader, entries: Entries) -> dict[str, dict[str, Shown]]:
    """Return what the fields of a list can be chosen from."""
    if "submitter" not in entries.listing.fields:
        return {}
    years = {year: Shown(year) for year in list_years(entries)}
    return {"submitter": list_submitters(reader, entries), "year": years}


def _links(reader: Reader, name: str, fields: Fields, found: int) -> tuple[Link, ...]:
    path, query = reader.at(f"/{name}"), write_query(fields)
    files = {"text/csv": "csv", "application/json": "json"}
    forms = {kind: f"{path}.{suffix}{query}" for kind, suffix in files.items()}
    page, last = read_page(fields), max(-(-found // PAGE), 1)
    return (*page_links(path + query, page, last), *form_links(forms))
