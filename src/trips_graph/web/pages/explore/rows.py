"""Activities with what they name, in the order of a view: a page of them, or all in portions."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal
from pyroaring import FrozenBitMap

from trips_graph.model.index import Activity, Thing
from trips_graph.web.index import Index, Label
from trips_graph.web.naming import name_thing

PORTION = 500
_ROLES = ("beneficiary", "type", "topic", "status", "partner", "tool")


@dataclass(frozen=True, slots=True)
class Named:
    """A thing that an activity names, and what it is called in a language."""

    thing: Thing
    name: Literal


@dataclass(frozen=True, slots=True)
class Row:
    """An activity; `named` are the things by role, submitter and report among them.

    `ldc` is whether it names an LDC: yes, no or unknown.
    """

    activity: Activity
    iri: str
    ldc: str
    named: Mapping[str, tuple[Named, ...]]


@dataclass(frozen=True, slots=True)
class Portion:
    """Some rows, and every label of what they name, by the id of the thing."""

    rows: tuple[Row, ...]
    labels: Mapping[int, tuple[Label, ...]]


def read_portions(
    index: Index, chosen: FrozenBitMap, order: str, language: str
) -> Iterator[Portion]:
    """Yield all activities of a selection in an order, some at a time."""
    ids = index.page(chosen, order, 0, len(chosen))
    for first in range(0, len(ids), PORTION):
        yield read_portion(index, ids[first : first + PORTION], language)


def read_portion(index: Index, ids: Iterable[int], language: str) -> Portion:
    """Return the rows of some activities, in the order of the ids."""
    wanted = tuple(ids)
    activities = index.activities(wanted)
    roles = {activity.id: _roles(activity) for activity in activities}
    named = {id_ for found in roles.values() for things in found.values() for id_ in things}
    things, labels = index.things((*wanted, *named)), index.labels(named)
    known = {
        id_: Named(things[id_], name_thing(things[id_], labels.get(id_, ()), language))
        for id_ in named
    }
    return Portion(
        tuple(
            Row(
                activity,
                things[activity.id].iri,
                _tell_ldc(index, activity.id),
                {
                    role: tuple(known[id_] for id_ in ids)
                    for role, ids in roles[activity.id].items()
                },
            )
            for activity in activities
        ),
        labels,
    )


def _roles(activity: Activity) -> dict[str, tuple[int, ...]]:
    own = {"report": activity.report, "submitter": activity.submitter}
    return {
        **{role: activity.named.get(role, ()) for role in _ROLES},
        **{role: () if id_ is None else (id_,) for role, id_ in own.items()},
    }


def _tell_ldc(index: Index, id_: int) -> str:
    values = index.facets.get("ldc", {}).values()
    return next((value.value for value in values if id_ in value.activities), "unknown")
