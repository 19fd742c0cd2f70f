"""Cross tables: whatever is cut is summed, so that no count is lost."""

from hypothesis import given
from hypothesis import strategies as st

from trips_graph.web.pages.pictures.crosstab import REST, Crosstab, make_crosstab
from trips_graph.web.shown import Shown

KEYS = st.sampled_from(("", "a", "b", "c", "d", "e", "f"))
COUNTS = st.lists(st.tuples(KEYS, KEYS, st.integers(0, 50)), max_size=60)


@given(COUNTS, st.integers(1, 6), st.integers(1, 6))
def test_a_cut_keeps_the_sum_and_what_is_not_known(
    counts: list[tuple[str, str, int]], rows: int, columns: int
) -> None:
    whole = make_crosstab(counts)
    cut = whole.cut(rows, columns)
    assert sum(cut.counts.values()) == sum(count for _, _, count in counts)
    assert len([key for key in cut.rows if key]) <= rows + 1
    assert ("" in cut.rows) == ("" in whole.rows)
    assert sum(cut.at("", column) for column in cut.columns) == sum(
        count for row, _, count in counts if not row
    )


@given(COUNTS)
def test_the_largest_sums_stand_first_and_the_unknown_last(
    counts: list[tuple[str, str, int]],
) -> None:
    whole = make_crosstab(counts)
    sums = [sum(whole.at(row, column) for column in whole.columns) for row in whole.rows if row]
    assert sums == sorted(sums, reverse=True)
    assert "" not in whole.rows[:-1]


def test_a_rest_of_one_is_shown_as_itself() -> None:
    whole = make_crosstab([("a", "x", 3), ("b", "x", 2), ("c", "x", 1)])
    assert whole.cut(2, 1).rows == ("a", "b", "c")
    assert whole.cut(1, 1).rows == ("a", REST)


def test_picture_and_table_have_the_same_numbers() -> None:
    whole = Crosstab(("a", "b"), ("x", "y"), {("a", "x"): 3, ("b", "y"): 4})
    table = whole.table("corner", Shown, Shown)
    assert table.headings == ("corner", "x", "y")
    assert table.rows == ((Shown("a"), 3, 0), (Shown("b"), 0, 4))
    marks = whole.marks(Shown, Shown, str)
    assert [(mark.down, mark.across, mark.value) for mark in marks] == [
        ("a", "x", 3), ("a", "y", 0), ("b", "x", 0), ("b", "y", 4)
    ]  # fmt: skip
