"""The stores that questions are asked of: a release of a few invented pages, and two others."""

from pathlib import Path

import pytest
from pyoxigraph import Store

from trips_graph import pipeline
from trips_graph.model.release import Release
from trips_graph.settings import Settings

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The store of a release of seven invented reports, built as any other."""
    order = pipeline.Order((HERE / "pages",), tmp_path_factory.mktemp("questions"))
    settings = Settings(decisions=HERE / "decisions.csv")
    release = pipeline.build(order, settings, lambda stage, done, total: None)
    return Store.read_only(str(release.store))


@pytest.fixture(scope="session")
def shipped(release: Release) -> Store:
    return Store.read_only(str(release.store))


@pytest.fixture(scope="session")
def every_layout(fixtures_release: Release) -> Store:
    return Store.read_only(str(fixtures_release.store))
