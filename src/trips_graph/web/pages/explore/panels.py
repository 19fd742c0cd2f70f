"""What stands beside the activities: each facet with its values, and the filters that are set."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from trips_graph.model.index import fold
from trips_graph.web.index import Index
from trips_graph.web.languages.locale import Locale
from trips_graph.web.pages.explore.facets import FACETS, Facet
from trips_graph.web.pages.explore.names import show_value
from trips_graph.web.pages.explore.selection import Selection
from trips_graph.web.pages.explore.view import View
from trips_graph.web.shown import Shown

_FIRST = 10
_fold = lru_cache(10_000)(fold)


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet, and how many activities of the view would have it."""

    value: str
    shown: Shown
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Panel:
    """A facet with the values that can be chosen: the first, and the rest of a long one."""

    facet: Facet
    first: tuple[Choice, ...]
    rest: tuple[Choice, ...]

    @property
    def total(self) -> int:
        """How many values there are."""
        return len(self.first) + len(self.rest)


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter that is set: the value, and the address of the view without it."""

    heading: str
    shown: Shown
    address: str


@dataclass(frozen=True, slots=True)
class Remedy:
    """What would make a view less narrow: a heading, the address, how many activities it has."""

    heading: str
    address: str
    count: int


def make_panels(
    index: Index, view: View, selection: Selection, locale: Locale
) -> tuple[Panel, ...]:
    """Return every facet; a value that would leave nothing is shown where it is chosen, only."""
    return tuple(_panel(index, facet, view, selection, locale) for facet in FACETS)


def list_filters(index: Index, view: View, locale: Locale) -> tuple[Filter, ...]:
    """Return the filters that are set."""
    return tuple(
        Filter(
            facet.heading,
            show_value(index, facet, value.value, value.thing, locale),
            view.without(facet.name, value.value).address,
        )
        for facet in FACETS
        for value in view.filters.get(facet.name, ())
    )


def list_remedies(view: View, selection: Selection) -> tuple[Remedy, ...]:
    """Return the ways out of an empty view that lead to activities.

    To take one facet away, each; where that helps nowhere, to keep one alone.
    """
    narrowing = [facet for facet in FACETS if facet.name in view.filters]
    wider = (
        Remedy(facet.heading, view.without(facet.name).address, len(selection.without(facet.name)))
        for facet in narrowing
        if len(narrowing) > 1
    )
    return tuple(remedy for remedy in wider if remedy.count)


def list_alone(view: View, selection: Selection) -> tuple[Remedy, ...]:
    """Return the facets of a view that by themselves have activities, each alone."""
    alone = (
        Remedy(facet.heading, view.only(facet.name).address, len(selection.fitting[facet.name]))
        for facet in FACETS
        if facet.name in view.filters
    )
    return tuple(remedy for remedy in alone if remedy.count)


def _panel(index: Index, facet: Facet, view: View, selection: Selection, locale: Locale) -> Panel:
    counts = selection.count(index, facet.name)
    chosen = {value.value: value for value in view.filters.get(facet.name, ())}
    known = {**index.facets.get(facet.name, {}), **chosen}
    choices = [
        Choice(
            name, show_value(index, facet, name, value.thing, locale), counts.get(name, 0),
            name in chosen,
        )
        for name, value in known.items()
        if name in chosen or counts[name]
    ]  # fmt: skip
    ordered = sorted(_order(facet, choices), key=lambda choice: not choice.chosen)
    return Panel(facet, tuple(ordered[:_FIRST]), tuple(ordered[_FIRST:]))


def _order(facet: Facet, choices: Iterable[Choice]) -> list[Choice]:
    """Return years from the newest on, words in their order; other values by count, then name."""
    if facet.ordered:
        places = _places(facet)
        return sorted(
            choices, key=lambda choice: (places.get(choice.value, -1), -_number(choice.value))
        )
    return sorted(choices, key=lambda choice: (-choice.count, _fold(choice.shown.text)))


def _places(facet: Facet) -> Mapping[str, int]:
    return {word: place for place, word in enumerate(facet.words or {})}


def _number(value: str) -> int:
    return int(value) if value.isdecimal() else 0
