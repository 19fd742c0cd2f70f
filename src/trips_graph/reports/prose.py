"""What every reader of prose needs: matches of rules, passages, sentences, spans of dates."""

import re
from collections.abc import Iterable, Iterator

from trips_graph.model.passage import Evidence, Period
from trips_graph.model.report import Paragraph
from trips_graph.reports.fields import read_date
from trips_graph.reports.rules import ReadingRule

QUOTE = 280
"""The longest quote, in characters; a longer passage is quoted from its beginning."""
_SENTENCE_END = re.compile(r"[.!?][\"”]?\s+(?=[A-Z\"“])")


def find_matches(
    rules: Iterable[ReadingRule], paragraph: Paragraph
) -> Iterator[tuple[ReadingRule, re.Match[str]]]:
    """Yield every match of every rule in a paragraph, rule by rule."""
    for rule in rules:
        for match in rule.pattern.finditer(paragraph.text):
            yield rule, match


def quote(paragraph: Paragraph, match: re.Match[str], group: str | int = 0) -> Evidence:
    """Return the passage of a match as evidence, its positions counted in the source text."""
    return quote_span(paragraph, *match.span(group))


def quote_span(paragraph: Paragraph, start: int, end: int) -> Evidence:
    """Return a part of a paragraph as evidence, its positions counted in the source text."""
    return Evidence(
        start=paragraph.start + start,
        end=paragraph.start + end,
        line=paragraph.line + paragraph.text.count("\n", 0, start),
        quote=paragraph.text[start:end][:QUOTE],
        section=paragraph.section,
        paragraph=paragraph.number,
    )


def read_span(match: re.Match[str]) -> Period | None:
    """Return the period of the groups `start` and `end`; None where it is no span of dates."""
    groups = match.groupdict()
    end = read_date(groups["end"]) if groups.get("end") else None
    start = read_date(groups["start"], end)
    if start is None or (groups.get("end") and end is None):
        return None
    precision = min(len(start), len(end or start))
    backwards = end is not None and end[:precision] < start[:precision]
    return None if backwards else Period(start, end or start)


def sentence_at(text: str, position: int) -> str:
    """Return the sentence of a text that holds a position."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    start = max((end for end in ends if end <= position), default=0)
    return text[start : min((end for end in ends if end > position), default=len(text))]


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a text, each with where it starts."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        yield start, text[start : match.end()]
        start = match.end()
    if start < len(text):
        yield start, text[start:]
