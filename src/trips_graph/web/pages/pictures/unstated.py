"""What is not stated: rows without a start or a beneficiary, by report."""

from collections import Counter
from dataclasses import dataclass

from trips_graph.terms import PREFIXES
from trips_graph.web.languages.locale import mark
from trips_graph.web.pages.pictures.counts import read_counts
from trips_graph.web.pages.pictures.drawing.chart import Chart, Kind, Mark, Words
from trips_graph.web.pages.pictures.picture import (
    EMPTY,
    Picture,
    Subject,
    Wanted,
    describe,
    name_thing,
)
from trips_graph.web.pages.pictures.table import Cell, Table
from trips_graph.web.reader import Reader
from trips_graph.web.shown import Shown

DRAWN, LISTED = 25, 200
"""Reports in the picture and in the table of the page; the CSV has them all."""
_LACKS = ("undated", "unassigned", "unresolved")
_STATUSES = {
    PREFIXES["tg"] + "beneficiary-status-not-stated": "unassigned",
    PREFIXES["tg"] + "beneficiary-status-unresolved": "unresolved",
}


@dataclass(frozen=True, slots=True)
class _Report:
    """A report, its rows, and how many of them lack what."""

    iri: str
    number: str
    submitter: str
    year: str
    rows: int
    lacks: tuple[int, ...]


def make_unstated(reader: Reader, _: Wanted) -> Picture:
    """Return how many rows of each report lack a start or a beneficiary, the most first."""
    reports = _read_reports(reader)
    lacking = tuple(report for report in reports if any(report.lacks))
    heads = (
        reader.gettext("No start"), reader.gettext("No beneficiary"),
        reader.gettext("Name not recognised"),
    )  # fmt: skip
    marks = tuple(
        Mark(count, reader.locale.number(count), head, _label(reader, report))
        for report in lacking[:DRAWN]
        for count, head in zip(report.lacks, heads, strict=True)
    )
    headings = (
        reader.gettext("Report"), reader.gettext("Submitter"), reader.gettext("Year"),
        reader.gettext("Rows"), *heads,
    )  # fmt: skip

    def make_table(listed: int | None = None) -> Table:
        return Table(headings, tuple(_row(reader, report) for report in reports[:listed]))

    words = Words(
        reader.language, reader.gettext(UNSTATED.title), describe(reader, marks, {}), "",
        headings[0], headings[3], "0", reader.gettext(EMPTY),
    )  # fmt: skip
    return Picture(
        Chart(Kind.MATRIX, marks), words, make_table(LISTED),
        _notes(reader, len(lacking), len(reports)),
        fuller=make_table if len(reports) > LISTED else None,
    )  # fmt: skip


def _read_reports(reader: Reader) -> tuple[_Report, ...]:
    """Return the reports with rows, those that lack the most first."""
    facts = {row["report"]: row for row in read_counts(reader.site, "reports")}
    rows: Counter[str] = Counter()
    lacks: Counter[tuple[str, str]] = Counter()
    for row in read_counts(reader.site, "unstated"):
        report, count = row["report"], int(row["rows"])
        rows[report] += count
        if row["dated"] != "true":
            lacks[report, "undated"] += count
        if row["status"] in _STATUSES:
            lacks[report, _STATUSES[row["status"]]] += count
    found = (
        _Report(
            iri, known["number"], known["submitter"], known["year"], rows[iri],
            tuple(lacks[iri, lack] for lack in _LACKS),
        )
        for iri, known in facts.items()
        if iri in rows
    )  # fmt: skip
    return tuple(sorted(found, key=lambda report: (-sum(report.lacks), report.iri)))


def _row(reader: Reader, report: _Report) -> tuple[Cell, ...]:
    name = Shown(report.number or report.iri, href=reader.href(report.iri))
    return (name, _submitter(reader, report), Shown(report.year), report.rows, *report.lacks)


def _label(reader: Reader, report: _Report) -> str:
    named = (report.number, report.year, _submitter(reader, report).text)
    return ", ".join(filter(None, named))


def _submitter(reader: Reader, report: _Report) -> Shown:
    if not report.submitter:
        return Shown(reader.gettext("Submitter not recognised"))
    return name_thing(reader, report.submitter)


def _notes(reader: Reader, lacking: int, reports: int) -> tuple[str, ...]:
    told = reader.gettext(
        "%(lacking)s of %(reports)s reports with a table have such rows; the picture shows those "
        "with the most, at most %(drawn)s."
    )
    number = reader.locale.number
    return (
        told % {"lacking": number(lacking), "reports": number(reports), "drawn": number(DRAWN)},
    )


UNSTATED = Subject(
    "unstated",
    mark("Rows without a date or a beneficiary"),
    mark("How many rows of each report state no start, no beneficiary, or a name that no authority "
         "table knows."),
    (
        mark("A row can lack several. A beneficiary that is not stated is unknown: it is never all "
             "Members. Tables under Article 66.2 have no column for dates."),
    ),
    make_unstated,
)  # fmt: skip
