"""The server tells whether it lives and is ready; what is missing makes 503."""

import asyncio
import os
import signal
import time
from pathlib import Path

import httpx
import pytest

from tests.web.operation.serving import serving
from trips_graph.model.release import Release
from trips_graph.settings import Settings
from trips_graph.web.app import create_app
from trips_graph.web.current import Current
from trips_graph.web.operation.health import Pulse
from trips_graph.web.sources import FolderSource


@pytest.mark.parametrize("path", ["/health", "/health/live", "/health/ready"])
def test_a_server_that_runs_is_live_and_ready(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert all(answer.json().values())
    assert client.head(path).status_code == 200


def test_health_names_the_release(client: httpx.Client, small_release: Release) -> None:
    told = client.get("/health").json()
    assert told == {"live": True, "ready": True, "release": small_release.manifest.id}


def test_what_is_missing_is_told_with_503() -> None:
    app = create_app(Settings())
    missing = "no query worker is running"
    app.state.pulse = Pulse(lambda: "r", lambda: (), lambda: 0, lambda: missing)

    async def ask() -> list[httpx.Response]:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
            paths = ("/health/live", "/health/ready", "/health")
            return [await client.get(path) for path in paths]

    live, ready, both = asyncio.run(ask())
    assert (live.status_code, ready.status_code, both.status_code) == (200, 503, 503)
    assert ready.json() == {"ready": False, "reason": "no query worker is running"}
    assert both.json()["live"] and not both.json()["ready"]


def test_without_a_worker_the_server_is_not_ready(small_release: Release) -> None:
    """An engine that has not started has none; one that has stopped has none again."""
    settings = Settings()
    app = create_app(settings)

    async def ask() -> list[str | None]:
        current = Current(app, FolderSource(small_release.folder), settings)
        await current.start()
        faults = [app.state.pulse.fault()]
        await current.stop()
        return [*faults, app.state.pulse.fault()]

    assert asyncio.run(ask()) == [None, "no query worker is running"]


def test_a_server_whose_workers_were_all_killed_becomes_ready_again(
    small_release: Release, tmp_path: Path
) -> None:
    """By itself: a balancer sends nothing to a server that is not ready."""
    with serving(small_release.folder, tmp_path / "told") as served:
        for child in _children(served.process.pid):
            for worker in _children(child):
                os.kill(worker, signal.SIGKILL)
        statuses: list[int] = []
        while statuses[-1:] != [200] and len(statuses) < 100:
            statuses.append(httpx.get(served.address + "/health/ready").status_code)
            time.sleep(0.05)
        assert statuses[-1] == 200
        assert httpx.get(served.address + "/").status_code == 200


def _children(process: int) -> list[int]:
    found = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [int(child) for child in found]


def test_a_server_that_stands_still_does_not_answer(small_release: Release, tmp_path: Path) -> None:
    """Liveness is more than an open port: a stopped process accepts connections as well."""
    with serving(small_release.folder, tmp_path / "told") as served:
        served.process.send_signal(signal.SIGSTOP)
        try:
            with pytest.raises(httpx.ReadTimeout):
                httpx.get(served.address + "/health/live", timeout=1)
        finally:
            served.process.send_signal(signal.SIGCONT)
        assert httpx.get(served.address + "/health/live", timeout=20).is_success
