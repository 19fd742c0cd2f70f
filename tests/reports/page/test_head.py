"""The head of a document: symbol, series, communication and submitter (all invented)."""

from __future__ import annotations

import pytest

from tests.graph.test_describe import REGISTER
from tests.reports.pages import TITLE, codes, read
from trips_graph.entities.reconcile import reconcile
from trips_graph.model.report import PageType

COMMUNICATION = (
    "The following communication, dated 7 October 2020, is being circulated at the request"
)


@pytest.mark.parametrize(
    "end",
    [
        "of the delegation of Norway.\n_______________\n",
        "of the delegation of Norway.\n",
        "\nof the delegation of Norway.\n\n",
    ],
)
def test_a_communication_ends_at_a_rule_a_blank_line_or_a_number(end: str) -> None:
    report = read(f"{TITLE}\n\nNorway\n\n{COMMUNICATION} {end}1. One was held.\n2. Two were held.")
    assert [item.number for item in report.paragraphs] == [1, 2]
    assert report.communicated is not None
    assert report.communicated.day.isoformat() == "2020-10-07"


@pytest.mark.parametrize(
    ("line", "symbol"),
    [
        ("IP/C/W/582/Add.2", "IP/C/W/582/Add.2"),
        ("IP/C/R/TTI/JPN/2 17 February 2021 (21-1300) Page: 1/5", "IP/C/R/TTI/JPN/2"),
        ("World Trade Organization IP/C/W/600", "IP/C/W/600"),
    ],
)
def test_a_symbol_is_read_with_what_stands_beside_it(line: str, symbol: str) -> None:
    report = read(f"{line}\n\nNorway\n\n1. One was held.")
    assert report.symbol is not None
    assert report.symbol.text == symbol
    assert codes(report).count("line-unread") == 0


@pytest.mark.parametrize(
    ("series", "page_type"),
    [
        (
            "TECHNICAL COOPERATION ACTIVITIES: INFORMATION FROM MEMBERS",
            PageType.TECHNICAL_COOPERATION,
        ),
        (
            "REPORT ON THE IMPLEMENTATION OF ARTICLE 66.2 OF THE TRIPS AGREEMENT",
            PageType.TECHNOLOGY_TRANSFER,
        ),
    ],
)
def test_the_series_of_a_document_tells_its_type(series: str, page_type: PageType) -> None:
    report = read(f"IP/C/W/600\n\n{series}\n\nNORWAY\n\n1. One was held.")
    assert report.page_type is page_type
    assert "page-type-assumed" not in codes(report)


def test_a_spanish_page_on_article_66_2_has_its_type() -> None:
    title = "Aplicación del párrafo 2 del artículo 66 - Ver detalles del documento"
    report = read(f"{title}\n\nNorway\n\n1. One.")
    assert report.page_type is PageType.TECHNOLOGY_TRANSFER
    assert "page-type-assumed" not in codes(report)


def test_a_communication_of_somebody_else_is_told() -> None:
    text = f"{TITLE}\n\nNorway\n\n{COMMUNICATION} of the delegation of Australia.\n\n1. One."
    reconciled = reconcile(read(text), REGISTER)
    assert reconciled.submitter is not None
    assert reconciled.submitter.key == "NOR"
    assert "submitter-contradicted" in {item.code for item in reconciled.findings}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("World Intellectual Property\nOrganization", "wipo"),
        ("Cooperation Council\nfor the Arab States of the Gulf", "gcc"),
        ("World Trade Organization", "wto"),
        ("Secretariat of the World Trade Organization (WTO)", "wto-secretariat"),
    ],
)
def test_a_name_over_two_lines_is_one_submitter(name: str, key: str) -> None:
    reconciled = reconcile(read(f"{TITLE}\n\n{name}\n\n1. One was held."), REGISTER)
    assert reconciled.submitter is not None
    assert reconciled.submitter.key == key
