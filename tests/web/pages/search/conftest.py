"""A server over a whole release: the shipped data and the invented pages."""

from collections.abc import Iterator

import httpx
import pytest

from tests.web.conftest import running
from trips_graph.model.release import Release


@pytest.fixture(scope="module")
def searched(whole_release: Release) -> Iterator[httpx.Client]:
    """A client of a server that serves it; English unless a test asks otherwise."""
    with running(whole_release.folder) as (address, _):
        headers = {"Accept": "*/*", "Accept-Language": "en"}
        with httpx.Client(base_url=address, headers=headers, timeout=30) as client:
            yield client
