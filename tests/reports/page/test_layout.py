"""Invented pages that are as messy as real ones: lines, rows, sections, submitters."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports.pages import HEADER, TITLE, codes, page, read
from trips_graph.model.report import Filing, ReportNumber, SubmitterSource, TableState
from trips_graph.reports.page.layout import read_layout
from trips_graph.reports.page.lines import Kind


@pytest.mark.parametrize(
    ("table", "state", "expected"),
    [
        ("1 Study tour 05/03/2020 Ghana", TableState.ROWS, []),
        ("There are currently no items in the database", TableState.EMPTY, []),
        ("There ", TableState.CUT, ["table-cut"]),
        ("", TableState.CUT, ["table-cut"]),
        (
            "1 Study tour 05/03/2020 Ghana\n2 Markets 01/11",
            TableState.CUT,
            ["row-cut", "table-cut"],
        ),
    ],
)
def test_table_states_stay_different(table: str, state: TableState, expected: list[str]) -> None:
    report = read(page(table))
    assert (report.table_state, codes(report)) == (state, expected)


def test_a_page_that_ends_before_its_table_is_not_an_empty_table() -> None:
    report = read(f"{TITLE}\n\nNorway\n\n1  Overview\n\n 1. Something was done.")
    assert report.table_state is TableState.NOT_VISIBLE
    assert "table-not-visible" in codes(report)


def test_a_cut_row_is_reported_and_not_published() -> None:
    report = read(page("1 Study tour 05/03/2020 Ghana\n2 EU markets 01/11"))
    assert [row.number for row in report.rows] == [1]


def test_numbers_in_titles_are_no_rows() -> None:
    title = "Support to the BOMCA 9 programme 4 National workshops"
    report = read(page(f"1 {title} 05/03/2020 Kyrgyz Republic"))
    assert [(row.number, row.title) for row in report.rows] == [(1, title)]


def test_a_gap_in_the_numbers_is_told() -> None:
    report = read(page("1 A 05/03/2020 Ghana\n3 B 06/03/2020 Togo"))
    assert [row.number for row in report.rows] == [1, 3]
    assert codes(report) == ["row-number-gap"]


def test_a_number_that_cannot_follow_is_not_read_into_the_row_before() -> None:
    report = read(page("1 A 05/03/2020 Ghana\n2 B 06/03/2020 Togo\n1 C 07/03/2020 Mali"))
    assert [row.beneficiaries for row in report.rows] == [("Ghana",), ("Togo",)]
    assert codes(report) == ["row-number-out-of-order"]


def test_a_broken_line_is_joined_and_told() -> None:
    report = read(page("1 A workshop on border measures 05/03/2020 Ghana;\nTogo"))
    assert report.rows[0].title == "A workshop on border measures"
    assert report.rows[0].beneficiaries == ("Ghana", "Togo")
    assert codes(report) == ["row-continued"]


def test_no_row_borrows_the_date_of_another_line() -> None:
    report = read(page("1 A workshop\n 2 B 05/03/2020 Ghana"))
    assert [row.start for row in report.rows] == [None]
    assert codes(report) == ["line-unread", "row-undivided"]


def test_a_row_without_a_date_is_not_divided_by_guessing() -> None:
    report = read(page("1 Training to combat illegal trade. Kyrgyz Republic"))
    assert report.rows[0].undivided == "Training to combat illegal trade. Kyrgyz Republic"
    assert report.rows[0].beneficiaries == ()
    assert codes(report) == ["row-undivided"]


def test_a_row_without_a_title_is_told() -> None:
    report = read(page("1 05/03/2020 Ghana"))
    assert (report.rows[0].title, report.rows[0].beneficiaries) == ("", ("Ghana",))
    assert codes(report) == ["row-title-missing"]


def test_a_day_that_no_calendar_has_is_kept_as_printed() -> None:
    report = read(page("1 A 31/02/2020 Ghana"))
    assert (report.rows[0].printed_start, report.rows[0].start) == ("31/02/2020", None)
    assert codes(report) == ["row-date-impossible"]


def test_a_table_with_another_header_is_told_and_never_read_as_text() -> None:
    other = HEADER.replace("Beneficiary Members or observers", "Beneficiary Members")
    text = page("1 A 05/03/2020 Ghana\n2 National Workshop\nGhana").replace(HEADER, other)
    report = read(text)
    assert (report.rows, report.sections) == ((), ())
    assert codes(report) == ["table-unknown"] * 4 + ["table-not-visible"]


def test_a_number_in_prose_is_no_heading() -> None:
    prose = "1  Overview\n 1. We trained\n16 Customs officers from Ghana"
    report = read(page("1 A 05/03/2020 Ghana", prose))
    assert [section.number for section in report.sections] == ["1"]
    assert report.sections[0].paragraphs[0].text.endswith("16 Customs officers from Ghana")


def test_text_behind_the_table_belongs_to_no_row() -> None:
    report = read(page("1 A 05/03/2020\n\nSwitzerland"))
    assert report.rows[0].beneficiaries == ()
    assert codes(report) == ["line-unread"]
    report = read(page("1 A 05/03/2020 Ghana\nPowered by WTO\n3 B; Togo"))
    assert [row.beneficiaries for row in report.rows] == [("Ghana",)]
    assert codes(report) == ["line-unread", "row-number-out-of-order"]


def test_a_last_row_that_ends_in_digits_is_cut() -> None:
    report = read(page("1 A 05/03/2020 Ghana\n2 EU markets 01"))
    assert (len(report.rows), report.table_state) == (1, TableState.CUT)


def test_a_page_without_a_submitter_line_has_no_submitter() -> None:
    for first in ("I. GENERAL REMARKS", "A.  Voluntary Contributions", "GENERAL REMARKS"):
        assert read(f"{TITLE}\n\n{first}\n\nText follows here.").submitters == ()


def test_a_submitter_that_only_prose_names_comes_from_the_manifest() -> None:
    source = SubmitterSource.PROSE
    filing = Filing(ReportNumber("2176"), submitter="Australia", submitter_source=source)
    report = read(page("1 A 05/03/2020 Ghana", submitter="Some heading"), filing)
    told = [(name.text, name.source, name.evidence) for name in report.submitters]
    assert told == [("Australia", SubmitterSource.MANIFEST, None)]


def test_commas_belong_to_names() -> None:
    report = read(page("1 A 05/03/2020 Hong Kong, China; Korea, Republic of"))
    assert report.rows[0].beneficiaries == ("Hong Kong, China", "Korea, Republic of")


def test_a_page_that_contradicts_its_manifest_is_told() -> None:
    filing = Filing(ReportNumber("9999999"), submitter="Sweden")
    report = read(page("1 A 05/03/2020 Ghana"), filing)
    assert [(name.text, name.source) for name in report.submitters] == [
        ("Norway", SubmitterSource.LINE),
        ("Sweden", SubmitterSource.MANIFEST),
    ]


def test_a_repeated_section_number_keeps_both_sections() -> None:
    report = read(page("1 A 05/03/2020 Ghana", "1.1  Work\n 1. One.\n\n1.1  Work\n 1. Two."))
    assert [(item.key, item.number) for item in report.sections] == [
        ("1.1", "1.1"),
        ("1.1_2", "1.1"),
    ]


_NAMES = st.lists(
    st.sampled_from(["Ghana", "Hong Kong, China", "Viet Nam", "Côte d'Ivoire"]), max_size=4
)
_TITLES = st.text(
    st.characters(categories=["L", "Nd", "Pd", "Po"], exclude_characters=";"), min_size=1
).filter(lambda text: text.strip() == text and not text[0].isdigit())
_ROWS = st.lists(
    st.tuples(_TITLES, st.dates(date(1995, 1, 1), date(2099, 12, 31)), _NAMES), max_size=8
)


@given(_ROWS)
def test_any_table_that_is_printed_reads_back(rows: list[tuple[str, date, list[str]]]) -> None:
    lines = [
        " ".join([str(n), title, f"{day:%d/%m/}{day.year:04}", "; ".join(names)]).rstrip()
        for n, (title, day, names) in enumerate(rows, 1)
    ]
    found = read(page("\n".join(lines))).rows
    assert [(row.title, row.start, list(row.beneficiaries)) for row in found] == rows


_CELLS = st.tuples(_TITLES, st.none() | st.dates(date(1995, 1, 1), date(2099, 12, 31)), _NAMES)


@given(st.lists(_CELLS, max_size=8))
def test_any_table_with_tabs_reads_back_whatever_cells_are_blank(
    rows: list[tuple[str, date | None, list[str]]],
) -> None:
    lines = [
        "\t".join([str(n), title, f"{day:%d/%m/}{day.year:04}" if day else "", "; ".join(names)])
        for n, (title, day, names) in enumerate(rows, 1)
    ]
    found = read(page("\n".join(lines))).rows
    assert [(row.title, row.start, list(row.beneficiaries)) for row in found] == rows


def test_a_misprint_in_quoted_law_stays_as_printed() -> None:
    law = "'in favour of developed and least-developed country Members'"
    report = read(page("", f"1  Law\n 1. Article 67 asks for cooperation {law}."))
    assert law in report.sections[0].paragraphs[0].text


_LINES = st.lists(
    st.one_of(
        st.text(max_size=60),
        st.sampled_from([TITLE, HEADER, "1  Overview", " 1. Text.", "1 A 05/03/2020 Ghana", "2 B"]),
    ),
    max_size=12,
)


@given(_LINES)
def test_no_line_vanishes_and_no_page_crashes_the_parser(lines: list[str]) -> None:
    text = "\n".join(lines)
    told = read_layout(text)
    assert "\n".join(line.text for line in told).split("\n") == [
        raw.removesuffix("\r") for raw in text.split("\n")
    ]
    report = read(text)
    reported = {finding.line for finding in report.findings}
    unread = {line.number for line in told if line.kind is Kind.UNREAD}
    cut = report.table_state is TableState.CUT
    assert cut or unread <= reported
