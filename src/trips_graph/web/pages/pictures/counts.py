"""Counts: what the queries of the pictures find, kept for as long as the release is served."""

import json
from collections.abc import Mapping

from pyoxigraph import BlankNode, Literal, NamedNode

from trips_graph.web.linked.caching import make_strong_etag
from trips_graph.web.querying.engine import Term
from trips_graph.web.reader import Reader

Count = Mapping[str, str]
"""A row of a query: IRIs and values as text, "" for what is unbound."""
_MOST = 1_000_000


def read_counts(reader: Reader, name: str, **iris: str) -> tuple[Count, ...]:
    """Return the rows of a query in `queries/pictures`, its variables bound to IRIs."""
    site = reader.site
    if not site.is_fixed:
        return tuple(json.loads(_count(reader, name, iris)))
    key = make_strong_etag(site.release.manifest.id, "counts", name, *sorted(iris.values()))

    def find() -> bytes:
        held = site.answers.get(key)
        if held is None:
            held = _count(reader, name, iris)
            site.answers.keep(key, held)
        return held

    return tuple(json.loads(site.misses.make(key, find)))


def _count(reader: Reader, name: str, iris: Mapping[str, str]) -> bytes:
    found = reader.ask(f"pictures/{name}", _MOST, 0, **iris)
    rows = [dict(zip(found.variables, map(_text, row), strict=True)) for row in found.rows]
    return json.dumps(rows).encode()


def _text(term: Term | None) -> str:
    return term.value if isinstance(term, NamedNode | Literal | BlankNode) else ""
