"""HTTP/1.1 on the wire (RFC 9110, RFC 9112): what no client library lets one send."""

import re
import socket
from contextlib import suppress
from urllib.parse import quote

import pytest

from tests.protocol.cases import TEXTS

SECONDS = 10.0
ASK = quote(TEXTS["ask"])
TARGET = f"/sparql?query={ASK}"
QUERY = TEXTS["ask"].encode()
TYPE = "Content-Type: application/sparql-query"


class Wire:
    """A connection that says when it hears no more."""

    def __init__(self, server: str) -> None:
        host, _, port = server.removeprefix("http://").partition(":")
        self.socket = socket.create_connection((host, int(port)), timeout=SECONDS)

    def __enter__(self) -> "Wire":
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def send(self, *lines: str, body: bytes = b"") -> None:
        """Send the lines of a head, and a body."""
        self.socket.sendall("\r\n".join([*lines, "", ""]).encode("latin-1") + body)

    def end(self) -> None:
        """Send nothing more; the other side may have gone already."""
        with suppress(OSError):
            self.socket.shutdown(socket.SHUT_WR)

    def hear(self, until: bytes) -> bytes:
        """Return what comes until some bytes came, or until the other side ends."""
        heard = b""
        while until not in heard:
            try:
                piece = self.socket.recv(65_536)
            except ConnectionResetError:
                break
            if not piece:
                break
            heard += piece
        return heard


@pytest.fixture
def wire(server: str) -> Wire:
    return Wire(server)


def _statuses(heard: bytes) -> list[int]:
    return [int(found) for found in re.findall(rb"HTTP/1\.[01] (\d{3})", heard)]


def test_expect_100_continue_is_continued(wire: Wire) -> None:
    """RFC 9110, 10.1.1: the client waits with its body until it is told to go on."""
    with wire:
        wire.send(
            "POST /sparql HTTP/1.1", "Host: a", TYPE, f"Content-Length: {len(QUERY)}",
            "Expect: 100-continue",
        )  # fmt: skip
        assert _statuses(wire.hear(b"\r\n\r\n")) == [100]
        wire.socket.sendall(QUERY)
        heard = wire.hear(b"}")
        assert _statuses(heard) == [200]
        assert b'"boolean":true' in heard


def test_two_requests_at_once_are_answered_in_order(wire: Wire) -> None:
    """RFC 9112, 9.3.2: pipelining."""
    with wire:
        no = quote(TEXTS["ask-no"])
        first = f"GET {TARGET} HTTP/1.1\r\nHost: a\r\n\r\n"
        wire.send(first + f"GET /sparql?query={no} HTTP/1.1", "Host: a", "Connection: close")
        heard = wire.hear(b"never")
        assert _statuses(heard) == [200, 200]
        assert re.findall(rb'"boolean":(true|false)', heard) == [b"true", b"false"]


def test_a_mistake_does_not_end_the_connection(wire: Wire) -> None:
    """RFC 9112, 9.3: connections persist."""
    with wire:
        wire.send("GET /sparql?query=SELECT HTTP/1.1", "Host: a")
        assert _statuses(wire.hear(b"}")) == [400]
        wire.send(f"GET {TARGET} HTTP/1.1", "Host: a")
        assert _statuses(wire.hear(b"}")) == [200]


def test_a_connection_closes_when_it_is_asked_to(wire: Wire) -> None:
    """RFC 9112, 9.6."""
    with wire:
        wire.send(f"GET {TARGET} HTTP/1.1", "Host: a", "Connection: close")
        heard = wire.hear(b"never")
        assert _statuses(heard) == [200]
        assert heard.endswith(b"}")


def test_http_1_0_gets_no_chunks(wire: Wire) -> None:
    """RFC 9112, 6.1: no transfer coding for a client that does not know it."""
    with wire:
        members = quote(TEXTS["members"])
        wire.send(f"GET /sparql?query={members} HTTP/1.0")
        heard = wire.hear(b"never")
        assert _statuses(heard) == [200]
        assert b"transfer-encoding" not in heard.lower()
        assert heard.endswith(b"}")


def test_the_whole_address_as_target(wire: Wire) -> None:
    """RFC 9112, 3.2.2: absolute-form."""
    with wire:
        wire.send(f"GET http://a{TARGET} HTTP/1.1", "Host: a")
        assert _statuses(wire.hear(b"}")) == [200]


def test_chunks_with_extensions_and_trailers(wire: Wire) -> None:
    """RFC 9112, 7.1.1 and 7.1.2: they are passed over."""
    with wire:
        half = len(QUERY) // 2
        chunks = b"".join(
            b"%x;a=b\r\n%s\r\n" % (len(piece), piece) for piece in (QUERY[:half], QUERY[half:])
        )
        wire.send(
            "POST /sparql HTTP/1.1", "Host: a", TYPE, "Transfer-Encoding: chunked",
            body=chunks + b"0\r\nX-Trailer: 1\r\n\r\n",
        )  # fmt: skip
        assert _statuses(wire.hear(b"}")) == [200]


BROKEN = {
    "a chunk without a size (RFC 9112, 7.1)": (
        "POST /sparql HTTP/1.1", "Host: a", TYPE, "Transfer-Encoding: chunked", "", "zz", "ASK {}",
    ),
    "two lengths (RFC 9112, 6.3)": (
        "POST /sparql HTTP/1.1", "Host: a", TYPE, "Content-Length: 6", "Content-Length: 5", "",
        "ASK {}",
    ),
    "a length that is no number (RFC 9112, 6.3)": (
        "POST /sparql HTTP/1.1", "Host: a", TYPE, "Content-Length: six", "", "ASK {}",
    ),
    "a blank before the colon (RFC 9112, 5.1)": (
        f"GET {TARGET} HTTP/1.1", "Host: a", "Accept : text/csv",
    ),
    "no request at all": ("nonsense",),
    "a target with a blank (RFC 9112, 3.2)": ("GET /sparql?query=ASK {} HTTP/1.1", "Host: a"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_request_is_a_mistake_of_the_client(wire: Wire, name: str) -> None:
    """It is answered by 4xx or the connection is closed; never by 5xx, never as if it was whole."""
    with wire:
        wire.send(*BROKEN[name], "")
        wire.end()
        statuses = _statuses(wire.hear(b"never"))
        assert len(statuses) <= 1
        assert all(400 <= status < 500 for status in statuses)


def test_length_and_chunks_together_smuggle_no_request(wire: Wire) -> None:
    """RFC 9112, 6.3: an error, or the chunks count and the connection is closed."""
    with wire:
        wire.send(
            "POST /sparql HTTP/1.1", "Host: a", TYPE, "Content-Length: 6",
            "Transfer-Encoding: chunked",
            body=b"6\r\nASK {}\r\n0\r\n\r\nGET /robots.txt HTTP/1.1\r\nHost: a\r\n\r\n",
        )  # fmt: skip
        wire.end()
        assert _statuses(wire.hear(b"never")) in ([], [400], [200])


HEADS = {
    "an address of 300,000 characters": (f"GET /{'a' * 300_000} HTTP/1.1", "Host: a"),
    "a field of 900,000 characters": ("GET / HTTP/1.1", "Host: a", "X: " + "a" * 900_000),
    "10,000 fields": ("GET / HTTP/1.1", "Host: a", *(f"X{n}: a" for n in range(10_000))),
}


@pytest.mark.parametrize("name", HEADS)
def test_an_endless_head_is_refused(server: str, name: str) -> None:
    """RFC 9110, 15.5.15, and RFC 6585, 5: 414 or 431, or the connection is closed."""
    with Wire(server) as wire, suppress(ConnectionError):
        wire.send(*HEADS[name])
        assert all(400 <= status < 500 for status in _statuses(wire.hear(b"\r\n\r\n")))
    with Wire(server) as wire:
        wire.send(f"GET {TARGET} HTTP/1.1", "Host: a")
        assert _statuses(wire.hear(b"}")) == [200]


def test_a_client_that_leaves_in_the_middle_of_its_body_is_forgotten(server: str) -> None:
    for _ in range(20):
        with Wire(server) as wire:
            wire.send("POST /sparql HTTP/1.1", "Host: a", TYPE, "Content-Length: 100", body=b"ASK")
    with Wire(server) as wire:
        wire.send(f"GET {TARGET} HTTP/1.1", "Host: a")
        assert _statuses(wire.hear(b"}")) == [200]
