"""A real server process over the invented release; only that process is ended."""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import httpx
import pytest

from trips_graph.model.release import CURRENT, Release

from .small_release import ID, OLDER, build_older_files, build_small_release

SECONDS = 2.0
_ADDRESS = re.compile(r"(?<=on )http://127\.0\.0\.1:\d+")


@pytest.fixture(scope="session")
def small_release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The invented release; beside it stand an older one and folders that are no releases."""
    out = tmp_path_factory.mktemp("releases")
    for name, release_id in ((OLDER, OLDER), (".building-x", ".building-x"), ("copy", OLDER)):
        (out / name).mkdir()
        build_older_files(out / name, release_id)
    (out / ID).mkdir()
    (out / CURRENT).symlink_to(ID)
    return build_small_release(out / ID)


@contextmanager
def running(folder: Path, **more: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Yield the address and the process of a server over a release, started as a user does."""
    with serving(folder, "--release", ".", **more) as started:
        yield started


@contextmanager
def serving(
    folder: Path, *options: str, **more: str
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Yield the address and the process of a server with these options and settings."""
    settings = {"TRIPS_QUERY_SECONDS": str(SECONDS), "TRIPS_ANSWER_BYTES": "2000000"} | more
    command = [sys.executable, "-m", "trips_graph.cli", "serve", *options, "--port", "0"]
    with tempfile.TemporaryFile() as told:
        process = subprocess.Popen(command, env=os.environ | settings, cwd=folder, stderr=told)
        try:
            yield _await(process, told), process
        finally:
            process.terminate()
            process.wait(timeout=20)


def _await(process: subprocess.Popen[bytes], told: IO[bytes]) -> str:
    """Return the address that the server tells, once it answers there."""
    for _ in range(200):
        text = os.pread(told.fileno(), 10_000, 0).decode()
        assert process.poll() is None, f"the server ended before it answered: {text}"
        found = _ADDRESS.search(text)
        if found and _answers(found[0]):
            return found[0]
        time.sleep(0.1)
    raise AssertionError("the server did not answer within 20 seconds")


def _answers(address: str) -> bool:
    try:
        return httpx.get(address + "/robots.txt").is_success
    except httpx.TransportError:
        return False


@pytest.fixture(scope="session")
def server(small_release: Release) -> Iterator[str]:
    """The address of a server that runs for the whole session."""
    with running(small_release.folder) as (address, _):
        yield address


@pytest.fixture(scope="session")
def client(server: str) -> Iterator[httpx.Client]:
    """A client of that server; it follows no redirects and prefers nothing."""
    with httpx.Client(base_url=server, headers={"Accept": "*/*"}, timeout=30) as client:
        yield client


@pytest.fixture(scope="session")
def fixtures_client(fixtures_release: Release) -> Iterator[httpx.Client]:
    """A browser over the release of the invented pages in every layout; it takes packed pages."""
    headers = {"Accept": "text/html,*/*;q=0.8", "Accept-Encoding": "gzip"}
    with (
        running(fixtures_release.folder) as (address, _),
        httpx.Client(base_url=address, headers=headers, timeout=30) as client,
    ):
        yield client
