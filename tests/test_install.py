"""A package carries its resources: an installed trips-graph works in an empty folder elsewhere."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `pip install .` puts into site-packages; the libraries are those of this environment."""
    folder = tmp_path_factory.mktemp("site")
    offline = ("--no-deps", "--no-build-isolation", "--no-index")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", *offline]
    subprocess.run([*pip, "--target", folder, ROOT], check=True, capture_output=True)
    return folder


def test_it_holds_ontology_shapes_data_templates_and_queries(installed: Path) -> None:
    package = installed / "trips_graph"
    for name in (
        "resources/ontology/trips.ttl",
        "resources/ontology/context.jsonld",
        "resources/shapes/report.ttl",
        "resources/data/authorities/members.csv",
        "resources/data/rules/narrative.toml",
        "resources/data/sources/1000364.txt",
        "web/templates/home/home.html",
        "web/static/style.css",
        "web/pages/pictures/drawing/shapes/countries.json",
        "web/pages/pictures/drawing/shapes/points.csv",
        "web/queries/pictures/years.rq",
        "web/templates/pictures/picture.html",
        "py.typed",
    ):
        assert (package / name).is_file(), name


def test_it_holds_the_editor_that_was_bundled(installed: Path) -> None:
    place = Path("web", "static", "editor")
    made = {path.name for path in (ROOT / "src" / "trips_graph" / place).glob("*")}
    if not made and not os.environ.get("CI"):
        pytest.skip("installed without the editor")
    assert made >= {"editor.js", "editor.css", "licences.txt"}
    assert {path.name for path in (installed / "trips_graph" / place).iterdir()} == made


def test_it_builds_a_release_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "trips_graph.cli", "build", "--out", "r"],
        cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False,
        env={**os.environ, "PYTHONPATH": str(installed)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "r" / "CURRENT" / "trips-graph.ttl").is_file()
    where = subprocess.run(
        [sys.executable, "-c", "import trips_graph; print(trips_graph.__file__)"],
        cwd=tmp_path, capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(installed)},
    )  # fmt: skip
    assert where.stdout.startswith(str(installed))
