"""A server over a release of the invented pages, and its activities reckoned a second time."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.web.conftest import running
from tests.web.pages.explore.reckoning import Dump, Reckoning, reckon
from trips_graph.model.release import Release


@pytest.fixture(scope="package")
def explored_address(fixtures_release: Release) -> Iterator[str]:
    with running(fixtures_release.folder) as (address, _):
        yield address


@pytest.fixture(scope="package")
def explored(explored_address: str) -> Iterator[httpx.Client]:
    headers = {"Accept": "*/*"}
    with httpx.Client(base_url=explored_address, headers=headers, timeout=30) as client:
        yield client


@pytest.fixture(scope="package")
def dump(fixtures_release: Release) -> Dump:
    return Dump(fixtures_release)


@pytest.fixture(scope="package")
def reckoned(dump: Dump) -> Reckoning:
    return reckon(dump)
