"""The page of a named graph: how much it holds, which report it is of, what it speaks of first."""

from urllib.parse import urlencode

from fastapi import Request
from pyoxigraph import Literal
from starlette.responses import Response

from trips_graph.web.pages.things.citation import make_citation
from trips_graph.web.pages.things.crumbs import describe_crumbs, find_crumbs
from trips_graph.web.pages.things.described import describe_thing
from trips_graph.web.pages.things.heading import make_heading
from trips_graph.web.pages.things.nodes import read_nodes
from trips_graph.web.pages.things.part import Part
from trips_graph.web.pages.things.provenance import find_provenance
from trips_graph.web.pages.things.thing import Thing, read_iri
from trips_graph.web.reader import Reader

SUBJECTS_SHOWN = 50
_QUERY = """SELECT ?subject ?predicate ?object
WHERE {{ GRAPH <{iri}> {{ ?subject ?predicate ?object }} }}
"""


def render_graph(reader: Reader, request: Request, thing: Thing, path: str, part: Part) -> Response:
    """Return the page about a named graph; it is one page, whatever part is asked for."""
    sizes = [row[-1] for row in reader.ask("graph-size", graph=thing.iri).rows]
    reports = reader.ask("graph-reports", 2, graph=thing.iri)
    subjects = reader.ask("graph-subjects", SUBJECTS_SHOWN, graph=thing.iri)
    fields = {"query": _QUERY.format(iri=thing.iri), "format": "html"}
    heading = make_heading(reader, thing, {})
    crumbs = find_crumbs(reader, thing, heading.text)
    embedded = describe_thing(reader.site, thing, heading.text)
    return reader.page(
        "things/graph.html", request, thing=thing, doc=path, title=heading.text, part=part,
        heading=heading, crumbs=crumbs, embedded=[embedded, describe_crumbs(reader, crumbs, path)],
        triples=sum(int(size.value) for size in sizes if isinstance(size, Literal)),
        reports=read_nodes(reader, [read_iri(row[-1]) for row in reports.rows]),
        subjects=read_nodes(reader, [read_iri(row[-1]) for row in subjects.rows]),
        more=subjects.more, ask="/sparql?" + urlencode(fields), passages=(),
        citation=make_citation(reader, thing, heading.text),
        provenance=find_provenance(reader, thing, (), {}),
    )  # fmt: skip
