"""A worker: the process that evaluates queries, over a store that it holds read-only.

pyoxigraph 0.5 can neither cancel a query nor survive a hostile one (it overflows its stack or
aborts), so queries run in processes that can be killed. A worker takes one task at a time from its
socket and sends the answer back in frames: four bytes of length, one that tells what it is, and
what it carries. A full socket holds the evaluation up, so an answer never piles up anywhere.
"""

import logging
import os
import pickle
import resource
import signal
import threading
from dataclasses import dataclass
from functools import partial
from multiprocessing import parent_process
from multiprocessing.connection import wait
from socket import socket
from struct import Struct

from pyoxigraph import Store

from trips_graph.errors import BadInput, NotARelease
from trips_graph.formats import find_format
from trips_graph.model.release import Release
from trips_graph.web.querying.answers import (
    open_store,
    read_rows,
    write_answer,
)
from trips_graph.web.querying.context import Serialisation, read_serialisation
from trips_graph.web.querying.engine import FAILED, AnswerFailed, OwnQuestion
from trips_graph.web.querying.outlet import Outlet

logger = logging.getLogger(__name__)

HEADER = Struct("!Ic")
READY, PIECE, END, FAULT = b"R", b"P", b"E", b"F"


@dataclass(frozen=True, slots=True)
class WorkerLimits:
    """What a worker may use: address space and the length of an answer, both in bytes."""

    memory: int
    answer: int


@dataclass(frozen=True, slots=True)
class Streaming:
    """A task: write the answer to a stranger's query in the format of that name, in pieces."""

    query: str
    form: str
    default_graphs: tuple[str, ...] | None
    named_graphs: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Reading:
    """A task: read the rows of a query of our own; the answer is one piece, a pickled `Rows`."""

    question: OwnQuestion
    limit: int
    skip: int


Task = Streaming | Reading


def work(connection: socket, release: Release, limits: WorkerLimits) -> None:
    """Open the store, tell that it is ready or what is wrong, and answer until the server ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    threading.Thread(target=end_with_server, daemon=True).start()
    connection.setblocking(True)
    send = partial(_send, connection)
    try:
        store, serialisation = open_store(release), read_serialisation(release)
    except NotARelease as error:
        send(FAULT, pickle.dumps(error))
        return
    send(READY, b"")
    with connection.makefile("rb") as tasks:
        while header := tasks.read(HEADER.size):
            length, _ = HEADER.unpack(header)
            task: Task = pickle.loads(tasks.read(length))  # noqa: S301 - the server's own
            outlet = Outlet(partial(send, PIECE), limits.answer)
            kind, payload = _answer(task, store, serialisation, outlet)
            send(kind, payload)


def _answer(
    task: Task, store: Store, serialisation: Serialisation, outlet: Outlet
) -> tuple[bytes, bytes]:
    """Write the answer, and return the frame that ends it."""
    try:
        match task:
            case Streaming():
                write_answer(store, task, find_format(task.form), serialisation, outlet)
            case Reading():
                outlet.write(pickle.dumps(read_rows(store, task.question, task.limit, task.skip)))
        outlet.flush()
        return END, b""
    except BadInput as error:
        error.__cause__ = error.__context__ = None  # the engine's own error need not be picklable
        return FAULT, pickle.dumps(error)
    except Exception:
        logger.exception("answer failed")
        return FAULT, pickle.dumps(AnswerFailed(FAILED))


def _send(connection: socket, kind: bytes, payload: bytes) -> None:
    connection.sendall(HEADER.pack(len(payload), kind) + payload)


def end_with_server() -> None:
    """End this process when the server is gone, even while the engine evaluates a query."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
