"""Coverage: of each report, what could be read of its table; totals, and by kinds of reports."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import Annotated, TypeVar

from fastapi import Query, Request
from starlette.responses import Response

from trips_graph.model.coverage import Coverage
from trips_graph.model.index import fold
from trips_graph.web.languages.locale import mark, say
from trips_graph.web.pages.quality.record import coverage_of
from trips_graph.web.pages.quality.tables import Table
from trips_graph.web.problems import Declined
from trips_graph.web.reader import Reader, ReaderOf
from trips_graph.web.shown import Shown

PAGE = 100
PATH = "/quality/coverage"
HEADINGS = {
    "number": mark("Report"),
    "report": mark("IRI"),
    "article": mark("Article"),
    "submitter": mark("Submitted by"),
    "year": mark("Year"),
    "state": mark("Table of programmes"),
    "rendition": mark("Text"),
    "sections": mark("Sections"),
    "rows": mark("Rows"),
    "dated": mark("with a date"),
    "named": mark("with beneficiaries"),
    "unresolved": mark("Names left open"),
}


@dataclass(frozen=True, slots=True)
class Totals:
    """What was read of several reports."""

    reports: int
    rows: int
    dated: int
    named: int
    unresolved: int

    @property
    def dated_share(self) -> float:
        """The share of rows with a date, from 0 to 1."""
        return self.dated / self.rows if self.rows else 0.0

    @property
    def named_share(self) -> float:
        """The share of rows with beneficiaries, from 0 to 1."""
        return self.named / self.rows if self.rows else 0.0


Key = TypeVar("Key", str, bool)
_Line = tuple[Shown, Totals]


def get_coverage(
    request: Request, reader: ReaderOf, page: Annotated[int, Query(ge=1, le=10_000)] = 1
) -> Response:
    """Return one page of the reports, with totals before them."""
    reports = coverage_of(reader.site)
    shown = reports[(page - 1) * PAGE : page * PAGE]
    if page > 1 and not shown:
        raise Declined(HTTPStatus.NOT_FOUND, say("The list ends before this page."))
    return reader.page(
        "quality/coverage.html", request, title=reader.gettext("Coverage"), page=page,
        total=sum_up(reports), groups=_group(reader, reports), reports=shown,
        more=len(reports) > page * PAGE, show_text=reader.show_text,
    )  # fmt: skip


def table_of(reader: Reader) -> Table:
    """Return the coverage of every report as a table."""
    return Table(HEADINGS, lambda: [asdict(report) for report in coverage_of(reader.site)])


def sum_up(reports: Iterable[Coverage]) -> Totals:
    """Return the totals of some reports."""
    held = tuple(reports)
    return Totals(
        len(held),
        sum(report.rows for report in held),
        sum(report.dated for report in held),
        sum(report.named for report in held),
        sum(report.unresolved for report in held),
    )


def _group(reader: Reader, reports: Iterable[Coverage]) -> list[tuple[str, list[_Line]]]:
    """Return the totals by what tells kinds of reports apart."""
    held = tuple(reports)
    article = reader.gettext("Article %(number)s")
    layouts = {True: reader.gettext("numbered sections"), False: reader.gettext("no section")}
    return [
        (_BY_ARTICLE, _lines(held, lambda r: r.article, lambda k: Shown(article % {"number": k}))),
        (_BY_STATE, _lines(held, lambda r: r.state, reader.show_text)),
        (_BY_LAYOUT, _lines(held, lambda r: bool(r.sections), lambda k: Shown(layouts[k]))),
        (_BY_TEXT, _lines(held, lambda r: r.rendition, reader.show_text)),
    ]


_BY_ARTICLE = mark("By Article")
_BY_STATE = mark("By what the page shows of its table")
_BY_LAYOUT = mark("By layout of the narrative")
_BY_TEXT = mark("By where the text comes from")


def _lines(
    reports: Iterable[Coverage], key: Callable[[Coverage], Key], show: Callable[[Key], Shown]
) -> list[_Line]:
    grouped: dict[Key, list[Coverage]] = {}
    for report in reports:
        grouped.setdefault(key(report), []).append(report)
    lines = ((show(value), sum_up(group)) for value, group in grouped.items())
    return sorted(lines, key=lambda line: (-line[1].reports, fold(line[0].text)))
