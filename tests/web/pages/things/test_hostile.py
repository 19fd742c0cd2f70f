"""Hostile names of a release break no page about a thing, nor what it describes for crawlers."""

from __future__ import annotations

import httpx
import pytest

from tests.web.pages.things.pages import described, read
from tests.web.small_release import HOSTILE

PATHS = ("/doc/organisation/evil", "/doc/activity/9000001-2", "/doc/entry/9000001-2",
         "/doc/organisation/long", "/doc/organisation/rtl", "/doc/report/9000002")  # fmt: skip


@pytest.mark.parametrize("language", ["en", "fr", "es"])
@pytest.mark.parametrize("path", PATHS)
def test_a_hostile_name_is_shown_as_it_is(client: httpx.Client, path: str, language: str) -> None:
    answer = client.get(f"/{language}{path}", headers={"Accept": "text/html"})
    assert answer.status_code == 200 and len(answer.content) < 40_000
    page = read(answer.text)
    assert {script.get("type") for script in page.iter("script")} == {"application/ld+json"}
    assert not page.xpath("//img[@onerror] | //*[@onload]")
    assert [item["@type"] for item in described(answer.text)][1:] == ["BreadcrumbList"]
    assert not [href for href in page.xpath("//a/@href") if href.lower().startswith("javascript")]


def test_the_name_of_evil_is_its_heading(client: httpx.Client) -> None:
    text = client.get("/doc/organisation/evil", headers={"Accept": "text/html"}).text
    assert read(text).xpath("//h1")[0].text_content() == HOSTILE
    assert described(text)[0]["name"] == {"@language": "en", "@value": HOSTILE}


def test_what_is_withdrawn_is_told_in_rdf(client: httpx.Client) -> None:
    for path, accept in (
        ("/doc/report/9000003", "text/turtle"),
        ("/doc/report/9000003.ttl", "*/*"),
    ):
        answer = client.get(path, headers={"Accept": accept})
        assert answer.status_code == 410
        assert answer.headers["content-type"].startswith("text/turtle")
        assert "withdrawnOn" in answer.text and "isReplacedBy" in answer.text
    assert client.get("/doc/report/9000003").json()["status"] == 410
