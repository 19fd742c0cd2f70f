"""Reads what a report says of itself: who submits it, when, and which earlier reports it updates.

The period that it covers is read in `periods.py`. Source of the forms: pages of the e-TRIPS Gateway
and documents of the series `IP/C/...`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from trips_graph.model.finding import Finding, Severity
from trips_graph.model.passage import Evidence, Printed, StatedDay
from trips_graph.model.report import (
    EarlierReport,
    Filing,
    Paragraph,
    SubmitterName,
    SubmitterSource,
)
from trips_graph.reports.fields import read_date
from trips_graph.reports.lines import Kind, Line
from trips_graph.reports.phrases import CIRCULATION_LINE
from trips_graph.reports.prose import find_matches, quote, quote_span, sentences
from trips_graph.reports.rows import passage
from trips_graph.reports.rules import AboutRules
from trips_graph.reports.symbols import SYMBOL, is_report, read_symbol, read_symbol_line

_SYMBOL = re.compile(SYMBOL)
_DAY = 10  # characters of a date that states its day


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the head of a page or document: its symbol, and its day of circulation."""

    symbol: Printed | None = None
    circulated: StatedDay | None = None


def read_head(text: str, lines: Sequence[Line], filing: Filing) -> Head:
    """Return symbol and day of circulation; what the manifest states wins. Errors: none."""
    symbol = Printed(filing.symbol) if filing.symbol else None
    circulated = StatedDay(filing.circulated) if filing.circulated else None
    for line in lines:
        evidence = passage(text, [line])
        if line.kind is Kind.SYMBOL and symbol is None:
            symbol = Printed(read_symbol(read_symbol_line(line.text) or ""), evidence)
        match = CIRCULATION_LINE.fullmatch(line.text) if line.kind is Kind.CIRCULATION else None
        if match and circulated is None:
            circulated = _day(match["date"], evidence)
    return Head(symbol, circulated)


def read_communication(
    paragraphs: Sequence[Paragraph], rules: AboutRules, filing: Filing
) -> StatedDay | None:
    """Return the day that the communication bears; what the manifest states wins."""
    if filing.communicated:
        return StatedDay(filing.communicated)
    for paragraph in paragraphs:
        for _, match in find_matches(rules.communication, paragraph):
            found = _day(match["start"], quote(paragraph, match))
            if found:
                return found
    return None


def _day(printed: str, evidence: Evidence) -> StatedDay | None:
    found = read_date(printed)
    return StatedDay(date.fromisoformat(found), evidence) if found and len(found) == _DAY else None


def read_submitters(
    text: str,
    lines: Sequence[Line],
    paragraphs: Sequence[Paragraph],
    rules: AboutRules,
    filing: Filing,
) -> tuple[SubmitterName, ...]:
    """Return every name that may be the submitter's, the most trusted first: line, prose, manifest.

    Names in prose stand in the order of the rules. A page whose manifest says that only its prose
    names the submitter has no submitter line.
    """
    found = []
    if filing.submitter_source is not SubmitterSource.PROSE:
        found += [
            SubmitterName(line.text.strip(), SubmitterSource.LINE, passage(text, [line]))
            for line in lines
            if line.kind is Kind.SUBMITTER
        ]
    found += _names_in_prose(paragraphs, rules)
    if filing.submitter:
        found.append(SubmitterName(filing.submitter, SubmitterSource.MANIFEST))
    return tuple(found)


def _names_in_prose(paragraphs: Sequence[Paragraph], rules: AboutRules) -> Iterator[SubmitterName]:
    for rule in rules.submitter:
        for paragraph in paragraphs:
            for start, sentence in sentences(paragraph.text):
                for match in rule.pattern.finditer(sentence):
                    first, last = (start + place for place in match.span("name"))
                    evidence = quote_span(paragraph, first, last)
                    name = " ".join(match["name"].split())
                    yield SubmitterName(name, SubmitterSource.PROSE, evidence, rule.id)


def read_updates(
    document: str, paragraphs: Sequence[Paragraph], rules: AboutRules, own: str | None
) -> tuple[tuple[EarlierReport, ...], tuple[Finding, ...]]:
    """Return the earlier reports that this one says it updates, each once, and mended misprints."""
    found: dict[str, EarlierReport] = {}
    for paragraph in paragraphs:
        for start, sentence in sentences(paragraph.text):
            for rule in rules.earlier:
                cue = rule.pattern.search(sentence)
                for match in _SYMBOL.finditer(sentence, cue.end()) if cue else ():
                    symbol = read_symbol(match.group())
                    if is_report(symbol) and symbol != own and symbol not in found:
                        passed = quote_span(paragraph, start + match.start(), start + match.end())
                        found[symbol] = EarlierReport(symbol, rule.id, passed)
    mended = (item for item in found.values() if item.evidence.quote != item.symbol)
    return tuple(found.values()), tuple(_mended(document, item) for item in mended)


def _mended(document: str, item: EarlierReport) -> Finding:
    message = f"{item.evidence.quote!r} was read as {item.symbol}"
    return Finding(document, item.evidence.line, "symbol-mended", Severity.INFO, message)
