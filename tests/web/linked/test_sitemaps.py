"""Sitemaps: every page and every thing, in three languages, at addresses that answer."""

from urllib.parse import urlsplit
from xml.etree import ElementTree

import httpx
import pytest

from tests.web.conftest import running
from trips_graph.model.release import Release
from trips_graph.web.linked import sitemaps

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
PUBLIC = "https://example.org/reports"


def read(client: httpx.Client, address: str) -> ElementTree.Element:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/xml")
    return ElementTree.fromstring(answer.text)  # noqa: S314 - it is our own


def places(element: ElementTree.Element) -> list[str]:
    return [place.text or "" for place in element.iter(f"{SPACE}loc")]


@pytest.fixture(scope="module")
def listed(fixtures_client: httpx.Client) -> list[str]:
    """Every address of every sitemap."""
    found: list[str] = []
    for file in places(read(fixtures_client, "/sitemap.xml")):
        addresses = places(read(fixtures_client, urlsplit(file).path))
        assert len(addresses) <= sitemaps.MOST_ADDRESSES
        found += addresses
    return found


def test_robots_name_the_index(fixtures_client: httpx.Client) -> None:
    text = fixtures_client.get("/robots.txt").text
    (line,) = (line for line in text.splitlines() if line.startswith("Sitemap: "))
    assert line.endswith("/sitemap.xml")
    assert fixtures_client.get(urlsplit(line.removeprefix("Sitemap: ")).path).status_code == 200
    assert "Disallow: /fr/sparql?" in text


def test_every_thing_is_listed_in_each_language(
    listed: list[str], fixtures_release: Release
) -> None:
    assert len(listed) == len(set(listed))
    with (fixtures_release.folder / "trips-graph.nq").open(encoding="utf-8") as lines:
        kinds = ("Report", "Activity", "Member", "Tool", "BeneficiaryGroup", "ReportedFigure")
        ends = tuple(f"#type> <https://w3id.org/trips-graph/def#{kind}>" for kind in kinds)
        things = {line[1 : line.index(">")] for line in lines if line.count(" ") and any(
            end in line for end in ends)}  # fmt: skip
    assert len(things) > 300
    paths = {urlsplit(address).path for address in listed}
    for thing in things:
        for language in ("en", "fr", "es"):
            assert f"/{language}/doc/{thing.partition('/id/')[2]}" in paths, thing
    for path in ("/", "/reports", "/quality/findings", "/def", "/def/Report", "/sparql"):
        assert f"/fr{path}" in paths


def test_each_address_answers_and_names_the_others(fixtures_client: httpx.Client) -> None:
    for file in ("/sitemaps/0.xml", "/sitemaps/1.xml"):
        entries = list(read(fixtures_client, file).iter(f"{SPACE}url"))
        for entry in entries[:: max(len(entries) // 40, 1)]:
            place = entry.findtext(f"{SPACE}loc") or ""
            others = {link.get("hreflang"): link.get("href") for link in entry.iter(LINK)}
            assert set(others) == {"en", "fr", "es", "x-default"}
            assert place in others.values()
            page = fixtures_client.get(urlsplit(place).path)
            assert page.status_code == 200, place
            assert f'<link rel="canonical" href="{place}">' in page.text


def test_it_is_held_until_the_release_changes(fixtures_client: httpx.Client) -> None:
    etag = fixtures_client.get("/sitemaps/1.xml").headers["etag"]
    again = fixtures_client.get("/sitemaps/1.xml", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")


def test_there_are_no_more_than_there_are(fixtures_client: httpx.Client) -> None:
    for number, status in (("99", 404), ("-1", 404), ("x", 400)):
        assert fixtures_client.get(f"/sitemaps/{number}.xml").status_code == status


def test_the_public_address_is_that_of_the_settings(small_release: Release) -> None:
    with (
        running(small_release.folder, TRIPS_ADDRESS=PUBLIC) as (address, _),
        httpx.Client(base_url=address, timeout=30) as client,
    ):
        assert f"Sitemap: {PUBLIC}/sitemap.xml" in client.get("/robots.txt").text
        assert places(read(client, "/sitemap.xml"))[0] == f"{PUBLIC}/sitemaps/0.xml"
        things = places(read(client, "/sitemaps/1.xml"))
        assert all(place.startswith(PUBLIC) for place in things)
    with running(small_release.folder) as (address, _), httpx.Client(base_url=address) as client:
        strange = {"Host": "stranger.example"}
        assert client.get("/sitemap.xml", headers=strange).status_code == 404
        assert "Sitemap" not in client.get("/robots.txt", headers=strange).text
