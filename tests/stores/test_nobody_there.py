"""A store that is not there is told at once, in words, by `serve` and by `push`."""

import os
import socket
import subprocess
import sys
from pathlib import Path

from tests.releases.push.invented import invent


def _run(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "trips_graph.cli", *arguments]
    return subprocess.run(
        command, env=os.environ | more, capture_output=True, text=True, timeout=60, check=False
    )


def _dead_address() -> str:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return f"http://127.0.0.1:{taken.getsockname()[1]}/query"


def test_serve_names_the_dead_address_and_announces_nothing() -> None:
    address = _dead_address()
    done = _run("serve", "--store", address, "--port", "0")
    assert done.returncode == 4
    assert f"nothing answers at {address}" in done.stderr and "is it running?" in done.stderr
    assert len(done.stderr.splitlines()) == 1 and " on http" not in done.stderr


def test_push_tells_that_it_tries_again_and_what_to_do(tmp_path: Path) -> None:
    release = invent(tmp_path / "r", "r1", {"one": 2})
    asked = ("push", "--release", str(release.folder), "--store", _dead_address())
    done = _run(*asked, TRIPS_PUSH_TRIES="2")
    assert done.returncode == 4
    assert done.stderr.count("tried again") == 1
    assert "is the store running" in done.stderr.splitlines()[-1]
