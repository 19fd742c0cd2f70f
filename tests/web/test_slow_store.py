"""Clients that leave in the middle of an answer of a store give back what they held."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx

from tests.web.conftest import serving

ROW = b'{"s":{"type":"literal","value":"%s"}}' % (b"a row" * 10)
HEAD = b'{"head":{"vars":["s"]},"results":{"bindings":['
PAUSE = 0.3


class Dripping(BaseHTTPRequestHandler):
    """A store that sends a table without an end, a piece from time to time; other tables whole."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        asked = self.rfile.read(int(self.headers["content-length"]))
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        try:
            if b"drip" in asked:
                self.drip()
            else:
                self.chunk(b'{"head":{},"boolean":true}' if b"ASK" in asked else HEAD + b"]}}")
                self.chunk(b"")
        except ConnectionError:
            self.close_connection = True

    def drip(self) -> None:
        self.chunk(HEAD + b",".join([ROW] * 2000))
        for _ in range(200):
            time.sleep(PAUSE)
            self.chunk(b"," + ROW)

    def chunk(self, data: bytes) -> None:
        self.wfile.write(b"%x\r\n%b\r\n" % (len(data), data))

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def dripping() -> Iterator[str]:
    """Yield the address of such a store."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Dripping)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/sparql"
    finally:
        server.shutdown()
        server.server_close()


def test_a_client_that_leaves_gives_its_place_back(tmp_path: Path) -> None:
    settings = {"TRIPS_BASE": "https://example.org/", "TRIPS_QUERY_SECONDS": "60"}
    with (
        dripping() as store,
        serving(tmp_path, "--store", store, TRIPS_QUERY_WORKERS="2", **settings) as (address, _),
    ):
        asked = {"query": "SELECT ?s { ?s <urn:drip> 1 }", "format": "json"}
        for _ in range(4):
            with httpx.stream("GET", f"{address}/sparql", params=asked, timeout=20) as answer:
                assert answer.status_code == 200
                next(answer.iter_raw())
        found = httpx.get(f"{address}/sparql", params={"query": "ASK {}"}, timeout=20)
        assert (found.status_code, found.json()["boolean"]) == (200, True)


def test_of_a_store_neither_federation_nor_a_validator_is_promised(tmp_path: Path) -> None:
    settings = {"TRIPS_BASE": "https://example.org/", "TRIPS_SERVICE_HOSTS": "sparql.example.org"}
    with (
        dripping() as store,
        serving(tmp_path, "--store", store, **settings) as (address, _),
    ):
        for path in ("/sparql/description.ttl", "/sparql/description.html"):
            told = httpx.get(address + path, timeout=20)
            assert told.status_code == 200
            assert "BasicFederatedQuery" not in told.text and "sparql.example.org" not in told.text
            assert "etag" not in told.headers and told.headers["cache-control"] == "no-store"
