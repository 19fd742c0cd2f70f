"""Reads the one period that a sentence states, for the events and figures in it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from trips_graph.model.passage import Evidence, Period
from trips_graph.reports.prose.doubts import touches
from trips_graph.reports.prose.rules import NarrativeRules
from trips_graph.reports.prose.sentences import Sentence
from trips_graph.reports.prose.spans import YEAR, read_when

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class When:
    """A period that a sentence states, its words, and where they stand."""

    period: Period
    words: str
    span: Span
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Whens:
    """The periods that a sentence states; `only` is the single one, where no year is left over."""

    stated: tuple[When, ...] = ()
    only: When | None = None

    def behind(self, end: int) -> When | None:
        """Return the period that stands directly behind a passage: "45 officials in 2019"."""
        return next((when for when in self.stated if 0 <= when.span[0] - end <= 1), None)


def read_whens(sentence: Sentence, rules: NarrativeRules, taken: Iterable[Span] = ()) -> Whens:
    """Return the periods that a sentence states.

    `taken` are passages whose dates are told already: those of events. A year that stands
    elsewhere in the sentence leaves open which one is meant.
    """
    told = tuple(taken)
    found: list[tuple[Span, When | None]] = []
    for rule in rules.when:
        for match in sentence.find(rule.pattern):
            if not _inside(match.span(), (*told, *(span for span, _ in found))):
                found.append((match.span(), _when(match, sentence, rules)))
    stated = tuple(when for _, when in found if when is not None)
    known = (*told, *(span for span, _ in found))
    clear = all(_inside(year.span(), known) for year in sentence.find(YEAR))
    only = stated[0] if len(found) == 1 and stated and clear else None
    return Whens(stated, only)


def _when(match: re.Match[str], sentence: Sentence, rules: NarrativeRules) -> When | None:
    period = read_period(match)
    if period is None or touches(match.span(), sentence, rules.not_when):
        return None
    words = " ".join(match.group().split()).strip("(), ")
    return When(period, words, match.span(), sentence.quote(match))


def read_period(match: re.Match[str]) -> Period | None:
    """Return the period of a match: its `when`, `since`, `until`, or its `first` and `last`."""
    groups = match.groupdict()
    if groups.get("since"):
        began = read_when(groups["since"])
        return Period(began.start, None) if began else None
    if groups.get("until"):
        ended = read_when(groups["until"])
        return Period(None, ended.end) if ended else None
    if groups.get("first"):
        return read_when(f"{groups['first']} to {groups['last']}")
    return read_when(groups["when"]) if groups.get("when") else None


def months(period: Period) -> int | None:
    """Return how many months a period covers; None where an end is open.

    Of years only the step counts: "2016-17" and "2016-2017" may be one year from July to June.
    """
    if period.start is None or period.end is None:
        return None
    first, last = (date.split("-") for date in (period.start, period.end))
    years = 12 * (int(last[0]) - int(first[0]))
    if len(first) == 1:
        return years or 12
    return years + int(last[1]) - int(first[1]) + 1


def _inside(span: Span, others: Iterable[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)
