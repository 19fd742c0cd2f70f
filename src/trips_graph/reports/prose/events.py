"""Reads the events in the prose: operations, meetings, workshops, courses, projects."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from trips_graph.iris import slug
from trips_graph.model.narrative import Event, Mention
from trips_graph.model.passage import Period
from trips_graph.numerals import read_roman
from trips_graph.reports.fields import print_ordinal, read_ordinal
from trips_graph.reports.prose.doubts import doubt
from trips_graph.reports.prose.periods import Span, When, read_period, read_whens
from trips_graph.reports.prose.rules import NarrativeRules, ReadingRule
from trips_graph.reports.prose.sentences import Sentence

_WORDS = re.compile(r"[A-Za-z]{2}")
_NEAR = 2  # sentences between an event and the date of its ordinal
_BEFORE = 3  # sentences between a group and the number of its meeting


@dataclass(slots=True)
class Events:
    """The events of a report; `spans` are the passages that tell of them, by sentence."""

    by_key: dict[str, Event] = field(default_factory=dict)
    told: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    spans: dict[int, list[Span]] = field(default_factory=lambda: defaultdict(list))
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    doubtful: list[tuple[Sentence, re.Match[str], str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Found:
    """A match of an event rule, with all groups that its key and title are made of."""

    place: int
    rule: ReadingRule
    match: re.Match[str]
    groups: dict[str, str]
    start: int
    when: When | None = None


def read_events(sentences: Sequence[Sentence], rules: NarrativeRules) -> Events:
    """Return the events that the sentences tell of; the same key twice is one event."""
    events = Events()
    for place in range(len(sentences)):
        found = list(_find_events(place, sentences, rules, events))
        dated = [item for item in found if item.rule.dated]
        for item in found:
            if not item.rule.dated:
                _add(item, sentences, events)
            elif len(dated) == 1 and (when := _only_date(item, sentences, rules)) is not None:
                _add_dated(item, when, sentences, rules, events)
    _drop_unnumbered(events)
    _join_dates(sentences, rules, events)
    return events


def _find_events(
    place: int, sentences: Sequence[Sentence], rules: NarrativeRules, events: Events
) -> Iterator[_Found]:
    sentence = sentences[place]
    for rule in rules.event:
        for match in sentence.find(rule.pattern):
            if not sentence.allows(rule):
                continue
            doubtful = doubt(match, sentence, rules)
            if doubtful is not None:
                events.doubtful.append((sentence, match, doubtful.note))
                continue
            groups, start = _groups(match), match.start()
            if "{acronym}" in rule.key and "acronym" not in groups:
                series = _series(place, sentences, rules, match)
                if series is None:
                    continue
                groups |= _groups(series)
                start = series.start()
            yield _Found(place, rule, match, groups, start)


def _groups(match: re.Match[str]) -> dict[str, str]:
    groups = {name: " ".join(text.split()) for name, text in match.groupdict().items() if text}
    name = groups.get("name") or groups.get("loud") or groups.get("plain")
    if name:
        groups["name"] = name
    if "nth" in groups:
        groups["nth"] = print_ordinal(read_ordinal(groups["nth"]))
    if "kind" in groups:
        groups["kind"] = groups["kind"].capitalize() if "body" not in groups else groups["kind"]
    return groups


def _series(
    place: int, sentences: Sequence[Sentence], rules: NarrativeRules, match: re.Match[str]
) -> re.Match[str] | None:
    """Return where the one standing group is named that the sentences before speak of."""
    near = [
        item
        for item in sentences[max(0, place - _BEFORE) : place + 1]
        if item.paragraph is sentences[place].paragraph
    ]
    found = [
        series
        for item in near
        for rule in rules.series
        for series in item.find(rule.pattern)
        if series.end() <= match.start()
    ]
    names = {" ".join(series["name"].split()) for series in found}
    return found[-1] if len(names) == 1 else None


def _only_date(found: _Found, sentences: Sequence[Sentence], rules: NarrativeRules) -> When | None:
    """Return the one date of an event's sentence; None where it has none, or an open one."""
    when = read_whens(sentences[found.place], rules).only
    return when if when and when.period.start and when.period.end else None


def _add_dated(
    found: _Found,
    when: When,
    sentences: Sequence[Sentence],
    rules: NarrativeRules,
    events: Events,
) -> None:
    """Add an event with the date of its sentence, if that is surely the event's own."""
    sentence = sentences[found.place]
    if _is_its_own(when, found.match, sentence, rules):
        groups = {**found.groups, "start": str(when.period.start)}
        _add(replace(found, groups=groups, when=when), sentences, events)
    else:
        reason = f"{when.words!r} may be the date of something else"
        events.doubtful.append((sentence, found.match, reason))


def _is_its_own(
    when: When, match: re.Match[str], sentence: Sentence, rules: NarrativeRules
) -> bool:
    """Say whether a date opens the sentence, or stands directly behind the title or the verb."""
    text, (start, _) = match.string, when.span
    if start < match.start():
        return _WORDS.search(text, sentence.start, start) is None
    return any(rule.pattern.fullmatch(text, match.end(), start) for rule in rules.before_date)


def _add(found: _Found, sentences: Sequence[Sentence], events: Events) -> None:
    sentence, groups = sentences[found.place], found.groups
    key = slug(found.rule.key.format_map(groups))
    period = found.when.period if found.when else read_period(found.match)
    if "when" in groups and period is None:
        return
    events.told[found.place].add(key)
    spans = events.spans[found.place]
    spans.append(found.match.span())
    if found.when:
        spans.append(found.when.span)
    if key in events.by_key:
        _complete(key, period, found, sentence, events)
        return
    names = tuple(name.format_map(groups) for name in found.rule.names)
    events.names[key] = names
    tools: tuple[Mention, ...] = ()
    if "tool" in groups:
        evidence = sentence.quote(found.match, "tool")
        tools = (Mention(groups["tool"], found.rule.id, evidence),)
    events.by_key[key] = Event(
        key=key,
        title=found.rule.title.format_map(groups),
        activity_type=found.rule.activity_type,
        ordinal=_ordinal(groups),
        period=period,
        period_evidence=found.when.evidence if found.when else None,
        partners=(),
        tools=tools,
        rule=found.rule.id,
        evidence=sentence.passage(found.start, found.match.end()),
    )


def _complete(
    key: str, period: Period | None, found: _Found, sentence: Sentence, events: Events
) -> None:
    """Add to an event told before the period that only this passage states."""
    event = events.by_key[key]
    if event.period is None and period is not None:
        date = found.when.evidence if found.when else sentence.quote(found.match)
        events.by_key[key] = replace(event, period=period, period_evidence=date)


def _ordinal(groups: dict[str, str]) -> int | None:
    if "nth" in groups:
        return read_ordinal(groups["nth"])
    if "digits" in groups:
        return int(groups["digits"])
    return read_roman(groups["roman"]) if "roman" in groups else None


def _drop_unnumbered(events: Events) -> None:
    """Drop an operation without its number where the report numbers it elsewhere.

    One with a date of its own is another operation of the series, and stays.
    """
    numbered = {key.rpartition("-")[0] for key, event in events.by_key.items() if event.ordinal}
    for key in numbered & set(events.by_key):
        if events.by_key[key].period is not None:
            continue
        del events.by_key[key]
        for told in events.told.values():
            told.discard(key)


def _join_dates(sentences: Sequence[Sentence], rules: NarrativeRules, events: Events) -> None:
    """Join a date that is told of an ordinal to the one event of that ordinal."""
    for place, sentence in enumerate(sentences):
        for rule in rules.held:
            for match in sentence.find(rule.pattern):
                period = read_period(match)
                keys = set(keys_of_ordinal(place, sentences, rules, events))
                key = keys.pop() if len(keys) == 1 else None
                event = events.by_key[key] if key else None
                if event and event.period is None and period and not doubt(match, sentence, rules):
                    date = sentence.quote(match)
                    joined = replace(event, period=period, period_evidence=date)
                    events.by_key[event.key] = joined
                    events.spans[place].append(match.span())


def keys_of_ordinal(
    place: int, sentences: Sequence[Sentence], rules: NarrativeRules, events: Events
) -> Iterator[str]:
    """Yield the keys of the events near a sentence that have an ordinal it gives a date to."""
    sentence = sentences[place]
    ordinals = {
        read_ordinal(match["nth"]) for rule in rules.held for match in sentence.find(rule.pattern)
    }
    if not ordinals:
        return
    for near in range(max(0, place - _NEAR), min(len(sentences), place + _NEAR + 1)):
        if sentences[near].paragraph is sentence.paragraph:
            keys = events.told.get(near, set())
            yield from (key for key in keys if events.by_key[key].ordinal in ordinals)
