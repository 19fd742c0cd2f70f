"""One server for all tests of pages; each page kind is visited once a language."""

import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from trips_graph.model.release import Release

from ..chromium import chromium
from ..web.conftest import running
from .hostile import publish_hostile
from .kinds import Kind
from .visiting import Visit, visit

HERE = Path(__file__).parent
NPM = HERE.parent / "npm" / "node_modules"
Visits = Callable[[Kind, str], Visit]
_SETTINGS = {"TRIPS_QUERY_SECONDS": "20", "TRIPS_ANSWER_BYTES": "100000000"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test here as one that needs Chromium."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One browser for all tests of pages."""
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def site(fixtures_release: Release) -> Iterator[str]:
    """The address of a server over the release of the invented pages."""
    with running(fixtures_release.folder, **_SETTINGS) as (address, _):
        yield address


@pytest.fixture(scope="session")
def hostile_site(
    fixtures_release: Release, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of a server over the same things under hostile names."""
    hostile = publish_hostile(fixtures_release, tmp_path_factory.mktemp("hostile"))
    with running(hostile.folder, **_SETTINGS) as (address, _):
        yield address


@pytest.fixture(scope="package")
def visits(browser: Browser, site: str) -> Visits:
    """What is seen of a page kind in a language; it is looked at once and then remembered."""

    @cache
    def see(kind: Kind, language: str) -> Visit:
        return visit(browser, f"{site}/{language}{kind.path}", kind.status)

    return see


@pytest.fixture(scope="session")
def npm() -> Path:
    """Where the tools of JavaScript are installed."""
    if not NPM.is_dir() and not os.environ.get("CI"):
        pytest.skip("no tools of JavaScript: npm ci --prefix tests/npm --ignore-scripts")
    return NPM
