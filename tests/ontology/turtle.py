"""How these tests read the ontology, the shapes and their examples."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import NamedNode
from rdflib import OWL, RDF, Graph, URIRef
from tools import generate

from trips_graph import terms

ROOT = Path(__file__).parents[2]
ONTOLOGY = ROOT / "ontology"
SHAPES = ROOT / "shapes"
TG = terms.PREFIXES["tg"]
SG = "https://w3id.org/trips-graph/shapes#"
PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)


def read(paths: Iterable[Path]) -> Graph:
    """Return the union of Turtle files."""
    graph = Graph(bind_namespaces="none")
    for path in paths:
        graph.parse(path, format="turtle")
    return graph


def ontology_files() -> list[Path]:
    return sorted(ONTOLOGY.glob("*.ttl"))


def shape_files() -> list[Path]:
    return sorted(SHAPES.glob("*.ttl"))


def own(graph: Graph, *kinds: URIRef) -> list[URIRef]:
    """Return the own terms of some kinds, sorted."""
    found = {term for kind in kinds for term in graph.subjects(RDF.type, kind)}
    return sorted(term for term in found if isinstance(term, URIRef) and term.startswith(TG))


def short(iri: str) -> str:
    return iri.rpartition("#")[2]


def known_terms() -> set[str]:
    """Return the IRI of every term that the ontology declares or that is built into RDF and OWL."""
    built_in = {generate.expand(name) for name in generate.BUILT_IN}
    return generate.declared(read(ontology_files())) | built_in


def constants() -> set[str]:
    """Return the IRI of every constant in `terms/`."""
    spaces = [space for name, space in vars(terms).items() if name in terms.PREFIXES]
    values = [value for space in spaces for value in vars(space).values()]
    return {value.value for value in values if isinstance(value, NamedNode)}
