"""Reads the figures in the prose: which number, of what, in which unit, for which period."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from trips_graph.iris import slug
from trips_graph.model.narrative import Confidence, Event, Figure
from trips_graph.model.passage import Period
from trips_graph.reports.fields import CARDINAL, is_grouped, read_number
from trips_graph.reports.prose.actors import OwnNames, other_body
from trips_graph.reports.prose.doubts import doubt_of_figure, touches
from trips_graph.reports.prose.names import count_names
from trips_graph.reports.prose.periods import Span, When, Whens, months, read_whens
from trips_graph.reports.prose.rules import NarrativeRules, ReadingRule
from trips_graph.reports.prose.sentences import Sentence
from trips_graph.reports.prose.spans import YEAR

_A_YEAR = 12
_PER_YEAR = "-per-year"
# Another number between a figure and a period: "14 arrests, 3 of them in 2019", "12 (10 in 2019)".
_ANOTHER = re.compile(rf"[,(][^,(]*?(?:[0-9]|\b{CARDINAL}\b)")
_WORD = re.compile(r"[A-Za-z]{2,}")
# What a figure needs; most sentences have none, so that most rules need not be tried.
_NUMBER = re.compile(rf"[0-9]|\b(?:{CARDINAL})\b|\bfollowing\b")


@dataclass(frozen=True, slots=True)
class Refused:
    """What looks like a figure and is not taken: code and words of the finding."""

    match: re.Match[str]
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class _Setting:
    """What a sentence tells around its figures."""

    sentence: Sentence
    subject: Event | None
    whens: Whens
    rules: NarrativeRules
    own: OwnNames
    alone: bool

    def segment(self, match: re.Match[str]) -> Span:
        """Return the part of the sentence between semicolons in which a match stands."""
        text, sentence = match.string, self.sentence
        start = max(sentence.start, text.rfind(";", sentence.start, match.start()) + 1)
        end = text.find(";", match.end(), sentence.end)
        return start, end if end >= 0 else sentence.end


def read_figures(
    sentence: Sentence,
    subject: Event | None,
    spans: Iterable[Span],
    rules: NarrativeRules,
    own: OwnNames,
) -> Iterator[Figure | Refused]:
    """Yield the figures of a sentence, and what looks like one; of two rules the first counts.

    `subject` is the event that the sentence speaks of, `spans` the passages that tell of events,
    `own` the submitter's names: a figure of another body is none of the report's.
    """
    if not _NUMBER.search(sentence.smooth.text, sentence.start, sentence.end):
        return
    found = list(_find(sentence, rules))
    whens = read_whens(sentence, rules, spans) if found else Whens()
    setting = _Setting(sentence, subject, whens, rules, own, alone=len(found) == 1)
    for rule, match in found:
        yield _read(rule, match, setting)


def _find(sentence: Sentence, rules: NarrativeRules) -> Iterator[tuple[ReadingRule, re.Match[str]]]:
    """Yield what looks like a figure; of two rules that read the same number the first counts."""
    taken: list[Span] = []
    for rule in rules.figure:
        for match in sentence.find(rule.pattern):
            span = _number_span(match)
            if any(start < span[1] and span[0] < end for start, end in taken):
                continue
            if sentence.allows(rule) and not touches(span, sentence, rules.veto):
                taken.append(span)
                yield rule, match


def _number_span(match: re.Match[str]) -> Span:
    groups = match.groupdict()
    name = next(name for name in ("money", "value", "words", "members") if groups.get(name))
    return match.span(name)


def _read(rule: ReadingRule, match: re.Match[str], setting: _Setting) -> Figure | Refused:
    doubtful = _why_in_doubt(rule, match, setting)
    if doubtful is not None:
        message = f"{match.group()!r}{doubtful}; not published"
        return Refused(match, "fact-in-doubt", message)
    measured = _measure(rule, match, setting)
    if measured is None:
        message = f"{match.group()!r} can be read in more than one way; not published"
        return Refused(match, "fact-in-doubt", message)
    value, unit = measured
    if unit is None:
        message = f"{match.group()!r}: several currencies have that mark; not published"
        return Refused(match, "currency-ambiguous", message)
    return _figure(rule, match, value, unit, setting)


def _why_in_doubt(rule: ReadingRule, match: re.Match[str], setting: _Setting) -> str | None:
    """Return what makes a figure doubtful: a rule, another body, or a period that is not clear."""
    doubtful = (
        doubt_of_figure(match, setting.sentence, setting.rules)
        or touches(_number_span(match), setting.sentence, setting.rules.part)
        or _of_each_year(rule, match, setting)
    )
    if doubtful is not None:
        return f": {doubtful.note.lower()}"
    other = _other_body(rule, match, setting)
    if other is not None:
        return f" may be a figure of {other!r}"
    when = _when(match, setting)
    if not rule.sums:
        return None
    if when is None and not all(_ends(item) for item in setting.whens.stated):
        return ": of one year, or of many"
    if when and when.period.end is None and match.groupdict().get("money"):
        return f", {when.words!r}: each year, or in all"
    return None


def _other_body(rule: ReadingRule, match: re.Match[str], setting: _Setting) -> str | None:
    """Return whose figure it may be, where it is of no event and the rule reads no `body`."""
    if _subject(rule, setting) is not None or "body" in rule.pattern.groupindex:
        return None
    number, clause = _number_span(match), setting.segment(match)
    return other_body(match, number, clause, setting.rules, setting.own)


def _subject(rule: ReadingRule, setting: _Setting) -> Event | None:
    """Return the event of the sentence, if such a figure can be about it."""
    subject = setting.subject
    fits = subject and (not rule.about or subject.activity_type in rule.about)
    return subject if fits else None


def _of_each_year(rule: ReadingRule, match: re.Match[str], setting: _Setting) -> ReadingRule | None:
    """Return the rule that finds a figure of each year, where the kind is not one of each year."""
    if rule.kind.endswith(_PER_YEAR) or rule.confidence == Confidence.INFERRED:
        return None
    yearly, segment = setting.rules.yearly, setting.segment(match)
    return next((item for item in yearly if item.pattern.search(match.string, *segment)), None)


def _measure(
    rule: ReadingRule, match: re.Match[str], setting: _Setting
) -> tuple[Decimal, str | None] | None:
    """Return value and unit; None for what is no whole number or no list of names."""
    groups = match.groupdict()
    if groups.get("money"):
        amount = setting.rules.currencies.read(groups["money"])
        return (amount.value, slug(amount.code) if amount.code else None) if amount else None
    if groups.get("members"):
        members = count_names(groups["members"])
        return (Decimal(members), rule.unit) if members else None
    printed = groups.get("value") or groups["words"]
    if not groups.get("scale") and is_grouped(printed):
        return None
    value = read_number(printed, groups.get("scale"))
    return (value, rule.unit) if value == value.to_integral_value() else None


def _figure(
    rule: ReadingRule, match: re.Match[str], value: Decimal, unit: str, setting: _Setting
) -> Figure:
    subject = _subject(rule, setting)
    when = _when(match, setting)
    period = when.period if when else _period_of(subject, setting)
    qualifier = match.groupdict().get("qualifier")
    return Figure(
        key=rule.kind,
        kind=rule.kind,
        value=value,
        unit=unit,
        qualifier=" ".join(qualifier.lower().split()) if qualifier else None,
        period=period,
        stated_period=when.words if when else None,
        cumulative=_cumulative(rule, when, setting),
        confidence=Confidence(rule.confidence),
        about=subject.key if subject else None,
        body=match.groupdict().get("body"),
        rule=rule.id,
        evidence=setting.sentence.quote(match),
    )


def _when(match: re.Match[str], setting: _Setting) -> When | None:
    """Return the period that the sentence states for a figure.

    It stands directly behind it, or it is the only one in the sentence. Money beside another figure
    needs it in its own clause: "with a budget of EUR 7 million, it held 60 workshops in 2019".
    """
    behind = setting.whens.behind(match.end())
    when = behind or setting.whens.only
    if when is None or behind:
        return when
    first, last = sorted((match.span(), when.span))
    between = match.string[first[1] : last[0]]
    opens = not _WORD.search(match.string, setting.segment(match)[0], when.span[0])
    if ";" in between:
        return None
    if opens:
        return when
    another = match.start() < when.span[0] and _ANOTHER.search(between)
    apart = "," in between and not setting.alone and match.groupdict().get("money")
    return None if another or apart else when


def _ends(when: When) -> bool:
    """Say whether a period has both its ends; "since 2006" and "as of 2020" have one."""
    return when.period.start is not None and when.period.end is not None


def _period_of(subject: Event | None, setting: _Setting) -> Period | None:
    """Return the activity's period, unless the figure's sentence names another year."""
    if subject is None or subject.period is None:
        return None
    years = {match.group() for match in setting.sentence.find(YEAR)}
    known = {date[:4] for date in (subject.period.start, subject.period.end) if date}
    return subject.period if years <= known else None


def _cumulative(rule: ReadingRule, when: When | None, setting: _Setting) -> bool | None:
    """Say that a figure adds up over earlier periods where the sentence tells so."""
    if not rule.sums:
        return None
    told = any(next(setting.sentence.find(item.pattern), None) for item in setting.rules.cumulative)
    covered = months(when.period) if when else 0
    return True if told or covered is None or covered > _A_YEAR else None
