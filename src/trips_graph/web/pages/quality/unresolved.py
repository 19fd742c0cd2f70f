"""Unresolved mentions: names that no authority record answers to, and where each is written."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import Query, Request
from pydantic import TypeAdapter
from pyoxigraph import Literal, NamedNode
from starlette.responses import Response

from trips_graph.web.languages.locale import mark, say
from trips_graph.web.pages.quality.record import findings_of, kept
from trips_graph.web.pages.quality.tables import Table
from trips_graph.web.problems import Declined
from trips_graph.web.querying.engine import Term
from trips_graph.web.reader import Reader, ReaderOf

PAGE = 50
PLACES_SHOWN = 20
PATH = "/quality/unresolved"
_MOST = 1_000_000
_CODES = ("name-unresolved", "name-ambiguous")
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
class Mention:
    """One name left open; `told` is what was tried, in English, with candidates if there are any.

    Terms are told by IRI; "" stands for what there is not.
    """

    text: str
    role: str
    number: str
    line: str
    section: str
    paragraph: str
    quote: str
    told: str
    mention: str
    report: str
    evidence: str
    original: str
    decision: str


@dataclass(frozen=True, slots=True)
class Name:
    """A name, as what it stands, and every place where it is written."""

    text: str
    role: str
    places: tuple[Mention, ...]


_ADAPTER = TypeAdapter(tuple[Mention, ...])


def get_unresolved(
    request: Request, reader: ReaderOf, page: Annotated[int, Query(ge=1, le=10_000)] = 1
) -> Response:
    """Return one page of the names, the most frequent first."""
    mentions = read_mentions(reader)
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
    return Table(HEADINGS, lambda: [asdict(mention) for mention in read_mentions(reader)])


def read_mentions(reader: Reader) -> tuple[Mention, ...]:
    """Return every unresolved mention, by name and report."""
    return kept(reader.site, "unresolved", lambda: _read(reader), _ADAPTER)


def group_names(mentions: Iterable[Mention]) -> list[Name]:
    """Return the names with their places, the most frequent first."""
    grouped: dict[tuple[str, str], list[Mention]] = {}
    for mention in mentions:
        grouped.setdefault((mention.text, mention.role), []).append(mention)
    names = (Name(text, role, tuple(places)) for (text, role), places in grouped.items())
    return sorted(names, key=lambda name: (-len(name.places), name.text, name.role))


def _read(reader: Reader) -> tuple[Mention, ...]:
    told = {
        (finding.report, finding.line): finding.message
        for finding in findings_of(reader.site)
        if finding.code in _CODES
    }
    rows = reader.ask("unresolved", _MOST).records()
    found = (_mention({name: _text(term) for name, term in row.items()}, told) for row in rows)
    return tuple(sorted(found, key=lambda item: (item.text, item.number, item.mention)))


def _mention(row: Mapping[str, str], told: Mapping[tuple[str, int | None], str]) -> Mention:
    line = int(row["line"]) if row["line"] else None
    message = told.get((row["number"], line), "")
    values = {name: row[name] for name in Mention.__dataclass_fields__ if name != "told"}
    return Mention(**values, told=message if repr(row["text"]) in message else "")


def _text(term: Term | None) -> str:
    return term.value if isinstance(term, Literal | NamedNode) else ""
