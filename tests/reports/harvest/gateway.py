"""A real gateway on this machine that answers as it is told: rightly, slowly, wrongly, never."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from trips_graph.settings import Settings

KIND = "TechnicalCooperationActivitiesNotifications"
Answer = Callable[[BaseHTTPRequestHandler], None]
PATIENCE = 10.0  # no answer of this gateway takes longer, in seconds


def path_of(number: int, language: str = "en") -> str:
    """Return the path of an Article 67 page."""
    return f"/{language}/{KIND}/View/{number}"


def content_of(number: int) -> bytes:
    """Return the invented content of a page."""
    return f"<!DOCTYPE html><html><p>Invented page {number}</p></html>\n".encode()


def page(content: bytes, media_type: str = "text/html; charset=utf-8", **headers: str) -> Answer:
    """Return an answer that holds a page."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        _start(request, 200, {"Content-Type": media_type, **_dashed(headers)}, len(content))
        request.wfile.write(content)

    return answer


def status(code: int, **headers: str) -> Answer:
    """Return an answer without content."""
    return lambda request: _start(request, code, _dashed(headers), None if code == 304 else 0)


def versioned(content: bytes, etag: str, modified: str) -> Answer:
    """Return an answer that is 304 to who holds this version already."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        if request.headers.get("If-None-Match") == etag:
            status(304)(request)
        else:
            page(content, ETag=etag, Last_Modified=modified)(request)

    return answer


def stated(length: int, content: bytes, encoding: str = "identity") -> Answer:
    """Return an answer that states one length and may send another, then cuts the connection."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        headers = {"Content-Type": "text/html", "Content-Encoding": encoding}
        _start(request, 200, headers, length)
        request.wfile.write(content)
        request.close_connection = True

    return answer


def unframed(content: bytes) -> Answer:
    """Return an answer without a length: its end is the end of the connection."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        _start(request, 200, {"Content-Type": "text/html", "Connection": "close"}, None)
        request.wfile.write(content)
        request.close_connection = True

    return answer


def slow(seconds: float, then: Answer) -> Answer:
    """Return an answer whose first byte comes late."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        time.sleep(seconds)
        then(request)

    return answer


def drip(head: bytes, byte: bytes, seconds: float) -> Answer:
    """Return an answer that goes on byte by byte, in the head or the body, and never ends."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(head)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            request.wfile.write(byte)
            time.sleep(seconds)

    return answer


def _dashed(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


def _start(
    request: BaseHTTPRequestHandler, code: int, headers: dict[str, str], length: int | None
) -> None:
    request.send_response(code)
    for name, value in headers.items():
        request.send_header(name, value)
    if length is not None:
        request.send_header("Content-Length", str(length))
    request.end_headers()


class LocalGateway:
    """What the gateway answers at each path, in turn and the last for ever, and what it was asked.

    A page of which nothing is said has its invented content; there is no robots.txt.
    """

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self.answers: dict[str, list[Answer]] = {"/robots.txt": [status(404)]}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.moments: list[float] = []
        self.pause = 0.0

    def tell(self, number: int, *answers: Answer) -> None:
        """Set what is answered for a page."""
        self.answers[path_of(number)] = list(answers)

    def robots(self, *answers: Answer) -> None:
        """Set what is answered for robots.txt."""
        self.answers["/robots.txt"] = list(answers)

    def times(self, number: int) -> int:
        """Return how often a page was asked for."""
        return self.paths().count(path_of(number))

    def paths(self) -> list[str]:
        """Return the paths that were asked for, in order."""
        return [path for path, _ in self.asked]

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Answer one request."""
        self.moments.append(time.monotonic())
        self.asked.append((request.path, dict(request.headers)))
        answers = self.answers.get(request.path)
        if answers is None:
            time.sleep(self.pause)
            page(content_of(int(request.path.rpartition("/")[2])))(request)
        else:
            (answers.pop(0) if len(answers) > 1 else answers[0])(request)

    def settings(self, **more: float) -> Settings:
        """Return settings for this gateway, short of patience."""
        limits = {"harvest_seconds": 0.01, "harvest_deadline": 0.6, "harvest_tries": 2, **more}
        return Settings(gateway=self.address).model_copy(update=limits)

    def variables(self, **more: str) -> dict[str, str]:
        """Return environment variables for a process that asks this gateway."""
        return {
            "TRIPS_GATEWAY": self.address, "TRIPS_HARVEST_SECONDS": "0.01",
            "TRIPS_HARVEST_DEADLINE": "2", "TRIPS_HARVEST_TRIES": "2", "NO_PROXY": "127.0.0.1",
            **more,
        }  # fmt: skip


@contextmanager
def run_gateway() -> Iterator[LocalGateway]:
    """Give a gateway on a free port; it ends with the test, its threads with their answers."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            try:
                gateway.answer(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    gateway = LocalGateway(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield gateway
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
