"""Real HTTP servers on loopback that play servers of the internet, and the way to them.

Every host is invented. A resolver gives such a host a public address; what dials it reaches
loopback instead, after every check was made on the address.
"""

import ssl
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

import httpcore

PUBLIC = "93.184.215.14"
RESULTS = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"far"}}]}}'
JSON = "application/sparql-results+json"


class Handler(BaseHTTPRequestHandler):
    """Answers by path: `/ok`, `/to/<status>/<address>`, `/endless`, `/slow`, `/trickle`, ..."""

    protocol_version = "HTTP/1.1"
    server: "PlayedServer"

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        self.server.asked.append(
            (self.path, self.headers["Host"], self.rfile.read(length).decode())
        )
        what, _, rest = self.path.removeprefix("/").partition("/")
        getattr(self, f"answer_{what}", self.answer_ok)(rest)

    def answer_ok(self, _: str) -> None:
        self.head(200, {"Content-Type": JSON, "Content-Length": str(len(RESULTS))})
        self.wfile.write(RESULTS)

    def answer_to(self, rest: str) -> None:
        status, _, address = rest.partition("/")
        self.head(int(status), {"Location": unquote(address), "Content-Length": "0"})

    def answer_nowhere(self, _: str) -> None:
        self.head(302, {"Content-Length": "0"})

    def answer_status(self, rest: str) -> None:
        self.head(int(rest), {"Content-Type": JSON, "Content-Length": str(len(RESULTS))})
        self.wfile.write(RESULTS)

    def answer_page(self, _: str) -> None:
        self.head(200, {"Content-Type": "text/html", "Content-Length": "2"})
        self.wfile.write(b"hi")

    def answer_packed(self, _: str) -> None:
        self.head(200, {"Content-Type": JSON, "Content-Encoding": "gzip", "Content-Length": "2"})
        self.wfile.write(b"\x1f\x8b")

    def answer_stated(self, _: str) -> None:
        self.head(200, {"Content-Type": JSON, "Content-Length": "10000000000"})

    def answer_slow(self, _: str) -> None:
        self.server.stopped.wait(30)

    def answer_endless(self, _: str) -> None:
        self.pieces(b'{"x":{"type":"literal","value":"again"}},' * 500, 0)

    def answer_trickle(self, _: str) -> None:
        self.pieces(b" ", 0.05)

    def pieces(self, piece: bytes, pause: float) -> None:
        """Send the beginning of an answer, then a piece again and again until nobody reads."""
        self.head(200, {"Content-Type": JSON, "Transfer-Encoding": "chunked"})
        self.chunk(b'{"head":{"vars":["x"]},"results":{"bindings":[')
        try:
            while not self.server.stopped.wait(pause):
                self.chunk(piece)
        except OSError:
            self.server.broken_off += 1

    def chunk(self, piece: bytes) -> None:
        self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))

    def head(self, status: int, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Say nothing."""


class PlayedServer(ThreadingHTTPServer):
    """A server that keeps what it was asked: path, host and body."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, str, str]] = []
        self.broken_off = 0
        self.stopped = threading.Event()

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: connections are broken off on purpose."""


@contextmanager
def playing(tls: ssl.SSLContext | None = None) -> Iterator[PlayedServer]:
    """Yield a server that runs on a free port, over TLS where it has a certificate."""
    with PlayedServer() as server:
        if tls is not None:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.stopped.set()
            server.shutdown()
            thread.join(10)


@dataclass
class Names:
    """A resolver over invented names: each look-up takes the next of a host's answers."""

    answers: Mapping[str, Sequence[Sequence[str]]]
    seconds: float = 0
    asked: list[str] = field(default_factory=list)

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        """Return the addresses of the host; `OSError` where it has none."""
        times = self.asked.count(host)
        self.asked.append(host)
        if host not in self.answers:
            raise OSError("no such name")
        return self.answers[host][min(times, len(self.answers[host]) - 1)]


@dataclass
class Dial(httpcore.AsyncNetworkBackend):
    """Reaches loopback whatever public address it dials; keeps which that were."""

    dialled: list[str] = field(default_factory=list)
    unreachable: frozenset[str] = frozenset()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Return a connection to that port of loopback."""
        self.dialled.append(host)
        if host in self.unreachable:
            raise httpcore.ConnectError("unreachable")
        return await httpcore.AnyIOBackend().connect_tcp("127.0.0.1", port, timeout)


def within(seconds: float, condition: object) -> bool:
    """Return whether a condition came true in time."""
    latest = time.monotonic() + seconds
    while time.monotonic() < latest:
        if callable(condition) and condition():
            return True
        time.sleep(0.01)
    return False
