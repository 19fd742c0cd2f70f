"""Reads the period that a report covers: a cue, and a span of dates behind it in its sentence."""

import re
from collections.abc import Iterable, Iterator, Sequence

from trips_graph.model.finding import Finding, Severity
from trips_graph.model.passage import Evidence, PartialDate, Period, StatedPeriod
from trips_graph.model.report import Paragraph
from trips_graph.reports.prose.rules import AboutRules, ReadingRule
from trips_graph.reports.prose.sentences import read_span, sentences
from trips_graph.reports.prose.spans import read_when

_INTRODUCTION = 12  # paragraphs within which a report says what it covers
_BEHIND_CUE = 400  # characters between a cue and its span
_EXPLAINS = 12  # characters between a fiscal year and the dates that explain it
_COVERS = ("covers ", "covered ")
_LONGEST = 3  # years; a longer span is a programme's, not a report's


def read_period(
    document: str, paragraphs: Sequence[Paragraph], rules: AboutRules
) -> tuple[StatedPeriod | None, tuple[Finding, ...]]:
    """Return the period that the report states, and what to know about it.

    Units: both ends inclusive, as precise as printed; a fiscal year keeps its label's year. Spans
    of the first rank of cues that the report has decide; None where they differ, or where a cue
    must be said more often.
    """
    stated = list(_find_stated(paragraphs[:_INTRODUCTION], rules))
    if not stated:
        return None, ()
    rank = min(rule.rank for rule, _ in stated)
    rule, first = next(item for item in stated if item[0].rank == rank)
    periods = [period for cue, period in stated if cue.rank == rank]
    if any(other.period != first.period for other in periods):
        texts = "; ".join(other.evidence.quote for other in periods)
        message = f"several periods are stated ({texts}); none is taken"
        return None, (_finding(document, first.evidence, "period-ambiguous", message),)
    if len(periods) < rule.times:
        message = f"{first.evidence.quote!r} is said once only; not taken as the reporting period"
        return None, (_finding(document, first.evidence, "period-stated-once", message),)
    return first, ()


def _find_stated(
    paragraphs: Iterable[Paragraph], rules: AboutRules
) -> Iterator[tuple[ReadingRule, StatedPeriod]]:
    for paragraph in paragraphs:
        for sentence in sentences(paragraph):
            for cue in rules.period:
                match = cue.pattern.search(sentence.text)
                found = match and _find_span(sentence.text, match.end(), rules)
                if found:
                    (start, end), period = found[0].span(), found[1]
                    evidence = sentence.passage(sentence.start + start, sentence.start + end)
                    yield cue, StatedPeriod(period, cue.id, evidence)
                    break


_Span = tuple[re.Match[str], Period]


def _find_span(sentence: str, position: int, rules: AboutRules) -> _Span | None:
    """Return the first span of dates behind a position that may be the report's.

    Dates that explain a fiscal year directly behind it count instead of its label.
    """
    found = sorted(
        _spans(sentence, position, rules.span), key=lambda item: (item[0].start(), -item[0].end())
    )
    own = [item for item in found if _is_own(sentence, position, item[0], rules.elsewhere)]
    if len(own) > 1 and own[0][0].groupdict().get("fiscal"):
        label, dates = own[0][0], own[1][0]
        return own[1] if 0 <= dates.start() - label.end() <= _EXPLAINS else own[0]
    return own[0] if own else None


def _spans(sentence: str, position: int, rules: Iterable[ReadingRule]) -> Iterator[_Span]:
    # a cue may itself begin the span, hence the words before it are in sight
    start, end = max(0, position - len("the period ")), position + _BEHIND_CUE
    for rule in rules:
        for match in rule.pattern.finditer(sentence, start, end):
            period = _read(match, rule)
            if period is not None and _is_short(period):
                yield match, period


def _is_own(
    sentence: str, position: int, match: re.Match[str], elsewhere: Iterable[ReadingRule]
) -> bool:
    """Return whether nothing between cue and span makes the span another's."""
    if match.group().startswith(_COVERS):
        return True
    between = sentence[position : match.start()]
    return not any(rule.pattern.search(between) for rule in elsewhere)


def _read(match: re.Match[str], rule: ReadingRule) -> Period | None:
    groups = match.groupdict()
    if groups.get("fiscal"):
        year = PartialDate(groups["fiscal"])
        return Period(year, year)
    if groups.get("first"):
        return read_when(f"{groups['first']}-{groups['second']}")
    period = read_span(match)
    return Period(period.start, None) if period and rule.open else period


def _is_short(period: Period) -> bool:
    if period.start is None or period.end is None:
        return True
    return int(period.end[:4]) - int(period.start[:4]) <= _LONGEST


def _finding(document: str, evidence: Evidence, code: str, message: str) -> Finding:
    return Finding(document, evidence.line, code, Severity.INFO, message)
