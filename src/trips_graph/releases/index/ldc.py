"""Tells whether an activity names an LDC, as of its start: the LDC list holds as of a date."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from trips_graph.model.index import Activity, Thing
from trips_graph.releases.index.facts import Facts
from trips_graph.terms import tg

_GROUPS = frozenset({"ldcs", "ldc-group", "developing-and-ldcs"})


@dataclass(frozen=True, slots=True)
class _Span:
    """Since when a Member has been an LDC, and from when on it is none (None: it still is)."""

    since: str
    until: str | None

    def holds(self, date: str) -> bool:
        """Return whether it was one on a date; a month or a year counts as its first day."""
        return self.since <= date and (self.until is None or date < self.until)


def make_ldc_test(facts: Facts, things: Mapping[int, Thing]) -> Callable[[Activity], str]:
    """Return what tells of an activity `yes`, `no` or `unknown`.

    `yes`: a Member named was an LDC when the activity started, or a group of LDCs is named. `no`:
    Members or observers alone are named, and none of them was. All else is unknown: no beneficiary
    stated, a group that may hold LDCs, no start where a Member named ever was one.
    """
    spans = {id_: span for id_, thing in things.items() if (span := _span(facts, thing.iri))}

    def tell(activity: Activity) -> str:
        named = activity.named.get("beneficiary", ())
        groups = {things[id_].key for id_ in named if things[id_].kind == "group"}
        held = [spans[id_] for id_ in named if id_ in spans]
        start = activity.start
        if groups & _GROUPS or (start and any(span.holds(start) for span in held)):
            return "yes"
        is_unsure = groups or not named or activity.status == "unresolved"
        return "unknown" if is_unsure or (held and not start) else "no"

    return tell


def _span(facts: Facts, iri: str) -> _Span | None:
    since = facts.text(iri, tg.ldcFrom)
    return _Span(since, facts.text(iri, tg.ldcUntil)) if since else None
