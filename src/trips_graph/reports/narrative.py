"""Reads the facts in the prose: reporting period, events, partners, tools, figures.

Every fact names the rule that read it and the passage where it stands. What a rule is, is data
(`rules.py`); here stands only how its match becomes a value.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from trips_graph.iris import slug
from trips_graph.model.finding import Finding, Severity
from trips_graph.model.report import (
    Event,
    Evidence,
    Figure,
    Mention,
    Narrative,
    Paragraph,
    Period,
)
from trips_graph.reports.fields import (
    read_date,
    read_number,
    read_ordinal,
    read_roman,
)
from trips_graph.reports.rules import ReadingRule, ReadingRules

QUOTE = 280
"""The longest quote, in characters; a longer passage is quoted from its beginning."""
_LIST = re.compile(r",\s+(?:and\s+)?|\s+and\s+")


def read_narrative(
    document: str, paragraphs: Iterable[Paragraph], rules: ReadingRules
) -> tuple[Narrative, tuple[Finding, ...]]:
    """Return what the paragraphs tell, and what to know about it."""
    reading = _Reading(document)
    for paragraph in paragraphs:
        _read_paragraph(paragraph, rules, reading)
    period, evidence = _agree_on_period(reading)
    narrative = Narrative(
        period, evidence, tuple(reading.events), tuple(reading.figures), tuple(reading.tools)
    )
    return narrative, tuple(reading.findings)


@dataclass(slots=True)
class _Reading:
    """What was read so far."""

    document: str
    periods: list[tuple[Period, Evidence]] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    tools: list[Mention] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def _read_paragraph(paragraph: Paragraph, rules: ReadingRules, reading: _Reading) -> None:
    for _, match in _matches(rules.period, paragraph):
        period = _period(match)
        if period is not None:
            reading.periods.append((period, quote(paragraph, match)))
    events = _read_events(paragraph, rules, {event.key for event in reading.events})
    tools = tuple(_read_names(rules.tool, paragraph))
    partners = tuple(_read_names(rules.partner, paragraph))
    if len(events) == 1:
        events = [_join(events[0], partners, tools)]
    else:
        reading.tools += tools
        reading.findings += [_loose(reading, mention) for mention in partners]
    reading.events += events
    subject = events[0] if len(events) == 1 else None
    for rule, match in _matches(rules.figure, paragraph):
        reading.figures.append(_figure(rule, match, paragraph, subject, len(reading.figures) + 1))
        if subject is None:
            reading.findings.append(_without_subject(reading, paragraph, match))


def _matches(
    rules: Iterable[ReadingRule], paragraph: Paragraph
) -> Iterator[tuple[ReadingRule, re.Match[str]]]:
    for rule in rules:
        for match in rule.pattern.finditer(paragraph.text):
            yield rule, match


def quote(paragraph: Paragraph, match: re.Match[str], group: str | int = 0) -> Evidence:
    """Return the passage of a match as evidence, its positions counted in the source text."""
    start, end = match.span(group)
    return Evidence(
        start=paragraph.start + start,
        end=paragraph.start + end,
        line=paragraph.line + paragraph.text.count("\n", 0, start),
        quote=paragraph.text[start:end][:QUOTE],
        section=paragraph.section,
        paragraph=paragraph.number,
    )


def _period(match: re.Match[str]) -> Period | None:
    groups = match.groupdict()
    end = read_date(groups["end"]) if groups.get("end") else None
    start = read_date(groups["start"], end)
    if start is None or (groups.get("end") and end is None):
        return None
    return Period(start, end or start)


def _read_events(paragraph: Paragraph, rules: ReadingRules, known: set[str]) -> list[Event]:
    """Return the events first told in this paragraph; the same name twice is one event."""
    held = {
        read_ordinal(match["nth"]): (_period(match), quote(paragraph, match))
        for _, match in _matches(rules.held, paragraph)
    }
    events: dict[str, Event] = {}
    for rule, match in _matches(rules.event, paragraph):
        event = _event(rule, match, paragraph)
        if event.key not in known and event.key not in events:
            if event.period is None and event.ordinal in held:
                period, passage = held[event.ordinal]
                event = replace(event, period=period, period_evidence=passage)
            events[event.key] = event
    return list(events.values())


def _event(rule: ReadingRule, match: re.Match[str], paragraph: Paragraph) -> Event:
    groups = {name: " ".join(text.split()) for name, text in match.groupdict().items() if text}
    key = slug(rule.key.format_map(groups))
    tools = (
        (Mention(groups["tool"], rule.id, quote(paragraph, match, "tool")),)
        if "tool" in groups
        else ()
    )
    return Event(
        key=key,
        title=rule.title.format_map(groups),
        activity_type=rule.activity_type,
        ordinal=_ordinal(groups),
        period=_period(match) if "start" in groups else None,
        period_evidence=None,
        partners=(),
        tools=tools,
        rule=rule.id,
        evidence=quote(paragraph, match),
    )


def _ordinal(groups: dict[str, str]) -> int | None:
    if "nth" in groups:
        return read_ordinal(groups["nth"])
    return read_roman(groups["roman"]) if "roman" in groups else None


def _join(event: Event, partners: tuple[Mention, ...], tools: tuple[Mention, ...]) -> Event:
    known = {mention.name for mention in event.tools}
    fresh = tuple(mention for mention in tools if mention.name not in known)
    return replace(event, partners=partners, tools=(*event.tools, *fresh))


def _read_names(rules: tuple[ReadingRule, ...], paragraph: Paragraph) -> Iterator[Mention]:
    for rule, match in _matches(rules, paragraph):
        for name in _LIST.split(" ".join(match["names"].split())):
            yield Mention(name.strip(), rule.id, quote(paragraph, match))


def _figure(
    rule: ReadingRule, match: re.Match[str], paragraph: Paragraph, subject: Event | None, n: int
) -> Figure:
    groups = match.groupdict()
    about = subject.key if subject else None
    key = f"{n}-{rule.kind}"
    qualifier = groups.get("qualifier")
    return Figure(
        key=key,
        kind=rule.kind,
        value=read_number(groups["value"], groups.get("scale")),
        unit=rule.unit or slug(groups["unit"]),
        qualifier=" ".join(qualifier.split()) if qualifier else None,
        period=subject.period if subject else None,
        about=about,
        rule=rule.id,
        evidence=quote(paragraph, match),
    )


def _without_subject(reading: _Reading, paragraph: Paragraph, match: re.Match[str]) -> Finding:
    where = quote(paragraph, match)
    message = f"{where.quote!r} stands beside no single activity; it is about the report"
    return Finding(reading.document, where.line, "figure-without-subject", Severity.INFO, message)


def _loose(reading: _Reading, mention: Mention) -> Finding:
    message = f"partner {mention.name!r} stands beside no single activity; not published"
    return Finding(
        reading.document, mention.evidence.line, "partner-without-activity", Severity.INFO, message
    )


def _agree_on_period(reading: _Reading) -> tuple[Period | None, Evidence | None]:
    stated = {period for period, _ in reading.periods}
    if len(stated) == 1:
        return reading.periods[0]
    if stated:
        texts = "; ".join(evidence.quote for _, evidence in reading.periods)
        line = reading.periods[0][1].line
        message = f"several periods are stated ({texts}); none is taken"
        reading.findings.append(
            Finding(reading.document, line, "period-ambiguous", Severity.WARNING, message)
        )
    return None, None
