"""A report as it was read: what `reports.parse` hands to `entities.reconcile`.

Spans count Unicode code points of the source text, half-open; lines are 1-based.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from trips_graph.model.finding import Finding
from trips_graph.model.narrative import Narrative
from trips_graph.model.passage import Evidence, Period, Printed, StatedDay, StatedPeriod

ReportNumber = NewType("ReportNumber", str)
"""The number of an e-TRIPS page, e.g. `1000364`; with the page type it is a report's identity."""
DocumentSymbol = NewType("DocumentSymbol", str)
"""A WTO document symbol, e.g. `IP/C/W/654/Add.2`."""


class PageType(StrEnum):
    """The type of an e-TRIPS page, as its address names it."""

    TECHNICAL_COOPERATION = "TechnicalCooperationActivitiesNotifications"
    TECHNOLOGY_TRANSFER = "ImplementationOfArticle662Notifications"


class SubmitterSource(StrEnum):
    """Where a submitter's name stands; the values are notations of tg:submitter-sources."""

    LINE = "line"
    PROSE = "prose"
    MANIFEST = "manifest"


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

    `submitter_source`: where the page names its submitter, by its line or only in its prose.
    """

    number: ReportNumber
    page_type: PageType | None = None
    address: str | None = None
    language: str = "en"
    symbol: DocumentSymbol | None = None
    symbol_source: str | None = None
    circulated: date | None = None
    communicated: date | None = None
    retrieved: date | None = None
    submitter: str | None = None
    submitter_source: SubmitterSource | None = None
    period: Period | None = None
    table_state: TableState | None = None


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """One document to read. `text` is None where only the filing is known.

    `sha256` is the digest of the file's bytes, `media_type` what kind of file it is.
    """

    name: str
    rendition: Rendition
    filing: Filing
    text: str | None = None
    sha256: str | None = None
    media_type: str = "text/plain"
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
    """A section with its paragraphs in order.

    `key` is the printed number, made unique where a page prints a number twice (`1_2`), or `u1` for
    the first heading without a number. `title` is None where the page lost its heading.
    """

    key: str
    number: str | None
    title: str | None
    line: int
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class SubmitterName:
    """A name that may be the submitter's: where it stands, and the rule that read it from prose."""

    text: str
    source: SubmitterSource
    evidence: Evidence | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class EarlierReport:
    """A report that this one says it updates, by symbol; the evidence keeps the printed form."""

    symbol: DocumentSymbol
    rule: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class TrailingLine:
    """An unread line right behind a row: the rest of a broken name, or nothing of the row's.

    `line` is its number; `evidence` is the passage of the row with the line.
    """

    text: str
    line: int
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table of programmes, as written.

    `key` is its number, made unique where a page has several tables (`2-5`: row 5 of the second).
    `undivided` holds the whole cell text where nothing tells title and beneficiaries apart; then
    `title` is that text, too, and `beneficiaries` is empty. `category` is the category of
    technology, which only reports under Article 66.2 print.
    """

    key: str
    number: int
    title: str
    printed_start: str | None
    start: date | None
    printed_beneficiaries: str | None
    beneficiaries: tuple[str, ...]
    evidence: Evidence
    undivided: str | None = None
    category: str | None = None
    trailing: TrailingLine | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One report, read whole: each line of its source is in here, ignored by name, or a finding.

    `submitters` are the names that may be the submitter's, the most trusted first; which body they
    stand for, if they agree, is decided by `entities.reconcile`. `paragraphs` are those that stand
    before any section.
    """

    document: str
    rendition: Rendition
    media_type: str
    sha256: str | None
    filing: Filing
    page_type: PageType
    submitters: tuple[SubmitterName, ...]
    symbol: Printed | None
    circulated: StatedDay | None
    communicated: StatedDay | None
    period: Period | None
    stated_period: StatedPeriod | None
    year: int | None
    updates: tuple[EarlierReport, ...]
    table_state: TableState
    paragraphs: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    rows: tuple[Row, ...]
    narrative: Narrative
    findings: tuple[Finding, ...]

    @property
    def number(self) -> ReportNumber:
        """The e-TRIPS number, the report's identity."""
        return self.filing.number
