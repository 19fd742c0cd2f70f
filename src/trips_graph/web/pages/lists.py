"""Lists: one simple table for each kind of thing, a hundred rows a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pyoxigraph import Literal
from starlette.responses import Response

from trips_graph.web.languages.addresses import path_of
from trips_graph.web.languages.locale import mark, say
from trips_graph.web.linked.links import page_links, write_links
from trips_graph.web.pages.route import PageRoute
from trips_graph.web.problems import Declined
from trips_graph.web.reader import Reader, ReaderOf

router = APIRouter(tags=["Pages"], route_class=PageRoute)

PAGE = 100


@dataclass(frozen=True, slots=True)
class Column:
    """A column: heading, the variable it shows, the variable of the thing it links to, its look."""

    heading: str
    variable: str
    thing: str = ""
    number: bool = False
    narrow: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: its title, what a reader should know, its columns; the query has its name."""

    title: str
    about: str
    columns: tuple[Column, ...]


LISTINGS: Mapping[str, Listing] = {
    "reports": Listing(
        mark("Reports"),
        mark("What Members and organisations filed, the newest first."),
        (
            Column(mark("Report"), "number", "report"),
            Column(mark("Submitted by"), "submitterName", "submitter"),
            Column(mark("Year"), "year", narrow=True),
            Column(mark("Circulated"), "issued", narrow=True),
            Column(mark("Symbol"), "symbol", narrow=True),
            Column(mark("Table of programmes"), "state"),
        ),
    ),
    "activities": Listing(
        mark("Activities"),
        mark(
            "What was done, by start date as stated. An activity without beneficiaries is one "
            "whose report does not state them: unknown, not all Members."
        ),
        (
            Column(mark("Activity"), "title", "activity"),
            Column(mark("Start"), "start", narrow=True),
            Column(mark("Reported by"), "byName", "by"),
            Column(mark("Beneficiaries"), "beneficiaries"),
            Column(mark("Status"), "status"),
        ),
    ),
    "members": Listing(
        mark("Members and observers"),
        mark(
            "WTO Members and observers, by the names that the WTO writes. Counts are "
            "participations: an activity for three Members counts three times."
        ),
        (
            Column(mark("Name"), "name", "member"),
            Column(mark("As"), "class"),
            Column(mark("Kind"), "kind"),
            Column(mark("Member since"), "joined", narrow=True),
            Column(mark("Activities"), "activities", number=True),
        ),
    ),
    "organisations": Listing(
        mark("Organisations"),
        mark("Organisations that submit reports or take part in what is reported."),
        (
            Column(mark("Name"), "name", "organisation"),
            Column(mark("Kind"), "kind"),
            Column(mark("Reports"), "reports", number=True),
        ),
    ),
    "groups": Listing(
        mark("Groups of beneficiaries"),
        mark("Groups that reports name as a whole; they are never expanded into their members."),
        (
            Column(mark("Name"), "name", "group"),
            Column(mark("Activities"), "activities", number=True),
        ),
    ),
    "tools": Listing(
        mark("Tools"),
        mark("Tools and e-learning modules that activities or reports use."),
        (Column(mark("Name"), "name", "tool"), Column(mark("Used by"), "uses", number=True)),
    ),
}


def get_list(
    request: Request, reader: ReaderOf, page: Annotated[int, Query(ge=1, le=10_000)] = 1
) -> Response:
    """Return one page of the list that the path names."""
    name = path_of(request).removeprefix("/")
    listing = LISTINGS[name]
    found = reader.ask(name, limit=PAGE, skip=(page - 1) * PAGE)
    if page > 1 and not found.rows:
        raise Declined(HTTPStatus.NOT_FOUND, say("The list ends before this page."))
    total = _total(reader, name)
    response = reader.page(
        "lists/list.html", request, listing=listing, rows=found.records(), name=name, page=page,
        more=found.more, total=total, title=reader.gettext(listing.title),
    )  # fmt: skip
    last = max(-(-total // PAGE), 1)
    response.headers["Link"] = write_links(page_links(f"/{name}", page, last))
    return response


def _total(reader: Reader, name: str) -> int:
    """Return how many rows a list has."""
    totals = {str(row["list"]): row["total"] for row in reader.ask("totals").records()}
    total = totals.get(f'"{name}"')
    return int(total.value) if isinstance(total, Literal) else 0


for _name, _listing in LISTINGS.items():
    router.add_api_route(
        f"/{_name}", get_list, methods=["GET", "HEAD"], summary=_listing.title,
        name=_name, operation_id=f"list_{_name}", include_in_schema=False,
    )  # fmt: skip
