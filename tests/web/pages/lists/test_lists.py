"""Lists: filtered by names in any language, whole as CSV and JSON, and the same on every page."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Any, cast

import httpx
import lxml.html
import pytest

from tests.web.conftest import running
from trips_graph.model.index import fold
from trips_graph.model.release import Release
from trips_graph.web.pages.lists.listings import LISTINGS

HTML = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def site(fixtures_release: Release) -> Iterator[httpx.Client]:
    with running(fixtures_release.folder) as (address, _), httpx.Client(base_url=address) as client:
        yield client


def read(response: httpx.Response) -> lxml.html.HtmlElement:
    assert response.status_code == 200, response.text
    return lxml.html.fromstring(response.text)


def ask(client: httpx.Client, address: str) -> list[dict[str, Any]]:
    response = client.get(address)
    assert response.status_code == 200, response.text
    assert response.json()["total"] == len(response.json()["rows"])
    return cast(list[dict[str, Any]], response.json()["rows"])


def shown(client: httpx.Client, address: str) -> list[list[str]]:
    """The cells of all pages of a list."""
    found: list[list[str]] = []
    while address:
        page = read(client.get(address, headers=HTML))
        found += [
            [cell.text_content().strip() for cell in row.xpath("./td")]
            for row in page.xpath("//table[@class='list']/tbody/tr")
        ]
        address = next(iter(page.xpath("//a[@rel='next']/@href")), "")
    return found


@pytest.mark.parametrize("query", ["", "?name=an"])
@pytest.mark.parametrize("name", LISTINGS)
def test_page_csv_and_json_hold_the_same(site: httpx.Client, name: str, query: str) -> None:
    rows = ask(site, f"/{name}.json{query}")
    table = list(csv.reader(StringIO(site.get(f"/{name}.csv{query}").text, newline="")))
    assert [row[-1] for row in table[1:]] == [row["iri"] for row in rows]
    assert len(table[0]) == len(LISTINGS[name].columns) + 1
    first = [row[0].split("  ")[0] for row in shown(site, f"/{name}{query}")]
    assert first == [row[0] for row in table[1:]]
    if not query:
        assert len(rows) > 20


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("/members.json?name=cote", ["Côte d'Ivoire"]),
        ("/members.json?name=CÔTE", ["Côte d'Ivoire"]),
        ("/members.json?name=Camboya", ["Cambodia"]),
        ("/fr/members.json?name=Cambodia", ["Cambodge"]),
        ("/members.json?name=swaziland", ["Eswatini"]),
        ("/organisations.json?name=organisation%20mondiale%20des%20douanes",
         ["World Customs Organization"]),
        ("/members.json?name=zzzz", []),
    ],
)  # fmt: skip
def test_names_are_found_in_any_language(
    site: httpx.Client, address: str, found: list[str]
) -> None:
    assert [row["name"] for row in ask(site, address)] == found


def test_reports_are_filtered_by_submitter_and_year(site: httpx.Client) -> None:
    every = ask(site, "/reports.json")
    submitted = [row for row in every if row["submitterName"] == "World Customs Organization"]
    year = submitted[0]["year"]
    assert ask(site, "/reports.json?submitter=wco") == submitted
    wanted = [row for row in submitted if row["year"] == year]
    assert ask(site, f"/reports.json?submitter=wco&year={year}") == wanted != []
    assert ask(site, "/reports.json?year=1990") == []
    numbers = [row["number"] for row in every if "9000001" in row["number"]]
    assert [row["number"] for row in ask(site, "/reports.json?name=9000001")] == numbers != []
    assert ask(site, "/reports.json?submitter=AND") == []


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("reports?submitter=XYZ9", "“XYZ9” is no value of “Submitted by (submitter)”."),
        ("reports?submitter=World Customs", "World Customs Organization (wco)"),
        ("members?name=%25", "“%” is no value of “Name (name)”."),
        ("reports?year=last", "“last” is no value of “Year (year)”."),
        ("members?nmae=x", "Did you mean: Name (name)?"),
        ("members?submitter=wco", "is no field of this address"),
    ],
)
def test_what_is_not_known_is_refused(site: httpx.Client, query: str, told: str) -> None:
    response = site.get(f"/{query}", headers=HTML)
    assert (response.status_code, told in response.text) == (400, True)
    path, _, fields = query.partition("?")
    assert site.get(f"/{path}.csv?{fields}").status_code == 400


def test_the_form_keeps_what_was_asked_and_pages_keep_it_too(site: httpx.Client) -> None:
    response = site.get("/fr/members?name=a", headers=HTML)
    page = read(response)
    assert page.xpath("//form[@class='filter']//input[@id='name']/@value") == ["a"]
    assert page.xpath("//a[@rel='next']/@href") == ["/fr/members?name=a&page=2"]
    assert '</fr/members?name=a&page=2>; rel="next"' in response.headers["link"]
    total = len(ask(site, "/members.json?name=a"))
    assert f"{total} sur 189" in page.text_content()


def test_things_stand_in_the_order_of_their_shown_names(site: httpx.Client) -> None:
    for language in ("en", "fr", "es"):
        names = [fold(row["name"]) for row in ask(site, f"/{language}/members.json")]
        assert names == sorted(names)


def test_nothing_found_offers_the_whole_list(site: httpx.Client) -> None:
    page = read(site.get("/es/tools?name=zzzz", headers=HTML))
    assert "Ningún elemento coincide." in page.text_content()
    assert "/es/tools" in page.xpath("//main//p/a/@href")
