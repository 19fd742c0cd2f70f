"""The matrix of submitters and beneficiaries: who reported activities for whom."""

from functools import partial

from trips_graph.web.languages.locale import mark
from trips_graph.web.pages.pictures.acronyms import name_heads
from trips_graph.web.pages.pictures.counts import Count, read_counts
from trips_graph.web.pages.pictures.crosstab import REST, UNRECOGNISED, Crosstab, make_crosstab
from trips_graph.web.pages.pictures.drawing.chart import Chart, Kind, Words
from trips_graph.web.pages.pictures.picture import (
    EMPTY,
    Picture,
    Subject,
    Wanted,
    describe,
    name_others,
    name_thing,
)
from trips_graph.web.reader import Reader
from trips_graph.web.shown import Shown

BENEFICIARIES, SUBMITTERS = 20, 8
"""As many have a row and a column of their own in the picture; the others are summed."""


def make_matrix(reader: Reader, wanted: Wanted) -> Picture:
    """Return how many activities each submitter reported for each beneficiary, or for each LDC."""
    whole = make_crosstab(
        (_key(row), row["submitter"], int(row["activities"]))
        for row in read_counts(reader.site, "matrix")
        if not wanted.ldc or row["ldc"] == "true"
    )
    cut = whole.cut(BENEFICIARIES, SUBMITTERS)
    name_row = partial(_name, reader, reader.gettext("No beneficiary stated"), _rest(whole, cut)[0])
    name_column = partial(
        _name, reader, reader.gettext("Submitter not recognised"), _rest(whole, cut)[1]
    )
    title = reader.gettext("Submitters and LDCs") if wanted.ldc else reader.gettext(MATRIX.title)
    headings = reader.gettext("Beneficiary"), reader.gettext("Submitter")
    heads = name_heads(reader, (key for key in cut.columns if key != REST))
    marks = cut.marks(
        name_row,
        lambda key: Shown(heads[key]) if key in heads else name_column(key),
        reader.locale.number,
    )
    words = Words(
        reader.language, title, describe(reader, marks, {}),
        headings[1], headings[0], reader.gettext("Activities"), "0", reader.gettext(EMPTY),
    )  # fmt: skip
    return Picture(
        Chart(Kind.MATRIX, marks),
        words,
        cut.table(headings[0], name_row, name_column),
        wanted=wanted,
        fuller=partial(whole.table, headings[0], name_row, name_column),
    )


def _key(row: Count) -> str:
    return UNRECOGNISED if row["unrecognised"] else row["beneficiary"]


def _rest(whole: Crosstab, cut: Crosstab) -> tuple[int, int]:
    """Return how many rows and columns were summed as the others."""
    return (
        len(whole.rows) - len(cut.rows) + (REST in cut.rows),
        len(whole.columns) - len(cut.columns) + (REST in cut.columns),
    )


def _name(reader: Reader, unknown: str, others: int, key: str) -> Shown:
    if key == REST:
        return Shown(name_others(reader, others))
    if key == UNRECOGNISED:
        return Shown(reader.gettext("Name not recognised"))
    return name_thing(reader, key) if key else Shown(unknown)


MATRIX = Subject(
    "matrix",
    mark("Submitters and beneficiaries"),
    mark("How many activities each submitter reported for each beneficiary."),
    (
        mark("Counts are participations: an activity for three Members counts three times. Those "
             "with the most have a row or a column of their own, the others are summed; the CSV "
             "has them all."),
        mark("An activity whose report states no beneficiary counts in the last row: unknown, "
             "not all Members. A name that no authority table knows counts in the row before. "
             "Groups count for none of their members."),
        mark("Where LDCs alone are shown, each is one as of the start of the activity or, where "
             "none is stated, as of the beginning of the year of its report; groups of LDCs are "
             "left out."),
    ),
    make_matrix,
    tells_ldcs=True,
)  # fmt: skip
