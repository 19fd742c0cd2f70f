"""Coverage: how much of each report could be read, and the names in it that were left open.

A release publishes both, as `coverage.json` and `unresolved.json`. Terms are told by IRI; "" stands
for what there is not.
"""

from dataclasses import dataclass

COVERAGE = "coverage.json"
UNRESOLVED = "unresolved.json"


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was read of one report: `dated` and `named` rows have a date, have beneficiaries."""

    number: str
    report: str
    article: str
    submitter: str
    year: int | None
    state: str
    rendition: str
    sections: int
    rows: int
    dated: int
    named: int
    unresolved: int


@dataclass(frozen=True, slots=True)
class Mention:
    """One name left open, and where it is written.

    `told` is what was tried, in English, with candidates if there are any.
    """

    text: str
    role: str
    number: str
    line: str
    section: str
    paragraph: str
    quote: str
    told: str
    mention: str
    report: str
    evidence: str
    original: str
    decision: str
