"""Requests that never come to their end hold up neither others nor the end of the server."""

import socket
import time
from collections.abc import Iterator

import httpx
import pytest

from tests.answering import ENDLESS, FINE
from tests.web.conftest import running
from tests.web.processes import within
from trips_graph.model.release import Release
from trips_graph.web.sparql.fields import BODY_SECONDS

MOST = 20
HEAD = (
    b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n"
    b"Content-Type: application/sparql-query\r\n\r\n"
)


@pytest.fixture
def crowded(small_release: Release) -> Iterator[str]:
    with running(small_release.folder, TRIPS_CLIENT_REQUESTS=str(MOST)) as (address, _):
        yield address


def _connect(address: str, source: str) -> socket.socket:
    host, port = address.removeprefix("http://").split(":")
    return socket.create_connection((host, int(port)), timeout=30, source_address=(source, 0))


def test_bodies_that_never_come_are_given_up_and_cost_one_client_alone(
    crowded: str,
) -> None:
    address = crowded
    attackers = [_connect(address, "127.0.3.1") for _ in range(2 * MOST)]
    for attacker in attackers:
        attacker.sendall(HEAD)
    assert httpx.get(address + "/sparql", params={"query": FINE}).status_code == 200
    answers = [attacker.recv(100).split(b"\r\n")[0] for attacker in attackers]
    for attacker in attackers:
        attacker.close()
    assert sorted({answer.split()[1] for answer in answers}) == [b"408", b"503"]
    assert answers.count(answers[0]) == MOST


def test_the_server_ends_though_a_body_never_comes(small_release: Release) -> None:
    with (
        running(small_release.folder) as (address, process),
        _connect(address, "127.0.3.2") as attacker,
    ):
        attacker.sendall(HEAD)
        time.sleep(0.3)
        process.terminate()
        assert within(BODY_SECONDS + 5, lambda: process.poll() is not None)


def test_thousands_of_idle_connections_keep_nobody_out(crowded: str) -> None:
    address = crowded
    idle = [_connect(address, "127.0.3.3") for _ in range(1500)]
    try:
        for connection in idle:
            connection.sendall(b"GET /robots.txt HTTP/1.1\r\nHost: x\r\n\r\n")
            connection.recv(2000)
        assert httpx.get(address + "/robots.txt", timeout=5).status_code == 200
    finally:
        for connection in idle:
            connection.close()


def test_http_1_0_gets_an_answer_whole_or_not_at_all(small_release: Release) -> None:
    with running(small_release.folder, TRIPS_ANSWER_BYTES="20000000") as (address, _):
        for query, status in (("SELECT * { ?s ?p ?o }", b"200"), (ENDLESS, b"505")):
            fields = httpx.QueryParams({"query": query, "timeout": "20"})
            answer = _ask(address, f"GET /sparql?{fields} HTTP/1.0\r\n\r\n".encode())
            head, _, body = answer.partition(b"\r\n\r\n")
            assert head.split()[1] == status
            assert f"content-length: {len(body)}".encode() in head.lower()


def _ask(address: str, request: bytes) -> bytes:
    with _connect(address, "127.0.0.1") as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(65_536), b""))
