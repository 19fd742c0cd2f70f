"""What the values of facets are called in a language."""

from collections.abc import Mapping
from functools import lru_cache

from pyoxigraph import Literal

from trips_graph.web.index import Index
from trips_graph.web.languages.locale import Locale
from trips_graph.web.naming import name_things
from trips_graph.web.pages.explore.facets import Facet
from trips_graph.web.shown import Shown

_LANGUAGES_HELD = 6


def show_value(index: Index, facet: Facet, value: str, thing: int | None, locale: Locale) -> Shown:
    """Return how a value of a facet is shown."""
    if thing is None:
        return Shown(locale.gettext((facet.words or {}).get(value, value)))
    name = _read_names(index, locale.language).get(thing) or next(
        iter(name_things(index, (thing,), locale.language).values())
    )
    return Shown(name.value, name.language or "")


def name_values(index: Index, facet: Facet, locale: Locale) -> Mapping[str, str]:
    """Return what each value of a facet that some activity has is called."""
    return {
        value.value: show_value(index, facet, value.value, value.thing, locale).text
        for value in index.facets.get(facet.name, {}).values()
    }


@lru_cache(_LANGUAGES_HELD)
def _read_names(index: Index, language: str) -> Mapping[int, Literal]:
    """Return what every thing is called that is a value of a facet; they are few."""
    values = (value for facet in index.facets.values() for value in facet.values())
    ids = {value.thing for value in values if value.thing is not None}
    return {thing.id: name for thing, name in name_things(index, ids, language).items()}
