"""A part of a page about a thing that has an address of its own: one group, one page of it."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Query

from trips_graph.terms import PREFIXES

_LONGEST = 300
MOST_PAGES = 10_000


@dataclass(frozen=True, slots=True)
class Part:
    """What is asked for: the property by which things point to it, or that it has; the page."""

    of: str = ""
    has: str = ""
    page: int = 1

    @property
    def address(self) -> str:
        """The query of its address; "" for the whole page."""
        named = f"of={self.of}" if self.of else f"has={self.has}" if self.has else ""
        paged = f"page={self.page}" if self.page > 1 else ""
        return "&".join(filter(None, (named, paged)))


def read_part(
    of: Annotated[
        str, Query(max_length=_LONGEST, description="A property that leads to the thing")
    ] = "",
    has: Annotated[str, Query(max_length=_LONGEST, description="A property of the thing")] = "",
    page: Annotated[int, Query(ge=1, le=MOST_PAGES, description="Page of it")] = 1,
) -> Part:
    """Return the part of a page that the fields of an address ask for."""
    return Part(of, "" if of else has, page)


PartOf = Annotated[Part, Depends(read_part)]


def expand(name: str) -> str:
    """Return the IRI of a property as it stands in addresses: a prefixed name, or an IRI."""
    prefix, colon, rest = name.partition(":")
    return PREFIXES[prefix] + rest if colon and prefix in PREFIXES else name
