"""Carries the vocabulary, written by hand in `ontology/`, into its named graph."""

from pathlib import Path

from pyoxigraph import Literal, NamedNode, parse

from trips_graph.errors import BadInput
from trips_graph.iris import Iris
from trips_graph.model.graph import NamedGraph, Statement, named_graph


def describe_vocabulary(ontology: Path, iris: Iris) -> NamedGraph:
    """Return the graph of classes, properties, concepts and alignments of a folder.

    Errors: `BadInput` for Turtle that does not parse and for blank nodes, which no release has.
    """
    statements: list[Statement] = []
    for path in sorted(ontology.glob("*.ttl")):
        try:
            quads = list(parse(path=path))
        except (SyntaxError, ValueError) as error:
            raise BadInput(f"{path}: {error}") from error
        for quad in quads:
            subject, value = quad.subject, quad.object
            if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode | Literal):
                raise BadInput(f"{path}: a blank node or triple term in {quad.triple}")
            statements.append((subject, quad.predicate, value))
    return named_graph(iris.graph("vocabulary"), statements)
