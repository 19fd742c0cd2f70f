"""One answer has one strong validator, another has another (RFC 9110, 8.8), whoever asks how."""

from collections.abc import Mapping

import httpx
import pytest

from tests.protocol.cases import TEXTS

SELECT, MEMBERS = TEXTS["select"], TEXTS["members"]
QUERY = {"Content-Type": "application/sparql-query"}
PLAIN = {"Accept-Encoding": "identity"}
# Requests whose answers differ: by query, format, dataset or coding.
OTHERS: tuple[tuple[Mapping[str, str], Mapping[str, str]], ...] = (
    ({"query": MEMBERS}, PLAIN),
    ({"query": MEMBERS + " "}, PLAIN),
    ({"query": MEMBERS, "format": "csv"}, PLAIN),
    ({"query": MEMBERS, "format": "xml"}, PLAIN),
    ({"query": MEMBERS, "default-graph-uri": TEXTS["reports"]}, PLAIN),
    ({"query": MEMBERS, "named-graph-uri": TEXTS["reports"]}, PLAIN),
    ({"query": MEMBERS}, {"Accept-Encoding": "gzip"}),
)


def _told(response: httpx.Response) -> tuple[str, str, str]:
    assert response.status_code == 200
    return (
        response.headers["etag"],
        response.headers["content-type"],
        response.headers["vary"],
    )


def test_another_answer_has_another_validator(client: httpx.Client) -> None:
    """A weak one is not compared: it may be that of the same answer in another coding."""
    etags = [
        client.get("/sparql", params=fields, headers=headers).headers["etag"]
        for fields, headers in OTHERS
    ]
    strong = [etag for etag in etags if not etag.startswith("W/")]
    assert len(strong) == len(set(strong))
    assert len(strong) >= len(OTHERS) - 1


@pytest.mark.parametrize("query", [SELECT, MEMBERS, TEXTS["construct"], TEXTS["describe"]])
def test_the_same_answer_has_the_same_validator_and_the_same_bytes(
    client: httpx.Client, query: str
) -> None:
    answers = [
        client.get("/sparql", params={"query": query}),
        client.get("/sparql", params={"query": query}),
        client.post("/sparql", data={"query": query}),
        client.post("/sparql", content=query, headers=QUERY),
        client.request("QUERY", "/sparql", content=query, headers=QUERY),
    ]
    assert len({_told(answer) for answer in answers}) == 1
    assert len({answer.content for answer in answers}) == 1


@pytest.mark.parametrize("fields", [fields for fields, _ in OTHERS])
def test_head_tells_what_get_tells(client: httpx.Client, fields: Mapping[str, str]) -> None:
    """RFC 9110, 9.3.2: the same fields, but for those that only making the answer would tell."""
    head = client.head("/sparql", params=fields, headers=PLAIN)
    got = client.get("/sparql", params=fields, headers=PLAIN)
    assert _told(head) == _told(got)
    assert head.content == b""
    assert head.headers.get("content-length") in (None, got.headers.get("content-length"))


def test_a_client_that_holds_one_coding_is_not_told_that_it_holds_the_other(
    client: httpx.Client,
) -> None:
    """RFC 9110, 13.1.2 and 8.8.3.3: a strong validator is that of one coding."""
    packed = client.get("/sparql", params={"query": MEMBERS}, headers={"Accept-Encoding": "gzip"})
    held = {"If-None-Match": packed.headers["etag"]}
    again = client.get("/sparql", params={"query": MEMBERS}, headers={**PLAIN, **held})
    assert again.status_code == 200 or packed.headers["etag"].startswith("W/")
