"""What the prose of a report tells: events, figures, and the names beside them."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from trips_graph.model.passage import Evidence, Period


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the prose, with the rule that read it."""

    name: str
    rule: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Event:
    """An activity that the prose tells of: an operation, a meeting, an e-learning module.

    `period_evidence` is the passage of its date, where that is not in `evidence` itself.
    """

    key: str
    title: str
    activity_type: str
    ordinal: int | None
    period: Period | None
    period_evidence: Evidence | None
    partners: tuple[Mention, ...]
    tools: tuple[Mention, ...]
    rule: str
    evidence: Evidence


class Confidence(StrEnum):
    """How a figure was read; the values are notations of the scheme tg:confidences."""

    STATED = "stated"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that the prose reports; `about` is the key of an event, None for the report.

    `body` is the acronym of the organisation whose figure the sentence says it is.

    `stated_period` holds the words of the period, where the figure's own sentence states it: a
    fiscal year is no calendar year. `cumulative` is None where the sentence does not tell.
    """

    key: str
    kind: str
    value: Decimal
    unit: str
    qualifier: str | None
    period: Period | None
    stated_period: str | None
    cumulative: bool | None
    confidence: Confidence
    about: str | None
    body: str | None
    rule: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Narrative:
    """What the prose of a report tells."""

    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    tools: tuple[Mention, ...] = ()
