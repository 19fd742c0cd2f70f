"""Activities per year: by the year in which they started, as stated; without one, counted apart."""

from trips_graph.web.languages.locale import mark
from trips_graph.web.pages.pictures.counts import read_counts
from trips_graph.web.pages.pictures.drawing.chart import Chart, Kind, Mark, Words
from trips_graph.web.pages.pictures.picture import EMPTY, Picture, Subject, Wanted, describe
from trips_graph.web.pages.pictures.table import Table
from trips_graph.web.reader import Reader
from trips_graph.web.shown import Shown

LONGEST = 120
"""Years between first and last that are all shown; over more, only those with something."""


def make_years(reader: Reader, _: Wanted) -> Picture:
    """Return how many activities started in each year."""
    found = {row["year"]: int(row["activities"]) for row in read_counts(reader.site, "years")}
    undated = found.pop("", 0)
    years = fill_years(found)
    marks = tuple(
        Mark(count := found.get(year, 0), reader.locale.number(count), year) for year in years
    )
    headings = (reader.gettext("Year of start"), reader.gettext("Activities"))
    rows = [(Shown(mark.across), int(mark.value)) for mark in marks]
    if undated:
        rows.append((Shown(reader.gettext("No date")), undated))
    words = Words(
        reader.language, reader.gettext(YEARS.title), describe(reader, marks, {}), headings[0], "",
        headings[1], "0", reader.gettext(EMPTY),
    )  # fmt: skip
    table = Table(headings, tuple(rows))
    return Picture(Chart(Kind.COLUMNS, marks), words, table, tell_undated(reader, undated))


def tell_undated(reader: Reader, count: int) -> tuple[str, ...]:
    """Return the note on activities that state no start; none where there are none."""
    if not count:
        return ()
    told = reader.locale.ngettext(
        "One activity states no start; it is in the table, not in the picture.",
        "%(count)s activities state no start; they are in the table, not in the picture.",
        count,
    )
    return (told % {"count": reader.locale.number(count)},)


def fill_years(found: dict[str, int]) -> tuple[str, ...]:
    """Return the years from the first to the last, those without anything, too."""
    years = sorted(int(year) for year in found if year.isdecimal())
    if years and years[-1] - years[0] < LONGEST:
        years = list(range(years[0], years[-1] + 1))
    return tuple(map(str, years))


YEARS = Subject(
    "years",
    mark("Activities per year"),
    mark("How many activities started in each year."),
    (
        mark("The year is that of the start as the report states it, whichever year reports it."),
        mark("An activity that runs for several years counts in its first year alone."),
    ),
    make_years,
)  # fmt: skip
