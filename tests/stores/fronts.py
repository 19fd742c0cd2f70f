"""Stands before a store and does what a store may do: refuse, stumble, send elsewhere.

What it does not answer itself goes on to the real server behind it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx

from tests.stores.servers import RunningStore

Asked = tuple[str, dict[str, str]]
"""The method and the headers of a request."""
Fault = Callable[[str, int], int | None]
"""Told the method and how many such requests came before: the status to answer, or none."""


class Recorder(BaseHTTPRequestHandler):
    """Stands before a store: passes on what it does not answer by a fault."""

    protocol_version = "HTTP/1.1"
    behind: str
    fault: Fault
    seen: list[Asked]

    def handle_any(self) -> None:
        length = int(self.headers.get("content-length", 0))
        body = self.rfile.read(length)
        before = sum(method == self.command for method, _ in self.seen)
        self.seen.append(
            (self.command, {name.lower(): text for name, text in self.headers.items()})
        )
        status = type(self).fault(self.command, before)
        if status is not None:
            self.answer(status, b"<html><h1>no\x1b[31m</h1> not  today</html>")
            return
        kept = {
            name: self.headers[name] for name in ("Content-Type", "Accept") if name in self.headers
        }
        response = httpx.request(
            self.command, self.behind + self.path, content=body, headers=kept, timeout=30
        )
        self.answer(response.status_code, response.content)

    def answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        if status in (301, 307):
            self.send_header("Location", "http://127.0.0.1:1/elsewhere")
        if status == 401:
            self.send_header("WWW-Authenticate", 'Basic realm="store"')
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(b"" if status == 204 else body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def front(store: RunningStore, fault: Fault) -> Iterator[tuple[str, list[Asked]]]:
    """Yield the address of a front, and what it is asked."""
    seen: list[Asked] = []
    behind = str(httpx.URL(store.query).copy_with(path="/", query=None)).rstrip("/")
    methods = {f"do_{method}": Recorder.handle_any for method in ("GET", "PUT", "POST", "DELETE")}
    known = {"behind": behind, "fault": staticmethod(fault), "seen": seen}
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Front", (Recorder,), known | methods))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", seen
    finally:
        server.shutdown()
        server.server_close()
