"""The server runs as nobody, without a home, on a file system that is read-only throughout."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.web.conftest import small_release as small_release
from tests.web.operation.serving import Served, await_address
from trips_graph.model.release import Release

NOBODY = 65534
ROOT = Path(__file__).parents[2]
# In a view of the file system of its own: everything is read-only; Python and the checkout, which
# may lie in the home of root where nobody may enter, are shown at their places in an open home.
CONFINE = """
mount -t tmpfs tmpfs /mnt && mkdir /mnt/python /mnt/checkout && mkdir -m 1777 /mnt/tmp
mount --bind "$1" /mnt/python && mount --bind "$2" /mnt/checkout
mount -t tmpfs -o mode=755 tmpfs /root && mkdir -p "$1" "$2"
mount --bind /mnt/python "$1" && mount --bind /mnt/checkout "$2"
for place in / /root "$1" "$2"; do mount -o remount,bind,ro "$place"; done
mount -t tmpfs -o ro tmpfs /dev/shm && cd / && shift 2 && exec "$@"
"""
CONFINED = [
    "unshare", "--mount", "--propagation", "private",
    "sh", "-ec", CONFINE, "sh", sys.base_prefix, str(ROOT),
    "setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--no-new-privs",
    "--bounding-set=-all", "--inh-caps=-all",
]  # fmt: skip
# One private folder can be written: the socket by which the workers are forked lies there.
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": "/mnt/tmp"}


def confined(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*CONFINED, *command], env=ENVIRONMENT, capture_output=True, text=True, timeout=60
    )


@pytest.fixture(scope="module")
def folder(small_release: Release) -> Iterator[Path]:
    """The release where everybody may read it."""
    if os.geteuid() != 0:
        pytest.skip("only root can confine a process so")
    with tempfile.TemporaryDirectory() as name:
        shutil.copytree(small_release.folder, Path(name) / "release")
        for path in (Path(name), *Path(name).rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        yield Path(name) / "release"
        for path in (Path(name), *Path(name).rglob("*")):
            path.chmod(0o755)


@pytest.fixture(scope="module")
def served(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    told = tmp_path_factory.mktemp("confined") / "told"
    serve = ["-m", "trips_graph.cli", "serve", "--release", str(folder), "--port", "0"]
    with told.open("wb") as errors:
        process = subprocess.Popen(
            [*CONFINED, sys.executable, *serve], env=ENVIRONMENT, stderr=errors
        )
    try:
        yield Served(await_address(process, told), process, told)
    finally:
        process.terminate()
        process.wait(timeout=20)


def test_the_confinement_is_real(folder: Path) -> None:
    assert "uid=65534" in confined("id").stdout
    shared_memory, temporary = Path("/dev") / "shm", Path(tempfile.gettempdir())
    for place in (folder, temporary, shared_memory, Path("/root"), ROOT, Path(sys.base_prefix)):
        assert confined("touch", str(place / "written")).returncode != 0, place


def test_the_server_has_no_privilege_left(served: Served) -> None:
    lines = Path(f"/proc/{served.process.pid}/status").read_text().splitlines()
    status = dict(line.split(":\t", 1) for line in lines if ":\t" in line)
    assert set(status["Uid"].split()) == {str(NOBODY)}
    assert {int(status[name], 16) for name in ("CapEff", "CapPrm", "CapBnd")} == {0}
    assert status["NoNewPrivs"] == "1"


@pytest.mark.parametrize(
    ("path", "accept"),
    [
        ("/", "text/html"), ("/doc/report/9000001", "text/html"),
        ("/doc/report/9000001", "text/turtle"), ("/def", "text/html"),
        ("/sparql?query=SELECT * { ?s ?p ?o } LIMIT 10", "text/csv"),
        ("/sparql?query=CONSTRUCT WHERE { ?s ?p ?o }", "text/turtle"),
        ("/data/dataset.ttl", "*/*"), ("/static/style.css", "*/*"), ("/quality", "text/html"),
        ("/health/ready", "*/*"), ("/metrics", "*/*"),
    ],
)  # fmt: skip
def test_it_answers_everything(served: Served, path: str, accept: str) -> None:
    answer = httpx.get(served.address + path, headers={"Accept": accept}, timeout=30)
    assert answer.status_code == 200 and answer.content


def test_a_query_is_posted_and_a_worker_replaced(served: Served) -> None:
    """A large body is kept in memory, and a new process needs no place to write either."""
    for worker in _workers(served.process.pid):
        os.kill(worker, signal.SIGKILL)
    query = "ASK {}" + " " * 15_000
    answers = [httpx.post(served.address + "/sparql", data={"query": query}) for _ in range(6)]
    assert answers[-1].status_code == 200
    assert any(_is_ready(served.address) for _ in range(50)), served.told.read_text("utf-8")[-3000:]
    assert httpx.get(served.address + "/").status_code == 200
    assert "Traceback" not in served.told.read_text("utf-8")


def _is_ready(address: str) -> bool:
    time.sleep(0.1)
    return httpx.get(address + "/health/ready").is_success


def _workers(server: int) -> list[int]:
    """Return the query workers: what the forking process under the server has forked."""
    return [worker for child in _children(server) for worker in _children(child)]


def _children(process: int) -> list[int]:
    found = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [int(child) for child in found]
