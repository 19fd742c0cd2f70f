"""HermiT: the ontology has a model, and it contradicts what must not be said."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, parse

from tests.ontology.turtle import ONTOLOGY, ontology_files
from trips_graph.checks.reasoning import check_consistency
from trips_graph.errors import JavaMissing
from trips_graph.model.release import Release
from trips_graph.terms import dcterms, owl, rdf, rdfs, tg

EXAMPLES = ONTOLOGY / "examples"
INCONSISTENT = sorted(EXAMPLES.glob("inconsistent-*.ttl"))
CONSISTENT = sorted(EXAMPLES.glob("consistent-*.ttl"))
THING = NamedNode("https://example.org/thing")


def encode(*paths: Path, more: tuple[Quad, ...] = ()) -> bytes:
    quads = [quad for path in (*ontology_files(), *paths) for quad in parse(path=path)]
    return "".join(f"{quad.triple} .\n" for quad in (*quads, *more)).encode()


def test_there_are_examples_of_both_kinds() -> None:
    assert len(INCONSISTENT) >= 4
    assert len(CONSISTENT) >= 2


@pytest.mark.java
def test_the_ontology_is_consistent_and_every_class_can_have_members() -> None:
    verdict = check_consistency(encode())
    assert verdict.consistent
    assert verdict.unsatisfiable == ()
    assert verdict.explanation == ""


@pytest.mark.java
@pytest.mark.parametrize("path", CONSISTENT, ids=lambda path: path.stem)
def test_consistent_examples_have_a_model(path: Path) -> None:
    assert check_consistency(encode(path)).consistent


@pytest.mark.java
@pytest.mark.parametrize("path", INCONSISTENT, ids=lambda path: path.stem)
def test_inconsistent_examples_have_none(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# inconsistent because: ")
    verdict = check_consistency(encode(path))
    assert not verdict.consistent
    assert verdict.explanation


@pytest.mark.java
def test_the_explanation_names_the_node_and_what_excludes_each_other() -> None:
    told = check_consistency(encode(EXAMPLES / "inconsistent-member-is-place.ttl")).explanation
    assert "<https://example.org/fictitia>" in told
    assert str(dcterms.Location) in told
    told = check_consistency(encode(EXAMPLES / "inconsistent-two-row-numbers.ttl")).explanation
    assert told == f"<https://example.org/entry> has two values of {tg.rowNumber}"


@pytest.mark.java
def test_a_class_that_cannot_have_members_is_named() -> None:
    more = (
        Quad(THING, rdf.type, owl.Class),
        Quad(THING, rdfs.subClassOf, tg.Member),
        Quad(THING, rdfs.subClassOf, dcterms.Location),
    )
    verdict = check_consistency(encode(more=more))
    assert verdict.consistent
    assert verdict.unsatisfiable == (THING.value,)
    assert THING.value in verdict.explanation


@pytest.mark.java
def test_named_graphs_are_taken_together() -> None:
    quads = (
        Quad(THING, rdf.type, tg.Member, NamedNode("https://example.org/graph/1")),
        Quad(THING, rdf.type, dcterms.Location, NamedNode("https://example.org/graph/2")),
    )
    lines = "".join(f"{quad} .\n" for quad in quads).encode()
    assert not check_consistency(encode() + lines).consistent


@pytest.mark.java
def test_a_release_is_consistent(release: Release) -> None:
    assert check_consistency((release.folder / "trips-graph.nq").read_bytes()).consistent


@pytest.mark.java
def test_no_temporary_file_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert not check_consistency(encode(INCONSISTENT[0])).consistent
    assert list(tmp_path.iterdir()) == []


def test_without_java_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("owlready2.JAVA_EXE", "no-such-java")
    with pytest.raises(JavaMissing, match="default-jre-headless"):
        check_consistency(encode())


def test_what_does_not_parse_is_refused() -> None:
    with pytest.raises(SyntaxError):
        check_consistency(b"<https://example.org/a> .")
