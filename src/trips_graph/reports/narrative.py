"""Reads the facts in the prose: events, partners, tools, figures.

Every fact names the rule that read it and the passage where it stands. What a rule is, is data
(`rules.py`); here stands only how its match becomes a value.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from trips_graph.iris import slug
from trips_graph.model.finding import Finding, Severity
from trips_graph.model.narrative import Event, Figure, Mention, Narrative
from trips_graph.model.passage import Evidence, Period
from trips_graph.model.report import Paragraph
from trips_graph.reports.fields import (
    read_number,
    read_ordinal,
    read_roman,
)
from trips_graph.reports.prose import find_matches, quote, read_span, sentence_at
from trips_graph.reports.rules import NarrativeRules, ReadingRule

_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")
_LIST = re.compile(r",\s+(?:and\s+)?|\s+and\s+")


def read_narrative(
    document: str, paragraphs: Iterable[Paragraph], rules: NarrativeRules
) -> tuple[Narrative, tuple[Finding, ...]]:
    """Return what the paragraphs tell, and what to know about it."""
    reading = _Reading(document, rules)
    for paragraph in paragraphs:
        _read_paragraph(paragraph, reading)
    narrative = Narrative(
        tuple(reading.events.values()),
        tuple(reading.figures),
        tuple(reading.tools),
    )
    return narrative, tuple(reading.findings)


@dataclass(slots=True)
class _Reading:
    """What was read so far; `names` are the names by which sentences speak of events."""

    document: str
    rules: NarrativeRules
    events: dict[str, Event] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    figures: list[Figure] = field(default_factory=list)
    tools: list[Mention] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def remark(self, evidence: Evidence, code: str, message: str) -> None:
        """Note a finding at a passage."""
        finding = Finding(self.document, evidence.line, code, Severity.INFO, message)
        self.findings.append(finding)


def _read_paragraph(paragraph: Paragraph, reading: _Reading) -> None:
    rules = reading.rules
    _read_events(paragraph, reading)
    for mention in _read_names(rules.partner, paragraph):
        _add_partner(mention, _subject(paragraph, mention.evidence, reading), reading)
    for mention in _read_names(rules.tool, paragraph):
        _add_tool(mention, _subject(paragraph, mention.evidence, reading), reading)
    for rule, match in find_matches(rules.figure, paragraph):
        subject = _subject(paragraph, quote(paragraph, match), reading)
        _add_figure(_figure(rule, match, paragraph, subject), reading)


def _read_events(paragraph: Paragraph, reading: _Reading) -> None:
    """Read the events that are first told in this paragraph; the same key twice is one event."""
    held = {
        read_ordinal(match["nth"]): (read_span(match), quote(paragraph, match))
        for _, match in find_matches(reading.rules.held, paragraph)
    }
    for rule, match in find_matches(reading.rules.event, paragraph):
        event = _event(rule, match, paragraph)
        if event.key in reading.events:
            continue
        if event.period is None and event.ordinal in held:
            period, passage = held[event.ordinal]
            event = replace(event, period=period, period_evidence=passage)
        reading.events[event.key] = event
        groups = match.groupdict()
        reading.names[event.key] = groups.get("name") or groups["tool"]


def _subject(paragraph: Paragraph, evidence: Evidence, reading: _Reading) -> Event | None:
    """Return the one event that the sentence of a passage speaks of: by name, or by its ordinal."""
    sentence = sentence_at(paragraph.text, evidence.start - paragraph.start)
    ordinals = {
        read_ordinal(match["nth"])
        for rule in reading.rules.held
        for match in rule.pattern.finditer(sentence)
    }
    spoken = [
        event
        for key, event in reading.events.items()
        if _names(sentence, reading.names[key])
        or (event.ordinal in ordinals and _names(paragraph.text, reading.names[key]))
    ]
    return spoken[0] if len(spoken) == 1 else None


def _names(text: str, name: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE) is not None


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
        period=read_span(match) if "start" in groups else None,
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


def _read_names(rules: tuple[ReadingRule, ...], paragraph: Paragraph) -> Iterator[Mention]:
    for rule, match in find_matches(rules, paragraph):
        for name in _LIST.split(" ".join(match["names"].split())):
            yield Mention(name.strip(), rule.id, quote(paragraph, match))


def _add_partner(mention: Mention, subject: Event | None, reading: _Reading) -> None:
    if subject is None:
        message = f"partner {mention.name!r} stands beside no single activity; not published"
        reading.remark(mention.evidence, "partner-without-activity", message)
    else:
        partners = (*subject.partners, mention)
        reading.events[subject.key] = replace(subject, partners=partners)


def _add_tool(mention: Mention, subject: Event | None, reading: _Reading) -> None:
    if subject is None:
        reading.tools.append(mention)
    else:
        reading.events[subject.key] = replace(subject, tools=(*subject.tools, mention))


def _add_figure(figure: Figure, reading: _Reading) -> None:
    if figure.about is None:
        words = figure.evidence.quote
        message = f"{words!r} stands beside no single activity; it is about the report"
        reading.remark(figure.evidence, "figure-without-subject", message)
    earlier = sum(other.kind == figure.kind for other in reading.figures)
    key = f"{figure.kind}-{earlier + 1}" if earlier else figure.kind
    reading.figures.append(replace(figure, key=key))


def _figure(
    rule: ReadingRule, match: re.Match[str], paragraph: Paragraph, subject: Event | None
) -> Figure:
    groups = match.groupdict()
    qualifier = groups.get("qualifier")
    return Figure(
        key=rule.kind,
        kind=rule.kind,
        value=read_number(groups["value"], groups.get("scale")),
        unit=rule.unit or slug(groups["unit"]),
        qualifier=" ".join(qualifier.split()) if qualifier else None,
        period=_period_of(subject, paragraph, match),
        about=subject.key if subject else None,
        rule=rule.id,
        evidence=quote(paragraph, match),
    )


def _period_of(subject: Event | None, paragraph: Paragraph, match: re.Match[str]) -> Period | None:
    """Return the activity's period, unless the figure's sentence names another year."""
    if subject is None or subject.period is None:
        return None
    years = set(_YEAR.findall(sentence_at(paragraph.text, match.start())))
    known = {date[:4] for date in (subject.period.start, subject.period.end) if date}
    return subject.period if years <= known else None
