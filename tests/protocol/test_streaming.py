"""Answers that are longer than anyone waits for: they stream, and a cut is seen by the client."""

from collections.abc import Iterator

import httpx
import pytest

from tests.answering import SLOW

_MEMBER = "a <https://w3id.org/trips-graph/def#Member>"
MEMBERS = 132
# 2,299,968 rows, some hundred megabytes: a hundred times what the server of the tests may send.
MANY = f"{{ ?a {_MEMBER} . ?b {_MEMBER} . ?c {_MEMBER} }}"
SELECT_MANY = f"SELECT * {MANY}"
CONSTRUCT_MANY = f"CONSTRUCT {{ ?a ?b ?c }} WHERE {MANY}"
LARGEST = 2_000_000  # what the server of the tests may send, in bytes

FORMATS = [
    (SELECT_MANY, "application/sparql-results+json", b'{"head"'),
    (SELECT_MANY, "application/sparql-results+xml", b"<?xml"),
    (SELECT_MANY, "text/csv", b"a,b,c\r\n"),
    (SELECT_MANY, "text/tab-separated-values", b"?a\t?b\t?c\n"),
    (CONSTRUCT_MANY, "application/n-triples", b"<http"),
    (CONSTRUCT_MANY, "application/n-quads", b"<http"),
    (CONSTRUCT_MANY, "text/turtle", b""),
    (CONSTRUCT_MANY, "application/rdf+xml", b"<?xml"),
]


def _healthy(client: httpx.Client) -> bool:
    asked = client.get("/sparql", params={"query": f"SELECT ?s {{ ?s {_MEMBER} }}"})
    return asked.status_code == 200 and len(asked.json()["results"]["bindings"]) == MEMBERS


@pytest.mark.parametrize(("query", "media_type", "begins"), FORMATS, ids=lambda v: str(v)[:30])
def test_the_first_byte_comes_before_the_last_row_and_a_cut_is_no_end(
    client: httpx.Client, query: str, media_type: str, begins: bytes
) -> None:
    """The answer would be refused whole if its end was waited for: it is larger than the limit."""
    headers = {"Accept": media_type, "Accept-Encoding": "identity"}
    asked = client.stream("POST", "/sparql", data={"query": query}, headers=headers)
    with asked as response:
        assert response.status_code == 200
        assert "content-length" not in response.headers
        pieces = response.iter_raw()
        first = next(pieces)
        assert first.startswith(begins)
        read = len(first)
        with pytest.raises(httpx.RemoteProtocolError):
            read += _drain(pieces)
    assert 0 < read <= LARGEST
    assert _healthy(client)


def _drain(pieces: Iterator[bytes]) -> int:
    return sum(len(piece) for piece in pieces)


def test_a_packed_answer_that_is_cut_has_no_end_either(client: httpx.Client) -> None:
    headers = {"Accept": "text/csv", "Accept-Encoding": "gzip"}
    asked = client.stream("POST", "/sparql", data={"query": SELECT_MANY}, headers=headers)
    with asked as response:
        assert response.status_code == 200
        with pytest.raises(httpx.RemoteProtocolError):
            _drain(response.iter_raw())
    assert _healthy(client)


def test_clients_that_leave_after_the_first_piece_cost_nothing(client: httpx.Client) -> None:
    for _ in range(30):
        with client.stream("POST", "/sparql", data={"query": SELECT_MANY}) as response:
            assert response.status_code == 200
            assert next(response.iter_raw())
    assert _healthy(client)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        (SLOW, 504),  # not one row before the deadline
        (f"SELECT (GROUP_CONCAT(?all) AS ?x) {{ SELECT (STR(?a) AS ?all) {MANY} }}", None),
    ],
    ids=["time", "bytes"],
)
def test_a_limit_before_the_first_byte_is_a_status(
    client: httpx.Client, query: str, status: int | None
) -> None:
    response = client.post("/sparql", data={"query": query})
    assert response.status_code == (status or response.status_code)
    assert 400 <= response.status_code < 600 and response.status_code != 500
    assert response.json()["status"] == response.status_code
    assert _healthy(client)


def test_head_of_a_long_answer_is_answered_without_it(client: httpx.Client) -> None:
    response = client.head("/sparql", params={"query": SELECT_MANY})
    assert (response.status_code, response.content) == (200, b"")
    assert _healthy(client)
