"""The editor is bundled when the package is installed; without a registry all else is installed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import httpx
import pytest
from tools.bundle_editor import SOURCE, TARGET, EditorNotBundled, bundle

from tests.web.conftest import running
from tests.web.conftest import small_release as small_release
from trips_graph.model.release import Release

ROOT = Path(__file__).parents[1]
MADE = ROOT / TARGET
NOWHERE = "http://127.0.0.1:9/"  # nothing listens there
needs_bundle = pytest.mark.skipif(
    not (MADE / "editor.js").is_file() and not os.environ.get("CI"),
    reason="installed without the editor",
)


def test_the_lock_file_names_no_registry() -> None:
    lock = json.loads((ROOT / SOURCE / "package-lock.json").read_text("utf-8"))
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert "node_modules/@zazuko/yasqe" in packages
    assert all(package["integrity"].startswith("sha512-") for package in packages.values())
    assert not any("resolved" in package for package in packages.values())


@needs_bundle
def test_what_is_bundled_comes_with_its_licences() -> None:
    told = (MADE / "licences.txt").read_text("utf-8")
    lock = json.loads((ROOT / SOURCE / "package-lock.json").read_text("utf-8"))
    for path, package in lock["packages"].items():
        if path and not package.get("dev"):
            name = path.rpartition("node_modules/")[2]
            assert f"{name} {package['version']}: {package['license']}\n" in told
    assert "Copyright (C) 2017 by Marijn Haverbeke" in told


@needs_bundle
def test_a_bundle_of_these_sources_is_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    before = (MADE / "editor.js").stat().st_mtime_ns
    bundle(ROOT / SOURCE, MADE)
    assert (MADE / "editor.js").stat().st_mtime_ns == before


def test_other_sources_are_bundled_anew_and_what_was_stays_where_that_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = tmp_path / "editor", tmp_path / "static" / "editor"
    shutil.copytree(ROOT / SOURCE, source, ignore=shutil.ignore_patterns("node_modules"))
    (source / "editor.css").write_text("/* other */")
    target.mkdir(parents=True)
    (target / "editor.js").write_text("before")
    monkeypatch.setenv("npm_config_registry", NOWHERE)
    monkeypatch.setenv("npm_config_cache", str(tmp_path / "cache"))
    with pytest.raises(EditorNotBundled):
        bundle(source, target)
    assert [file.name for file in target.iterdir()] == ["editor.js"]


@pytest.fixture(scope="module")
def offline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package that was built where no registry is reached, unpacked."""
    folder = tmp_path_factory.mktemp("offline")
    ignored = shutil.ignore_patterns("__pycache__", "node_modules", MADE.name)
    for name in ("src", "ontology", "shapes", "data", "tools"):
        shutil.copytree(ROOT / name, folder / "source" / name, ignore=ignored)
    shutil.copytree(ROOT / SOURCE, folder / "source" / SOURCE, ignore=ignored)
    for name in ("pyproject.toml", "README.md", "LICENSE", "LICENSE-DATA"):
        shutil.copy(ROOT / name, folder / "source" / name)
    pip = [sys.executable, "-m", "pip", "wheel", "--verbose", "--no-deps", "--no-index"]
    done = subprocess.run(
        [*pip, "--no-build-isolation", "--wheel-dir", folder, folder / "source"],
        env={
            **os.environ,
            "npm_config_registry": NOWHERE,
            "npm_config_cache": str(folder / "cache"),
        },
        capture_output=True, text=True, timeout=300, check=True,
    )  # fmt: skip
    assert "/sparql will be a plain form, without the editor" in done.stdout + done.stderr
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder / "site")
    return folder / "site"


def test_without_a_registry_the_page_is_a_form(offline: Path, small_release: Release) -> None:
    assert (offline / "trips_graph" / "web" / "static" / "style.css").is_file()
    assert not (offline / "trips_graph" / "web" / "static" / "editor").exists()
    with running(small_release.folder, PYTHONPATH=str(offline)) as (address, _):
        page = httpx.get(address + "/sparql", headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert "<textarea" in page.text
    assert "<script" not in page.text and "editor-parts" not in page.text
