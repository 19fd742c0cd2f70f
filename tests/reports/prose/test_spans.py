"""Spans of dates in prose: as precise as printed, or none."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trips_graph.reports.prose.spans import SPAN, read_when


@pytest.mark.parametrize(
    ("printed", "start", "end"),
    [
        ("5-6 May 2021", "2021-05-05", "2021-05-06"),
        ("5 and 6 May 2021", "2021-05-05", "2021-05-06"),
        ("26 to 30 April 2021", "2021-04-26", "2021-04-30"),
        ("30 September to 1 October 2019", "2019-09-30", "2019-10-01"),
        ("28 December 2020 - 3 January 2021", "2020-12-28", "2021-01-03"),
        ("September 15-18, 2021", "2021-09-15", "2021-09-18"),
        ("April 26 to May 5, 2021", "2021-04-26", "2021-05-05"),
        ("3rd of May 2021", "2021-05-03", "2021-05-03"),
        ("May 3, 2021", "2021-05-03", "2021-05-03"),
        ("April 1996 to March 2022", "1996-04", "2022-03"),
        ("October to December 2018", "2018-10", "2018-12"),
        ("May 2019", "2019-05", "2019-05"),
        ("2018–2022", "2018", "2022"),
        ("2011-12", "2011", "2012"),
        ("2020/21", "2020", "2021"),
        ("2019", "2019", "2019"),
    ],
)
def test_spans_are_read_as_precisely_as_printed(printed: str, start: str, end: str) -> None:
    assert re.fullmatch(SPAN, printed)
    period = read_when(printed)
    assert period is not None
    assert (period.start, period.end) == (start, end)


@pytest.mark.parametrize(
    "printed",
    [
        "5 and 12 May 2021",  # two days, no span
        "31 June 2021",
        "6-5 May 2021",
        "2022-2018",
        "March 2019 to 2020",  # two precisions
        "30 December to 2 January 2021",  # the year of the first day is not printed
    ],
)
def test_what_is_no_span_is_none(printed: str) -> None:
    assert read_when(printed) is None


@pytest.mark.parametrize("text", ["26, 27 and 28 April 2021", "2021-05-03", "1/5/2019"])
def test_parts_of_other_dates_are_no_span_of_days(text: str) -> None:
    match = re.search(SPAN, text)
    assert match is None or "and" not in match.group()


@given(st.text(alphabet="0123456789 -/,aMy to", max_size=30))
def test_any_text_is_a_span_or_none(text: str) -> None:
    for match in re.finditer(SPAN, f"{text} May 2021"):
        read_when(match.group())
