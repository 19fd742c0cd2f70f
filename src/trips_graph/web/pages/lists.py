"""Lists: one simple table for each kind of thing, a hundred rows a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pyoxigraph import Literal
from starlette.exceptions import HTTPException
from starlette.responses import Response

from trips_graph.web.linked.links import page_links, write_links
from trips_graph.web.pages.accepting import PAGE_ONLY
from trips_graph.web.site import Site, SiteOf

router = APIRouter(tags=["Pages"], dependencies=PAGE_ONLY)

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
        "Reports",
        "What Members and organisations filed, the newest first.",
        (
            Column("Report", "number", "report"),
            Column("Submitted by", "submitterName", "submitter"),
            Column("Year", "year", narrow=True),
            Column("Circulated", "issued", narrow=True),
            Column("Symbol", "symbol", narrow=True),
            Column("Table of programmes", "state"),
        ),
    ),
    "activities": Listing(
        "Activities",
        "What was done, by start date as stated. An activity without beneficiaries is one whose "
        "report does not state them: unknown, not all Members.",
        (
            Column("Activity", "title", "activity"),
            Column("Start", "start", narrow=True),
            Column("Reported by", "byName", "by"),
            Column("Beneficiaries", "beneficiaries"),
            Column("Status", "status"),
        ),
    ),
    "members": Listing(
        "Members and observers",
        "WTO Members and observers, by the names that the WTO writes. Counts are participations: "
        "an activity for three Members counts three times.",
        (
            Column("Name", "name", "member"),
            Column("As", "class"),
            Column("Kind", "kind"),
            Column("Member since", "joined", narrow=True),
            Column("Activities", "activities", number=True),
        ),
    ),
    "organisations": Listing(
        "Organisations",
        "Organisations that submit reports or take part in what is reported.",
        (
            Column("Name", "name", "organisation"),
            Column("Kind", "kind"),
            Column("Reports", "reports", number=True),
        ),
    ),
    "groups": Listing(
        "Groups of beneficiaries",
        "Groups that reports name as a whole; they are never expanded into their members.",
        (Column("Name", "name", "group"), Column("Activities", "activities", number=True)),
    ),
    "tools": Listing(
        "Tools",
        "Tools and e-learning modules that activities or reports use.",
        (Column("Name", "name", "tool"), Column("Used by", "uses", number=True)),
    ),
}


def get_list(
    request: Request, site: SiteOf, page: Annotated[int, Query(ge=1, le=10_000)] = 1
) -> Response:
    """Return one page of the list that the path names."""
    name = request.url.path.removeprefix("/")
    listing = LISTINGS[name]
    found = site.ask(name, limit=PAGE, skip=(page - 1) * PAGE)
    if page > 1 and not found.rows:
        raise HTTPException(HTTPStatus.NOT_FOUND, "The list ends before this page.")
    response = site.page(
        "list.html", request, listing=listing, rows=found.records(), name=name, page=page,
        more=found.more, title=listing.title,
    )  # fmt: skip
    last = -(-_total(site, name) // PAGE) if found.more else page
    response.headers["Link"] = write_links(page_links(f"/{name}", page, last))
    return response


def _total(site: Site, name: str) -> int:
    """Return how many rows a list has."""
    totals = {str(row["list"]): row["total"] for row in site.ask("totals").records()}
    total = totals[f'"{name}"']
    return int(total.value) if isinstance(total, Literal) else 0


for _name, _listing in LISTINGS.items():
    router.add_api_route(
        f"/{_name}", get_list, methods=["GET", "HEAD"], summary=_listing.title,
        name=_name, operation_id=f"list_{_name}", include_in_schema=False,
    )  # fmt: skip
