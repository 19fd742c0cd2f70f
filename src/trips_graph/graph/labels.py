"""Texts of our own: names of things that reports do not name, and the statement of rights."""

from trips_graph.model.entity import ReconciledReport
from trips_graph.model.narrative import Figure
from trips_graph.model.report import PageType

_CURRENCY_CODE = 3  # letters of an ISO 4217 code; no other unit has so few
_SUBJECTS = {
    PageType.TECHNICAL_COOPERATION: "technical cooperation under TRIPS Article 67",
    PageType.TECHNOLOGY_TRANSFER: "technology transfer under TRIPS Article 66.2",
}
RIGHTS = (
    "Facts under CC BY 4.0. The text of the report belongs to its submitter and is published by the"
    " WTO; only short quotes are kept here, as evidence."
)


def report_title(reconciled: ReconciledReport) -> str:
    """Return the title of a report: what it is, who submitted it, which year."""
    report, name = reconciled.report, reconciled.submitter_name
    submitter = name.text if name else "unknown submitter"
    year = f", {report.year}" if report.year is not None else ""
    return f"Report on {_SUBJECTS[report.page_type]}: {submitter}{year}"


def figure_label(figure: Figure) -> str:
    """Return a short name: `arrests: 859`, `seizure value: USD 14,000,000`."""
    currency = figure.unit.upper() if len(figure.unit) == _CURRENCY_CODE else None
    words = (figure.qualifier, currency, f"{figure.value:,}")
    return f"{figure.kind.replace('-', ' ')}: {' '.join(filter(None, words))}"
