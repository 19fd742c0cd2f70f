"""Looks at a report as a whole: what is missing, and where page and manifest disagree."""

from collections.abc import Iterator

from trips_graph.model.finding import Finding, Severity
from trips_graph.model.passage import Period
from trips_graph.model.report import Report, TableState


def remark(report: Report) -> tuple[Finding, ...]:
    """Return the findings that concern the whole report."""
    return (*_missing(report), *_disagreements(report))


def _missing(report: Report) -> Iterator[Finding]:
    if report.year is None:
        message = "no circulation, communication or period tells the report's year"
        yield _finding(report, "report-year-unknown", Severity.WARNING, message)
    if report.table_state is TableState.NOT_VISIBLE:
        message = "the table of programmes is not visible; nothing follows about programmes"
        yield _finding(report, "table-not-visible", Severity.INFO, message)
    if report.table_state is TableState.CUT:
        message = "the page ends inside its table of programmes; rows may be missing"
        yield _finding(report, "table-cut", Severity.WARNING, message)


def _disagreements(report: Report) -> Iterator[Finding]:
    """Compare page and manifest; the manifest wins for the period, the page for the rest."""
    if report.sha256 is None:
        return
    filing = report.filing
    said = report.stated_period.period if report.stated_period else None
    stated: list[tuple[str, str | None, str | None, str]] = [
        ("period", _span(said), _span(filing.period), "manifest"),
        ("table state", report.table_state, filing.table_state, "page"),
    ]
    for what, page, manifest, used in stated:
        if page and manifest and page != manifest:
            values = f"the page states {page!r}, the manifest {manifest!r}"
            message = f"{what}: {values}; the {used} is used"
            yield _finding(report, "manifest-disagrees", Severity.WARNING, message)


def _span(period: Period | None) -> str | None:
    return f"{period.start or '..'}/{period.end or '..'}" if period else None


def _finding(report: Report, code: str, severity: Severity, message: str) -> Finding:
    return Finding(report.document, None, code, severity, message)
