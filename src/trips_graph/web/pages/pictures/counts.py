"""Counts: what the queries of the pictures find, kept for as long as the release is served.

Over many activities they take a second each, so that they are counted once, when a release is
taken up, beside whatever is asked meanwhile.
"""

import json
import zlib
from collections.abc import Mapping

from pyoxigraph import BlankNode, Literal, NamedNode

from trips_graph.web.linked.caching import make_strong_etag
from trips_graph.web.querying.engine import Term
from trips_graph.web.site import Site

Count = Mapping[str, str]
"""A row of a query: IRIs and values as text, "" for what is unbound."""
QUERIES = (
    "years", "beneficiaries", "members", "gaps", "matrix", "timeline", "reports", "unstated",
)  # fmt: skip
_MOST = 1_000_000


def count_all(site: Site) -> None:
    """Return nothing: every query has been asked, and its rows are kept."""
    for name in QUERIES:
        read_counts(site, name)


def read_counts(site: Site, name: str) -> tuple[Count, ...]:
    """Return the rows of one of the queries in `queries/pictures`."""
    variables, *rows = json.loads(zlib.decompress(_find(site, name)))
    return tuple(dict(zip(variables, row, strict=True)) for row in rows)


def _find(site: Site, name: str) -> bytes:
    """Return the rows as they are kept; counted now where they are not."""
    if not site.is_fixed:
        return _count(site, name)
    key = make_strong_etag(site.release.manifest.id, "counts", name)
    return site.keep(key, lambda: _count(site, name))


def _count(site: Site, name: str) -> bytes:
    found = site.ask(f"pictures/{name}", _MOST)
    rows = [tuple(map(_text, row)) for row in found.rows]
    return zlib.compress(json.dumps([found.variables, *rows]).encode(), 1)


def _text(term: Term | None) -> str:
    return term.value if isinstance(term, NamedNode | Literal | BlankNode) else ""
