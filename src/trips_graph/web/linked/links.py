"""Link headers (RFC 8288): what stands beside an answer, told to clients that read no HTML."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from trips_graph.model.publication import LICENCE
from trips_graph.web.site import Site


@dataclass(frozen=True, slots=True)
class Link:
    """One link; `target` is an IRI or a path that is percent-encoded already."""

    target: str
    rel: str
    attributes: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return the link as it stands in the header."""
        parts = [f"<{self.target}>", f'rel="{self.rel}"']
        return "; ".join(
            [*parts, *(f'{name}="{value}"' for name, value in self.attributes.items())]
        )


def write_links(links: Iterable[Link]) -> str:
    """Return the value of the header `Link`."""
    return ", ".join(str(link) for link in links)


def page_links(path: str, page: int, last: int) -> tuple[Link, ...]:
    """Return the links from one page of a list to the others: first, prev, next, last."""
    numbers = {"first": 1, "prev": page - 1, "next": page + 1, "last": last}
    mark = "&" if "?" in path else "?"
    return tuple(
        Link(path if number == 1 else f"{path}{mark}page={number}", rel)
        for rel, number in numbers.items()
        if 1 <= number <= last
    )


def form_links(addresses: Mapping[str, str]) -> tuple[Link, ...]:
    """Return the links from a page to the same in other forms; addresses by media type."""
    return tuple(
        Link(address, "alternate", {"type": media_type})
        for media_type, address in addresses.items()
    )


def file_links(site: Site, release_id: str) -> tuple[Link, ...]:
    """Return the links of a file: its catalogue, the list of files, the licence."""
    current = release_id == site.release.manifest.id
    catalogue = Link(f"/data/{release_id}/catalogue.ttl", "describedby", {"type": "text/turtle"})
    described = (catalogue,) if current and site.release.artefact("catalogue.ttl") else ()
    return (*described, Link("/data", "collection"), Link(LICENCE, "license"))
