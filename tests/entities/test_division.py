"""Rows whose cells touch are divided only where one division is possible."""

from __future__ import annotations

import pytest

from tests.graph.test_describe import REGISTER
from tests.reports.pages import HEADER, page, read
from trips_graph.entities.reconcile import reconcile
from trips_graph.model.entity import ReconciledReport

TRANSFER = "# Name of programme or project Beneficiary Members(s) Category of technology"


def of(table: str) -> ReconciledReport:
    return reconcile(read(page(table)), REGISTER)


def divided(row: str) -> tuple[str, list[str]] | None:
    reconciled = of(f"1 {row}")
    found = reconciled.report.rows[0]
    if found.undivided is not None:
        return None
    return found.title, [ref.key for ref in reconciled.names["1"].beneficiaries]


@pytest.mark.parametrize(
    ("row", "title", "keys"),
    [
        ("Help against illegal trade. Kyrgyz Republic", "Help against illegal trade.", ["KGZ"]),
        ("Study tour Ghana; Togo", "Study tour", ["GHA", "TGO"]),
        ("Study tour Papua New Guinea; Togo", "Study tour", ["PNG", "TGO"]),
        ("Study tour Hong Kong, China; Korea, Republic of", "Study tour", ["HKG", "KOR"]),
    ],
)
def test_a_list_of_names_at_the_end_is_the_cell(row: str, title: str, keys: list[str]) -> None:
    assert divided(row) == (title, keys)
    assert "row-divided" in {item.code for item in of(f"1 {row}").findings}


@pytest.mark.parametrize(
    "row",
    [
        "Study tour to Ghana",
        "Study tour Ghana",
        "Courses in Ghana; Togo",
        "Courses for judges of Ghana; Togo",
        "Study tour Ghana; Atlantis",
        "Ghana; Togo",
        "A seminar 05/03/2020 Ghana 2 A course 06/03/2020 Togo",
        "A seminar held on 05/03/2020 Ghana",
        "A seminar of 05/03/2020 in Accra Ghana; Togo",
    ],
)
def test_what_can_be_read_in_two_ways_stays_whole(row: str) -> None:
    assert divided(row) is None


def test_a_name_that_is_broken_over_two_lines_is_joined() -> None:
    reconciled = of(
        "1 A 05/03/2020 Ghana; Lao People's\nDemocratic Republic; Togo\n2 B 06/03/2020 Mali"
    )
    assert [ref.key for ref in reconciled.names["1"].beneficiaries] == ["GHA", "LAO", "TGO"]
    told = {item.code for item in (*reconciled.report.findings, *reconciled.findings)}
    assert "row-continued" in told
    assert "line-unread" not in told


def test_names_on_the_line_behind_a_row_are_its_beneficiaries_with_their_evidence() -> None:
    reconciled = of("1 A 05/03/2020\n   Ghana; Togo\n2 B 06/03/2020 Mali")
    assert [ref.key for ref in reconciled.names["1"].beneficiaries] == ["GHA", "TGO"]
    evidence = reconciled.report.rows[0].evidence
    assert evidence.quote == "1 A 05/03/2020\n   Ghana; Togo"
    assert evidence.end - evidence.start == len(evidence.quote)


def test_links_behind_the_cells_of_a_row_tell_nothing() -> None:
    row = of("1\tA\t05/03/2020\tGhana\tView details\n2\tB\t06/03/2020\tMali\tand more")
    assert [ref.key for ref in row.names["1"].beneficiaries] == ["GHA"]
    assert row.report.rows[1].undivided is not None


def test_a_line_behind_a_row_that_completes_no_name_is_not_joined() -> None:
    reconciled = of("1 A 05/03/2020 Ghana\nTogo\n2 B 06/03/2020 Kyrgyz\nPowered by somebody")
    assert [ref.key for ref in reconciled.names["1"].beneficiaries] == ["GHA"]
    assert reconciled.names["2"].beneficiaries == ()
    lines = [item.line for item in reconciled.report.findings if item.code == "line-unread"]
    assert len(lines) == 2


def test_a_list_between_title_and_category_is_the_cell_of_article_66_2() -> None:
    text = page("1 Solar pumps Senegal; Mali Energy\n2 Vaccines Rwanda Health")
    text = text.replace(HEADER, TRANSFER).replace("Art. 67.", "Art. 66.2")
    reconciled = reconcile(read(text), REGISTER)
    first, second = reconciled.report.rows
    assert (first.title, first.category) == ("Solar pumps", "Energy")
    assert [ref.key for ref in reconciled.names["1"].beneficiaries] == ["SEN", "MLI"]
    assert second.undivided == "Vaccines Rwanda Health"
