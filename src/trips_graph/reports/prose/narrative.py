"""Reads the facts in the prose: events, partners, tools, figures.

Every fact names the rule that read it and the passage where it stands. What a rule is, is data
(`rules.py`); how its match becomes a value: `events.py`, `names.py`, `figures.py`.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from trips_graph.model.finding import Finding, Severity
from trips_graph.model.narrative import Event, Figure, Mention, Narrative
from trips_graph.model.passage import Evidence
from trips_graph.model.report import Paragraph
from trips_graph.reports.prose.actors import OwnNames, own_names
from trips_graph.reports.prose.doubts import doubt
from trips_graph.reports.prose.events import read_events
from trips_graph.reports.prose.figures import Refused, read_figures
from trips_graph.reports.prose.names import NameList, cut_closed_names, cut_names
from trips_graph.reports.prose.rules import NarrativeRules
from trips_graph.reports.prose.sentences import LONGEST, Sentence, sentences
from trips_graph.reports.prose.subjects import Subject, subjects_of

_THE = re.compile(r"\A[Tt]he\s+")
_NAMED = re.compile(r"(?:the\s+)?[A-Z]")


def read_narrative(
    document: str,
    paragraphs: Iterable[Paragraph],
    rules: NarrativeRules,
    submitters: Iterable[str] = (),
) -> tuple[Narrative, tuple[Finding, ...]]:
    """Return what the paragraphs tell, and what to know about it.

    `submitters` are the names of the submitter, as printed: figures of other bodies are in doubt.
    """
    read = tuple(paragraphs)
    everything = [sentence for paragraph in read for sentence in sentences(paragraph)]
    told = [sentence for sentence in everything if not sentence.is_too_long]
    events = read_events(told, rules)
    own = own_names(submitters, (paragraph.text for paragraph in read), rules)
    reading = _Reading(document, rules, own, events.by_key)
    for sentence in everything:
        if sentence.is_too_long:
            reading.pass_over(sentence)
    for sentence, match, reason in events.doubtful:
        reading.refuse(sentence, match, reason)
    for place, (sentence, subject) in enumerate(
        zip(told, subjects_of(told, rules, events), strict=True)
    ):
        _read_partners(sentence, subject.key, reading)
        _read_tools(sentence, subject.key, reading)
        _read_figures(sentence, subject, events.spans.get(place, ()), reading)
    reading.tell_of_figures_alone()
    return reading.narrative, tuple(reading.findings)


@dataclass(slots=True)
class _Reading:
    """What was read so far."""

    document: str
    rules: NarrativeRules
    own: OwnNames
    events: dict[str, Event]
    figures: list[Figure] = field(default_factory=list)
    tools: list[Mention] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    alone: dict[int, list[Evidence]] = field(default_factory=lambda: defaultdict(list))

    @property
    def narrative(self) -> Narrative:
        """All that was read, whole."""
        return Narrative(tuple(self.events.values()), tuple(self.figures), tuple(self.tools))

    def remark(self, evidence: Evidence, code: str, message: str) -> None:
        """Note a finding at a passage."""
        finding = Finding(self.document, evidence.line, code, Severity.INFO, message)
        self.findings.append(finding)

    def tell_of_figures_alone(self) -> None:
        """Note, paragraph by paragraph, the figures that are about no activity."""
        for figures in self.alone.values():
            words = ", ".join(repr(figure.quote) for figure in figures)
            message = f"beside no single activity, so about the report: {words}"
            self.remark(figures[0], "figure-without-subject", message)

    def pass_over(self, sentence: Sentence) -> None:
        """Note that a sentence is too long to be one."""
        evidence = sentence.passage(sentence.start, sentence.end)
        message = f"{evidence.quote[:80]!r} goes on for more than {LONGEST} characters; not read"
        self.remark(evidence, "sentence-too-long", message)

    def refuse(self, sentence: Sentence, match: re.Match[str], reason: str) -> None:
        """Note that a fact is in doubt."""
        evidence = sentence.quote(match)
        message = f"{evidence.quote!r}: {reason[0].lower()}{reason[1:]}; not published"
        self.remark(evidence, "fact-in-doubt", message)


def _read_partners(sentence: Sentence, key: str | None, reading: _Reading) -> None:
    for rule in reading.rules.partner:
        for match in sentence.find(rule.pattern):
            names = _cut(match, sentence)
            doubtful = doubt(match, sentence, reading.rules)
            if names is None:
                _remark_open_list(match, sentence, reading)
            elif doubtful is not None:
                reading.refuse(sentence, match, doubtful.note)
            else:
                end = match.start("names") + names.end
                evidence = sentence.passage(match.start(), end)
                for name in names.names:
                    _add_partner(Mention(name, rule.id, evidence), key, reading)


def _remark_open_list(match: re.Match[str], sentence: Sentence, reading: _Reading) -> None:
    """Note that it is not clear where a list ends; "together with great care" names nobody."""
    if _NAMED.match(match["names"]):
        words = f"{match.group()}{match['names'][:60]}"
        message = f"{words!r}: where the names end is not clear; not published"
        reading.remark(sentence.quote(match), "fact-in-doubt", message)


def _cut(match: re.Match[str], sentence: Sentence) -> NameList | None:
    before = match.string[sentence.start : match.start()]
    return cut_names(match["names"]) if before.strip(' "“(') else cut_closed_names(match["names"])


def _add_partner(mention: Mention, key: str | None, reading: _Reading) -> None:
    if key is None:
        message = f"partner {mention.name!r} stands beside no single activity; not published"
        reading.remark(mention.evidence, "partner-without-activity", message)
        return
    event = reading.events[key]
    if mention.name not in {other.name for other in event.partners}:
        reading.events[key] = replace(event, partners=(*event.partners, mention))


def _read_tools(sentence: Sentence, key: str | None, reading: _Reading) -> None:
    for mention in _tools(sentence, reading.rules):
        event = reading.events[key] if key else None
        known = event.tools if event else reading.tools
        if mention.name in {other.name for other in known}:
            continue
        if event is None:
            reading.tools.append(mention)
        else:
            reading.events[event.key] = replace(event, tools=(*event.tools, mention))


def _tools(sentence: Sentence, rules: NarrativeRules) -> Iterator[Mention]:
    for rule in rules.tool:
        if not sentence.allows(rule):
            continue
        for match in sentence.find(rule.pattern):
            if doubt(match, sentence, rules) is None:
                group = "names" if match["names"] else "bare"
                evidence = sentence.quote(match)
                for name in re.split(r",\s+(?:and\s+)?|\s+and\s+", match[group]):
                    yield Mention(_THE.sub("", " ".join(name.split())), rule.id, evidence)


def _read_figures(
    sentence: Sentence, subject: Subject, spans: Iterable[tuple[int, int]], reading: _Reading
) -> None:
    event = reading.events[subject.key] if subject.key else None
    for read in read_figures(sentence, event, spans, reading.rules, reading.own):
        if isinstance(read, Refused):
            reading.remark(sentence.quote(read.match), read.code, read.message)
        elif subject.is_another:
            message = f"{read.evidence.quote!r} is about another one of a series; not published"
            reading.remark(read.evidence, "fact-in-doubt", message)
        else:
            _add_figure(read, sentence, reading)


def _add_figure(figure: Figure, sentence: Sentence, reading: _Reading) -> None:
    if figure.about is None and figure.body is None:
        reading.alone[sentence.paragraph.start].append(figure.evidence)
    earlier = sum(other.kind == figure.kind for other in reading.figures)
    key = f"{figure.kind}-{earlier + 1}" if earlier else figure.kind
    reading.figures.append(replace(figure, key=key))
