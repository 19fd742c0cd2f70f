"""Facets reckoned a second time, from the N-Quads of a release alone: what a view should hold."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from trips_graph.model.release import Release
from trips_graph.terms import dcterms, rdf, skos, tg

LDC_GROUPS = {"ldcs", "ldc-group", "developing-and-ldcs"}
FACETS = ("beneficiary", "year", "submitter", "region", "ldc", "type", "topic", "status")

Filters = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Reckoned:
    """An activity: its key, its title and start, the values of each facet."""

    key: str
    title: str
    start: str | None
    values: Mapping[str, frozenset[str]]

    def fits(self, filters: Filters, but: str = "") -> bool:
        """Return whether each facet, but one, has one of the values that are wanted of it."""
        return all(
            self.values[name] & set(values) for name, values in filters.items() if name != but
        )


class Dump:
    """The statements of a release, by subject and property."""

    def __init__(self, release: Release) -> None:
        self.held: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self.triples = set()
        path = release.folder / "trips-graph.nq"
        for quad in parse(path=str(path), format=RdfFormat.N_QUADS):
            self.triples.add((str(quad.subject), quad.predicate.value, str(quad.object)))
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
                self.held[quad.subject.value][quad.predicate.value].add(quad.object.value)

    def values(self, iri: str, name: NamedNode) -> set[str]:
        """Return the values of a property."""
        return self.held[iri][name.value]

    def above(self, iris: Iterable[str]) -> set[str]:
        """Return the notations of concepts and of all that are broader."""
        found: set[str] = set()
        waiting = list(iris)
        while waiting:
            iri = waiting.pop()
            found |= self.values(iri, skos.notation)
            waiting += self.values(iri, skos.broader)
        return found


class Reckoning:
    """Every activity of a release; a plain class, for Hypothesis prints whole dataclasses."""

    def __init__(self, activities: tuple[Reckoned, ...]) -> None:
        self.activities = activities

    def __iter__(self) -> Iterator[Reckoned]:
        """Yield each activity."""
        return iter(self.activities)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.activities)


def reckon(dump: Dump) -> Reckoning:
    """Return every activity of a release."""
    activities = (iri for iri in tuple(dump.held) if _is_activity(dump, iri))
    return Reckoning(tuple(_reckon(dump, iri) for iri in activities))


def _is_activity(dump: Dump, iri: str) -> bool:
    return tg.Activity.value in dump.values(iri, rdf.type)


def count(activities: Iterable[Reckoned], filters: Filters, facet: str) -> dict[str, int]:
    """Return how many activities each value of a facet has under all other filters."""
    fitting = (activity for activity in activities if activity.fits(filters, but=facet))
    return dict(Counter(value for activity in fitting for value in activity.values[facet]))


def _reckon(dump: Dump, iri: str) -> Reckoned:
    beneficiaries = dump.values(iri, tg.beneficiary)
    start = next(iter(dump.values(iri, tg.startDate)), None)
    places = {place for name in beneficiaries for place in dump.values(name, tg.place)}
    regions = {region for place in places for region in dump.values(place, tg.region)}
    values = {
        "beneficiary": {_key(name) for name in beneficiaries},
        "year": dump.values(iri, tg.startYear) or {"unknown"},
        "submitter": {_key(name) for name in dump.values(iri, tg.reportedBy)},
        "region": dump.above(regions),
        "ldc": {_tell_ldc(dump, iri, start)},
        "type": dump.above(dump.values(iri, tg.activityType)),
        "topic": dump.above(dump.values(iri, tg.topic)),
        "status": dump.above(dump.values(iri, tg.beneficiaryStatus)),
    }
    frozen = {name: frozenset(found) for name, found in values.items()}
    return Reckoned(_key(iri), min(dump.values(iri, dcterms.title)), start, frozen)


def _tell_ldc(dump: Dump, iri: str, start: str | None) -> str:
    named = dump.values(iri, tg.beneficiary)
    if any(_key(name) in LDC_GROUPS for name in named if "/group/" in name):
        return "yes"
    ever = [name for name in named if dump.values(name, tg.ldcFrom)]
    if start and any(_was_ldc(dump, name, start) for name in ever):
        return "yes"
    unresolved = "unresolved" in dump.above(dump.values(iri, tg.beneficiaryStatus))
    mixed = any("/group/" in name for name in named)
    return "unknown" if not named or mixed or unresolved or (ever and not start) else "no"


def _was_ldc(dump: Dump, member: str, start: str) -> bool:
    (since,) = dump.values(member, tg.ldcFrom)
    until = next(iter(dump.values(member, tg.ldcUntil)), "9999")
    return since <= start < until


def _key(iri: str) -> str:
    return iri.rpartition("/")[2]
