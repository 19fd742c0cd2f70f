"""The timeline of one Member, organisation or group: activities for it and by it, by year."""

from collections import Counter
from collections.abc import Mapping
from http import HTTPStatus

from trips_graph.model.index import fold
from trips_graph.web.languages.locale import mark, say
from trips_graph.web.pages.pictures.counts import Count, read_counts
from trips_graph.web.pages.pictures.drawing.chart import Chart, Kind, Mark, Words
from trips_graph.web.pages.pictures.drawing.names import print_name
from trips_graph.web.pages.pictures.picture import (
    EMPTY,
    Picture,
    Subject,
    Wanted,
    describe,
    name_thing,
)
from trips_graph.web.pages.pictures.table import Cell, Table
from trips_graph.web.pages.pictures.years import fill_years, tell_undated
from trips_graph.web.problems import Declined
from trips_graph.web.reader import Reader
from trips_graph.web.shown import Shown

ROLES = ("beneficiary", "submitter")


def make_timeline(reader: Reader, wanted: Wanted) -> Picture:
    """Return the activities of a party by year, for it and by it; of the most named by default."""
    found = read_counts(reader.site, "timeline")
    iri = _find(reader, wanted.of) if wanted.of else _most_named(found)
    counts = {
        (row["role"], row["year"]): int(row["activities"]) for row in found if row["party"] == iri
    }
    labels = dict(
        zip(ROLES, (reader.gettext("As beneficiary"), reader.gettext("As submitter")), strict=True)
    )
    roles = [role for role in ROLES if any(role == told for told, _ in counts)]
    years = fill_years({year: 1 for _, year in counts if year})
    marks = tuple(
        Mark(count := counts.get((role, year), 0), reader.locale.number(count), year, labels[role])
        for role in roles
        for year in years
    )
    headings = (reader.gettext("Year of start"), *(labels[role] for role in roles))
    rows: list[tuple[Cell, ...]] = [
        (Shown(year), *(counts.get((role, year), 0) for role in roles)) for year in years
    ]
    if _undated(counts):
        undated = (counts.get((role, ""), 0) for role in roles)
        rows.append((Shown(reader.gettext("No date")), *undated))
    title = reader.gettext(TIMELINE.title)
    if iri:
        title += reader.gettext(": ") + print_name(name_thing(reader, iri).text)
    words = Words(
        reader.language, title, describe(reader, marks, {}), headings[0], "",
        reader.gettext("Activities"), "0", reader.gettext(EMPTY),
    )  # fmt: skip
    table = Table(headings, tuple(rows))
    return Picture(
        Chart(Kind.LINES, marks), words, table, tell_undated(reader, _undated(counts)),
        wanted=Wanted(iri.removeprefix(reader.site.iri("id/"))), choices=_choices(reader, found),
    )  # fmt: skip


def _find(reader: Reader, of: str) -> str:
    """Return the IRI of a party by its kind and key. Errors: 404 for what is not known."""
    iri = reader.site.iri(f"id/{of}")
    if iri not in reader.site.vocabulary:
        said = say("This release has no Member, organisation or group of that key.")
        raise Declined(HTTPStatus.NOT_FOUND, said)
    return iri


def _most_named(found: tuple[Count, ...]) -> str:
    """Return the beneficiary of the most activities; "" where there is none."""
    sums: Counter[str] = Counter()
    for row in found:
        sums[row["party"]] += int(row["activities"]) * (row["role"] == ROLES[0])
    return min(sums, key=lambda iri: (-sums[iri], iri), default="")


def _choices(reader: Reader, found: tuple[Count, ...]) -> tuple[tuple[str, str], ...]:
    """Return who has activities, by kind and key, in the order of their names."""
    keys = {
        row["party"].removeprefix(reader.site.iri("id/")): name_thing(reader, row["party"]).text
        for row in found
    }
    return tuple(sorted(keys.items(), key=lambda pair: (fold(pair[1]), pair[0])))


def _undated(counts: Mapping[tuple[str, str], int]) -> int:
    return sum(count for (_, year), count in counts.items() if not year)


TIMELINE = Subject(
    "timeline",
    mark("Activities over the years"),
    mark("Activities that name one Member, organisation or group as a beneficiary, and those that "
         "it reported itself."),
    (
        mark("The year is that of the start as the report states it. What a group of beneficiaries "
             "was named for does not count for its members."),
    ),
    make_timeline,
    is_of_one=True,
)  # fmt: skip
