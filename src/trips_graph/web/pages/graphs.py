"""The page of a named graph: how much it holds, which report it is of, what it speaks of first."""

from urllib.parse import urlencode

from fastapi import Request
from pyoxigraph import Literal
from starlette.responses import Response

from trips_graph.web.pages.things import Thing
from trips_graph.web.site import Site

SUBJECTS_SHOWN = 50
_QUERY = """SELECT ?subject ?predicate ?object
WHERE {{ GRAPH <{iri}> {{ ?subject ?predicate ?object }} }}
"""


def render_graph(site: Site, request: Request, thing: Thing, path: str) -> Response:
    """Return the page about a named graph."""
    sizes = [row[-1] for row in site.ask("graph-size", graph=thing.iri).rows]
    subjects = site.ask("graph-subjects", SUBJECTS_SHOWN, graph=thing.iri)
    fields = {"query": _QUERY.format(iri=thing.iri), "format": "html"}
    return site.page(
        "graph.html", request, thing=thing, doc=path, title=site.show_text(thing.iri).text,
        triples=sum(int(size.value) for size in sizes if isinstance(size, Literal)),
        reports=[site.show(row[-1]) for row in site.ask("graph-reports", 2, graph=thing.iri).rows],
        subjects=[site.show(row[-1]) for row in subjects.rows], more=subjects.more,
        ask="/sparql?" + urlencode(fields),
    )  # fmt: skip
