"""The named graphs of a release as pages list them: by what they hold, the largest first."""

from collections.abc import Iterable

from trips_graph.model.publication import Count
from trips_graph.web.languages.locale import mark
from trips_graph.web.reader import Reader
from trips_graph.web.shown import Shown

MOST_GRAPHS = 200
"""Graphs that a page lists: each report has one."""
_REPORT = "report-"
_NAMES = {
    "authorities": mark("Members, organisations, groups, tools and places"),
    "vocabulary": mark("The vocabulary"),
    "decisions": mark("Decisions on identity"),
    "catalogue": mark("The catalogue"),
    "tombstones": mark("What was withdrawn"),
}

ShownGraph = tuple[Shown, str, int]
"""What a graph is called, its IRI, and its triples."""


def show_graphs(reader: Reader, graphs: Iterable[Count]) -> list[ShownGraph]:
    """Return the largest graphs, `MOST_GRAPHS` of them."""
    ranked = sorted(graphs, key=lambda graph: (-graph.number, graph.iri))
    return [
        (Shown(_name(reader, graph.iri), "", reader.href(graph.iri)), graph.iri, graph.number)
        for graph in ranked[:MOST_GRAPHS]
    ]


def _name(reader: Reader, iri: str) -> str:
    key = iri.rpartition("/")[2]
    if key.startswith(_REPORT):
        return reader.gettext("Report %(number)s") % {"number": key.removeprefix(_REPORT)}
    return reader.gettext(_NAMES[key]) if key in _NAMES else key
