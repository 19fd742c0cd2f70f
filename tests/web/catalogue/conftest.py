"""A real server process over the release that is built from the shipped data."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.web.conftest import running
from trips_graph.model.release import Release


@pytest.fixture(scope="session")
def described_address(release: Release) -> Iterator[str]:
    with running(release.folder) as (address, _):
        yield address


@pytest.fixture(scope="session")
def described(described_address: str) -> Iterator[httpx.Client]:
    """A client of that server; it follows no redirects and prefers nothing."""
    headers = {"Accept": "*/*"}
    with httpx.Client(base_url=described_address, headers=headers, timeout=30) as client:
        yield client
