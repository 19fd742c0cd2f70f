"""Fields: dates, numbers, ordinals."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trips_graph.model.passage import PartialDate
from trips_graph.numerals import read_roman
from trips_graph.reports import fields


@given(st.dates(date(1900, 1, 1)))
def test_table_dates_are_day_first(day: date) -> None:
    assert fields.read_table_date(f"{day:%d/%m/}{day.year:04}") == day


@pytest.mark.parametrize("printed", ["31/02/2020", "00/01/2020", "01/13/2020", "29/02/2019"])
def test_days_that_no_calendar_has_are_none(printed: str) -> None:
    assert fields.read_table_date(printed) is None


@pytest.mark.parametrize(
    ("printed", "later", "expected"),
    [
        ("October 2018", None, "2018-10"),
        ("1 October 2019", None, "2019-10-01"),
        ("30 September", "2019-10-01", "2019-09-30"),
        ("30 September", None, None),
        ("30 December", "2019-01-05", None),
        ("31 June 2019", None, None),
        ("Octember 2019", None, None),
    ],
)
def test_dates_in_prose_keep_their_precision(
    printed: str, later: str | None, expected: str | None
) -> None:
    assert fields.read_date(printed, PartialDate(later) if later else None) == expected


@pytest.mark.parametrize(
    ("printed", "scale", "expected"),
    [
        ("859", None, "859"),
        ("7,377", None, "7377"),
        ("4.66", "million", "4660000"),
        ("1.5", None, "1.5"),
    ],
)
def test_numbers(printed: str, scale: str | None, expected: str) -> None:
    assert fields.read_number(printed, scale) == Decimal(expected)


def test_ordinals() -> None:
    assert fields.read_ordinal("16th") == 16
    assert [read_roman(numeral) for numeral in ("I", "IV", "IX", "XI", "XIV")] == [
        1, 4, 9, 11, 14
    ]  # fmt: skip
