"""What became of each page of a harvest, and of the harvest as a whole."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from trips_graph.reports.harvest.pages import Page


class Outcome(StrEnum):
    """What became of a page."""

    FETCHED = "fetched"
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    KEPT = "kept from the run that broke off"
    MISSING = "missing"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class PageOutcome:
    """What became of one page; a page that is not held has a reason."""

    page: Page
    outcome: Outcome
    reason: str = ""

    def __str__(self) -> str:
        """Return number, outcome and reason, as a line."""
        return f"{self.page.number}: {self.outcome}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Harvest:
    """What became of every page, in the order in which they were wanted."""

    pages: tuple[PageOutcome, ...]

    def counts(self) -> dict[str, int]:
        """Return how many pages had each outcome, in one order, zeroes included."""
        counted = Counter(item.outcome for item in self.pages)
        return {outcome.value: counted[outcome] for outcome in Outcome}

    def lines(self, outcome: Outcome) -> tuple[str, ...]:
        """Return a line for each page with this outcome."""
        return tuple(str(item) for item in self.pages if item.outcome == outcome)
