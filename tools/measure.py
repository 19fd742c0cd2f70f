"""Measures what the server is chosen by: Granian against uvicorn, and the time until it answers.

`python tools/measure.py servers` (needs wrk) prints requests a second of both over one trivial
application, each a few times in turn, and their ratio. `python tools/measure.py start DIR` prints
the seconds from the start of `trips-graph serve` over the releases in DIR to its first answers.
"""

import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import httpx

_PORT = 8765
_ADDRESS = f"http://127.0.0.1:{_PORT}/"
_ROUNDS = 3
_APPLICATION = """
async def app(scope, receive, send):
    if scope["type"] == "http":
        headers = [(b"content-type", b"text/plain"), (b"content-length", b"500")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"x" * 500})
"""
_SERVERS: Mapping[str, Sequence[str]] = {
    "granian": ("-m", "granian", "--interface", "asginl", "--loop", "uvloop", "--no-log"),
    "uvicorn": (
        "-m",
        "uvicorn",
        "--log-level",
        "critical",
        "--lifespan",
        "off",
        "--loop",
        "uvloop",
    ),
}


def main(arguments: Sequence[str]) -> None:
    """Measure what the arguments ask for."""
    match arguments:
        case ["servers"]:
            compare_servers()
        case ["start", folder]:
            measure_start(folder)
        case _:
            sys.exit(__doc__)


def compare_servers() -> None:
    """Print requests a second of both servers, and the ratio of their medians."""
    wrk = shutil.which("wrk") or sys.exit("wrk is missing (Debian: apt-get install wrk)")
    found: dict[str, list[float]] = {name: [] for name in _SERVERS}
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "measured.py").write_text(_APPLICATION)
        for _ in range(_ROUNDS):
            for name, options in _SERVERS.items():
                command = [sys.executable, *options, "--port", str(_PORT), "measured:app"]
                found[name].append(_rate(command, folder, str(wrk)))
    for name, rates in found.items():
        print(f"{name}: {', '.join(f'{rate:,.0f}' for rate in rates)} requests a second")
    ratio = statistics.median(found["granian"]) / statistics.median(found["uvicorn"])
    print(f"granian / uvicorn: {ratio:.2f}")


def measure_start(folder: str) -> None:
    """Print the seconds until the server answers a page, and a query."""
    command = [sys.executable, "-m", "trips_graph.cli", "serve"]
    command += ["--release", folder, "--port", str(_PORT)]
    for _ in range(_ROUNDS):
        began = time.perf_counter()
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        await_answer(_ADDRESS + "robots.txt")
        ready = time.perf_counter() - began
        httpx.get(_ADDRESS + "sparql", params={"query": "ASK {}"}).raise_for_status()
        print(f"ready {ready:.2f} s, first query answered {time.perf_counter() - began:.2f} s")
        process.terminate()
        process.wait(timeout=30)


def _rate(command: Sequence[str], folder: str, wrk: str) -> float:
    """Return the requests a second of a server that runs for this alone."""
    process = subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL)
    try:
        await_answer(_ADDRESS)
        told = subprocess.run(
            [wrk, "-t1", "-c16", "-d4", _ADDRESS], capture_output=True, text=True, check=True
        )
        return float(re.findall(r"Requests/sec:\s+([\d.]+)", told.stdout)[0])
    finally:
        process.terminate()
        process.wait(timeout=30)


def await_answer(address: str) -> None:
    """Return once anything answers at an address."""
    for _ in range(1000):
        try:
            httpx.get(address)
        except httpx.TransportError:
            time.sleep(0.01)
        else:
            return
    sys.exit(f"nothing answers at {address}")


if __name__ == "__main__":
    main(sys.argv[1:])
