"""`/id/…`: sends on, tells what is not there or gone, and never leads to another host."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

import httpx
import pytest

from tests.web.linked.links import links, targets

BASE = "https://example.org/trips/"
THINGS = (
    "report/9000001",
    "section/9000001-1.1",
    "entry/9000001-1",
    "activity/9000001-operation-xi",
    "figure/9000001-arrests",
    "evidence/9000001-row-1",
    "member/KHM",
    "place/KHM",
    "organisation/inv",
    "group/invented",
    "tool/inventool",
    "graph/report-9000001",
    "graph/vocabulary",
)


@pytest.mark.parametrize("thing", THINGS)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_each_kind_of_thing_sends_on_to_a_document(
    client: httpx.Client, thing: str, method: str
) -> None:
    sent = client.request(method, f"/id/{thing}")
    assert (sent.status_code, sent.headers["location"]) == (303, f"/doc/{thing}")
    assert client.request(method, sent.headers["location"]).status_code == 200


def test_suffix_and_query_go_along(client: httpx.Client) -> None:
    sent = client.get("/id/report/9000001.ttl?_profile=schema&x=%C3%A9%0D%0A")
    assert sent.headers["location"] == "/doc/report/9000001.ttl?_profile=schema&x=%C3%A9%0D%0A"
    assert client.get("/id/section/9000001-1.1.nt").headers["location"].endswith("-1.1.nt")


@pytest.mark.parametrize("path", ["/id/report/none", "/id/x/y", "/id/report/%3C%3E", "/id/a b/c"])
def test_what_is_not_there_is_404_at_once(client: httpx.Client, path: str) -> None:
    for method in ("GET", "HEAD"):
        missing = client.request(method, path)
        assert missing.status_code == 404
        assert missing.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/id/report/9000003", "/doc/report/9000003"])
def test_what_is_withdrawn_is_gone_with_reason_and_successor(
    client: httpx.Client, path: str
) -> None:
    gone = client.get(path)
    assert gone.status_code == 410
    told = gone.json()
    assert told["withdrawnOn"] == "2031-09-09"
    assert told["reason"] == "Filed twice: <b>see</b> the other one."
    assert told["successor"] == BASE + "id/report/9000001"
    assert told["reason"] in told["detail"]
    assert targets(gone, "successor-version") == ["/doc/report/9000001"]
    assert client.head(path).status_code == 410


def test_a_person_reads_why_it_is_gone(client: httpx.Client) -> None:
    page = client.get("/doc/report/9000003", headers={"Accept": "text/html"})
    assert page.status_code == 410
    assert "&lt;b&gt;see&lt;/b&gt;" in page.text
    assert 'href="/doc/report/9000001"' in page.text
    alone = client.get("/id/activity/9000003-1", headers={"Accept": "text/html"})
    assert "Never took place." in alone.text and "successor" not in alone.text


def raw(server: str, target: bytes, host: bytes = b"evil.example") -> tuple[int, dict[str, str]]:
    """Return status and headers of a request whose target is sent byte by byte."""
    address = urlsplit(server)
    with socket.create_connection((address.hostname or "", address.port or 0), timeout=10) as line:
        line.sendall(
            b"GET " + target + b" HTTP/1.1\r\nHost: " + host + b"\r\nConnection: close\r\n\r\n"
        )
        answer = b"".join(iter(lambda: line.recv(65536), b""))
    head = answer.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    headers = dict(item.lower().split(": ", 1) for item in head[1:])
    return int(head[0].split()[1]), headers


@pytest.mark.parametrize(
    "target",
    [
        b"//evil.example/id/report/9000001",
        b"//evil.example",
        b"//evil.example/%2e%2e",
        b"///evil.example/reports/",
        b"/id//evil.example",
        b"/id//evil.example/x",
        b"/id/%2F%2Fevil.example/x",
        b"/id/report/%2F%2Fevil.example",
        b"/id/report/..%2f..%2fevil.example",
        b"/id/%2e%2e/%2e%2e/report",
        b"/id/../../evil.example",
        b"/id/\\evil.example/x",
        b"/id/%5C%5Cevil.example/x",
        b"/id/x/%0d%0aSet-Cookie:%20a=b",
        b"/id/report/9000001%0d%0aLocation:%20//evil.example",
        b"/id/report/9000001/",
        b"/reports/",
        b"http://evil.example/id/report/9000001",
        b"http://evil.example//evil.example/reports/",
        b"/id/report/9000001?next=//evil.example",
        b"/id/report/9000001?%0d%0aSet-Cookie:%20a=b",
        b"/question/q01?to=http://evil.example",
    ],
)
def test_no_redirect_leaves_the_host(server: str, target: bytes) -> None:
    status, headers = raw(server, target)
    location = headers.get("location", "/")
    assert status < 500
    assert location.startswith("/") and not location.startswith(("//", "/\\"))
    assert "set-cookie" not in headers


@pytest.mark.parametrize(
    "path", ["/id/report/9000001", "/doc/report/9000001", "/def", "/data", "/data/manifest.json"]
)
def test_only_reading_is_allowed(client: httpx.Client, path: str) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH", "INVENTED"):
        refused = client.request(method, path)
        assert refused.status_code == 405
        assert refused.headers["allow"] == "GET, HEAD, OPTIONS"
        assert refused.json()["status"] == 405
    told = client.options(path)
    assert (told.status_code, told.content) == (204, b"")
    assert told.headers["allow"] == "GET, HEAD, OPTIONS"


def test_lists_link_their_pages(client: httpx.Client) -> None:
    first = client.get("/members")
    pages = {
        link["rel"]: link["url"]
        for rel in ("first", "prev", "next", "last")
        for link in links(first, rel)
    }
    assert pages == {"first": "/members", "next": "/members?page=2", "last": "/members?page=2"}
    last = client.get("/members?page=2")
    assert targets(last, "prev") == ["/members"] and targets(last, "last") == ["/members?page=2"]
    assert not targets(last, "next")
    assert targets(client.get("/reports"), "last") == ["/reports"]
