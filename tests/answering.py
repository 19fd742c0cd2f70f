"""Asks a query of a store in this process and returns the bytes of its answer."""

import io

from pyoxigraph import Store

from trips_graph.formats import Format
from trips_graph.web.querying.answers import write_answer
from trips_graph.web.querying.context import read_own_serialisation
from trips_graph.web.querying.direct import DirectQuery

FINE = "SELECT (1 AS ?one) {}"
TOO_DEEP = "SELECT (1" + "+1" * 9000 + " AS ?x) {}"
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }"
ENDLESS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def answer(store: Store, query: str, form: Format | None = None) -> bytes:
    """Return the answer to a query; without a format JSON for results and Turtle for graphs."""
    output = io.BytesIO()
    write_answer(store, DirectQuery(query), form, read_own_serialisation(), output)
    return output.getvalue()
