"""What is not reported: the years for which a submitter has no report in the release."""

from functools import partial

from trips_graph.model.index import fold
from trips_graph.web.languages.locale import mark
from trips_graph.web.pages.pictures.counts import read_counts
from trips_graph.web.pages.pictures.crosstab import REST, Crosstab
from trips_graph.web.pages.pictures.drawing.chart import Chart, Kind, Words
from trips_graph.web.pages.pictures.picture import (
    EMPTY,
    Picture,
    Subject,
    Wanted,
    name_others,
    name_thing,
)
from trips_graph.web.pages.pictures.table import Table
from trips_graph.web.pages.pictures.years import fill_years
from trips_graph.web.reader import Reader
from trips_graph.web.shown import Shown

SUBMITTERS, YEARS = 40, 40
"""As many have a row and a column of their own in the picture."""
_NONE = "–"
_UNKNOWN = Shown("")


def make_gaps(reader: Reader, _: Wanted) -> Picture:
    """Return how many reports of each year each submitter has in the release."""
    whole = _count(reader)
    cut = whole.cut(SUBMITTERS, YEARS)
    others = len(whole.rows) - len(cut.rows) + (REST in cut.rows)
    name_row = partial(_name_submitter, reader, others)
    name_column = partial(_name_year, reader)
    marks = cut.marks(
        name_row, name_column, lambda count: reader.locale.number(count) if count else _NONE
    )
    heading = reader.gettext("Submitter")
    words = Words(
        reader.language, reader.gettext(GAPS.title), _describe(reader, whole),
        reader.gettext("Year of the report"), heading, reader.gettext("Reports"), _NONE,
        reader.gettext(EMPTY),
    )  # fmt: skip
    table = _add_gaps(reader, whole, whole.table(heading, name_row, name_column))
    return Picture(Chart(Kind.MATRIX, marks), words, table)


def _count(reader: Reader) -> Crosstab:
    """Return the reports by submitter and year, submitters in the order of their names."""
    found = read_counts(reader.site, "gaps")
    counts = {(row["submitter"], row["year"]): int(row["reports"]) for row in found}
    submitters = {row["submitter"] for row in found}
    names = {iri: fold(name_thing(reader, iri).text) for iri in submitters if iri}
    years = fill_years({row["year"]: 1 for row in found if row["year"]})
    unknown = ("",) if any(not row["year"] for row in found) else ()
    ordered = sorted(submitters, key=lambda iri: (not iri, names.get(iri, ""), iri))
    return Crosstab(tuple(ordered), (*years, *unknown), counts)


def _missing(whole: Crosstab, submitter: str) -> int:
    """Return the years of the release of which a submitter has no report in it."""
    return sum(not whole.at(submitter, year) for year in whole.columns if year)


def _add_gaps(reader: Reader, whole: Crosstab, table: Table) -> Table:
    """Return the table with the sums of its gaps; a year without a report is unknown, not zero."""
    rows = zip(whole.rows, table.rows, strict=True)
    return Table(
        (*table.headings, reader.gettext("Years without a report")),
        tuple(
            (
                *(cell or _UNKNOWN for cell in row),
                _missing(whole, submitter) if submitter else _UNKNOWN,
            )
            for submitter, row in rows
        ),
    )


def _describe(reader: Reader, whole: Crosstab) -> str:
    named = tuple(filter(None, whole.rows))
    years = tuple(filter(None, whole.columns))
    if not whole.rows or not years:
        return reader.gettext(EMPTY)
    told = reader.gettext(
        "%(submitters)s submitters, %(first)s to %(last)s: of %(cells)s years of a submitter, "
        "%(gaps)s have no report in this release. All numbers stand in the table."
    )
    number = reader.locale.number
    return told % {
        "submitters": number(len(named)),
        "first": years[0],
        "last": years[-1],
        "cells": number(len(named) * len(years)),
        "gaps": number(sum(_missing(whole, submitter) for submitter in named)),
    }


def _name_submitter(reader: Reader, others: int, key: str) -> Shown:
    if key == REST:
        return Shown(name_others(reader, others))
    return name_thing(reader, key) if key else Shown(reader.gettext("Submitter not recognised"))


def _name_year(reader: Reader, key: str) -> Shown:
    if key == REST:
        return Shown(reader.gettext("Later"))
    return Shown(key or reader.gettext("Year not known"))


GAPS = Subject(
    "gaps",
    mark("Years without a report"),
    mark("For which years a submitter has reports in this release, and for which it has none."),
    (
        mark("A dash is a year of which this release has no report by that submitter. It may have "
             "reported all the same: the release need not hold every report, and a report whose "
             "year is not known may be of any."),
        mark("Reports under Article 67 and under Article 66.2 count alike. Organisations report by "
             "invitation: a year without a report is no omission of theirs."),
    ),
    make_gaps,
)  # fmt: skip
