"""Proposes which activities are the same: an operation or a meeting that is named twice.

Titles alone make no identity: seven rows may be called "National Workshop". Only a numbered one of
a named series, or an operation with a name of its own, is proposed; the ledger decides.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from trips_graph.entities.match import fold
from trips_graph.model.decision import Decision, Ledger, Verdict
from trips_graph.model.entity import ActivityPair, ReconciledReport, Sketch
from trips_graph.model.finding import Finding, Severity
from trips_graph.numerals import read_roman

_NUMBER = r"(?P<nth>[0-9]{1,3})(?:st|nd|rd|th)?"
_OPERATION = re.compile(
    rf"operation (?P<name>\S.*?)(?: (?:(?P<roman>[ivxlc]+)|{_NUMBER}))?", re.ASCII
)
_NTH = re.compile(rf"{_NUMBER} (?P<series>\S.*)", re.ASCII)
_TYPES = ("enforcement-operation", "meeting")


class _Series(NamedTuple):
    """What an activity is one of: the folded name of the series, and which one (None: not said)."""

    name: str
    number: int | None


def sketch(reconciled: ReconciledReport, ledger: Ledger) -> tuple[Sketch, ...]:
    """Return what is needed to see which activities are the same: of each operation and meeting of
    a report, and of each activity that the ledger names.
    """
    report = reconciled.report
    rows = [(row.key, row.title, None, row.evidence, "") for row in report.rows]
    events = [
        (event.key, event.title, event.ordinal, event.evidence, event.activity_type)
        for event in report.narrative.events
    ]
    sketches = []
    for key, title, ordinal, evidence, type_ in (*rows, *events):
        types = {type_, *(rule.concept for rule in reconciled.names[key].rules)}
        kind = next((item for item in _TYPES if item in types), None)
        place = f"{report.number}-{key}"
        if kind or place in ledger.activities:
            sketches.append(Sketch(place, title, kind, ordinal, report.document, evidence.line))
    return tuple(sketches)


def propose_same(sketches: Sequence[Sketch], ledger: Ledger) -> tuple[ActivityPair, ...]:
    """Return the pairs to decide on, sorted; what the ledger decides is not proposed again.

    n activities that may all be the same make n - 1 pairs, not one for each two.
    """
    judged = _Judged(ledger)
    pairs = (
        pair
        for alike in (*_of_one_series(sketches), *_by_ordinal_alone(sketches))
        for pair in _open_pairs(sorted(alike), judged)
    )
    return tuple(sorted(set(pairs), key=lambda pair: (pair.left.key, pair.right.key)))


def tell_pairs(pairs: Iterable[ActivityPair]) -> tuple[Finding, ...]:
    """Return a finding on each pair, at the place of its second activity."""
    return tuple(
        Finding(
            pair.right.document, pair.right.line, "activity-maybe-same", Severity.INFO,
            f"{pair.right.key} ({pair.right.title!r}) may be {pair.left.key}"
            f" ({pair.left.title!r}, {pair.left.document}, line {pair.left.line})",
        )
        for pair in pairs
    )  # fmt: skip


def tell_unused(ledger: Ledger, sketches: Iterable[Sketch]) -> tuple[Finding, ...]:
    """Return a finding on each decision on an activity that is not among those described."""
    present = {item.key for item in sketches}
    return tuple(
        Finding(
            Path(ledger.path).name, decision.line, "decision-unused", Severity.INFO,
            f"no activity {key} in this release: the decision has no effect",
        )
        for decision in ledger.on_activities()
        for key in decision.activities
        if key not in present
    )  # fmt: skip


def _of_one_series(sketches: Iterable[Sketch]) -> Iterator[list[Sketch]]:
    """Yield activities with one number in one series; and operations of one name, unnumbered."""
    alike: dict[_Series, list[Sketch]] = defaultdict(list)
    for item in sketches:
        series = _series(item)
        if item.kind and (series.number or _OPERATION.fullmatch(series.name)):
            alike[series].append(item)
    yield from (items for items in alike.values() if len(items) > 1)


def _by_ordinal_alone(sketches: Iterable[Sketch]) -> Iterator[list[Sketch]]:
    """Yield "11th operation" beside "Operation Pangea XI", where one report names both."""
    numbered: dict[tuple[str, int], list[tuple[_Series, Sketch]]] = defaultdict(list)
    for item in sketches:
        series = _series(item)
        if item.kind == "enforcement-operation" and series.number:
            numbered[item.document, series.number].append((series, item))
    for items in numbered.values():
        if len(items) > 1 and any(series.name == "operation" for series, _ in items):
            yield [item for _, item in items]


def _series(item: Sketch) -> _Series:
    title = fold(item.title)
    nth = _NTH.fullmatch(title)
    name = nth["series"] if nth else title
    operation = _OPERATION.fullmatch(name)
    if operation:
        said = operation["roman"] or operation["nth"] or (nth and nth["nth"])
        return _Series(f"operation {operation['name']}", item.ordinal or _number(said))
    return _Series(name, item.ordinal or _number(nth["nth"] if nth else None))


def _number(said: str | None) -> int | None:
    if not said:
        return None
    return int(said) if said.isdigit() else read_roman(said.upper())


@dataclass(slots=True)
class _Judged:
    """What the ledger says of activities: which are one, and which pairs are judged otherwise."""

    one: dict[str, frozenset[str]]
    apart: dict[tuple[str, str], Decision]
    unsure: dict[tuple[str, str], Decision]

    def __init__(self, ledger: Ledger) -> None:
        self.one, self.apart, self.unsure = {}, {}, {}
        for decision in ledger.on_activities():
            left, right = decision.activities
            if decision.verdict is Verdict.SAME:
                whole = self.all_of(left) | self.all_of(right)
                self.one |= dict.fromkeys(whole, whole)
            elif decision.verdict is Verdict.NOT_SAME:
                self.apart[left, right] = decision
            else:
                self.unsure[left, right] = decision

    def all_of(self, key: str) -> frozenset[str]:
        """Return the activity with all that are decided to be the same."""
        return self.one.get(key, frozenset([key]))

    def keeps_apart(self, left: str, right: str) -> bool:
        """Return whether some two of both are decided not to be the same."""
        return any(
            (min(one, other), max(one, other)) in self.apart
            for one in self.all_of(left)
            for other in self.all_of(right)
        )


def _open_pairs(alike: Sequence[Sketch], judged: _Judged) -> Iterator[ActivityPair]:
    """Pair each activity with the nearest earlier one that may be the same and is not yet."""
    known: list[Sketch] = []
    for item in alike:
        if any(item.key in judged.all_of(other.key) for other in known):
            continue
        for earlier in reversed(known):
            if not judged.keeps_apart(earlier.key, item.key):
                yield ActivityPair(earlier, item, judged.unsure.get((earlier.key, item.key)))
                break
        known.append(item)
