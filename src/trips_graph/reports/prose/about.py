"""Reads what a report says of itself: who submits it, when, and which earlier reports it updates.

The period that it covers is read in `reporting_period.py`. Source of the forms: pages of the
e-TRIPS Gateway and documents of the series `IP/C/...`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from trips_graph.model.finding import Finding, Severity
from trips_graph.model.passage import Evidence, Printed, StatedDay
from trips_graph.model.report import (
    EarlierReport,
    Filing,
    PageType,
    Paragraph,
    SourceDocument,
    SubmitterName,
    SubmitterSource,
)
from trips_graph.reports.fields import read_date
from trips_graph.reports.page.lines import Kind, Line
from trips_graph.reports.page.phrases import CIRCULATION_LINE
from trips_graph.reports.page.rows import line_passage
from trips_graph.reports.page.symbols import SYMBOL, match_symbol_line, read_symbol
from trips_graph.reports.prose.rules import AboutRules, ReadingRule
from trips_graph.reports.prose.sentences import Sentence, find_matches, quote, sentences

_SYMBOL = re.compile(SYMBOL)
_DAY = 10  # characters of a date that states its day


@dataclass(frozen=True, slots=True)
class Head:
    """Symbol and day of circulation; `findings` tell where page and manifest disagree."""

    symbol: Printed | None = None
    circulated: StatedDay | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Own:
    """What a report is itself: its symbol, and under which Article it was filed."""

    symbol: str | None
    page_type: PageType

    def may_update(self, symbol: str) -> bool:
        """Return whether a symbol may be an earlier report of the same series."""
        other = "/TC/" if self.page_type is PageType.TECHNOLOGY_TRANSFER else "/TTI/"
        return symbol != self.symbol and other not in symbol


def read_head(document: SourceDocument, lines: Sequence[Line]) -> Head:
    """Return what stands at the head of a document; what the manifest states wins. Errors: none."""
    filing, text = document.filing, document.text or ""
    printed = next(_symbols(text, lines), None)
    symbol = Printed(filing.symbol) if filing.symbol else printed
    dated = next(_circulations(text, lines), None)
    circulated = StatedDay(filing.circulated) if filing.circulated else dated
    pairs = (
        ("symbol", printed and printed.text, filing.symbol),
        ("day of circulation", dated and dated.day, filing.circulated),
    )
    told = tuple(
        _disagrees(document.name, what, page, stated)
        for what, page, stated in pairs
        if page and stated and page != stated
    )
    return Head(symbol, circulated, told)


def _symbols(text: str, lines: Sequence[Line]) -> Iterator[Printed]:
    for line in lines:
        match = match_symbol_line(line.text) if line.kind is Kind.SYMBOL else None
        if match:
            yield Printed(read_symbol(match["symbol"]), line_passage(text, [line]))


def _circulations(text: str, lines: Sequence[Line]) -> Iterator[StatedDay]:
    for line in lines:
        match = CIRCULATION_LINE.fullmatch(line.text) if line.kind is Kind.CIRCULATION else None
        match = match_symbol_line(line.text) if line.kind is Kind.SYMBOL else match
        printed = match["date"] if match else None
        found = _day(printed, line_passage(text, [line])) if printed else None
        if found:
            yield found


def _disagrees(document: str, what: str, page: object, stated: object) -> Finding:
    message = f"{what}: the page states '{page}', the manifest '{stated}'; the manifest is used"
    return Finding(document, None, "manifest-disagrees", Severity.WARNING, message)


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

    `paragraphs` are those of the introduction; names in them stand in the order of the rules. A
    page whose manifest says that only its prose names the submitter has no submitter line.
    """
    found: list[SubmitterName] = []
    if filing.submitter_source is not SubmitterSource.PROSE:
        found += _names_in_lines(text, [line for line in lines if line.kind is Kind.SUBMITTER])
    found += _names_in_prose(paragraphs, rules)
    if filing.submitter:
        found.append(SubmitterName(filing.submitter, SubmitterSource.MANIFEST))
    return tuple(found)


def _names_in_lines(text: str, lines: Sequence[Line]) -> Iterator[SubmitterName]:
    """Yield each line, and two lines that stand together: a name may be broken."""
    for line in lines:
        yield SubmitterName(line.text.strip(), SubmitterSource.LINE, line_passage(text, [line]))
    for pair in pairwise(lines):
        if pair[1].number == pair[0].number + 1:
            name = " ".join(line.text.strip() for line in pair)
            yield SubmitterName(name, SubmitterSource.LINE, line_passage(text, pair))


def _names_in_prose(paragraphs: Sequence[Paragraph], rules: AboutRules) -> Iterator[SubmitterName]:
    told = [sentence for paragraph in paragraphs for sentence in sentences(paragraph)]
    for rule in rules.submitter:
        for sentence in told:
            for match in rule.pattern.finditer(sentence.text):
                first, last = (sentence.start + place for place in match.span("name"))
                evidence = sentence.passage(first, last)
                name = " ".join(match["name"].split())
                yield SubmitterName(name, SubmitterSource.PROSE, evidence, rule.id)


def read_updates(
    document: str, paragraphs: Sequence[Paragraph], rules: AboutRules, own: Own
) -> tuple[tuple[EarlierReport, ...], tuple[Finding, ...]]:
    """Return the earlier reports that this one says it updates, each once, and mended misprints."""
    found: dict[str, EarlierReport] = {}
    for paragraph in paragraphs:
        for sentence in sentences(paragraph):
            for rule, match in _cited(sentence, rules):
                symbol = read_symbol(match.group())
                if own.may_update(symbol) and symbol not in found:
                    first, last = (sentence.start + place for place in match.span())
                    found[symbol] = EarlierReport(symbol, rule.id, sentence.passage(first, last))
    mended = (
        item for item in found.values() if item.evidence.quote.removeprefix("_") != item.symbol
    )
    return tuple(found.values()), tuple(_mended(document, item) for item in mended)


def _cited(sentence: Sentence, rules: AboutRules) -> Iterator[tuple[ReadingRule, re.Match[str]]]:
    """Yield the symbols behind each cue of a sentence, as far as it speaks of earlier reports."""
    text = sentence.text
    for rule in rules.earlier:
        cue = rule.pattern.search(text)
        if cue is None:
            continue
        ends = (end.pattern.search(text, cue.end()) for end in rules.earlier_end)
        stop = min((match.start() for match in ends if match), default=len(text))
        yield from ((rule, match) for match in _SYMBOL.finditer(text, cue.end(), stop))


def _mended(document: str, item: EarlierReport) -> Finding:
    message = f"{item.evidence.quote!r} was read as {item.symbol}"
    return Finding(document, item.evidence.line, "symbol-mended", Severity.INFO, message)
