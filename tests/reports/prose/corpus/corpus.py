"""Invented sentences with the facts in them, and how well they are read."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.reports.pages import RULES
from trips_graph.model.narrative import Figure, Narrative
from trips_graph.model.passage import Period
from trips_graph.model.report import Paragraph
from trips_graph.reports.prose.narrative import read_narrative

HERE = Path(__file__).parent
# Whose figures the sentences state; any other body's are not the report's.
SUBMITTERS = (
    "Ruritania", "Japan", "Australia", "European Union", "New Zealand", "Canada", "Korea",
    "Switzerland", "Sweden",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """A text and the facts in it, one line each."""

    text: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """How many facts are in the texts, were read, and are in both, by kind."""

    expected: Counter[str]
    read: Counter[str]
    right: Counter[str]

    @property
    def precision(self) -> float:
        return self.right.total() / max(1, self.read.total())

    @property
    def recall(self) -> float:
        return self.right.total() / max(1, self.expected.total())

    def table(self, name: str) -> Iterator[str]:
        """Yield the lines that a test run prints."""
        yield f"{name}: precision {self.precision:.3f}, recall {self.recall:.3f}"
        for kind in sorted(self.expected | self.read):
            counts = (self.right[kind], self.read[kind], self.expected[kind])
            yield "  {:24} right {:3} of {:3} read, {:3} in the text".format(kind, *counts)


def cases(name: str) -> tuple[Case, ...]:
    """Return the cases of a file beside this one."""
    tables = tomllib.loads((HERE / name).read_text(encoding="utf-8"))
    return tuple(Case(item["text"], tuple(item["facts"])) for item in tables["case"])


def read(text: str) -> Narrative:
    """Return what a text tells, read as one paragraph of an invented report."""
    paragraph = Paragraph(None, None, text, 0, 1)
    return read_narrative("invented", [paragraph], RULES.narrative, SUBMITTERS)[0]


def facts(narrative: Narrative) -> tuple[str, ...]:
    """Return what was read, one line a fact, in the notation of the files."""
    return tuple(sorted(_lines(narrative)))


def score(found: Iterator[Case] | tuple[Case, ...]) -> Score:
    """Return how well the cases are read."""
    result = Score(Counter(), Counter(), Counter())
    for case in found:
        expected, got = Counter(case.facts), Counter(facts(read(case.text)))
        for counter, lines in (
            (result.expected, expected),
            (result.read, got),
            (result.right, expected & got),
        ):
            counter.update(line.split(" | ")[0] for line in lines.elements())
    return result


def _lines(narrative: Narrative) -> Iterator[str]:
    for event in narrative.events:
        yield " | ".join(filter(None, ("event", event.key, _span(event.period))))
        yield from (f"partner | {partner.name} | {event.key}" for partner in event.partners)
        yield from (f"tool | {tool.name} | {event.key}" for tool in event.tools)
    yield from (f"tool | {tool.name} | report" for tool in narrative.tools)
    yield from (_figure(figure) for figure in narrative.figures)


def _figure(figure: Figure) -> str:
    unit = figure.unit.upper() if len(figure.unit) == 3 else figure.unit
    parts = (
        figure.kind,
        f"{figure.value} {unit}",
        figure.qualifier,
        _span(figure.period),
        "cumulative" if figure.cumulative else None,
        "inferred" if figure.confidence == "inferred" else None,
        f"about {figure.about}" if figure.about else None,
    )
    return " | ".join(filter(None, parts))


def _span(period: Period | None) -> str | None:
    return f"{period.start or '..'}/{period.end or '..'}" if period else None
