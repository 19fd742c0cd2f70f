"""Room one of the corridor: reads a page, strictly, into a `Report`.

Every line is read, ignored by name, or a finding. What a line is, `layout.py` tells; what a field
means, `fields.py`; what the prose tells, `narrative.py`. Source of the layout: the pages of the
e-TRIPS Gateway (https://e-trips.wto.org/).
"""

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from trips_graph.model.finding import Finding, Severity
from trips_graph.model.passage import Evidence, Period, Printed
from trips_graph.model.report import Paragraph, Report, Row, Section, SourceDocument, TableState
from trips_graph.reports import layout
from trips_graph.reports.about import read_period
from trips_graph.reports.fields import TABLE_DATE, read_table_date
from trips_graph.reports.layout import Kind, Line
from trips_graph.reports.narrative import read_narrative
from trips_graph.reports.prose import QUOTE
from trips_graph.reports.remarks import remark
from trips_graph.reports.rules import ReadingRules

_LOG = logging.getLogger(__name__)
# A date that breaks off: `01/11`, `25/04/20`, or its first digits alone.
_BROKEN_DATE = re.compile(r"(?:^|\s)[0-9]{1,2}(?:/(?:[0-9]{0,2}|[0-9]{2}/[0-9]{0,3}))?$")


def parse(document: SourceDocument, rules: ReadingRules) -> Report:
    """Return the report that a document holds.

    A document without text becomes a report with the facts of its filing and no rows. Errors: none;
    what cannot be read becomes a finding of the report.
    """
    lines = layout.read_layout(document.text) if document.text is not None else ()
    page = _Page(document, lines)
    submitter = _read_submitter(page)
    sections, loose = _read_sections(page)
    paragraphs = [*loose, *(item for section in sections for item in section.paragraphs)]
    stated, told = read_period(document.name, paragraphs, rules.about)
    narrative, remarks = read_narrative(document.name, paragraphs, rules.narrative)
    rows, row_findings = _read_rows(page)
    period = document.filing.period or (stated.period if stated else None)
    report = Report(
        document=document.name,
        rendition=document.rendition,
        sha256=document.sha256,
        filing=document.filing,
        submitter=submitter,
        period=period,
        stated_period=stated,
        year=_year(document, period),
        table_state=_table_state(page, row_findings),
        sections=sections,
        rows=rows,
        narrative=narrative,
        findings=(*document.findings, *_unread(page), *told, *remarks, *row_findings),
    )
    _LOG.info("parsed report=%s rows=%d sections=%d", report.number, len(rows), len(sections))
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


def _read_submitter(page: _Page) -> Printed | None:
    """Return the submitter of the page's line; where only prose names one, that of the manifest."""
    filing = page.document.filing
    for line in page.of(Kind.SUBMITTER):
        if not filing.submitter_in_prose:
            return Printed(line.text.strip(), _passage(page, [line]))
    return Printed(filing.submitter) if filing.submitter else None


def _read_sections(page: _Page) -> tuple[tuple[Section, ...], tuple[Paragraph, ...]]:
    """Return the numbered sections, and the paragraphs that stand before any."""
    sections: list[Section] = []
    loose: list[Paragraph] = []
    for block in _blocks(page):
        heading = layout.HEADING.fullmatch(block[0].text)
        if block[0].kind is Kind.HEADING and heading is not None:
            sections.append(_section(heading, block[0], sections))
        elif sections:
            last = sections[-1]
            paragraph = _paragraph(page, block, last.key)
            sections[-1] = replace(last, paragraphs=(*last.paragraphs, paragraph))
        else:
            loose.append(_paragraph(page, block, None))
    return tuple(sections), tuple(loose)


def _section(heading: re.Match[str], line: Line, before: Sequence[Section]) -> Section:
    """Return a section without paragraphs; a number that is printed twice gets another key."""
    number = heading["number"]
    times = sum(section.number == number for section in before)
    key = f"{number}_{times + 1}" if times else number
    return Section(key, number, heading["title"].strip(), line.number, ())


def _blocks(page: _Page) -> Iterator[list[Line]]:
    """Yield headings alone, and paragraphs with the lines that follow without a blank one."""
    block: list[Line] = []
    for line in page.lines:
        if line.kind is Kind.PROSE and block and block[0].kind is not Kind.HEADING:
            block.append(line)
            continue
        if block:
            yield block
        block = [line] if line.kind in (Kind.HEADING, Kind.PARAGRAPH, Kind.PROSE) else []
    if block:
        yield block


def _paragraph(page: _Page, block: Sequence[Line], section: str | None) -> Paragraph:
    text = page.document.text or ""
    match = layout.PARAGRAPH.fullmatch(block[0].text)
    indent = len(block[0].text) - len(block[0].text.lstrip())
    start = block[0].start + (match.start("text") if match else indent)
    number = int(match["number"]) if match else None
    return Paragraph(section, number, text[start : block[-1].end], start, block[0].number)


def _read_rows(page: _Page) -> tuple[tuple[Row, ...], tuple[Finding, ...]]:
    rows: list[Row] = []
    findings: list[Finding] = []
    groups = list(_row_groups(page))
    for place, group in enumerate(groups):
        cells = _cells(group)
        last = place == len(groups) - 1
        if last and not TABLE_DATE.search(cells) and _BROKEN_DATE.search(cells):
            message = f"row {_row_number(group)} breaks off in its date: {cells[-40:]!r}"
            findings.append(page.finding(group[0].number, "row-cut", Severity.WARNING, message))
            continue
        previous = rows[-1].number if rows else 0
        row = _row(page, group, cells)
        rows.append(row)
        findings += _row_findings(page, row, previous, len(group))
    return tuple(rows), tuple(findings)


def _row_groups(page: _Page) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in page.of(Kind.ROW, Kind.ROW_CONTINUED):
        if line.kind is Kind.ROW and group:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _row_number(group: Sequence[Line]) -> int:
    return int(group[0].text.split(maxsplit=1)[0])


def _cells(group: Sequence[Line]) -> str:
    """Return what stands behind the row's number; broken lines are joined by one blank."""
    first = group[0].text.split(maxsplit=1)[1]
    return " ".join([first.strip(), *(line.text.strip() for line in group[1:])])


def _row(page: _Page, group: Sequence[Line], cells: str) -> Row:
    """Divide a row at its date; without a single one, nothing tells its cells apart."""
    number, evidence = _row_number(group), _passage(page, group)
    dates = list(TABLE_DATE.finditer(cells))
    if len(dates) != 1:
        return Row(number, cells, None, None, None, (), evidence, undivided=cells)
    printed = dates[0].group()
    title, rest = cells[: dates[0].start()].strip(), cells[dates[0].end() :].strip()
    names = tuple(name for part in rest.split(";") if (name := " ".join(part.split())))
    return Row(number, title, printed, read_table_date(printed), rest or None, names, evidence)


def _row_findings(page: _Page, row: Row, previous: int, lines: int) -> Iterator[Finding]:
    at = row.evidence.line
    if row.number != previous + 1:
        message = f"row {row.number} follows row {previous}"
        yield page.finding(at, "row-number-gap", Severity.WARNING, message)
    if lines > 1:
        message = f"row {row.number} was joined from {lines} lines"
        yield page.finding(at, "row-continued", Severity.WARNING, message)
    if row.undivided is not None:
        message = f"row {row.number} has no single date: {row.undivided!r} was not divided"
        yield page.finding(at, "row-undivided", Severity.WARNING, message)
    elif not row.title:
        message = f"row {row.number} has no title"
        yield page.finding(at, "row-title-missing", Severity.WARNING, message)
    elif row.start is None:
        message = f"row {row.number}: {row.printed_start} is no day of the calendar"
        yield page.finding(at, "row-date-impossible", Severity.WARNING, message)


def _passage(page: _Page, lines: Sequence[Line]) -> Evidence:
    """Return lines of the page as evidence, without the blanks around them."""
    first, text = lines[0], page.document.text or ""
    start = first.start + len(first.text) - len(first.text.lstrip())
    end = lines[-1].end
    return Evidence(start, end, first.number, text[start:end][:QUOTE])


def _unread(page: _Page) -> Iterator[Finding]:
    """Yield a finding for each line that was not understood."""
    told_in_prose = page.document.filing.submitter_in_prose
    for line in page.of(Kind.UNREAD, *((Kind.SUBMITTER,) if told_in_prose else ())):
        if not layout.breaks_off(line):
            message = f"not read: {line.text.strip()[:80]!r}"
            yield page.finding(line.number, _unread_code(page, line), Severity.WARNING, message)


def _unread_code(page: _Page, line: Line) -> str:
    if line.kind is Kind.SUBMITTER:
        return "line-unread"
    if next(page.of(Kind.TABLE_HEADER), None) is None:
        return "table-unknown"
    return "row-number-out-of-order" if layout.ROW.fullmatch(line.text) else "line-unread"


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


def _year(document: SourceDocument, period: Period | None) -> int | None:
    """Return the year reported on or filed: of circulation, of the communication, of the period."""
    filing = document.filing
    dated = filing.circulated or filing.communicated
    if dated is not None:
        return dated.year
    return int(period.end[:4]) if period and period.end else None
