"""Reads the rows of the tables of a page, each with its passage.

A row is divided at its one date, or at tabs, by which HTML and Word tables tell their cells. Where
neither stands, nothing is guessed here: the row stays undivided.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from trips_graph.model.finding import Finding, Severity
from trips_graph.model.passage import QUOTE, Evidence
from trips_graph.model.report import PageType, Row, SourceDocument, TrailingLine
from trips_graph.reports.fields import TABLE_DATE, read_table_date
from trips_graph.reports.page.layout import find_header
from trips_graph.reports.page.lines import Kind, Line, split_number

# A date that breaks off: `01/11`, `25/04/20`, or its first digits alone.
_BROKEN_DATE = re.compile(r"(?:^|\s)[0-9]{1,2}(?:/(?:[0-9]{0,2}|[0-9]{2}/[0-9]{0,3}))?$")
# A date that belongs to the title: `Workshop held on 12/05/2019`, `of 12/05/2019 in Geneva`.
_LEADS_TO_DATE = re.compile(
    r"\b(?:on|of|from|to|until|till|by|since|between|dated|and|held|starting|beginning|before|after)$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"(?:in|at|to|until|till|and|with|by|for|[-–,.:)])\s+\S")
# What stands in further cells without telling anything: links to the page of the row.
_LINK = re.compile(r"|(?:View|Details|View details|Open|More)", re.IGNORECASE)
_FIRST_YEAR, _LAST_YEAR = 1980, 2099  # the TRIPS Agreement is of 1994; older programmes go on


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one row, which table they stand in, and whether the page ends here."""

    table: int
    page_type: PageType
    lines: tuple[Line, ...]
    last: bool = False
    trailing: Line | None = None

    @property
    def number(self) -> int:
        """The printed number of the row."""
        return self._split()[0]

    @property
    def cells(self) -> str:
        """What stands behind the number; broken lines are joined by one blank."""
        rest = (line.text.strip() for line in self.lines[1:])
        return " ".join([self._split()[1].rstrip(" \u00a0"), *rest])

    def _split(self) -> tuple[int, str]:
        found = split_number(self.lines[0].text)
        assert found is not None  # the layout calls only such a line a row
        return found


def read_rows(document: SourceDocument, lines: Sequence[Line]) -> tuple[
    tuple[Row, ...], tuple[Finding, ...]
]:  # fmt: skip
    """Return the rows of all tables of a page, and what to know about them. Errors: none."""
    rows: list[Row] = []
    findings: list[Finding] = []
    before: tuple[int, int] = (1, 0)
    for group in _groups(lines):
        remark = _Remarks(document, group)
        if _is_cut(group):
            words = f"row {group.number} breaks off in its date: {group.cells[-40:]!r}"
            findings.append(remark.tell("row-cut", words))
            continue
        rows.append(_read_row(document.text or "", group))
        previous = before[1] if before[0] == group.table else 0
        findings += _remarks_on(rows[-1], group, previous, remark)
        before = (group.table, group.number)
    return tuple(rows), tuple(findings)


def line_passage(text: str, lines: Sequence[Line]) -> Evidence:
    """Return lines of a page as evidence, without the blanks around them."""
    first = lines[0]
    start = first.start + len(first.text) - len(first.text.lstrip())
    end = lines[-1].end
    return Evidence(start, end, first.number, text[start:end][:QUOTE])


@dataclass(frozen=True, slots=True)
class _Remarks:
    document: SourceDocument
    group: Group

    def tell(self, code: str, message: str) -> Finding:
        """Return a finding about the row."""
        line = self.group.lines[0].number
        return Finding(self.document.name, line, code, Severity.WARNING, message)


def _groups(lines: Sequence[Line]) -> Iterator[Group]:
    filled = [line for line in lines if line.kind is not Kind.BLANK]
    table, page_type, open_lines = 0, PageType.TECHNICAL_COOPERATION, list[Line]()
    for line in filled:
        if open_lines and line.kind is not Kind.ROW_CONTINUED:
            follows = line.kind is Kind.UNREAD and line.number == open_lines[-1].number + 1
            trailing = line if follows and split_number(line.text) is None else None
            yield Group(table, page_type, tuple(open_lines), trailing=trailing)
            open_lines = []
        if line.kind is Kind.TABLE_HEADER:
            header = find_header(line.text)
            table, page_type = table + 1, header.page_type if header else page_type
        elif line.kind in (Kind.ROW, Kind.ROW_CONTINUED):
            open_lines.append(line)
    if open_lines:
        yield Group(table, page_type, tuple(open_lines), last=True)


def _is_cut(group: Group) -> bool:
    """Return whether the page ends inside the date of a row."""
    if not group.last or group.page_type is PageType.TECHNOLOGY_TRANSFER or "\t" in group.cells:
        return False
    return not TABLE_DATE.search(group.cells) and _BROKEN_DATE.search(group.cells) is not None


def _read_row(text: str, group: Group) -> Row:
    evidence = line_passage(text, group.lines)
    key = str(group.number) if group.table == 1 else f"{group.table}-{group.number}"
    cells = _divide(group)
    if cells is None:
        whole = " ".join(group.cells.split())
        return Row(key, group.number, whole, None, None, None, (), evidence, undivided=whole)
    return Row(
        key=key,
        number=group.number,
        title=cells.title,
        printed_start=cells.start or None,
        start=_read_start(cells.start),
        printed_beneficiaries=cells.beneficiaries or None,
        beneficiaries=split_names(cells.beneficiaries),
        evidence=evidence,
        category=cells.category or None,
        trailing=_trailing(text, group),
    )


def _trailing(text: str, group: Group) -> TrailingLine | None:
    line = group.trailing
    if line is None or TABLE_DATE.search(line.text) or "\t" in line.text:
        return None
    return TrailingLine(line.text.strip(), line.number, line_passage(text, [*group.lines, line]))


def split_names(cell: str) -> tuple[str, ...]:
    """Return the names in a cell of beneficiaries: `; ` separates them, a comma never does."""
    return tuple(name for part in cell.split(";") if (name := " ".join(part.split())))


@dataclass(frozen=True, slots=True)
class _Cells:
    title: str
    start: str = ""
    beneficiaries: str = ""
    category: str = ""


def _divide(group: Group) -> _Cells | None:
    """Return the cells of a row, None where nothing tells them apart."""
    if "\t" in group.cells:
        return _divide_at_tabs(group)
    dates = list(TABLE_DATE.finditer(group.cells))
    if len(dates) != 1 or group.page_type is PageType.TECHNOLOGY_TRANSFER:
        return None
    title, rest = group.cells[: dates[0].start()].strip(), group.cells[dates[0].end() :].strip()
    if _LEADS_TO_DATE.search(title) or _GOES_ON.match(rest):
        return None
    return _Cells(title, dates[0].group(), rest)


def _divide_at_tabs(group: Group) -> _Cells | None:
    cells = [" ".join(cell.split()) for cell in group.cells.split("\t")]
    if not all(_LINK.fullmatch(cell) for cell in cells[3:]):
        return None
    first, second, third, *_ = (*cells, "", "")
    if group.page_type is PageType.TECHNOLOGY_TRANSFER:
        return _Cells(first, beneficiaries=second, category=third)
    dated = TABLE_DATE.fullmatch(second)
    return _Cells(first, second, third) if dated or not second else None


def _read_start(printed: str) -> date | None:
    day = read_table_date(printed) if printed else None
    return day if day and _FIRST_YEAR <= day.year <= _LAST_YEAR else None


def _remarks_on(row: Row, group: Group, previous: int, remark: _Remarks) -> Iterator[Finding]:
    number = group.number
    if number != previous + 1:
        yield remark.tell("row-number-gap", f"row {number} follows row {previous}")
    if len(group.lines) > 1:
        words = f"row {number} was joined from {len(group.lines)} lines"
        yield remark.tell("row-continued", words)
    if row.undivided is not None:
        yield _remark_on_undivided(row, remark)
        return
    if not row.title:
        yield remark.tell("row-title-missing", f"row {number} has no title")
    if row.printed_start and read_table_date(row.printed_start) is None:
        words = f"row {number}: {row.printed_start} is no day of the calendar"
        yield remark.tell("row-date-impossible", words)
    elif row.printed_start and row.start is None:
        words = f"row {number}: {row.printed_start} is not between {_FIRST_YEAR} and {_LAST_YEAR}"
        yield remark.tell("row-date-implausible", words)


def _remark_on_undivided(row: Row, remark: _Remarks) -> Finding:
    if re.search(rf"{TABLE_DATE.pattern}.*\s{row.number + 1}\s", row.undivided or ""):
        words = f"row {row.number} seems to hold row {row.number + 1}, too: {row.undivided!r}"
        return remark.tell("rows-joined", words)
    words = f"row {row.number}: nothing tells its cells apart: {row.undivided!r} was not divided"
    return remark.tell("row-undivided", words)
