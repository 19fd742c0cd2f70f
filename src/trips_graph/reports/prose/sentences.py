"""What every reader of prose needs: matches of rules, passages, sentences, spans of dates."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from trips_graph.model.passage import QUOTE, Evidence, Period
from trips_graph.model.report import Paragraph
from trips_graph.reports.fields import read_date
from trips_graph.reports.prose.rules import ReadingRule

LONGEST = 3000
"""The longest sentence, in characters; what is longer is no prose, and would take long to read."""
# A footnote mark may stand behind the full stop: "Zambia.1 The", "Zambia.[1] The".
_SENTENCE_END = re.compile(
    r"[.!?][\"”’)]?(?:\[[0-9]{1,3}\]|(?<=[a-z)][.])[0-9]{1,2})?\s+(?=[A-Z0-9\"“(•])"
)
# The items of a list are sentences of their own.
_ITEM = re.compile(
    r"\s+(?=•)|(?<=[.;:,])\s*\n\s*(?=[-–*]\s)|\n\s*(?=(?:\(?[a-z]\)|[a-z]\.|\(?[ivx]+\))\s)"
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:Arts?|Nos?|St|Mr|Mrs|Ms|Dr|Prof|Sr|Jr|Ltd|Inc|Co|Corp|e\.g|i\.e|cf|vs|approx|ca|etc"
    r"|paras?|pp?|vol|Vol|ch|Ch|sec|Sec|fig|Fig|Add|Rev|Corr|Doc|Sept|Oct|Nov|Dec|Jan|Feb|Aug|Gen"
    r"|Hon|Messrs|incl|resp|[A-Z])"
    r"|(?:\A|\n\s*|[.!?:;][\"”)]?\s+)[0-9]{1,2})[.]$"
)


# Blanks of every kind, and hyphens that do not break.
_UNEVEN = re.compile(r"\s+|[\u2010\u2011]")


@dataclass(frozen=True, slots=True)
class Smooth:
    """A text with one blank between words and plain hyphens; `places` counts in the source."""

    text: str
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a paragraph: where it starts and ends in the paragraph's smooth text."""

    paragraph: Paragraph
    smooth: Smooth
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words of the sentence."""
        return self.smooth.text[self.start : self.end]

    def quote(self, match: re.Match[str], group: str | int = 0) -> Evidence:
        """Return the passage of a match as evidence, as the source prints it."""
        return self.passage(*match.span(group))

    def passage(self, start: int, end: int) -> Evidence:
        """Return a passage of the smooth text as evidence, as the source prints it."""
        places = self.smooth.places
        return passage(self.paragraph, places[start], places[end - 1] + 1)

    @property
    def is_too_long(self) -> bool:
        """Whether it is longer than any sentence of prose."""
        return self.end - self.start > LONGEST

    def allows(self, rule: ReadingRule) -> bool:
        """Say whether the sentence holds the words that a rule needs beside its match."""
        return rule.beside is None or next(self.find(rule.beside), None) is not None

    def find(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Yield the matches of a pattern in the sentence; they count in the smooth text."""
        return pattern.finditer(self.smooth.text, self.start, self.end)


def find_matches(
    rules: Iterable[ReadingRule], paragraph: Paragraph
) -> Iterator[tuple[ReadingRule, re.Match[str]]]:
    """Yield every match of every rule in a paragraph, rule by rule."""
    for rule in rules:
        for match in rule.pattern.finditer(paragraph.text):
            yield rule, match


def quote(paragraph: Paragraph, match: re.Match[str], group: str | int = 0) -> Evidence:
    """Return the passage of a match as evidence, its positions counted in the source text."""
    return passage(paragraph, *match.span(group))


def passage(paragraph: Paragraph, start: int, end: int) -> Evidence:
    """Return a passage of a paragraph as evidence, its positions counted in the source text."""
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


def sentences(paragraph: Paragraph) -> tuple[Sentence, ...]:
    """Return the sentences of a paragraph in order; together they are the whole text.

    A full stop behind an abbreviation ("Art. 67"), an initial or a paragraph's number ends none.
    """
    smooth = _smooth(paragraph.text)
    ends = (bisect_left(smooth.places, end) for end in _ends(paragraph.text))
    bounds = (0, *ends, len(smooth.text))
    return tuple(
        Sentence(paragraph, smooth, start, end) for start, end in pairwise(bounds) if start < end
    )


def _smooth(text: str) -> Smooth:
    parts: list[str] = []
    places: list[int] = []
    position = 0
    for uneven in _UNEVEN.finditer(text):
        parts += (text[position : uneven.start()], " " if uneven.group().isspace() else "-")
        places += range(position, uneven.start() + 1)
        position = uneven.end()
    parts.append(text[position:])
    places += range(position, len(text))
    return Smooth("".join(parts), tuple(places))


@lru_cache(maxsize=8)
def _ends(text: str) -> tuple[int, ...]:
    stops = (
        match.end()
        for match in _SENTENCE_END.finditer(text)
        if not _ABBREVIATED.search(text[max(0, match.start() - 10) : match.start() + 1])
    )
    items = (match.end() for match in _ITEM.finditer(text))
    return tuple(sorted({*stops, *items}))
