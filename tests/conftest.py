"""What every test may ask for: the project's data, the design folder beside it, a built release."""

from __future__ import annotations

import csv
import os
import shutil
from pathlib import Path

import pytest

from trips_graph import pipeline
from trips_graph.iris import Iris
from trips_graph.model.release import Release
from trips_graph.reports.manifest import Manifest, read_manifest
from trips_graph.reports.prose.rules import ReadingRules, read_reading_rules
from trips_graph.settings import Settings

ROOT = Path(__file__).parents[1]
DATA = ROOT / "data"
FIXTURES = ROOT / "tests" / "fixtures" / "pages"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write the golden files again, on purpose"
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip, with the reason said, what this machine cannot run; in CI nothing is skipped so."""
    if os.environ.get("CI"):
        return
    missing = {
        "java": None if shutil.which("java") else "no Java runtime (Debian: default-jre-headless)",
        "browser": None if shutil.which("chromium") else "no Chromium (Debian: chromium)",
    }
    for item in items:
        for marker, reason in missing.items():
            if reason and item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The design folder beside the repository: facts and one real page."""
    folder = ROOT.parent / "shared"
    if not (folder / "facts").is_dir():
        pytest.skip("the design folder ../shared (real page, facts) is not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def seed(shared: Path) -> Path:
    """The one real page, whole."""
    return shared / "seeds" / "000_a3df0c6f3db278f5.txt"


@pytest.fixture(scope="session")
def known() -> Manifest:
    return read_manifest(DATA / "sources")


@pytest.fixture(scope="session")
def rules() -> ReadingRules:
    return read_reading_rules(DATA / "rules")


@pytest.fixture(scope="session")
def iris() -> Iris:
    return Iris("https://w3id.org/trips-graph/")


@pytest.fixture(scope="session")
def programmes() -> list[dict[str, str]]:
    """The 11 rows of report 1000364, as filed."""
    with (ROOT / "tests" / "golden" / "1000364" / "programmes.tsv").open(encoding="utf-8") as rows:
        return list(csv.DictReader(rows, delimiter="\t"))


@pytest.fixture(scope="session")
def fixtures_release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """A release built from the invented pages in every layout, once a session."""
    order = pipeline.Order((FIXTURES,), tmp_path_factory.mktemp("fixtures"))
    return pipeline.build(order, Settings(), lambda stage, done, total: None)


@pytest.fixture(scope="session")
def whole_release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """A release built from the shipped data and the invented pages, once a session."""
    sources = (*pipeline.default_sources(), FIXTURES)
    order = pipeline.Order(sources, tmp_path_factory.mktemp("whole"))
    return pipeline.build(order, Settings(), lambda stage, done, total: None)


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """A release built from the shipped data, once a session."""
    out = tmp_path_factory.mktemp("releases")
    order = pipeline.Order(pipeline.default_sources(), out)
    return pipeline.build(order, Settings(), lambda stage, done, total: None)
