"""Room one of the corridor: reads a page, strictly, into a `Report`.

Every line is read, ignored by name, or a finding. `archive.py` and `content/` made the text;
`page/` tells what each line is and reads sections and rows; `prose/` reads what the report says of
itself and what was done. Source of the layout: the pages of the e-TRIPS Gateway (https://e-trips.wto.org/).
"""

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from trips_graph.model.finding import Finding, Severity
from trips_graph.model.passage import Period, StatedDay
from trips_graph.model.report import PageType, Paragraph, Report, SourceDocument, TableState
from trips_graph.reports.page import layout
from trips_graph.reports.page.layout import find_header
from trips_graph.reports.page.lines import Kind, Line, split_number
from trips_graph.reports.page.rows import read_rows
from trips_graph.reports.page.sections import read_sections
from trips_graph.reports.prose.about import (
    Own,
    read_communication,
    read_head,
    read_submitters,
    read_updates,
)
from trips_graph.reports.prose.narrative import read_narrative
from trips_graph.reports.prose.reporting_period import read_period
from trips_graph.reports.prose.rules import ReadingRules
from trips_graph.reports.remarks import remark

_LOG = logging.getLogger(__name__)
_SERIES_OF = {
    "technical cooperation activities": PageType.TECHNICAL_COOPERATION,
    "article 66.2": PageType.TECHNOLOGY_TRANSFER,
}
_SERIES = re.compile("|".join(map(re.escape, _SERIES_OF)))
_ARTICLE = re.compile(r"\bArticle\s+(66[.:]2|67)\b")


def parse(document: SourceDocument, rules: ReadingRules) -> Report:
    """Return the report that a document holds.

    A document without text becomes a report with the facts of its filing and no rows. Errors: none;
    what cannot be read becomes a finding of the report.
    """
    text, filing = document.text or "", document.filing
    page = _Page(document, layout.read_layout(text) if document.text is not None else ())
    prose = read_sections(text, page.lines)
    rows, row_findings = read_rows(document, page.lines)
    head = read_head(document, page.lines)
    communicated = read_communication(prose.introduction, rules.about, filing)
    stated, period_findings = read_period(document.name, prose.paragraphs, rules.about)
    page_type, assumed = _page_type(page, prose.introduction)
    own = Own(head.symbol.text if head.symbol else None, page_type)
    updates, mended = read_updates(document.name, prose.paragraphs, rules.about, own)
    submitters = read_submitters(text, page.lines, prose.introduction, rules.about, filing)
    own_names = (item.text for item in submitters)
    narrative, told = read_narrative(document.name, prose.paragraphs, rules.narrative, own_names)
    period = filing.period or (stated.period if stated else None)
    report = Report(
        document=document.name,
        rendition=document.rendition,
        media_type=document.media_type,
        sha256=document.sha256,
        filing=filing,
        page_type=page_type,
        submitters=submitters,
        symbol=head.symbol,
        circulated=head.circulated,
        communicated=communicated,
        period=period,
        stated_period=stated,
        year=_year(head.circulated or communicated, period),
        updates=updates,
        table_state=_table_state(page, row_findings),
        paragraphs=prose.loose,
        sections=prose.sections,
        rows=rows,
        narrative=narrative,
        findings=(
            *document.findings, *assumed, *head.findings, *_unread(page), *period_findings,
            *mended, *told, *row_findings,
        ),
    )  # fmt: skip
    _LOG.info("parsed report=%s rows=%d sections=%d", report.number, len(rows), len(prose.sections))
    return replace(report, findings=(*report.findings, *remark(report)))


@dataclass(frozen=True, slots=True)
class _Page:
    """A document and its lines."""

    document: SourceDocument
    lines: tuple[Line, ...]

    def of(self, *kinds: Kind) -> Iterator[Line]:
        """Return the lines of some kinds, in order."""
        return (line for line in self.lines if line.kind in kinds)

    def finding(self, line: int | None, code: str, severity: Severity, message: str) -> Finding:
        """Return a finding about this document."""
        return Finding(self.document.name, line, code, severity, message)


def _page_type(
    page: _Page, paragraphs: Sequence[Paragraph]
) -> tuple[PageType, tuple[Finding, ...]]:
    """Return the type that the filing, the title, the table, or the first paragraphs tell."""
    if page.document.filing.page_type:
        return page.document.filing.page_type, ()
    for line in page.of(Kind.PAGE_TITLE, Kind.TABLE_HEADER):
        header = find_header(line.text)
        return header.page_type if header else layout.page_type_of(line), ()
    head = (line.text for line in page.of(Kind.DOCUMENT_HEAD))
    series = {found for text in head for found in _SERIES.findall(text.lower())}
    if len(series) == 1:
        return _SERIES_OF[series.pop()], ()
    articles = {found for item in paragraphs for found in _ARTICLE.findall(item.text)}
    if len(articles) == 1:
        (article,) = articles
        transfer = article.startswith("66")
        return PageType.TECHNOLOGY_TRANSFER if transfer else PageType.TECHNICAL_COOPERATION, ()
    message = "nothing tells under which Article the report was filed; Article 67 is assumed"
    assumed = page.finding(None, "page-type-assumed", Severity.WARNING, message)
    return PageType.TECHNICAL_COOPERATION, (assumed,)


def _unread(page: _Page) -> Iterator[Finding]:
    """Yield a finding for each line that was not understood, and for what was passed over."""
    for line in page.of(Kind.UNREAD):
        if not layout.breaks_off(line):
            message = f"not read: {line.text.strip()[:80]!r}"
            yield page.finding(line.number, _unread_code(page, line), Severity.WARNING, message)
    for line in page.of(Kind.FURNITURE):
        message = f"passed over, a line of the web page: {line.text.strip()[:80]!r}"
        yield page.finding(line.number, "page-furniture", Severity.INFO, message)
    for line in page.of(Kind.FOOTNOTE):
        message = f"a footnote, from which nothing is read: {line.text.strip()[:80]!r}"
        yield page.finding(line.number, "footnote", Severity.INFO, message)
    second = list(page.of(Kind.SECOND_REPORT))
    if second:
        message = (
            f"lines {second[0].number} to {second[-1].number} are a second page; none was read. "
            "Save each page in a file of its own"
        )
        yield page.finding(second[0].number, "second-report", Severity.WARNING, message)
    for line in page.of(Kind.TABLE_HEADER):
        header = find_header(line.text)
        if header and header.guessed:
            message = f"this wording of a table's header is a guess: {line.text.strip()[:120]!r}"
            yield page.finding(line.number, "table-header-guessed", Severity.WARNING, message)


def _unread_code(page: _Page, line: Line) -> str:
    if next(page.of(Kind.TABLE_HEADER), None) is None:
        return "table-unknown"
    return "row-number-out-of-order" if split_number(line.text) else "line-unread"


def _table_state(page: _Page, findings: Sequence[Finding]) -> TableState:
    if page.document.text is None:
        return page.document.filing.table_state or TableState.NOT_VISIBLE
    kinds = {line.kind for line in page.lines}
    if Kind.TABLE_HEADER not in kinds:
        return TableState.NOT_VISIBLE
    if any(finding.code == "row-cut" for finding in findings):
        return TableState.CUT
    if Kind.ROW in kinds:
        return TableState.ROWS
    return TableState.EMPTY if Kind.TABLE_EMPTY in kinds else TableState.CUT


def _year(dated: StatedDay | None, period: Period | None) -> int | None:
    """Return the year reported on or filed: of circulation, of the communication, of the period."""
    if dated is not None:
        return dated.day.year
    return int(period.end[:4]) if period and period.end else None
