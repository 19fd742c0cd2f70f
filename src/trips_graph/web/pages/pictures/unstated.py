"""What is not stated: rows without a start or a beneficiary, by report."""

from trips_graph.web.languages.locale import mark
from trips_graph.web.pages.pictures.counts import Count, read_counts
from trips_graph.web.pages.pictures.drawing.chart import Chart, Kind, Mark, Words
from trips_graph.web.pages.pictures.picture import EMPTY, Picture, Subject, describe, name_thing
from trips_graph.web.pages.pictures.table import Cell, Table
from trips_graph.web.reader import Reader
from trips_graph.web.shown import Shown

DRAWN, LISTED = 25, 200
"""Reports in the picture and in the table of the page; the CSV has them all."""
_LACKS = ("undated", "unassigned", "unresolved")


def make_unstated(reader: Reader, _: str) -> Picture:
    """Return how many rows of each report lack a start or a beneficiary, the most first."""
    found = sorted(read_counts(reader, "unstated"), key=lambda row: (-_lacks(row), row["report"]))
    lacking = [row for row in found if _lacks(row)]
    heads = (
        reader.gettext("No start"), reader.gettext("No beneficiary"),
        reader.gettext("Name not recognised"),
    )  # fmt: skip
    marks = tuple(
        Mark(int(row[lack]), reader.locale.number(int(row[lack])), head, _label(reader, row))
        for row in lacking[:DRAWN]
        for lack, head in zip(_LACKS, heads, strict=True)
    )
    headings = (
        reader.gettext("Report"), reader.gettext("Submitter"), reader.gettext("Year"),
        reader.gettext("Rows"), *heads,
    )  # fmt: skip
    rows = tuple(_row(reader, row) for row in found)
    words = Words(
        reader.language, reader.gettext(UNSTATED.title), describe(reader, marks, {}), "",
        headings[0], headings[3], "0", reader.gettext(EMPTY),
    )  # fmt: skip
    return Picture(
        Chart(Kind.MATRIX, marks), words, Table(headings, rows[:LISTED]), Table(headings, rows),
        _notes(reader, len(lacking), len(rows)),
    )  # fmt: skip


def _lacks(row: Count) -> int:
    return sum(int(row[lack]) for lack in _LACKS)


def _row(reader: Reader, row: Count) -> tuple[Cell, ...]:
    report = Shown(row["number"] or row["report"], href=reader.href(row["report"]))
    counts = (int(row[name]) for name in ("rows", *_LACKS))
    return (report, _submitter(reader, row), Shown(row["reportYear"]), *counts)


def _label(reader: Reader, row: Count) -> str:
    named = (row["number"], row["reportYear"], _submitter(reader, row).text)
    return ", ".join(filter(None, named))


def _submitter(reader: Reader, row: Count) -> Shown:
    if not row["submitter"]:
        return Shown(reader.gettext("Submitter not recognised"))
    return name_thing(reader, row["submitter"])


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
