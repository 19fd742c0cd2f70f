"""What the values of facets, and the things that activities name, are called in a language."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from pyoxigraph import Literal

from trips_graph.web.index import Index, Label, Thing
from trips_graph.web.labels import best_label
from trips_graph.web.languages.locale import Locale
from trips_graph.web.pages.explore.facets import Facet
from trips_graph.web.shown import Shown

_LANGUAGES_HELD = 6


def name_thing(thing: Thing, labels: Iterable[Label], language: str) -> Literal:
    """Return what a thing is called in a language, or in the nearest that there is.

    A report goes by its number, which is its key, and so does what has no name.
    """
    names = (label for label in labels if label.role in ("preferred", "stated"))
    texts = [Literal(label.text, language=label.language or None) for label in names]
    best = best_label(texts, language) if thing.kind != "report" else None
    return best or Literal(thing.key)


def show_value(index: Index, facet: Facet, value: str, thing: int | None, locale: Locale) -> Shown:
    """Return how a value of a facet is shown."""
    if thing is None:
        return Shown(locale.gettext((facet.words or {}).get(value, value)))
    names = read_names(index, locale.language)
    name = names.get(thing) or _name_all(index, (thing,), locale.language)[thing]
    return Shown(name.value, name.language or "")


def name_values(index: Index, facet: Facet, locale: Locale) -> Mapping[str, str]:
    """Return what each value of a facet that some activity has is called."""
    return {
        value.value: show_value(index, facet, value.value, value.thing, locale).text
        for value in index.facets.get(facet.name, {}).values()
    }


@lru_cache(_LANGUAGES_HELD)
def read_names(index: Index, language: str) -> Mapping[int, Literal]:
    """Return what every thing is called that is a value of a facet; they are few."""
    values = (value for facet in index.facets.values() for value in facet.values())
    ids = {value.thing for value in values if value.thing is not None}
    return _name_all(index, ids, language)


def _name_all(index: Index, ids: Iterable[int], language: str) -> dict[int, Literal]:
    wanted = tuple(ids)
    labels = index.labels(wanted)
    return {
        id_: name_thing(thing, labels.get(id_, ()), language)
        for id_, thing in index.things(wanted).items()
    }
