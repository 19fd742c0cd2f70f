"""Graphs as they cross borders: sorted N-Quads lines, never a live store."""

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from trips_graph.model.finding import Finding


@dataclass(frozen=True, slots=True)
class NamedGraph:
    """One named graph: its IRI, and its quads as sorted N-Quads lines without duplicates."""

    iri: str
    nquads: tuple[str, ...]

    def encode(self) -> bytes:
        """Return the graph as N-Quads, one line a quad."""
        return "".join(line + "\n" for line in self.nquads).encode()


@dataclass(frozen=True, slots=True)
class ReportGraph:
    """What `graph.describe` says of one report."""

    number: str
    graph: NamedGraph
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, order=True)
class ShapeResult:
    """One result of validation, by SHACL's names; `place` is where in the source it was read."""

    severity: str
    focus_node: str
    path: str
    message: str
    value: str
    constraint: str
    source_shape: str
    place: str


@dataclass(frozen=True, slots=True)
class CheckedDataset:
    """A dataset that conforms to its shapes; `results` are warnings and remarks."""

    graphs: tuple[NamedGraph, ...]
    results: tuple[ShapeResult, ...]
    findings: tuple[Finding, ...]


Statement = tuple[NamedNode, NamedNode, NamedNode | Literal]


def named_graph(iri: NamedNode, statements: Iterable[Statement]) -> NamedGraph:
    """Return the statements as a graph of that name: sorted, each once."""
    lines = {f"{Quad(s, p, o, iri)} ." for s, p, o in statements}
    return NamedGraph(iri.value, tuple(sorted(lines)))


def triples(graphs: Iterable[NamedGraph]) -> list[Triple]:
    """Return the union of the graphs as triples, sorted by their N-Triples form, each once."""
    found = {
        str(quad.triple): quad.triple
        for graph in graphs
        for quad in parse(graph.encode(), format=RdfFormat.N_QUADS)
    }
    return [found[key] for key in sorted(found)]
