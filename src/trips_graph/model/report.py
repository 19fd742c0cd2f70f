"""A report as it was read: what `reports.parse` hands to `entities.reconcile`.

Spans count Unicode code points of the source text, half-open; lines are 1-based.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from trips_graph.model.finding import Finding
from trips_graph.model.narrative import Narrative
from trips_graph.model.passage import Evidence, Period, Printed, StatedPeriod

ReportNumber = NewType("ReportNumber", str)
"""The number of an e-TRIPS page, e.g. `1000364`; with the page type it is a report's identity."""
DocumentSymbol = NewType("DocumentSymbol", str)
"""A WTO document symbol, e.g. `IP/C/W/654/Add.2`."""


class TableState(StrEnum):
    """What the page shows of its table; the values are notations of the scheme tg:table-state."""

    ROWS = "rows"
    EMPTY = "empty"
    NOT_VISIBLE = "not-visible"
    CUT = "cut"


class Rendition(StrEnum):
    """What kind of text was read; the values are notations of the scheme tg:rendition."""

    AS_PUBLISHED = "as-published"
    RETOLD = "retold"
    MANIFEST = "manifest"


@dataclass(frozen=True, slots=True)
class Filing:
    """What is known of a report beside its page: one line of a manifest.

    `submitter_in_prose`: the page has no submitter line, only its prose names the submitter.
    """

    number: ReportNumber
    address: str | None = None
    language: str = "en"
    symbol: DocumentSymbol | None = None
    symbol_source: str | None = None
    circulated: date | None = None
    communicated: date | None = None
    retrieved: date | None = None
    submitter: str | None = None
    submitter_in_prose: bool = False
    period: Period | None = None
    table_state: TableState | None = None


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """One document to read. `text` is None where only the filing is known."""

    name: str
    rendition: Rendition
    filing: Filing
    text: str | None = None
    sha256: str | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `section` is a section's key. Its number restarts in each section."""

    section: str | None
    number: int | None
    text: str
    start: int
    line: int


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered section with its paragraphs in order.

    `key` is the printed number, made unique where a page prints a number twice (`1_2`).
    """

    key: str
    number: str
    title: str
    line: int
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table of programmes, as written.

    `undivided` holds the whole cell text where no date tells title and beneficiaries apart; then
    `title` is that text, too, and `beneficiaries` is empty.
    """

    number: int
    title: str
    printed_start: str | None
    start: date | None
    printed_beneficiaries: str | None
    beneficiaries: tuple[str, ...]
    evidence: Evidence
    undivided: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One report, read whole: each line of its source is in here, ignored by name, or a finding."""

    document: str
    rendition: Rendition
    sha256: str | None
    filing: Filing
    submitter: Printed | None
    period: Period | None
    stated_period: StatedPeriod | None
    year: int | None
    table_state: TableState
    sections: tuple[Section, ...]
    rows: tuple[Row, ...]
    narrative: Narrative
    findings: tuple[Finding, ...]

    @property
    def number(self) -> ReportNumber:
        """The e-TRIPS number, the report's identity."""
        return self.filing.number
