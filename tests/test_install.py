"""The wheel carries its resources: an installed trips-graph works in an empty folder elsewhere."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel, built and unpacked: what an installation puts into site-packages."""
    folder = tmp_path_factory.mktemp("wheel")
    (wheel,) = WheelBuilder(str(ROOT)).build(directory=str(folder / "dist"), versions=["standard"])
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_it_holds_ontology_shapes_data_templates_and_queries(unpacked: Path) -> None:
    package = unpacked / "trips_graph"
    for name in (
        "resources/ontology/trips.ttl",
        "resources/ontology/context.jsonld",
        "resources/shapes/report.ttl",
        "resources/data/authorities/members.csv",
        "resources/data/rules/narrative.toml",
        "resources/data/sources/1000364.txt",
        "web/templates/home.html",
        "web/static/style.css",
        "py.typed",
    ):
        assert (package / name).is_file(), name


def test_it_builds_a_release_in_an_empty_folder(unpacked: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "trips_graph.cli", "build", "--out", "r"],
        cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False,
        env={**os.environ, "PYTHONPATH": str(unpacked)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "r" / "CURRENT" / "trips-graph.ttl").is_file()
    where = subprocess.run(
        [sys.executable, "-c", "import trips_graph; print(trips_graph.__file__)"],
        cwd=tmp_path, capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(unpacked)},
    )  # fmt: skip
    assert where.stdout.startswith(str(unpacked))
