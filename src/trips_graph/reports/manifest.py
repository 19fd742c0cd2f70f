"""Reads `manifest.csv`: what is known of a report beside its page.

Source of the columns: `data/sources/README.md`.
"""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from trips_graph.errors import BadTable
from trips_graph.model.passage import PartialDate, Period
from trips_graph.model.report import (
    DocumentSymbol,
    Filing,
    PageType,
    Rendition,
    ReportNumber,
    SubmitterSource,
    TableState,
)

NAME = "manifest.csv"
COLUMNS = (
    "number", "page_type", "address", "language", "file", "sha256", "rendition",
    "original_sha256", "retrieved", "symbol", "symbol_source", "circulated", "communicated",
    "communicated_source", "submitter", "submitter_known_from", "period_start", "period_end",
    "table_state", "note",
)  # fmt: skip
EARLIER = "earlier_files"
"""A column that a manifest may leave out: the earlier versions of `file`."""
_NUMBER = re.compile(r"[1-9][0-9]*")
_PARTIAL = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_SIGN = r"(?:[\w.~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*"
_ADDRESS = re.compile(rf"https?://[\w.-]+(?::[0-9]{{1,5}})?(?:/{_SIGN})?(?:#{_SIGN})?")
_LANGUAGES = ("en", "fr", "es")  # the working languages of the WTO


@dataclass(frozen=True, slots=True)
class ManifestLine:
    """One line of a manifest: the filing, which file tells it, and which told it before."""

    line: int
    filing: Filing
    rendition: Rendition
    file: str | None
    sha256: str | None
    original_sha256: str | None
    earlier_files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest, read and checked; empty where no `manifest.csv` stands."""

    path: Path
    lines: tuple[ManifestLine, ...] = ()

    def by_file(self, name: str) -> ManifestLine | None:
        """Return the line that names this file."""
        return next((line for line in self.lines if line.file == name), None)

    def by_digest(self, sha256: str) -> ManifestLine | None:
        """Return the line of this file, or of the page that it was told from."""
        return next(
            (line for line in self.lines if sha256 in (line.sha256, line.original_sha256)), None
        )

    def by_number(self, number: str) -> ManifestLine | None:
        """Return the line of the report of this e-TRIPS number."""
        return next((line for line in self.lines if line.filing.number == number), None)


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of a folder, empty where there is none.

    Errors: `BadTable` for unknown or missing columns, doubled numbers and values that are no dates,
    numbers or known words; the message gives the line.
    """
    path = folder / NAME
    if not path.is_file():
        return Manifest(path)
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            lines = _read_lines(path, csv.DictReader(stream, strict=True))
    except (csv.Error, UnicodeDecodeError) as error:
        raise BadTable(path, 1, f"no CSV in UTF-8: {error}") from error
    _refuse_doubles(path, lines)
    return Manifest(path, lines)


def _read_lines(path: Path, reader: "csv.DictReader[str]") -> tuple[ManifestLine, ...]:
    columns = reader.fieldnames or ()
    wrong = set(COLUMNS).symmetric_difference(columns) - {EARLIER}
    if wrong:
        raise BadTable(path, 1, f"columns missing or unknown: {', '.join(sorted(wrong))}")
    lines = []
    for cells in reader:
        if None in cells or None in cells.values():
            raise BadTable(path, reader.line_num, f"this line has not {len(columns)} cells")
        lines.append(_read_line(path, reader.line_num, cells))
    return tuple(lines)


def _read_line(path: Path, line: int, cells: Mapping[str, str]) -> ManifestLine:
    try:
        return ManifestLine(
            line=line,
            filing=_read_filing(cells),
            rendition=Rendition(cells["rendition"]),
            file=cells["file"] or None,
            sha256=cells["sha256"] or None,
            original_sha256=cells["original_sha256"] or None,
            earlier_files=tuple(cells.get(EARLIER, "").split()),
        )
    except ValueError as error:
        raise BadTable(path, line, str(error)) from error


def _read_filing(cells: Mapping[str, str]) -> Filing:
    if not _NUMBER.fullmatch(cells["number"]):
        raise ValueError(f"number {cells['number']!r} is no e-TRIPS number")
    if cells["page_type"] not in tuple(PageType):
        raise ValueError(f"page_type {cells['page_type']!r}: one of {', '.join(PageType)}")
    if cells["address"] and not _ADDRESS.fullmatch(cells["address"]):
        raise ValueError(f"address {cells['address']!r} is no http address")
    if cells["language"] not in _LANGUAGES:
        raise ValueError(f"language {cells['language']!r}: one of {', '.join(_LANGUAGES)}")
    return Filing(
        number=ReportNumber(cells["number"]),
        page_type=PageType(cells["page_type"]),
        address=cells["address"] or None,
        language=cells["language"],
        symbol=DocumentSymbol(cells["symbol"]) if cells["symbol"] else None,
        symbol_source=cells["symbol_source"] or None,
        circulated=_read_date(cells["circulated"]),
        communicated=_read_date(cells["communicated"]),
        retrieved=_read_date(cells["retrieved"]),
        submitter=cells["submitter"] or None,
        submitter_source=_read_source(cells["submitter_known_from"]),
        period=_read_period(cells["period_start"], cells["period_end"]),
        table_state=TableState(cells["table_state"]) if cells["table_state"] else None,
    )


def _read_source(cell: str) -> SubmitterSource | None:
    return SubmitterSource(cell) if cell else None


def _read_date(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def _read_period(start: str, end: str) -> Period | None:
    for cell in filter(None, (start, end)):
        if not _PARTIAL.fullmatch(cell):
            raise ValueError(f"{cell!r} is no date: write YYYY, YYYY-MM or YYYY-MM-DD")
        date.fromisoformat(cell + "-01-01"[len(cell) - 4 : 6])  # refuses what no calendar has
    if not (start or end):
        return None
    return Period(PartialDate(start) if start else None, PartialDate(end) if end else None)


def _refuse_doubles(path: Path, lines: tuple[ManifestLine, ...]) -> None:
    first: dict[str, int] = {}
    for line in lines:
        number = line.filing.number
        if number in first:
            raise BadTable(
                path, line.line, f"report {number} stands in line {first[number]} already"
            )
        first[number] = line.line
