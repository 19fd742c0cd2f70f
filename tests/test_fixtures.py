"""Each invented page holds what its expectation says: read, reconciled and compared key by key.

The expectations in `fixtures/expected/` are written by hand, before and beside any reader; no flag
writes them again. What the keys mean is told in `fixtures/README.md`.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.conftest import DATA
from tests.fixtures.make_docx import FIXTURES as WORD_FILES
from tests.fixtures.make_docx import encode
from trips_graph.entities.authorities import read_authorities, read_classification
from trips_graph.entities.match import Register, open_register
from trips_graph.entities.reconcile import reconcile
from trips_graph.model.entity import EntityKind, ReconciledReport, Resolved
from trips_graph.model.finding import CODES
from trips_graph.model.passage import Period
from trips_graph.model.report import Row, SourceDocument
from trips_graph.reports.archive import open_sources
from trips_graph.reports.manifest import Manifest
from trips_graph.reports.parse import parse
from trips_graph.reports.prose.rules import ReadingRules

FOLDER = Path(__file__).parent / "fixtures"
PAGES = FOLDER / "pages"
EXPECTED: dict[str, dict[str, Any]] = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((FOLDER / "expected").glob("*.json"))
}
LOOKS_ALIKE = str.maketrans({"\u00a0": " ", "\u2011": "-", "\u200b": ""})


@dataclass(frozen=True, slots=True)
class Reading:
    """A page as it was opened, and what came of it."""

    document: SourceDocument
    reconciled: ReconciledReport


@pytest.fixture(scope="module")
def documents(known: Manifest) -> dict[str, SourceDocument]:
    return {item.filing.number: item for item in open_sources([PAGES], known)}


@pytest.fixture(scope="module")
def register() -> Register:
    classification = read_classification(DATA / "rules" / "classification.csv")
    return open_register(read_authorities(DATA / "authorities"), classification)


@pytest.mark.parametrize("number", EXPECTED)
def test_a_page_holds_what_is_expected(
    number: str,
    documents: Mapping[str, SourceDocument],
    rules: ReadingRules,
    register: Register,
) -> None:
    if number not in documents:
        pytest.fail(f"{number}: its page was not opened", pytrace=False)
    document = documents[number]
    reading = Reading(document, reconcile(parse(document, rules), register))
    wrong = list(_differences(reading, EXPECTED[number]))
    if wrong:
        title = f"{document.name}: {EXPECTED[number]['variation']}"
        pytest.fail("\n".join([title, *wrong]), pytrace=False)


def test_every_page_has_an_expectation_and_no_expectation_is_without_a_page() -> None:
    with (PAGES / "manifest.csv").open(encoding="utf-8", newline="") as stream:
        lines = {line["number"]: line for line in csv.DictReader(stream)}
    files = {path.name for path in PAGES.iterdir()} - {"manifest.csv"}
    assert lines.keys() == EXPECTED.keys()
    assert {line["file"] for line in lines.values()} == files
    for number, line in lines.items():
        assert line["page_type"] == EXPECTED[number]["page_type"], number
        assert line["note"] == f"{EXPECTED[number]['variation']} (invented)", number


@pytest.mark.parametrize("number", EXPECTED)
def test_an_expectation_says_only_what_is_compared(number: str) -> None:
    expected = EXPECTED[number]
    keys = READERS.keys() | {"variation", "rows", "findings", "absent"}
    assert expected.keys() <= keys
    assert set(expected.get("findings", ())) <= CODES.keys()
    for row in expected.get("rows", ()):
        assert "number" in row
        assert row.keys() <= ROW_READERS.keys()


@pytest.mark.parametrize("name", WORD_FILES)
def test_a_word_file_is_what_its_script_writes(name: str) -> None:
    document = docx.Document()
    WORD_FILES[name](document)
    assert _unpacked(encode(document)) == _unpacked((PAGES / name).read_bytes())


def _unpacked(word_file: bytes) -> dict[str, bytes]:
    """Return the parts of a Word file: how they are packed depends on the zlib at hand."""
    with zipfile.ZipFile(io.BytesIO(word_file)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _differences(reading: Reading, expected: Mapping[str, Any]) -> Iterator[str]:
    for key, reader in READERS.items():
        if key in expected:
            yield from _difference(key, expected[key], reader(reading))
    if "rows" in expected:
        yield from _row_differences(reading, expected["rows"])
    found = reading.reconciled.report.findings + reading.reconciled.findings
    codes = {item.code for item in (*found, *reading.document.findings)}
    for code in expected.get("findings", ()):
        if code not in codes:
            yield f"  findings: expected {code}, found {', '.join(sorted(codes)) or 'none'}"
    for text in expected.get("absent", ()):
        for place, printed in _names_and_titles(reading.reconciled):
            if text.casefold() in printed.casefold():
                yield f"  absent: {text!r} must not stand in {place} {printed!r}"


def _row_differences(reading: Reading, expected: list[dict[str, Any]]) -> Iterator[str]:
    rows = reading.reconciled.report.rows
    numbers = [row.number for row in rows]
    yield from _difference("numbers of the rows", [row["number"] for row in expected], numbers)
    for row, hoped in zip(rows, expected, strict=False):
        names = reading.reconciled.names[row.key]
        for key in hoped:
            read = ROW_READERS[key](row, names)
            yield from _difference(f"row {hoped['number']}, {key}", hoped[key], read)


def _difference(key: str, expected: object, read: object) -> Iterator[str]:
    if expected != read:
        yield f"  {key}: expected {expected!r}\n  {' ' * len(key)}      read {read!r}"


def _names_and_titles(reconciled: ReconciledReport) -> Iterator[tuple[str, str]]:
    report = reconciled.report
    if reconciled.submitter_name:
        yield "the submitter", reconciled.submitter_name.text
    for section in report.sections:
        yield "a heading", section.title or ""
    for row in report.rows:
        yield "a title", row.title
        yield from (("a beneficiary", name) for name in row.beneficiaries)


def _of_report(name: str) -> Callable[[Reading], object]:
    return lambda reading: getattr(reading.reconciled.report, name)


def _submitter(reading: Reading) -> dict[str, str | None]:
    found, name = reading.reconciled.submitter, reading.reconciled.submitter_name
    return {
        "key": f"{found.kind}/{found.key}" if found else None,
        "known_from": name.source.value if name and found else None,
    }


def _updates(reading: Reading) -> list[str]:
    return [item.symbol for item in reading.reconciled.report.updates]


def _symbol(reading: Reading) -> str | None:
    symbol = reading.reconciled.report.symbol
    return symbol.text if symbol else None


def _circulated(reading: Reading) -> str | None:
    circulated = reading.reconciled.report.circulated
    return circulated.day.isoformat() if circulated else None


def _period(reading: Reading) -> list[str | None] | None:
    return _ends(reading.reconciled.report.period)


def _sections(reading: Reading) -> list[list[str | None]]:
    sections = reading.reconciled.report.sections
    return [[section.number or None, _plain(section.title or "") or None] for section in sections]


def _paragraphs(reading: Reading) -> list[list[str | int | None]]:
    report = reading.reconciled.report
    loose = ((None, item) for item in report.paragraphs)
    held = ((part.number or None, item) for part in report.sections for item in part.paragraphs)
    placed = {item.start: (number, item) for number, item in (*loose, *held)}
    return [[number, item.number] for _, (number, item) in sorted(placed.items())]


def _events(reading: Reading) -> list[list[str | None]]:
    events = reading.reconciled.report.narrative.events
    return [[item.key, *(_ends(item.period) or (None, None))] for item in events]


def _figures(reading: Reading) -> list[list[object]]:
    return [
        [
            item.kind, item.value, item.unit, item.qualifier, _ends(item.period), item.about,
            item.cumulative,
        ]
        for item in reading.reconciled.report.narrative.figures
    ]  # fmt: skip


def _ends(period: Period | None) -> list[str | None] | None:
    return [period.start, period.end] if period else None


def _status(row: Row, names: Resolved) -> str:
    if row.undivided is not None or names.unresolved:
        return "unresolved"
    if not names.beneficiaries:
        return "not-stated"
    groups = all(ref.kind is EntityKind.GROUP for ref in names.beneficiaries)
    return "group-only" if groups else "stated"


def _plain(text: str) -> str:
    """Return the text with plain blanks and hyphens, which look alike on a page."""
    return " ".join(text.translate(LOOKS_ALIKE).split())


READERS: dict[str, Callable[[Reading], object]] = {
    "page_type": _of_report("page_type"),
    "submitter": _submitter,
    "period": _period,
    "year": _of_report("year"),
    "symbol": _symbol,
    "circulated": _circulated,
    "table_state": _of_report("table_state"),
    "sections": _sections,
    "paragraphs": _paragraphs,
    "updates": _updates,
    "events": _events,
    "figures": _figures,
}
ROW_READERS: dict[str, Callable[[Row, Resolved], object]] = {
    "number": lambda row, names: row.number,
    "title": lambda row, names: _plain(row.title),
    "start": lambda row, names: row.start.isoformat() if row.start else None,
    "printed_start": lambda row, names: row.printed_start,
    "beneficiaries": lambda row, names: [f"{ref.kind}/{ref.key}" for ref in names.beneficiaries],
    "status": _status,
    "unresolved": lambda row, names: [
        _plain(name.text) for name in names.unresolved if name.role == "beneficiary"
    ],
    "category": lambda row, names: row.category,
}
