"""Publishing: immutable, reproducible, and nothing left behind when it fails."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
import rdflib

from trips_graph import pipeline
from trips_graph.errors import (
    BadInput,
    EnvironmentUnfit,
    NotARelease,
    ReleaseExists,
    ShapesViolated,
)
from trips_graph.formats import JSON_LD, N_QUADS, N_TRIPLES, RDF_XML, TURTLE, GraphFormat
from trips_graph.graph import register
from trips_graph.model.graph import NamedGraph
from trips_graph.model.release import Release, read_release
from trips_graph.releases.publish import check_id
from trips_graph.settings import Settings

SEED_SOURCE = pipeline.default_sources()[0] / "1000364.txt"


def quiet(stage: str, done: int, total: int) -> None:
    """Tell nothing."""


def build(out: Path, release_id: str | None = None, source: Path = SEED_SOURCE) -> Release:
    return pipeline.build(pipeline.Order((source,), out, release_id), Settings(), quiet)


def test_the_manifest_tells_size_and_digest_of_every_file(release: Release) -> None:
    told = {artefact.path for artefact in release.manifest.artefacts}
    there = {path.name for path in release.folder.iterdir() if path.is_file()}
    there |= {f"answers/{path.name}" for path in (release.folder / "answers").iterdir()}
    assert told == there - {"manifest.json"}
    for artefact in release.manifest.artefacts:
        content = (release.folder / artefact.path).read_bytes()
        assert len(content) == artefact.bytes
        assert hashlib.sha256(content).hexdigest() == artefact.sha256


def test_compressed_twins_hold_the_same_bytes(release: Release) -> None:
    packed = [path for path in release.folder.iterdir() if path.suffix == ".gz"]
    assert len(packed) == 5
    for path in packed:
        assert gzip.decompress(path.read_bytes()) == path.with_suffix("").read_bytes()


@pytest.mark.parametrize("form", [TURTLE, JSON_LD, RDF_XML, N_QUADS], ids=lambda form: form.name)
def test_rdflib_and_pyoxigraph_read_every_dump_and_agree(
    release: Release, form: GraphFormat
) -> None:
    path = release.folder / f"trips-graph.{form.suffix}"
    reference = {
        str(quad.triple) for quad in pyoxigraph.parse(path=release.folder / "trips-graph.nt")
    }
    assert len(reference) > 5000
    by_engine = {str(quad.triple) for quad in pyoxigraph.parse(path=path, format=form.engine)}
    assert by_engine == reference
    by_rdflib = _read_with_rdflib(path, form)
    assert by_rdflib == _read_with_rdflib(release.folder / "trips-graph.nt", N_TRIPLES)
    assert len(by_rdflib) == len(reference)


def _read_with_rdflib(path: Path, form: GraphFormat) -> set[tuple[object, ...]]:
    names = {JSON_LD: "json-ld", RDF_XML: "xml", N_TRIPLES: "nt", N_QUADS: "nquads"}
    graph = rdflib.Dataset(default_union=True)
    graph.parse(path, format=names.get(form, form.name))
    return set(graph.triples((None, None, None)))


def test_the_store_holds_exactly_the_quads_of_the_dump(release: Release) -> None:
    store = pyoxigraph.Store.read_only(str(release.store))
    dumped = set(pyoxigraph.parse(path=release.folder / "trips-graph.nq"))
    assert set(store) == dumped
    assert len(store) == release.manifest.counts["triples"]


def test_each_triple_stands_in_one_graph_and_none_has_a_blank_node(release: Release) -> None:
    quads = list(pyoxigraph.parse(path=release.folder / "trips-graph.nq"))
    assert len({str(quad.triple) for quad in quads}) == len(quads)
    assert not any(isinstance(quad.subject, pyoxigraph.BlankNode) for quad in quads)
    assert not any(isinstance(quad.object, pyoxigraph.BlankNode) for quad in quads)


def test_the_shacl_report_is_rdf_and_agrees_with_its_json(release: Release) -> None:
    report = rdflib.Graph().parse(release.folder / "shacl-report.ttl")
    results = json.loads((release.folder / "shacl-report.json").read_text(encoding="utf-8"))
    found = set(report.subjects(rdflib.RDF.type, rdflib.SH.ValidationResult))
    assert len(found) == len(results) == release.manifest.counts["SHACL results"]
    assert len(results) >= 1
    assert all(result["severity"] != "Violation" for result in results)
    for result in found:
        assert report.value(result, rdflib.SH.sourceShape) is not None


def test_the_same_release_twice_is_no_error(tmp_path: Path) -> None:
    first, second = build(tmp_path, "one"), build(tmp_path, "one")
    assert first.folder == second.folder
    assert read_release(tmp_path).manifest.id == "one"


def test_a_release_never_changes(tmp_path: Path) -> None:
    before = build(tmp_path, "one").manifest
    with pytest.raises(ReleaseExists, match="releases never change"):
        build(tmp_path, "one", pipeline.default_sources()[0])
    assert read_release(tmp_path).manifest == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["CURRENT", "one"]


def test_releases_stand_side_by_side_and_current_points_at_the_last(tmp_path: Path) -> None:
    build(tmp_path, "one")
    build(tmp_path, "two")
    assert read_release(tmp_path).manifest.id == "two"
    assert read_release(tmp_path / "one").manifest.id == "one"


def test_a_violation_stops_the_release_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    described = register.describe_register

    def without_labels(*given: Any) -> NamedGraph:
        graph = described(*given)
        mark = "member/LAO> <http://www.w3.org/2000"
        kept = tuple(line for line in graph.nquads if mark not in line)
        return replace(graph, nquads=kept)

    monkeypatch.setattr(pipeline, "describe_register", without_labels)
    with pytest.raises(ShapesViolated, match="member/LAO") as caught:
        build(tmp_path / "out")
    assert "focus node" in caught.value.report
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(EnvironmentUnfit, match="cannot write here"):
        build(tmp_path / "file" / "out")


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b"{}",
        b"5",
        b"[]",
        b"\xff",
        b'{"id": 5, "base": "", "software": "", "counts": {}, "artefacts": []}',
        b'{"id": "", "base": "", "software": "", "counts": {}, "artefacts": [5]}',
        b'{"id": "", "base": "", "software": "", "counts": {}, "artefacts": null}',
    ],
)
def test_a_broken_manifest_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "manifest.json").write_bytes(content)
    with pytest.raises(NotARelease, match="not a manifest"):
        read_release(tmp_path)


def test_a_manifest_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").mkdir()
    with pytest.raises(NotARelease, match="cannot be read"):
        read_release(tmp_path)


@pytest.mark.parametrize("name", ["", "CURRENT", "a/b", "..", ".hidden", "x" * 65, "é"])
def test_an_id_must_be_the_name_of_a_folder(name: str) -> None:
    with pytest.raises(BadInput, match="is no release id"):
        check_id(name)


def test_the_id_of_a_release_is_made_of_all_that_it_holds(tmp_path: Path) -> None:
    order = pipeline.Order((SEED_SOURCE,), tmp_path)
    one = pipeline.build(order, Settings(), quiet).manifest.id
    assert pipeline.build(order, Settings(), quiet).manifest.id == one
    assert pipeline.build(order, Settings(publisher="Another"), quiet).manifest.id != one


def test_what_a_killed_build_left_is_removed_by_the_next(tmp_path: Path) -> None:
    gone = tmp_path / ".building-999999999-x"
    running = tmp_path / f".building-{os.getpid()}-x"
    for folder in (gone, running):
        folder.mkdir()
        (folder / "half").write_text("written", encoding="utf-8")
    build(tmp_path)
    assert not gone.exists()
    assert running.exists()
