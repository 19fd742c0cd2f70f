"""Unresolved mentions: names that no authority record answers to, and where each is written."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import Query, Request
from starlette.responses import Response

from trips_graph.model.coverage import Mention
from trips_graph.model.index import fold
from trips_graph.web.languages.locale import mark, say
from trips_graph.web.pages.quality.record import mentions_of
from trips_graph.web.pages.quality.tables import Table
from trips_graph.web.problems import Declined
from trips_graph.web.reader import Reader, ReaderOf

PAGE = 50
PLACES_SHOWN = 20
PATH = "/quality/unresolved"
HEADINGS = {
    "text": mark("Name as written"),
    "role": mark("Named as"),
    "number": mark("Report"),
    "line": mark("Line"),
    "section": mark("Section"),
    "paragraph": mark("Paragraph"),
    "quote": mark("Quote"),
    "told": mark("What was tried"),
    "mention": mark("IRI"),
    "report": mark("IRI of the report"),
    "evidence": mark("IRI of the passage"),
    "original": mark("Original"),
    "decision": mark("Decision"),
}


@dataclass(frozen=True, slots=True)
class Name:
    """A name, as what it stands, and every place where it is written."""

    text: str
    role: str
    places: tuple[Mention, ...]


def get_unresolved(
    request: Request, reader: ReaderOf, page: Annotated[int, Query(ge=1, le=10_000)] = 1
) -> Response:
    """Return one page of the names, the most frequent first."""
    mentions = mentions_of(reader.site)
    names = group_names(mentions)
    shown = names[(page - 1) * PAGE : page * PAGE]
    if page > 1 and not shown:
        raise Declined(HTTPStatus.NOT_FOUND, say("The list ends before this page."))
    return reader.page(
        "quality/unresolved.html", request, title=reader.gettext("Names left open"), page=page,
        names=shown, all=len(names), mentions=len(mentions), more=len(names) > page * PAGE,
        places_shown=PLACES_SHOWN,
    )  # fmt: skip


def table_of(reader: Reader) -> Table:
    """Return every mention as a table."""
    return Table(HEADINGS, lambda: [asdict(mention) for mention in mentions_of(reader.site)])


def group_names(mentions: Iterable[Mention]) -> list[Name]:
    """Return the names with their places, the most frequent first."""
    grouped: dict[tuple[str, str], list[Mention]] = {}
    for mention in mentions:
        grouped.setdefault((mention.text, mention.role), []).append(mention)
    names = (Name(text, role, tuple(places)) for (text, role), places in grouped.items())
    return sorted(names, key=lambda name: (-len(name.places), fold(name.text), name.role))
