"""What pages say to who wants no page, and to who asks for a page that cannot be."""

import httpx
import pytest

PAGES = ("/", "/reports", "/members", "/quality", "/data", "/question/q01")


@pytest.mark.parametrize("accept", ["text/turtle", "application/json", "image/png"])
def test_a_page_is_not_sent_to_who_wants_data(client: httpx.Client, accept: str) -> None:
    for path in PAGES:
        refused = client.get(path, headers={"Accept": accept})
        assert refused.status_code == 406, path
        assert "text/html" in refused.json()["detail"] and "/sparql" in refused.json()["detail"]
        assert client.head(path, headers={"Accept": accept}).status_code == 406


@pytest.mark.parametrize("accept", ["*/*", "text/*;q=0.1", "text/html,application/xml;q=0.9"])
def test_a_page_is_sent_to_who_takes_one(client: httpx.Client, accept: str) -> None:
    for path in PAGES[:-1]:
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
