"""Which activities a view holds, and how many each value of a facet would leave of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from pyroaring import FrozenBitMap

from trips_graph.web.index import Index
from trips_graph.web.pages.explore.view import View


@dataclass(frozen=True, slots=True)
class Selection:
    """The activities that fit each facet of a view by itself; `every` are all there are."""

    every: FrozenBitMap
    fitting: Mapping[str, FrozenBitMap]

    @property
    def chosen(self) -> FrozenBitMap:
        """The activities that fit every facet."""
        return self.without("")

    def without(self, name: str) -> FrozenBitMap:
        """Return the activities that fit every facet but one."""
        others = [ids for facet, ids in self.fitting.items() if facet != name]
        return FrozenBitMap.intersection(*others) if others else self.every

    def count(self, index: Index, name: str) -> dict[str, int]:
        """Return how many activities each value of a facet has under all other filters."""
        base = self.without(name)
        return {
            value.value: base.intersection_cardinality(value.activities)
            for value in index.facets.get(name, {}).values()
        }


def select(index: Index, view: View) -> Selection:
    """Return the activities of a view."""
    fitting = {
        name: FrozenBitMap.union(*(value.activities for value in values))
        for name, values in view.filters.items()
    }
    return Selection(index.every_activity, fitting)
