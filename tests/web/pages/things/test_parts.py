"""What points to a thing is counted, paged and sorted; large reports are paged, too."""

from __future__ import annotations

import httpx
import pytest
from pyoxigraph import NamedNode, Store

from tests.web.pages.things.pages import BASE, links, read
from trips_graph.terms import dcterms, rdf, tg
from trips_graph.web.pages.things.facts import PAGE


def pages_of(site: httpx.Client, path: str, query: str) -> list[list[str]]:
    """Return the addresses of the things that each page of a group lists, until there is none."""
    found: list[list[str]] = []
    while True:
        answer = site.get(f"{path}?{query}&page={len(found) + 1}")
        if answer.status_code == 404:
            return found
        page = read(answer.text)
        rows = page.xpath("//table[contains(@class, 'nodes')]/tbody/tr/td[2]/a/@href")
        found.append(rows or page.xpath("//ul[contains(@class, 'names')]/li/a/@href"))


@pytest.mark.parametrize(
    ("path", "property_", "name"),
    [
        ("concept/beneficiary-status-stated", tg.beneficiaryStatus, "tg:beneficiaryStatus"),
        ("organisation/wco", tg.reportedBy, "tg:reportedBy"),
        ("report/9000061", tg.reportedIn, "tg:reportedIn"),
        ("rule/type-workshop", tg.assignedBy, "tg:assignedBy"),
    ],
)
def test_a_group_is_whole_and_counted(
    site: httpx.Client, held: Store, path: str, property_: NamedNode, name: str
) -> None:
    iri = f"{BASE}def#{path[8:]}" if path.startswith("concept/") else f"{BASE}id/{path}"
    expected = {
        _iri(quad.subject) for quad in held.quads_for_pattern(None, property_, NamedNode(iri))
    }
    pages = pages_of(site, f"/doc/{path}", f"of={name}")
    shown = [address for page in pages for address in page]
    assert len(shown) == len(set(shown)) == len(expected)
    assert {address.replace("/doc/", BASE + "id/") for address in shown} == expected
    assert [len(page) for page in pages[:-1]] == [PAGE] * (len(pages) - 1)


def test_activities_come_newest_first(site: httpx.Client) -> None:
    page = read(site.get("/doc/organisation/wco?of=tg:reportedBy").text)
    dates = [
        (cell.xpath("time/@datetime") or [""])[0] for cell in page.xpath("//table/tbody/tr/td[1]")
    ]
    stated = [date for date in dates if date]
    assert len(stated) > 10 and dates == [*stated, *[""] * (len(dates) - len(stated))]
    years = [date[:4] for date in stated]
    assert years == sorted(years, reverse=True)


def test_values_of_a_thing_are_paged(site: httpx.Client, held: Store) -> None:
    manifest = site.get("/data/manifest.json").json()
    path = f"/doc/content/{manifest['id']}"
    parts = list(
        held.quads_for_pattern(None, NamedNode("http://rdfs.org/ns/void#propertyPartition"), None)
    )
    assert len(parts) > PAGE
    way = [href for href in links(read(site.get(path).text)).values() if "?has=" in href]
    assert f"{path}?has=void%3ApropertyPartition" in way
    pages = pages_of(site, path, "has=void:propertyPartition")
    assert sum(map(len, pages)) == len(parts)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("of=tg:beneficiary&page=99", 404), ("of=tg:nothing", 404), ("of=%00", 404),
        ("has=x:y", 404),
        ("page=2", 404), ("page=0", 400), ("page=x", 400), ("of=" + "x" * 301, 400),
        ("of=%3Cscript%3Ealert(1)%3C/script%3E", 404), ("of=", 200), ("other=1", 200),
    ],
)  # fmt: skip
def test_a_part_that_is_not_there_is_told(site: httpx.Client, query: str, status: int) -> None:
    answer = site.get(f"/doc/member/KHM?{query}")
    assert answer.status_code == status
    assert "<script>alert" not in answer.text


def test_each_part_is_an_answer_of_its_own(site: httpx.Client) -> None:
    whole = site.get("/doc/member/KHM")
    part = site.get("/doc/member/KHM?of=tg:beneficiary")
    assert whole.headers["etag"] != part.headers["etag"]
    assert whole.text != part.text
    assert site.get("/doc/member/KHM?other=1").headers["etag"] == whole.headers["etag"]


def test_a_report_shows_every_row_once(site: httpx.Client, held: Store) -> None:
    for quad in held.quads_for_pattern(None, rdf.type, tg.Report):
        report = quad.subject
        entries = {
            _iri(part.subject).rpartition("/")[2]
            for part in held.quads_for_pattern(None, dcterms.isPartOf, report)
            if list(held.quads_for_pattern(part.subject, rdf.type, tg.ProgrammeEntry))
        }
        path = f"/doc/report/{_iri(report).rpartition('/')[2]}"
        page = read(site.get(path).text)
        shown = page.xpath("//section[h2[@id='rows']]//td[@class='number']/a/@href")
        assert {address.rpartition("/")[2] for address in shown} == entries, path
        assert len(shown) == len(entries)


def _iri(term: object) -> str:
    return str(term).strip("<>")
