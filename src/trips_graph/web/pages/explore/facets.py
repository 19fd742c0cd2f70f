"""The facets by which activities are filtered: which there are, and which values each can have."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pyroaring import FrozenBitMap

from trips_graph.web.index import FacetValue, Index
from trips_graph.web.languages.locale import mark

_ACTORS = ("member", "observer")
_YEAR = re.compile(r"[12][0-9]{3}")
_NOTHING = FrozenBitMap()


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet: its name in addresses, its heading, a hint.

    Values that are things are of some kinds, their keys begin with `prefix`; other values are
    `words`: what each is called. `ordered` is whether the values have an order of their own.
    """

    name: str
    heading: str
    hint: str = ""
    kinds: tuple[str, ...] = ()
    prefix: str = ""
    words: Mapping[str, str] | None = None
    ordered: bool = False


FACETS = (
    Facet(
        "beneficiary", mark("Beneficiary"),
        mark("An activity for three Members counts with each of them."), (*_ACTORS, "group"),
    ),
    Facet(
        "year", mark("Year of the start"), words={"unknown": mark("not stated")}, ordered=True
    ),
    Facet("submitter", mark("Reported by"), kinds=(*_ACTORS, "organisation")),
    Facet("region", mark("Region"), mark("Of the beneficiaries that are named."), ("concept",),
          "region-"),
    Facet(
        "ldc", mark("LDC"),
        mark("Whether a beneficiary was an LDC when the activity started: the list holds as of a "
             "date."),
        words={
            "yes": mark("names an LDC"), "no": mark("names no LDC"), "unknown": mark("not known")
        },
        ordered=True,
    ),
    Facet("type", mark("Type"), kinds=("concept",), prefix="activity-type-"),
    Facet("topic", mark("Topic"), kinds=("concept",), prefix="topic-"),
    Facet("status", mark("Beneficiaries in the report"), kinds=("concept",),
          prefix="beneficiary-status-"),
)  # fmt: skip
NAMES = tuple(facet.name for facet in FACETS)


def find_value(index: Index, facet: Facet, value: str) -> FacetValue | None:
    """Return a value of a facet; one that no activity has, too, where there is such a thing."""
    found = index.facets.get(facet.name, {}).get(value)
    if found is not None:
        return found
    for kind in facet.kinds:
        if thing := index.find_thing(kind, facet.prefix + value):
            return FacetValue(value, thing.id, _NOTHING)
    plain = facet.name == "year" and _YEAR.fullmatch(value)
    return FacetValue(value, None, _NOTHING) if plain or value in (facet.words or {}) else None
