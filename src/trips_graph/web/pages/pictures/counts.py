"""Counts: what the queries of the pictures find."""

from collections.abc import Mapping

from trips_graph.web.site import Site

Count = Mapping[str, str]
"""A row of a query: IRIs and values as text, "" for what is unbound."""
COUNTED = tuple(
    f"pictures/{name}"
    for name in (
        "years", "beneficiaries", "members", "gaps", "matrix", "timeline", "reports", "unstated"
    )
)  # fmt: skip
"""The queries, by the names of their files. Over many activities they take a second each."""


def read_counts(site: Site, name: str) -> tuple[Count, ...]:
    """Return the rows of one of the queries in `queries/pictures`."""
    return site.ask_texts(f"pictures/{name}")
