"""What pages say to who wants no page, and to who asks for a page that cannot be."""

import httpx
import pytest

ALONE = ("/quality", "/data", "/questions")
PAGES = ("/", "/reports", "/members", *ALONE)


@pytest.mark.parametrize("accept", ["text/turtle", "application/json", "image/png"])
def test_a_page_is_not_sent_to_who_wants_data(client: httpx.Client, accept: str) -> None:
    for path in ALONE:
        refused = client.get(path, headers={"Accept": accept})
        assert refused.status_code == 406, path
        assert "text/html" in refused.json()["detail"] and "/sparql" in refused.json()["detail"]
        assert "alternates" not in refused.json()
        assert client.head(path, headers={"Accept": accept}).status_code == 406


@pytest.mark.parametrize("prefix", ["", "/fr"])
def test_who_wants_data_is_told_of_the_files_beside_a_page(
    client: httpx.Client, prefix: str
) -> None:
    files = {"/activities": ("ttl", "csv", "json"), "/members": ("csv", "json"),
             "/quality/findings": ("csv", "json"), "/pictures/matrix": ("csv", "json"),
             "/search": ("json",)}  # fmt: skip
    for path, suffixes in files.items():
        refused = client.get(f"{prefix}{path}", headers={"Accept": "application/rdf+xml"})
        told = refused.json()
        assert refused.status_code == 406 and f"{path}.json" in told["detail"], path
        there = [item["href"] for item in told["alternates"]]
        assert there == [f"{prefix}{path}.{suffix}" for suffix in suffixes]
        assert all(f"<{address}>" in refused.headers["link"] for address in there)
        assert all(client.get(address).status_code == 200 for address in there)


@pytest.mark.parametrize("accept", ["text/turtle", "application/ld+json;q=0.9, text/html;q=0.1"])
def test_who_wants_rdf_of_the_whole_is_sent_to_the_catalogue(
    client: httpx.Client, accept: str
) -> None:
    sent = client.get("/", headers={"Accept": accept})
    assert (sent.status_code, sent.headers["location"]) == (303, "/catalogue")
    assert "Accept" in sent.headers["vary"]


@pytest.mark.parametrize("accept", ["*/*", "text/*;q=0.1", "text/html,application/xml;q=0.9"])
def test_a_page_is_sent_to_who_takes_one(client: httpx.Client, accept: str) -> None:
    for path in PAGES:
        assert client.get(path, headers={"Accept": accept}).status_code == 200, path


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/members?page=abc", "“page” is a number from 1 to 10,000."),
        ("/members?page=0", "“page” is a number from 1 to 10,000."),
        ("/members?page=1.5", "“page” is a number from 1 to 10,000."),
        ("/members?page=10001", "“page” is a number from 1 to 10,000."),
        (f"/quality?code={'x' * 61}", "“code” has at most 60 characters."),
    ],
)
def test_a_field_that_cannot_be_is_told_plainly(
    client: httpx.Client, address: str, told: str
) -> None:
    response = client.get(address)
    assert (response.status_code, response.json()["detail"]) == (400, told)
