"""The access log: one line of JSON for each request, on standard error.

A thread of its own writes the lines: where nobody reads them, lines are lost, requests are not.
"""

import json
import logging
import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from hashlib import sha256
from queue import Empty, Full, Queue
from threading import Thread

from starlette.datastructures import Headers

from trips_graph.web.operation.visits import Visit

LOGGER = logging.getLogger("trips_graph.access")
MOST_WAITING = 10_000
_LONGEST = 200
_END_SECONDS = 1.0
_REST_SECONDS = 0.05


@contextmanager
def writing() -> Iterator[None]:
    """Write the access log to standard error as long as the context is open."""
    waiting: Queue[str | None] = Queue(MOST_WAITING)
    writer = Thread(target=_write_lines, args=(waiting, sys.stderr.fileno()), daemon=True)
    handler = _Waiting(waiting)
    LOGGER.setLevel(logging.INFO)
    LOGGER.propagate = False
    LOGGER.addHandler(handler)
    writer.start()
    try:
        yield
    finally:
        LOGGER.removeHandler(handler)
        with suppress(Full):
            waiting.put(None, timeout=_END_SECONDS)
        writer.join(_END_SECONDS)  # it may wait for a reader that never comes


def write_visit(visit: Visit, release: str, quiet: bool) -> None:
    """Write the line of one visit; a quiet one is told at DEBUG only."""
    level = logging.DEBUG if quiet else logging.INFO
    if LOGGER.isEnabledFor(level):
        LOGGER.log(level, "%s", json.dumps(describe_visit(visit, release, datetime.now(UTC))))


def describe_visit(visit: Visit, release: str, now: datetime) -> Mapping[str, object]:
    """Return the members of the line; a query stands there by length and digest, never whole."""
    scope = visit.scope
    query = scope.get("query_string", b"")
    return {
        "time": now.isoformat(timespec="milliseconds"),
        "request": scope["state"]["request_id"],
        "client": scope["state"]["client"],
        "method": visit.method,
        "route": visit.route,
        "path": scope["path"][:_LONGEST],
        "query_bytes": len(query),
        "query_sha256": sha256(query).hexdigest()[:16] if query else None,
        "status": visit.status,
        "bytes": visit.bytes,
        "seconds": round(visit.seconds, 6),
        "whole": visit.whole,
        "release": release,
        "agent": Headers(scope=scope).get("user-agent", "")[:_LONGEST],
    }


class _Waiting(logging.Handler):
    """Puts a line where the writer finds it; the line is lost where too many wait already."""

    def __init__(self, waiting: "Queue[str | None]") -> None:
        super().__init__()
        self._waiting = waiting

    def emit(self, record: logging.LogRecord) -> None:
        """Take one record."""
        with suppress(Full):
            self._waiting.put_nowait(self.format(record))


def _write_lines(waiting: "Queue[str | None]", standard_error: int) -> None:
    """Write what waits, then rest, so that not each request wakes this thread.

    The lines go past the buffers of the program: they could be locked at its end.
    """
    while (line := waiting.get()) is not None:
        lines = [line]
        with suppress(Empty):
            while (line := waiting.get_nowait()) is not None:
                lines.append(line)
        with suppress(OSError):  # the reader is gone; the server stays
            os.write(standard_error, "".join(f"{one}\n" for one in lines).encode())
        if line is None:
            return
        time.sleep(_REST_SECONDS)
