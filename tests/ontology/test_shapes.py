"""The shapes: each valid example conforms, each invalid one trips exactly what it says."""

from __future__ import annotations

import functools
import re
from pathlib import Path

import pyshacl
import pytest
from rdflib import RDF, RDFS, SH, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from tests.ontology.turtle import (
    SG,
    SHAPES,
    known_terms,
    ontology_files,
    read,
    shape_files,
    short,
)
from trips_graph.terms import PREFIXES

EXAMPLES = sorted((SHAPES / "examples").glob("*/*.ttl"))
VALID = [path for path in EXAMPLES if path.name.startswith("valid-")]
INVALID = [path for path in EXAMPLES if path.name.startswith("invalid-")]
CLASSES = sorted(path.stem for path in shape_files() if path.stem != "values")
GRAPH = read(shape_files())
TRIPS = "# trips: "
WHOLE = SHAPES / "examples" / "report" / "valid-whole.ttl"
Result = tuple[str, str]


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def declared(path: Path) -> set[Result]:
    """Return the pairs of shape and component that an example says it trips."""
    lines = path.read_text(encoding="utf-8").splitlines()
    pairs = [line.removeprefix(TRIPS).split() for line in lines if line.startswith(TRIPS)]
    return {(shape, component) for shape, component in pairs}


def found(path: Path, *shapes: Path) -> tuple[set[Result], set[Node | None]]:
    """Return what an example trips, and with which severities."""
    data = read([path])
    for triple in vocabulary():
        data.add(triple)
    _, report, _ = pyshacl.validate(data, shacl_graph=read(shapes), inplace=True)
    assert isinstance(report, Graph)
    results = set(report.objects(None, SH.result))  # not sh:detail, which explains a result
    pairs = {
        (
            f"sg:{short(str(report.value(result, SH.sourceShape)))}",
            f"sh:{short(str(report.value(result, SH.sourceConstraintComponent)))}",
        )
        for result in results
    }
    return pairs, {report.value(result, SH.resultSeverity) for result in results}


@functools.cache
def vocabulary() -> Graph:
    return read(ontology_files())


def shapes_for(path: Path) -> tuple[Path, Path]:
    """Return the shapes of the example's class; its neighbours are stubs, not to be judged."""
    return SHAPES / f"{path.parent.name}.ttl", SHAPES / "values.ttl"


@pytest.mark.parametrize("path", VALID, ids=name)
def test_valid_examples_have_no_violation(path: Path) -> None:
    pairs, severities = found(path, *shapes_for(path))
    assert pairs == declared(path)
    assert severities <= {SH.Warning, SH.Info}


@pytest.mark.parametrize("path", INVALID, ids=name)
def test_invalid_examples_trip_exactly_what_they_say(path: Path) -> None:
    pairs, severities = found(path, *shapes_for(path))
    assert pairs == declared(path)
    assert SH.Violation in severities


def test_a_whole_report_keeps_to_all_shapes_together() -> None:
    assert found(WHOLE, *shape_files()) == (set(), set())


@pytest.mark.parametrize("stem", CLASSES)
def test_each_class_has_one_valid_and_two_invalid_examples(stem: str) -> None:
    assert [path for path in VALID if path.parent.name == stem]
    assert len([path for path in INVALID if path.parent.name == stem]) >= 2


@pytest.mark.parametrize("path", EXAMPLES, ids=name)
def test_examples_say_first_what_they_trip_and_that_they_are_invented(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    comments = [line for line in lines if line.startswith("# ")][: len(declared(path)) + 1]
    assert comments == lines[: len(comments)]
    assert comments[-1].startswith("# Invented example. ")
    assert path in VALID or declared(path)


def test_each_term_in_the_shapes_is_declared() -> None:
    used = {str(term) for triple in GRAPH for term in triple if isinstance(term, URIRef)}
    language = (SG, PREFIXES["sh"], PREFIXES["rdf"])
    assert {iri for iri in used if not iri.startswith(language)} <= known_terms()
    assert {str(value) for value in GRAPH.objects(None, SH.datatype)} <= known_terms()


def test_each_shape_has_an_iri_and_each_one_that_is_used_is_there() -> None:
    typed = {
        shape
        for kind in (SH.NodeShape, SH.PropertyShape)
        for shape in GRAPH.subjects(RDF.type, kind)
    }
    assert all(isinstance(shape, URIRef) and shape.startswith(SG) for shape in typed)
    named = {term for triple in GRAPH for term in triple if str(term).startswith(SG)}
    assert named == typed


@pytest.mark.parametrize(
    "shape", sorted(map(str, GRAPH.subjects(RDF.type, SH.PropertyShape))), ids=short
)
def test_each_property_shape_says_in_english_what_to_do(shape: str) -> None:
    messages = list(GRAPH.objects(URIRef(shape), SH.message))
    assert [text.language for text in messages if isinstance(text, Literal)] == ["en"]
    assert len(list(GRAPH.objects(URIRef(shape), SH.path))) == 1


def test_each_shape_with_a_target_that_states_a_constraint_has_a_message() -> None:
    targets = {*GRAPH.subjects(SH.targetClass), *GRAPH.subjects(SH.targetObjectsOf)}
    bare = {shape for shape in targets if (shape, SH.message, None) not in GRAPH}
    assert all({*GRAPH.predicates(shape)} <= ONLY_PROPERTIES for shape in bare)


ONLY_PROPERTIES = {RDF.type, RDFS.label, SH.property, SH.targetClass, SH.targetObjectsOf}


def test_blank_nodes_are_only_lists_and_one_path_that_is_never_reported() -> None:
    """A result that names a blank node would be another one in every build."""
    paths = [path for path in GRAPH.objects(None, SH.path) if isinstance(path, BNode)]
    assert [str(GRAPH.value(None, SH.path, path)) for path in paths] == [f"{SG}HasNoEntry-isPartOf"]
    lists = set(GRAPH.subjects(RDF.first))
    blank = {term for triple in GRAPH for term in triple if isinstance(term, BNode)}
    assert blank - lists == set(paths)


def test_patterns_name_their_digits() -> None:
    r"""What `\d` matches depends on the engine: for some it is a digit of any script."""
    patterns = [str(pattern) for pattern in GRAPH.objects(None, SH.pattern)]
    assert patterns
    assert not [pattern for pattern in patterns if re.search(r"\\[dDwW]", pattern)]


def test_shapes_are_shacl_core() -> None:
    assert not list(GRAPH.subjects(SH.sparql))
    assert not list(GRAPH.subjects(SH.rule))
