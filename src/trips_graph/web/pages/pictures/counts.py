"""Counts: what the queries of the pictures find."""

from collections.abc import Mapping

from pyoxigraph import BlankNode, Literal, NamedNode

from trips_graph.web.querying.engine import Term
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
    rows = site.ask_whole(f"pictures/{name}")
    return tuple({variable: _text(term) for variable, term in row.items()} for row in rows)


def _text(term: Term | None) -> str:
    return term.value if isinstance(term, NamedNode | Literal | BlankNode) else ""
