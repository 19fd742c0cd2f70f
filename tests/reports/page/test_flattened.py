"""Pages of the old generation: numbers divide a line only where they count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports.pages import TITLE, read
from trips_graph.reports.page.flattened import Count, divide


def parts(line: str) -> list[str]:
    starts = divide(line, Count())
    ends = [*starts[1:], len(line)]
    return [line[start:end].strip() for start, end in zip(starts, ends, strict=True)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("1. One. 2. Two. 3. Three.", ["1. One.", "2. Two.", "3. Three."]),
        ("1 HEAD 1. One. 2. Two.", ["1 HEAD", "1. One.", "2. Two."]),
        ("1.1. One. 1.2. Two. 2.1. Three.", ["1.1. One.", "1.2. Two.", "2.1. Three."]),
        ("Said. _______________ 1. One.", ["Said.", "_______________", "1. One."]),
        (
            "A NOTE OF 18 MAY 2013 1.1. One. 1.2. Two.",
            ["A NOTE OF 18 MAY 2013", "1.1. One.", "1.2. Two."],
        ),
        ("One (; 1. Two (; 2. Three", ["One (;", "1. Two (;", "2. Three"]),
        (
            "A. First part 1. One. 2. Two. B. Second part 3. Three.",
            ["A. First part", "1. One.", "2. Two.", "B. Second part", "3. Three."],
        ),
        ("1. One. 2. Two. ANNEX 1. Three.", ["1. One.", "2. Two.", "ANNEX", "1. Three."]),
    ],
)
def test_ascending_numbers_divide(line: str, expected: list[str]) -> None:
    assert parts(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Since 2009. 3 offices were helped. 1. One came. 3. Three came.",
        "As said in Article 1. The rest is law. See paragraph 2. More follows.",
        "The cost was 2. 5 million. In 2011. 4 more came.",
        "Under Article 1.1. Members decide.",
        "It was held with UNESCO 1. That was good. Mr. A. Smith 7. More came.",
    ],
)
def test_other_numbers_do_not(line: str) -> None:
    assert parts(line) == [line]


def test_headings_and_paragraphs_of_one_line_are_told_apart() -> None:
    line = "1 FIRST PART 1. One. 2. Two. 2 SECOND PART 3. Three. 4. Four."
    report = read(f"{TITLE}\n\nNorway\n{line}")
    found = [
        (item.number, item.title, [p.number for p in item.paragraphs]) for item in report.sections
    ]
    assert found == [("1", "FIRST PART", [1, 2]), ("2", "SECOND PART", [3, 4])]


@given(
    st.lists(st.sampled_from(["1. A", "2. B", " 3. C.", "1 HEAD", "_" * 9, "1.1. D", ". ", "x"]))
)
def test_the_parts_are_the_line(pieces: list[str]) -> None:
    line = " ".join(pieces)
    starts = divide(line, Count())
    assert starts[0] == 0
    assert list(starts) == sorted(set(starts))
    ends = [*starts[1:], len(line)]
    assert "".join(line[a:b] for a, b in zip(starts, ends, strict=True)) == line
