"""A real server process with settings of its own, whose standard error can be read."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

_ADDRESS = re.compile(r"http://(?:127\.0\.0\.1|\[::1\]):\d+")


@dataclass(frozen=True, slots=True)
class Served:
    """A server that runs: its address, its process, and the file of its standard error."""

    address: str
    process: subprocess.Popen[bytes]
    told: Path

    def lines(self, request_id: str) -> list[dict[str, Any]]:
        """Return the lines of the access log with that id, once there is one."""
        for _ in range(100):
            found = [line for line in self.every_line() if line["request"] == request_id]
            if found:
                return found
            time.sleep(0.05)
        return []

    def every_line(self) -> list[dict[str, Any]]:
        """Return the whole lines of the access log so far."""
        whole = self.told.read_text("utf-8").rpartition("\n")[0].splitlines()
        return [json.loads(line) for line in whole if line.startswith("{")]


@contextmanager
def serving(
    folder: Path, told: Path, *, host: str = "127.0.0.1", **settings: str
) -> Iterator[Served]:
    """Yield a server over a release; `settings` are variables of its environment."""
    command = [sys.executable, "-m", "trips_graph.cli", "serve", "--release", str(folder)]
    command += ["--host", host, "--port", "0"]
    with told.open("wb") as errors:
        process = subprocess.Popen(
            command, env=os.environ | settings, cwd=told.parent, stderr=errors
        )
    try:
        yield Served(await_address(process, told), process, told)
    finally:
        process.terminate()
        process.wait(timeout=20)


def await_address(process: subprocess.Popen[bytes], told: Path) -> str:
    """Return the address that a server tells, once it is ready there."""
    for _ in range(300):
        text = told.read_text("utf-8")
        assert process.poll() is None, f"the server ended before it answered: {text}"
        found = _ADDRESS.search(text)
        if found and _is_ready(found[0]):
            return found[0]
        time.sleep(0.1)
    raise AssertionError(f"the server was not ready within 30 seconds: {text}")


def _is_ready(address: str) -> bool:
    try:
        return httpx.get(address + "/health/ready").is_success
    except httpx.TransportError:
        return False
