"""Terms cannot drift: what is used is declared, what is declared stable is produced."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad, parse

from trips_graph.iris import VOCABULARY
from trips_graph.model.release import Release
from trips_graph.terms import owl, rdf, tg, vs

ROOT = Path(__file__).parents[2]
CLASSES = (owl.Class,)
PROPERTIES = (owl.ObjectProperty, owl.DatatypeProperty, owl.AnnotationProperty)
# The shipped data do not hold these: no page of theirs was fetched on a known day.
PRODUCED_ELSEWHERE = {tg.retrieved}


@pytest.fixture(scope="module")
def quads(release: Release) -> list[Quad]:
    return list(parse(path=release.folder / "trips-graph.nq"))


@pytest.fixture(scope="module")
def declared() -> set[NamedNode]:
    """Own classes, properties and concepts that the ontology declares."""
    found = set()
    for path in (ROOT / "ontology").glob("*.ttl"):
        for quad in parse(path=path):
            subject = quad.subject
            if quad.predicate == rdf.type and isinstance(subject, NamedNode):
                found.add(subject)
    return {term for term in found if term.value.startswith(VOCABULARY)}


def used(quads: list[Quad]) -> set[NamedNode]:
    """Return the own terms in the data, apart from the vocabulary's own graph."""
    data = [quad for quad in quads if not str(quad.graph_name).endswith("/graph/vocabulary>")]
    terms = {term for quad in data for term in (quad.predicate, quad.object)}
    return {
        term for term in terms if isinstance(term, NamedNode) and term.value.startswith(VOCABULARY)
    }


def subjects(quads: list[Quad], predicate: NamedNode, value: NamedNode | Literal) -> set[Any]:
    """Return what has that value of that property."""
    return {quad.subject for quad in quads if (quad.predicate, quad.object) == (predicate, value)}


def test_every_term_in_the_data_is_declared(quads: list[Quad], declared: set[NamedNode]) -> None:
    assert used(quads) <= declared


def test_every_stable_term_is_produced(quads: list[Quad]) -> None:
    stable = subjects(quads, vs.term_status, Literal("stable"))
    kinds = {term for kind in (*CLASSES, *PROPERTIES) for term in subjects(quads, rdf.type, kind)}
    superclasses = {tg.Beneficiary}
    missing = (stable & kinds) - used(quads) - superclasses - PRODUCED_ELSEWHERE
    assert missing == set()


def test_every_term_in_queries_and_readme_is_declared(declared: set[NamedNode]) -> None:
    files = [*(ROOT / "src").rglob("*.rq"), ROOT / "README.md"]
    assert len(files) > 10
    names = {term.value.removeprefix(VOCABULARY) for term in declared}
    for path in files:
        for name in re.findall(r"\btg:([A-Za-z][\w-]*)", path.read_text(encoding="utf-8")):
            assert name in names, f"{path.name}: tg:{name}"
