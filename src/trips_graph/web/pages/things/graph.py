"""The page of a named graph: how much it holds, which report it is of, what it speaks of first."""

from urllib.parse import urlencode

from fastapi import Request
from pyoxigraph import Literal
from starlette.responses import Response

from trips_graph.web.pages.things.thing import Thing
from trips_graph.web.reader import Reader

SUBJECTS_SHOWN = 50
_QUERY = """SELECT ?subject ?predicate ?object
WHERE {{ GRAPH <{iri}> {{ ?subject ?predicate ?object }} }}
"""


def render_graph(reader: Reader, request: Request, thing: Thing, path: str) -> Response:
    """Return the page about a named graph."""
    sizes = [row[-1] for row in reader.ask("graph-size", graph=thing.iri).rows]
    reports = reader.ask("graph-reports", 2, graph=thing.iri)
    subjects = reader.ask("graph-subjects", SUBJECTS_SHOWN, graph=thing.iri)
    fields = {"query": _QUERY.format(iri=thing.iri), "format": "html"}
    return reader.page(
        "things/graph.html", request, thing=thing, doc=path, title=reader.show_text(thing.iri).text,
        triples=sum(int(size.value) for size in sizes if isinstance(size, Literal)),
        reports=[reader.show(row[-1]) for row in reports.rows],
        subjects=[reader.show(row[-1]) for row in subjects.rows], more=subjects.more,
        ask="/sparql?" + urlencode(fields),
    )  # fmt: skip
