"""Makes the facets of the activities: for each value a Roaring bitmap of the ids that have it.

A concept stands for those below it, too: an activity on counterfeiting is one on enforcement.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyroaring import BitMap

from trips_graph.model.index import Activity, Thing
from trips_graph.releases.index.facts import Facts
from trips_graph.releases.index.ldc import make_ldc_test
from trips_graph.terms import skos, tg

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Facet:
    """One value of a facet, the id of the thing that it is (None: it is none), its activities."""

    name: str
    value: str
    thing: int | None
    activities: BitMap


def make_facets(
    facts: Facts, things: Sequence[Thing], activities: Iterable[Activity]
) -> tuple[Facet, ...]:
    """Return the facets, sorted by name and value."""
    by_id = {thing.id: thing for thing in things}
    hierarchy = _Hierarchy(facts, {thing.iri: thing.id for thing in things})
    tell_ldc = make_ldc_test(facts, by_id)
    found: dict[tuple[str, str, int | None], list[int]] = defaultdict(list)
    for activity in activities:
        for name, id_ in _things_of(activity, by_id, hierarchy):
            found[name, _value(facts, by_id[id_]), id_].append(activity.id)
        year = UNKNOWN if activity.year is None else str(activity.year)
        found["year", year, None].append(activity.id)
        found["ldc", tell_ldc(activity), None].append(activity.id)
    order = sorted(found, key=lambda key: key[:2])
    return tuple(Facet(*key, BitMap(found[key])) for key in order)


class _Hierarchy:
    """What is above a concept, and in which regions a Member or observer lies."""

    def __init__(self, facts: Facts, ids: Mapping[str, int]) -> None:
        self._facts, self._ids = facts, ids

    def with_broader(self, iris: Iterable[str]) -> set[int]:
        """Return the ids of the concepts and of all above them."""
        held, waiting = set(), list(iris)
        while waiting:
            iri = waiting.pop()
            if iri in self._ids and self._ids[iri] not in held:
                held.add(self._ids[iri])
                waiting += self._facts.iris(iri, skos.broader)
        return held

    def regions(self, member: str) -> set[int]:
        """Return the ids of the regions of a Member or observer, none of a group."""
        places = self._facts.iris(member, tg.place)
        return self.with_broader(
            iri for place in places for iri in self._facts.iris(place, tg.region)
        )


def _things_of(
    activity: Activity, things: Mapping[int, Thing], hierarchy: _Hierarchy
) -> Iterator[tuple[str, int]]:
    """Yield the facets whose values are things, each value once."""
    beneficiaries = activity.named.get("beneficiary", ())
    yield from (("beneficiary", id_) for id_ in beneficiaries)
    if activity.submitter is not None:
        yield "submitter", activity.submitter
    for name in ("type", "topic", "status"):
        concepts = (things[id_].iri for id_ in activity.named.get(name, ()))
        yield from ((name, id_) for id_ in hierarchy.with_broader(concepts))
    regions = (hierarchy.regions(things[id_].iri) for id_ in beneficiaries)
    yield from (("region", id_) for id_ in set().union(*regions))


def _value(facts: Facts, thing: Thing) -> str:
    """Return what stands for a thing in addresses: the notation of a concept, else its key."""
    return facts.text(thing.iri, skos.notation) or thing.key
