"""A gateway of the test's own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.reports.harvest.gateway import LocalGateway, run_gateway


@pytest.fixture
def gateway(monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalGateway]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with run_gateway() as running:
        yield running
