"""What is generated from ontology/ and shapes/ is what is committed, and loses nothing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld
from pyoxigraph import NamedNode, RdfFormat, Triple, parse
from rdflib import OWL

from tests.ontology.turtle import (
    ONTOLOGY,
    PROPERTIES,
    ROOT,
    SHAPES,
    constants,
    known_terms,
    ontology_files,
    own,
    read,
)
from trips_graph import formats, terms
from trips_graph.terms import PREFIXES, tg

GENERATOR = ROOT / "tools" / "generate.py"
TERMS = Path("src/trips_graph/terms")
GENERATED = (
    TERMS / "__init__.py",
    *(TERMS / f"{prefix}.py" for prefix in PREFIXES if hasattr(terms, prefix)),
    Path("ontology/context.jsonld"),
)
CONTEXT = json.loads((ONTOLOGY / "context.jsonld").read_text(encoding="utf-8"))["@context"]


def generate(*arguments: str, seed: str = "0") -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONHASHSEED": seed}
    command = [sys.executable, str(GENERATOR), *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=ROOT, env=environment
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of what the generator reads and writes."""
    shutil.copytree(ONTOLOGY, tmp_path / "ontology")
    shutil.copytree(SHAPES, tmp_path / "shapes")
    shutil.copytree(ROOT / TERMS, tmp_path / TERMS)
    return tmp_path


def test_committed_files_are_current() -> None:
    done = generate("--check")
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_difference_is_told_and_nothing_is_written(copy: Path) -> None:
    path = copy / TERMS / "tg.py"
    path.write_text(path.read_text(encoding="utf-8").replace("Tool:", "Tol:"))
    before = path.read_bytes()
    done = generate("--check", "--root", str(copy))
    assert done.returncode == 1
    assert "tg.py is not what" in done.stdout
    assert "+Tool: Final" in done.stdout
    assert path.read_bytes() == before


def test_the_same_input_gives_the_same_bytes(copy: Path) -> None:
    for seed in ("1", "2"):
        for path in GENERATED:
            (copy / path).unlink()
        assert generate("--root", str(copy), seed=seed).returncode == 0
        for path in GENERATED:
            assert (copy / path).read_bytes() == (ROOT / path).read_bytes()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("tg:a-b a owl:Class . tg:a_b a owl:Class .", "would both be a_b"),
        ("tg:title a owl:DatatypeProperty .", "short names with two meanings: ['title']"),
        ("tg:org a owl:Class .", "short names with two meanings: ['org']"),
    ],
)
def test_a_name_with_two_meanings_stops_the_generator(copy: Path, line: str, told: str) -> None:
    with (copy / "ontology" / "trips.ttl").open("a", encoding="utf-8") as ontology:
        ontology.write(line + "\n")
    done = generate("--root", str(copy))
    assert done.returncode == 1
    assert told in done.stderr


def test_each_constant_is_in_its_namespace() -> None:
    assert tg.Report.value == "https://w3id.org/trips-graph/def#Report"
    for prefix, home in PREFIXES.items():
        space: Any = getattr(terms, prefix, None)
        values = [] if space is None else vars(space).values()
        iris = [value.value for value in values if isinstance(value, NamedNode)]
        assert all(iri.startswith(home) for iri in iris)


def test_own_classes_and_properties_have_constants_and_constants_are_known() -> None:
    terms_of_ours = {str(term) for term in own(read(ontology_files()), OWL.Class, *PROPERTIES)}
    assert terms_of_ours <= constants() <= known_terms()


def test_no_generated_module_is_longer_than_modules_may_be() -> None:
    for path in (ROOT / TERMS).glob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def sample() -> list[Triple]:
    """Return the ontology and all examples: every property, every datatype, right and wrong."""
    paths = (*ontology_files(), *sorted((SHAPES / "examples").glob("*/*.ttl")))
    found = {str(quad.triple): quad.triple for path in paths for quad in parse(path=path)}
    return [found[key] for key in sorted(found)]


def lines(text: str, form: RdfFormat) -> set[str]:
    return {str(quad.triple) for quad in parse(text, format=form)}


def test_the_context_loses_nothing_on_the_way_through_pyld() -> None:
    document = formats.compact(sample(), CONTEXT)
    back = jsonld.to_rdf(document, {"format": "application/n-quads"})
    assert lines(back, RdfFormat.N_QUADS) == {str(triple) for triple in sample()}


def test_the_context_loses_nothing_for_pyoxigraph() -> None:
    document = json.dumps(formats.compact(sample(), CONTEXT))
    assert lines(document, RdfFormat.JSON_LD) == {str(triple) for triple in sample()}


def test_the_context_makes_short_names() -> None:
    path = SHAPES / "examples" / "report" / "valid-whole.ttl"
    document = formats.compact([quad.triple for quad in parse(path=path)], CONTEXT)
    nodes = {node["@id"]: node for node in document["@graph"]}
    report = nodes["https://example.org/report"]
    assert report["@type"] == "Report"
    assert report["reportYear"] == "2019"
    assert report["tableState"] == "tg:table-state-rows"
    assert report["title"] == {
        "@language": "en",
        "@value": "Report of the Fictitious Patent Office, 2019",
    }
    assert report["periodStart"] == {"@type": "xsd:gYearMonth", "@value": "2018-10"}
    assert not [key for node in nodes.values() for key in node if ":" in key]
