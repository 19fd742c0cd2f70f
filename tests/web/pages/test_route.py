"""Pages are kept: by clients, who ask again and hear that nothing changed, and by the server."""

import httpx
import pytest

PAGES = ("/", "/reports", "/fr/members?page=2", "/quality", "/data", "/es/question/q01-beneficiary")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_that_is_held_is_not_sent_again(client: httpx.Client, path: str) -> None:
    first = client.get(path, headers={"Accept": "text/html"})
    assert first.headers["cache-control"] == "public, max-age=0, must-revalidate"
    held = {"Accept": "text/html", "If-None-Match": first.headers["etag"]}
    again = client.get(path, headers=held)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert again.headers["vary"] == first.headers["vary"]


@pytest.mark.parametrize("path", PAGES)
def test_the_kept_page_is_the_page(client: httpx.Client, path: str) -> None:
    first, second = (client.get(path, headers={"Accept": "text/html"}) for _ in range(2))
    assert first.content == second.content
    for name in ("link", "vary", "content-language", "content-type", "etag"):
        assert first.headers.get(name) == second.headers.get(name), name


def test_each_language_and_each_address_is_a_page_of_its_own(client: httpx.Client) -> None:
    asked = [
        client.get(path, headers={"Accept": "text/html", "Accept-Language": language})
        for path in ("/members", "/members?page=2", "/fr/members")
        for language in ("en", "fr")
    ]
    english, french, english_2, french_2, address, address_again = asked
    assert len({answer.headers["etag"] for answer in asked}) == 5
    assert address.headers["etag"] == address_again.headers["etag"] != french.headers["etag"]
    assert english.content != french.content and english_2.content != french_2.content


def test_a_page_that_is_not_there_is_not_kept(client: httpx.Client) -> None:
    for path in ("/members?page=9999", "/question/nobody-asks"):
        answer = client.get(path, headers={"Accept": "text/html"})
        assert answer.status_code == 404
        assert answer.headers["cache-control"] == "no-store" and "etag" not in answer.headers
