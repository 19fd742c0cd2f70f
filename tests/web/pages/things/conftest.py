"""A server over a release of the shipped data and the invented pages, and what it holds."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from pyoxigraph import RdfFormat, Store

from tests.web.conftest import running
from trips_graph.model.release import Release

HTML = {"Accept": "text/html"}


@pytest.fixture(scope="package")
def site(whole_release: Release) -> Iterator[httpx.Client]:
    with (
        running(whole_release.folder) as (address, _),
        httpx.Client(base_url=address, headers=HTML, timeout=30) as client,
    ):
        yield client


@pytest.fixture(scope="package")
def held(whole_release: Release) -> Store:
    """Every statement of the release, read from its N-Triples: an independent count."""
    store = Store()
    store.bulk_load(path=str(whole_release.folder / "trips-graph.nt"), format=RdfFormat.N_TRIPLES)
    return store
