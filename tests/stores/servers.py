"""Starts a store's own server on a free port of loopback, in a folder of its own, and ends it.

Only the process that was started is ended, by its id.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

SECONDS = 5
"""The deadline of a query that the stores keep by themselves."""
SECONDS_TO_START = 60.0
_TRIES = 5  # a port that was free may be taken by another before the server has it


@dataclass(frozen=True, slots=True)
class RunningStore:
    """A server that runs: its two addresses, who may write, and its process."""

    query: str
    graph_store: str
    user: str | None
    password: str | None
    process: subprocess.Popen[bytes]

    @property
    def options(self) -> tuple[str, ...]:
        """The options of `trips-graph push` that name this store."""
        named = ("--store", self.query, "--graph-store", self.graph_store)
        return (*named, "--user", self.user) if self.user else named

    @property
    def variables(self) -> dict[str, str]:
        """The environment that holds its password."""
        return {"TRIPS_STORE_PASSWORD": self.password} if self.password else {}


Starter = Callable[[Path], AbstractContextManager[RunningStore]]


@contextmanager
def oxigraph(folder: Path, seconds: int = SECONDS) -> Iterator[RunningStore]:
    """Yield Oxigraph's server over a folder; `seconds` is its own deadline of a query."""
    program = Path(sys.executable).with_name("oxigraph")
    if not program.exists():
        _miss("no oxigraph (PyPI: oxigraph)")
    deadline = ["--timeout-s", str(seconds)]

    def start(port: int, _: int) -> subprocess.Popen[bytes]:
        command = [program, "serve", "--location", folder / "oxigraph"]
        return _start(folder, [*command, "--bind", f"127.0.0.1:{port}", *deadline])

    with _running(start, "/query") as (address, process):
        query = f"{address}/query?union-default-graph"
        yield RunningStore(query, f"{address}/store", None, None, process)


@contextmanager
def virtuoso(folder: Path, most_rows: int = 1_000_000) -> Iterator[RunningStore]:
    """Yield Virtuoso over a folder; it sends at most `most_rows` rows and cuts the rest, silently.

    Its account `dba` has the password that every new Virtuoso has.
    """
    program = shutil.which("virtuoso-t")
    if program is None:
        _miss("no virtuoso-t (Debian: virtuoso-opensource-7-bin)")

    def start(port: int, other: int) -> subprocess.Popen[bytes]:
        ini = _INI.format(http=port, sql=other, rows=most_rows, seconds=SECONDS)
        (folder / "virtuoso.ini").write_text(ini, encoding="utf-8")
        return _start(folder, [program, "-f", "+configfile", "virtuoso.ini"])

    with _running(start, "/sparql") as (address, process):
        crud = f"{address}/sparql-graph-crud-auth"
        yield RunningStore(f"{address}/sparql", crud, "dba", "dba", process)


STORES: dict[str, Starter] = {"oxigraph": oxigraph, "virtuoso": virtuoso}


def _miss(reason: str) -> None:
    """Skip with the reason; in CI nothing is skipped so."""
    assert not os.environ.get("CI"), reason
    pytest.skip(reason)


def _start(folder: Path, command: list[object]) -> subprocess.Popen[bytes]:
    with (folder / "server.log").open("ab") as log:
        return subprocess.Popen([str(part) for part in command], cwd=folder, stdout=log, stderr=log)


@contextmanager
def _running(
    start: Callable[[int, int], subprocess.Popen[bytes]], path: str
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    for _ in range(_TRIES):
        port, other = _free_ports()
        process = start(port, other)
        try:
            if _answers(f"http://127.0.0.1:{port}{path}", process):
                yield f"http://127.0.0.1:{port}", process
                return
        finally:
            process.kill()
            process.wait(timeout=20)
    raise AssertionError(f"the store did not start {_TRIES} times; its server.log says why")


def _free_ports() -> tuple[int, int]:
    with (
        socket.create_server(("127.0.0.1", 0)) as one,
        socket.create_server(("127.0.0.1", 0)) as two,
    ):
        return one.getsockname()[1], two.getsockname()[1]


def _answers(address: str, process: subprocess.Popen[bytes]) -> bool:
    """Return whether the server answers before its time is up; it may end before, too."""
    until = time.monotonic() + SECONDS_TO_START
    while process.poll() is None and time.monotonic() < until:
        try:
            if httpx.get(address, params={"query": "ASK {}"}, timeout=10).is_success:
                return True
        except httpx.TransportError:
            time.sleep(0.1)
    return False


_INI = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 8
[SPARQL]
ResultSetMaxRows = {rows}
MaxQueryExecutionTime = {seconds}
"""
