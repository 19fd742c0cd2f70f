"""Reads what a report says of itself: the period that it covers."""

from collections.abc import Sequence

from trips_graph.model.finding import Finding, Severity
from trips_graph.model.passage import Evidence, StatedPeriod
from trips_graph.model.report import Paragraph
from trips_graph.reports.prose import find_matches, quote, read_span
from trips_graph.reports.rules import AboutRules


def read_period(
    document: str, paragraphs: Sequence[Paragraph], rules: AboutRules
) -> tuple[StatedPeriod | None, tuple[Finding, ...]]:
    """Return the period that the report states: all say the same, and it is said more than once.

    A single "between ... and ..." may be the span of one project, so it is told, not taken.
    """
    stated = [
        StatedPeriod(period, rule.id, quote(paragraph, match))
        for paragraph in paragraphs
        for rule, match in find_matches(rules.period, paragraph)
        if (period := read_span(match)) is not None
    ]
    if not stated:
        return None, ()
    first = stated[0]
    if any(other.period != first.period for other in stated):
        texts = "; ".join(other.evidence.quote for other in stated)
        message = f"several periods are stated ({texts}); none is taken"
        return None, (_finding(document, first.evidence, "period-ambiguous", message),)
    if len(stated) == 1:
        message = f"{first.evidence.quote!r} is said once only; not taken as the reporting period"
        return None, (_finding(document, first.evidence, "period-stated-once", message),)
    return first, ()


def _finding(document: str, evidence: Evidence, code: str, message: str) -> Finding:
    return Finding(document, evidence.line, code, Severity.INFO, message)
