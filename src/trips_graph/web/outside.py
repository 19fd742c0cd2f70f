"""Terms of others: what the terms, lists and sites that we link to are called, in three languages.

`data/outside-terms.csv` has a line for each; an IRI that ends in `*` stands for all of its site.
"""

import csv
from functools import cache

from pyoxigraph import Literal

from trips_graph.settings import resources
from trips_graph.web.labels import best_label
from trips_graph.web.languages.locale import LANGUAGES
from trips_graph.web.querying.engine import Term

_EVERY = "*"


@cache
def read_outside_terms() -> dict[str, tuple[Term, ...]]:
    """Return the labels of terms of others by IRI, and those of sites by the start of theirs."""
    with (resources() / "data" / "outside-terms.csv").open(encoding="utf-8", newline="") as lines:
        return {
            row["iri"]: tuple(Literal(row[name], language=name) for name in LANGUAGES)
            for row in csv.DictReader(lines)
        }


def name_outside(iri: str, language: str) -> str | None:
    """Return what an IRI of a known site is called: the site and the key; None for other sites."""
    names = read_outside_terms()
    start = iri
    while (cut := start.rstrip("/").rfind("/")) > 0:
        start = iri[: cut + 1]
        if label := best_label(names.get(start + _EVERY, ()), language):
            return f"{label.value} {iri.rstrip('/').rpartition('/')[2]}"
    return None
