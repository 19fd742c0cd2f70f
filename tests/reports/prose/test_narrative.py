"""Facts in the prose: read whole and with their subject, or not at all."""

from __future__ import annotations

import pytest

from tests.reports.pages import codes, page, read


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("led to 859 arrests", [("859", None)]),
        ("led to 12,345 arrests", [("12345", None)]),
        ("led to fewer than 12 arrests", [("12", "fewer than")]),
        ("led to up to 12 arrests", [("12", "up to")]),
        ("led to 12 345 arrests", []),
        ("led to 1'234 arrests", []),
        ("led to 20-30 arrests", []),
        ("led to 1.500,5 arrests", []),
        ("saw no seizure of USD 14 million worth of goods", []),
        ("saw the seizure of USD 1.5 million worth of goods", [("1500000", None)]),
        ("came from more than 90 countries", [("90", "more than")]),
        ("is Article 67 and 1.2.1 and IP/C/W/582", []),
    ],
)
def test_figures_are_read_whole_or_not_at_all(
    words: str, found: list[tuple[str, str | None]]
) -> None:
    report = read(page("1 A 05/03/2020 Ghana", f"1  Overview\n 1. Operation Pangea XI {words}."))
    read_figures = [(str(item.value), item.qualifier) for item in report.narrative.figures]
    assert read_figures == found


def test_a_figure_of_another_year_does_not_take_the_activity_s_period() -> None:
    prose = (
        "1  Overview\n 1. The 11th operation was held in October 2018. In 2010, Operation Pangea XI"
        " led to 12 arrests. Operation Pangea XI led to 859 arrests."
    )
    figures = read(page("1 A 05/03/2020 Ghana", prose)).narrative.figures
    assert [figure.period and figure.period.start for figure in figures] == ["2010", "2018-10"]


def test_a_period_cannot_end_before_it_starts() -> None:
    twice = "Between October 2019 and September 2018 we met."
    report = read(page("1 A 05/03/2020 Ghana", f"1  Overview\n 1. {twice}\n 2. {twice}"))
    assert report.period is None


def test_two_periods_are_no_period() -> None:
    prose = (
        "1  Overview\n 1. Between May 2019 and June 2020 we met.\n\n"
        " 2. Between May 2018 and June 2019 too."
    )
    report = read(page("1 A 05/03/2020 Ghana", prose))
    assert report.period is None
    assert "period-ambiguous" in codes(report)


def test_a_period_that_is_said_once_is_not_taken() -> None:
    prose = "1  Overview\n 1. Between May 2019 and June 2020 one project trained examiners."
    report = read(page("1 A 05/03/2020 Ghana", prose))
    assert report.period is None
    assert "period-stated-once" in codes(report)


def test_a_figure_belongs_to_the_activity_of_its_sentence() -> None:
    prose = (
        "1  Overview\n 1. Operation Opson VII led to 12 arrests. Operation Pangea XI, in"
        " partnership with Interpol, led to 859 arrests. Elsewhere there were 5 arrests."
    )
    narrative = read(page("1 A 05/03/2020 Ghana", prose)).narrative
    about = {str(figure.value): figure.about for figure in narrative.figures}
    assert about == {"12": "operation-opson-vii", "859": "operation-pangea-xi", "5": None}
    partners = {event.key: len(event.partners) for event in narrative.events}
    assert partners == {"operation-opson-vii": 0, "operation-pangea-xi": 1}


def test_figures_without_an_activity_are_one_finding_a_paragraph() -> None:
    prose = "1  Overview\n 1. We trained 30 judges and held 12 seminars. We trained 5 officers."
    report = read(page("1 A 05/03/2020 Ghana", f"{prose}\n\n 2. We held 3 workshops."))
    assert len(report.narrative.figures) == 4
    found = [item for item in report.findings if item.code == "figure-without-subject"]
    assert len(found) == 2
    assert "'12 seminars'" in found[0].message
    assert "officers" in found[0].message
    assert found[0].line != found[1].line


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("Borduria contributed EUR 5 million.", "'Borduria'"),
        ("Members of Parliament approved a grant of EUR 5 million.", "decided on"),
        ("We welcomed 90 judges, including 30 participants who are women.", "a part of a total"),
        ("The contribution for FY2023 amounts to CHF 5.13.", "more than one way"),
        ("Since 2006 we trained 700 judges, of them many in 2017.", "of one year, or of many"),
        ("Operation Quill XI led to 5 arrests. Quill IX saw 3 arrests.", "another one"),
        ('A workshop "Boats" was held to prepare for May 2020.', "date of something else"),
    ],
)
def test_what_is_in_doubt_is_reported_with_the_reason(words: str, reason: str) -> None:
    report = read(page("1 A 05/03/2020 Ghana", f"1  Overview\n 1. {words}"))
    doubts = [item.message for item in report.findings if item.code == "fact-in-doubt"]
    assert len(doubts) == 1
    assert reason in doubts[0]
