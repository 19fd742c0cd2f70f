"""Passages of a source, and the dates that they print.

Spans count Unicode code points of the source text, half-open; lines are 1-based. The source text of
an HTML or Word document is the text that `reports.webpage` or `reports.wordfile` takes out of it.
"""

from dataclasses import dataclass
from datetime import date
from typing import NewType

QUOTE = 280
"""The longest quote, in characters; a longer passage is quoted from its beginning."""
PartialDate = NewType("PartialDate", str)
"""An ISO 8601 date in the precision that was stated: YYYY, YYYY-MM or YYYY-MM-DD."""


@dataclass(frozen=True, slots=True)
class Period:
    """A stated period, both ends inclusive, each in its stated precision."""

    start: PartialDate | None
    end: PartialDate | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage of the source text; a long one is quoted from its beginning."""

    start: int
    end: int
    line: int
    quote: str
    section: str | None = None
    paragraph: int | None = None

    @property
    def key(self) -> str:
        """The key of the passage within its report: where it starts and ends."""
        return f"{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Printed:
    """A text as printed, with the passage where it stands (None: the manifest says so)."""

    text: str
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class StatedDay:
    """A day that a source states, with the passage where it stands (None: the manifest says so)."""

    day: date
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class StatedPeriod:
    """A period that the prose states, with the rule that read it and the passage."""

    period: Period
    rule: str
    evidence: Evidence
