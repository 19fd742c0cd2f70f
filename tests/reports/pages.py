"""Invented pages in the layout of e-TRIPS, for tests."""

from __future__ import annotations

from pathlib import Path

from trips_graph.model.report import Filing, Rendition, Report, ReportNumber, SourceDocument
from trips_graph.reports.parse import parse
from trips_graph.reports.prose.rules import read_reading_rules

RULES = read_reading_rules(Path(__file__).parents[2] / "data" / "rules")
TITLE = "Technical Cooperation Activities under TRIPS Art. 67. - View details of the document"
HEADER = "# Title of programme or activity Start date Beneficiary Members or observers"


def page(table: str = "", prose: str = "", submitter: str = "Norway") -> str:
    """Return an invented page."""
    return f"{TITLE}\n\n{submitter}\n\n{prose}\n\nList of programmes/projects\n\n{HEADER}\n{table}"


def read(text: str, filing: Filing | None = None) -> Report:
    """Return the report in an invented page."""
    filed = filing or Filing(ReportNumber("9999999"))
    return parse(
        SourceDocument("invented.txt", Rendition.AS_PUBLISHED, filed, text, "0" * 64), RULES
    )


def codes(report: Report) -> list[str]:
    """Return the codes of a report's findings, without those on its year."""
    return [item.code for item in report.findings if item.code != "report-year-unknown"]
