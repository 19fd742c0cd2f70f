"""A view of the activities: by which values, in which order, which page. Each has an address."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from trips_graph.web.asked import (
    Fields,
    read_fields,
    read_one,
    read_page,
    refuse_value,
    write_fields,
)
from trips_graph.web.index import ORDERS, FacetValue, Index
from trips_graph.web.languages.locale import Locale, mark, name_field
from trips_graph.web.pages.explore.facets import FACETS, NAMES, Facet, find_value
from trips_graph.web.pages.explore.names import name_values

PATH = "/activities"
PAGE = 50
_NEWEST = ORDERS[0]
_HEADINGS = {facet.name: facet.heading for facet in FACETS} | {"sort": mark("Order"), "page": ""}


@dataclass(frozen=True, slots=True)
class View:
    """Values of one facet are alternatives; an activity fits each of the facets that have some."""

    filters: Mapping[str, tuple[FacetValue, ...]]
    order: str = _NEWEST
    page: int = 1

    @property
    def query(self) -> str:
        """The fields of the address, with the mark before them; "" where there are none."""
        fields = [(name, value.value) for name in NAMES for value in self.filters.get(name, ())]
        fields += [("sort", self.order)] if self.order != _NEWEST else []
        fields += [("page", str(self.page))] if self.page > 1 else []
        return write_fields(fields)

    @property
    def address(self) -> str:
        """The address of the page."""
        return PATH + self.query

    def file(self, suffix: str) -> str:
        """Return the address of a file of all that the view holds."""
        return f"{PATH}.{suffix}{self.at_page(1).query}"

    def at_page(self, page: int) -> "View":
        """Return another page of the view."""
        return replace(self, page=page)

    def without(self, name: str, value: str = "") -> "View":
        """Return the view without a facet, or without one of its values."""
        kept = tuple(item for item in self.filters[name] if value and item.value != value)
        others = {key: values for key, values in self.filters.items() if key != name}
        return View(others | ({name: kept} if kept else {}), self.order)

    def only(self, name: str) -> "View":
        """Return the view with that facet alone."""
        return View({name: self.filters[name]}, self.order)


def read_view(index: Index, pairs: Iterable[tuple[str, str]], locale: Locale) -> View:
    """Return the view that the fields of an address ask for.

    Errors: `UnknownField` where a field or a value is not known.
    """
    fields = read_fields(pairs, _HEADINGS)
    order = read_one(fields, "sort") or _NEWEST
    if order not in ORDERS:
        field = name_field("sort", _HEADINGS["sort"])
        raise refuse_value(field, order, {name: name for name in ORDERS})
    filters = {
        facet.name: _read_values(index, facet, fields, locale)
        for facet in FACETS
        if facet.name in fields
    }
    return View(filters, order, read_page(fields))


def _read_values(
    index: Index, facet: Facet, fields: Fields, locale: Locale
) -> tuple[FacetValue, ...]:
    found = []
    for asked in fields[facet.name]:
        value = find_value(index, facet, asked)
        if value is None:
            field = name_field(facet.name, facet.heading)
            raise refuse_value(field, asked, name_values(index, facet, locale))
        found.append(value)
    return tuple(sorted(found, key=lambda value: value.value))
