"""Documents about things: which views the things of each kind have."""

from collections.abc import Mapping
from urllib.parse import quote

from fastapi import Request

from trips_graph.terms import dcterms
from trips_graph.web.linked.about import describe_document
from trips_graph.web.linked.documents import Document
from trips_graph.web.linked.profiles import DCAT, SCHEMA, TG
from trips_graph.web.linked.views import Triples, View, read_graph
from trips_graph.web.pages.things.graph import render_graph
from trips_graph.web.pages.things.page import render_thing
from trips_graph.web.pages.things.part import Part
from trips_graph.web.pages.things.thing import CONCEPT, Thing
from trips_graph.web.reader import Reader
from trips_graph.web.site import Site

GRAPH = "graph"
_CATALOGUE = "id/graph/catalogue"
_WHOLE = ("report", "activity")  # they have parts that are things themselves
_SCHEMA: Mapping[str, str] = {
    "report": "schema-report",
    "activity": "schema-activity",
    "member": "schema-organisation",
    "organisation": "schema-organisation",
    "dataset": "schema-dataset",
    "release": "schema-dataset",
}
_CATALOGUED = ("agent", "catalogue", "dataset", "distribution", "release", "service")
_LISTS: Mapping[str, str] = {
    "report": "/reports",
    "activity": "/activities",
    "member": "/members",
    "organisation": "/organisations",
    "group": "/groups",
    "tool": "/tools",
    CONCEPT: "/def",
}
_REST = "/doc/dataset/trips-graph"


def make_document(
    reader: Reader, request: Request, thing: Thing, path: str, part: Part
) -> Document:
    """Return the document about a thing; `path` is its path without a suffix.

    `part` is what of the page is asked for; data are always the whole.
    """
    render = render_graph if thing.kind == GRAPH else render_thing
    return Document(
        path,
        thing.iri,
        tuple(_views(reader.site, thing, path)),
        lambda: render(reader, request, thing, path, part),
        _LISTS.get(thing.kind, _REST),
        part=part.address,
    )


def document_path(kind: str, key: str) -> str:
    """Return the path of the document about a thing, percent-encoded."""
    return f"/doc/{quote(kind, safe='-._~')}/{quote(key, safe='-._~:@!$()*+,;=')}"


def _views(site: Site, thing: Thing, path: str) -> list[View]:
    if thing.kind == GRAPH:
        return [View(TG, lambda: read_graph(site, "graph", {"graph": thing.iri}))]
    about = {"thing": thing.iri}
    query = f"thing-{thing.kind}" if thing.kind in _WHOLE else "thing"
    shape = thing.kind if thing.kind in _WHOLE else "thing"

    def read() -> Triples:
        return [*read_graph(site, query, about), *describe_document(site, thing, path)]

    views = [View(TG, read, thing.iri, shape)]
    foreign = thing.kind == "dataset" and not thing.values(dcterms.license.value)
    if (name := _SCHEMA.get(thing.kind)) and not foreign:  # a dataset of others is only named
        views.append(View(SCHEMA, lambda: read_graph(site, name, about), thing.iri, "schema"))
    if thing.kind in _CATALOGUED:
        catalogue = {"graph": site.iri(_CATALOGUE)}
        views.append(View(DCAT, lambda: read_graph(site, "graph", catalogue)))
    return views
