"""What a report says of itself: its period, its submitter, the reports that it updates."""

from __future__ import annotations

import pytest

from tests.reports.pages import codes, page, read
from trips_graph.model.report import PageType, SubmitterSource
from trips_graph.reports.page.symbols import read_symbol


def told(sentence: str) -> str | None:
    """Return the period of an invented page with one paragraph."""
    period = read(page("1 A 05/03/2020 Ghana", f"1. {sentence}")).period
    return f"{period.start}/{period.end or ''}" if period else None


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("This report covers September 2020-September 2021.", "2020-09/2021-09"),
        ("This document reports on help given in the period 2011-12.", "2011/2012"),
        ("The present note tells of our work, covering the 2020-2021 period.", "2020/2021"),
        ("This report covers FY2021.", "2021/2021"),
        (
            "This submission is for the period from 1 July 2016 to 30 June 2017.",
            "2016-07-01/2017-06-30",
        ),
        ("It concerns courses given between October 2018 and September 2019.", "2018-10/2019-09"),
        ("This note tells what was done since the last report in October 2019.", "2019-10/"),
        ("This report, our third, covers the year 2016/2017.", "2016/2017"),
        ("In the period May 2013 to May 2014, Norway went on with its courses.", "2013-05/2014-05"),
        ("This submission tells of the period from July 2020, as decided.", "2020-07/"),
        ("Norway’s report covers July 2019 – June 2020.", "2019-07/2020-06"),
        ("This report is for FY2021 (from July 2020 to June 2021).", "2020-07/2021-06"),
        ("This report covers the years 2015 and 2016.", "2015/2016"),
        ("Norway submits its report for 2019-2020.", "2019/2020"),
    ],
)
def test_a_period_is_read_in_every_form(sentence: str, period: str) -> None:
    assert told(sentence) == period


@pytest.mark.parametrize(
    "sentence",
    [
        "The project ran from January 2018 to December 2019.",
        "Between May 2018 and June 2019, a project helped two offices.",
        "This report tells of a programme that went on from April 1996 to March 2022.",
        "This report was asked for at the meeting of 11-12 June 2013.",
        "This report is on Articles 2011-12 of nothing, and on page 1999/2.",
        "This report covers March 2019 to March 2018.",
        "The fund was opened in 2011-12 by others.",
        "This report tells of a project that ran from January 2018 to December 2018.",
        "This report follows our report for 2019-2020.",
        "Our previous report covers nothing, as announced for 2011-12.",
    ],
)
def test_what_is_no_period_of_the_report_is_not_taken(sentence: str) -> None:
    assert told(sentence) is None


def test_periods_that_differ_are_told_and_none_is_taken() -> None:
    prose = "1. This report covers 2016-2017.\n2. This report covers 2017-2018."
    report = read(page("1 A 05/03/2020 Ghana", prose))
    assert report.period is None
    assert "period-ambiguous" in codes(report)


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Australia is pleased to tell of its work.", "Australia"),
        ("This is an update on Canada's activities.", "Canada"),
        ("It is circulated at the request of the delegation of Norway.", "Norway"),
        (
            "It was received from the Office of Birds (OB) by means of a letter.",
            "the Office of Birds (OB)",
        ),
        ("This note has been prepared by the Office of Birds (OB).", "the Office of Birds (OB)"),
        (
            "This note reports on the help and other activities on TRIPS that were"
            " undertaken between May 2018 and June 2019 by the Office of Birds (OB).",
            "the Office of Birds (OB)",
        ),
        ("Norway is committed to implementing Article 66.2 of the TRIPS Agreement.", "Norway"),
        ("Canada provides technical cooperation as the TRIPS Agreement asks.", "Canada"),
    ],
)
def test_submitters_are_named_in_prose(sentence: str, name: str) -> None:
    report = read(page("1 A 05/03/2020 Ghana", f"1. {sentence}", submitter=""))
    found = [item for item in report.submitters if item.source is SubmitterSource.PROSE]
    assert name in {item.text for item in found}
    assert all(item.rule and item.evidence and item.evidence.quote for item in found)


@pytest.mark.parametrize(
    ("printed", "symbol"),
    [
        ("_IP/C/W/582/Add.2", "IP/C/W/582/Add.2"),
        ("IP/C/W/616/ Add.4", "IP/C/W/616/Add.4"),
        ("IP/C/W/611.Add.4", "IP/C/W/611/Add.4"),
        ("_IP/C/W/601", "IP/C/W/601"),
        ("IP/C/W/644/Rev.1/Add.2", "IP/C/W/644/Rev.1/Add.2"),
        ("IP/C/R/TC/AUS/3", "IP/C/R/TC/AUS/3"),
    ],
)
def test_earlier_reports_keep_their_printed_form(printed: str, symbol: str) -> None:
    report = read(page("1 A 05/03/2020 Ghana", f"1. This report updates our report in {printed}."))
    assert [(item.symbol, item.evidence.quote) for item in report.updates] == [(symbol, printed)]
    assert ("symbol-mended" in codes(report)) == (printed.removeprefix("_") != symbol)
    assert read_symbol(printed) == symbol


@pytest.mark.parametrize(
    "sentence",
    [
        "The decision in IP/C/28 asks for it.",
        "Its needs stand in IP/C/W/510.",
        "As Norway wrote in IP/C/W/582/Add.2, nothing was done.",
        "This report updates nothing. See IP/C/W/582/Add.2.",
    ],
)
def test_a_symbol_that_is_cited_is_no_earlier_report(sentence: str) -> None:
    assert read(page("1 A 05/03/2020 Ghana", f"1. {sentence}")).updates == ()


def test_symbols_behind_another_clause_are_no_earlier_reports() -> None:
    sentence = "This report updates our report in IP/C/W/582, which follows the format of IP/C/W/9."
    report = read(page("1 A 05/03/2020 Ghana", f"1. {sentence}"))
    assert [item.symbol for item in report.updates] == ["IP/C/W/582"]


def test_only_the_first_paragraphs_tell_who_submits() -> None:
    others = "\n".join(f"{count}. Something was done." for count in range(1, 6))
    prose = f"{others}\n6. Australia is pleased to tell of its work."
    assert [item.text for item in read(page("", prose)).submitters] == ["Norway"]


def test_the_day_of_the_communication_gives_the_year() -> None:
    prose = "The following communication, dated 7 October 2020, is being circulated."
    report = read(page("1 A 05/03/2020 Ghana", prose))
    assert report.communicated is not None
    assert (report.communicated.day.isoformat(), report.year) == ("2020-10-07", 2020)
    assert report.paragraphs == ()


def test_a_page_without_title_and_table_is_typed_by_its_first_paragraphs() -> None:
    text = "Norway\n\n1. This submission under Article 66.2 tells of incentives."
    assert read(text).page_type is PageType.TECHNOLOGY_TRANSFER
    report = read("Norway\n\n1. Nothing is told.")
    assert report.page_type is PageType.TECHNICAL_COOPERATION
    assert "page-type-assumed" in codes(report)
