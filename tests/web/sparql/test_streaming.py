"""Answers stream: early, bounded, and never ended where they are cut."""

import socket
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest

from tests.answering import ENDLESS, FINE, SLOW
from tests.web.conftest import running
from trips_graph.model.release import Release

BOUNDLESS = {"TRIPS_ANSWER_BYTES": "2000000000"}
TRIPLES = "CONSTRUCT { ?a ?b ?f } WHERE { ?a ?b ?c . ?d ?e ?f }"


@pytest.fixture(scope="module")
def roomy(small_release: Release) -> Iterator[tuple[str, int]]:
    """Address and number of a server that sends answers of any size."""
    with running(small_release.folder, **BOUNDLESS) as (address, process):
        yield address, process.pid


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_the_first_rows_come_before_the_last(client: httpx.Client, form: str) -> None:
    with client.stream("GET", "/sparql", params={"query": ENDLESS, "format": form}) as answer:
        assert answer.status_code == 200
        assert "content-length" not in answer.headers
        assert len(next(answer.iter_bytes())) > 0
    assert client.get("/sparql", params={"query": FINE}).status_code == 200


@pytest.mark.parametrize("form", ["turtle", "ntriples", "jsonld", "trig", "nquads"])
def test_graphs_stream_too(client: httpx.Client, form: str) -> None:
    with client.stream("GET", "/sparql", params={"query": TRIPLES, "format": form}) as answer:
        assert answer.status_code == 200
        assert len(next(answer.iter_bytes())) > 0


def test_a_deadline_after_the_first_byte_breaks_the_transfer(roomy: tuple[str, int]) -> None:
    fields = {"query": ENDLESS, "timeout": "1"}
    with httpx.stream("GET", roomy[0] + "/sparql", params=fields, timeout=30) as answer:
        assert answer.status_code == 200
        with pytest.raises(httpx.RemoteProtocolError, match="incomplete"):
            for _ in answer.iter_raw():
                pass


def test_a_deadline_before_the_first_byte_is_a_status(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": SLOW, "timeout": "0.2"})
    assert answer.status_code == 504
    assert "0.2 seconds" in answer.json()["detail"]


def test_the_memory_of_the_server_does_not_grow_with_an_answer(roomy: tuple[str, int]) -> None:
    """The client takes nothing: what is evaluated meanwhile must not pile up anywhere."""
    address, server = roomy
    httpx.get(address + "/sparql", params={"query": FINE})
    host, port = address.removeprefix("http://").split(":")
    before = _resident(server)
    with socket.create_connection((host, int(port))) as slow:
        fields = urlencode({"query": ENDLESS})
        slow.sendall(f"GET /sparql?{fields} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        time.sleep(1.5)
        assert slow.recv(10).startswith(b"HTTP/1.1 2")
        assert _resident(server) - before < 30_000_000


def test_an_answer_is_kept_and_given_again_without_the_engine(client: httpx.Client) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f } # an answer to be kept"
    first = client.get("/sparql", params={"query": query})
    again = client.get("/sparql", params={"query": query, "timeout": "0.000001"})
    assert (again.status_code, again.content) == (200, first.content)
    held = {"If-None-Match": first.headers["etag"]}
    unchanged = client.get("/sparql", params={"query": query}, headers=held)
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert unchanged.headers["etag"] == first.headers["etag"]


@pytest.mark.parametrize("call", ["RAND()", "NOW()", "UUID()", "STRUUID()"])
def test_what_differs_each_time_is_never_kept(client: httpx.Client, call: str) -> None:
    query = f"SELECT ({call} AS ?x) {{}}"
    first, second = (client.get("/sparql", params={"query": query}) for _ in range(2))
    assert first.content != second.content
    assert "etag" not in first.headers and first.headers["cache-control"] == "no-store"


def _resident(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096
