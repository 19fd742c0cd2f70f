"""Decisions on identity, as the ledger records them: who judged what, when, and why."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class DecisionKind(StrEnum):
    """What a decision is about: a printed name, or two activities."""

    NAME = "name"
    ACTIVITY = "activity"


class Verdict(StrEnum):
    """What was judged; the values are notations of the scheme tg:verdicts."""

    SAME = "same"
    NOT_SAME = "not-same"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the ledger.

    `left` is a printed name or the key of an activity; `right` is `<kind>/<key>` of an authority,
    or the key of another activity; it is empty where no candidate was convincing (`unsure` alone).
    `report` limits a decision on a name to one report; None: it holds everywhere.
    """

    kind: DecisionKind
    left: str
    right: str
    verdict: Verdict
    report: str | None
    by: str
    on: date
    why: str
    line: int

    @property
    def key(self) -> str:
        """The key of the decision in its IRI: a digest of what it decides, not of its reason."""
        parts = (self.kind, self.left, self.right, self.verdict, self.report or "")
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]

    @property
    def activities(self) -> tuple[str, str]:
        """The two activities of a decision on activities, sorted."""
        first, second = sorted((self.left, self.right))
        return first, second

    @property
    def left_open(self) -> str:
        """Who left the name or the pair open, when and why, in words; for `unsure` alone."""
        return f"left open by {self.by} on {self.on}: {self.why}"


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every decision, free of contradictions; those on names by folded name.

    `activities` are the keys of all activities that decisions name.
    """

    path: str = ""
    decisions: tuple[Decision, ...] = ()
    by_name: Mapping[str, tuple[Decision, ...]] = field(default_factory=dict)
    activities: frozenset[str] = frozenset()

    def on_name(self, folded: str, report: str) -> tuple[Decision, ...]:
        """Return the decisions on a name in a report: those on that report first."""
        found = self.by_name.get(folded, ())
        here = tuple(item for item in found if item.report == report)
        return (*here, *(item for item in found if item.report is None))

    def on_activities(self) -> tuple[Decision, ...]:
        """Return the decisions on activities, in the order of the ledger."""
        return tuple(item for item in self.decisions if item.kind is DecisionKind.ACTIVITY)
