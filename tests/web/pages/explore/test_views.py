"""Every view is the same as a page, CSV, JSON and Turtle, in its order, and leads on."""

from __future__ import annotations

import csv
import re
from io import StringIO
from typing import Any, cast

import httpx
import lxml.html
import pytest
from jsonschema import Draft202012Validator
from pyoxigraph import RdfFormat, parse

from trips_graph.model.index import fold
from trips_graph.terms import dcterms, rdf, rdfs, skos, tg

from .reckoning import Dump, Reckoning

HTML = {"Accept": "text/html"}
VIEWS = [
    "", "?sort=oldest", "?sort=title", "?sort=submitter", "?ldc=yes&sort=title", "?beneficiary=KHM",
    "?year=2019&year=unknown&region=142", "?topic=patents&topic=copyright&sort=oldest",
    "?status=not-stated", "?type=workshop&submitter=wco", "?beneficiary=AND",
]  # fmt: skip
STATED = (
    rdf.type, dcterms.title, tg.startDate, tg.endDate, tg.startYear, tg.beneficiary,
    tg.beneficiaryStatus, tg.activityType, tg.topic, tg.partner, tg.usesTool, tg.reportedIn,
    tg.reportedBy,
)  # fmt: skip


def page(client: httpx.Client, address: str) -> lxml.html.HtmlElement:
    response = client.get(address, headers=HTML)
    assert response.status_code == 200, (address, response.text)
    return lxml.html.fromstring(response.text)


def keys_of_pages(client: httpx.Client, address: str) -> list[str]:
    """The keys of the activities on all pages, by their links to the next."""
    found: list[str] = []
    for _ in range(100):
        shown = page(client, address)
        links = shown.xpath("//ol[@class='activities']/li/h2/a/@href")
        found += [link.rpartition("/")[2] for link in links]
        following = shown.xpath("//a[@rel='next']/@href")
        if not following:
            return found
        address = following[0]
    raise AssertionError("the pages do not end")


def activities(client: httpx.Client, query: str) -> list[dict[str, Any]]:
    return cast(list[dict[str, Any]], client.get(f"/activities.json{query}").json()["activities"])


def key(iri: str) -> str:
    return iri.rpartition("/")[2]


@pytest.mark.parametrize("query", VIEWS)
def test_page_csv_json_and_turtle_hold_the_same(explored: httpx.Client, query: str) -> None:
    keys = [activity["key"] for activity in activities(explored, query)]
    assert len(keys) == len(set(keys))
    assert keys_of_pages(explored, f"/activities{query}") == keys
    rows = csv.DictReader(StringIO(explored.get(f"/activities.csv{query}").text, newline=""))
    assert [key(row["Address"]) for row in rows] == keys
    turtle = explored.get(f"/activities.ttl{query}").content
    triples = list(parse(turtle, format=RdfFormat.TURTLE))
    assert {key(triple.subject.value) for triple in triples if triple.object == tg.Activity} == set(
        keys
    )


def test_csv_tells_what_json_tells(explored: httpx.Client) -> None:
    rows = list(csv.reader(StringIO(explored.get("/activities.csv").text, newline="")))[1:]
    for row, activity in zip(rows, activities(explored, ""), strict=True):
        told = [activity["title"]["text"], activity["start"] or "", activity["report"]["label"]]
        assert [row[0].removeprefix("'"), row[2], row[6]] == told
        assert row[7] == "; ".join(item["label"] for item in activity["beneficiaries"])
        assert row[8] == activity["status"]["label"]


def test_what_stands_for_a_thing_in_json_is_what_filters_take(explored: httpx.Client) -> None:
    roles = {"beneficiaries": "beneficiary", "types": "type", "topics": "topic"}
    every = activities(explored, "")
    for role, facet in {**roles, "status": "status", "submitter": "submitter"}.items():
        named = [item for activity in every for item in _items(activity[role])]
        for value in {item["value"] for item in named}:
            found = activities(explored, f"?{facet}={value}")
            assert len(found) >= sum(item["value"] == value for item in named) > 0


def _items(named: Any) -> list[dict[str, str]]:
    return named if isinstance(named, list) else [named] if named else []


def test_a_view_is_called_by_its_filters(explored: httpx.Client) -> None:
    shown = page(explored, "/fr/activities?beneficiary=KHM&ldc=yes")
    assert shown.xpath("//title/text()")[0].startswith("Activités\u00a0: Cambodge, nomme un PMA")
    assert shown.xpath("//h1/text()") == ["Activités"]


def test_turtle_is_what_the_release_says_of_its_activities(
    explored: httpx.Client, dump: Dump, reckoned: Reckoning
) -> None:
    found = {
        (str(triple.subject), triple.predicate.value, str(triple.object))
        for triple in parse(explored.get("/activities.ttl").content, format=RdfFormat.TURTLE)
    }
    assert found <= dump.triples
    names = {name.value for name in STATED}
    subjects = {subject for subject, _, value in found if value == str(tg.Activity)}
    stated = {fact for fact in dump.triples if fact[0] in subjects and fact[1] in names}
    assert stated <= found
    assert len(subjects) == len(reckoned)
    labelled = {s for s, p, _ in found if p in (rdfs.label.value, skos.prefLabel.value)}
    assert {value for s, p, value in found if p == tg.beneficiary.value} <= labelled
    assert {value for s, p, value in found if p == tg.topic.value} <= labelled


def test_newest_and_oldest_go_by_the_start_and_unknown_comes_last(explored: httpx.Client) -> None:
    for order, is_down in (("newest", True), ("oldest", False)):
        starts = [item["start"] for item in activities(explored, f"?sort={order}")]
        known = [start for start in starts if start]
        assert starts == known + [None] * (len(starts) - len(known)) and None in starts
        days = [start for start in known if len(start) == len("2018-10-25")]
        assert days == sorted(days, reverse=is_down)


def test_titles_and_submitters_have_their_order(explored: httpx.Client) -> None:
    titles = [fold(item["title"]["text"]) for item in activities(explored, "?sort=title")]
    assert titles == sorted(titles)
    submitters = [item["submitter"] for item in activities(explored, "?sort=submitter")]
    names = [item["value"] for item in submitters if item]
    parted = [name for place, name in enumerate(names) if name not in names[:place]]
    assert names == [name for name in parted for _ in range(names.count(name))]
    assert None not in submitters[: len(names)]


def test_each_filter_can_be_taken_away(explored: httpx.Client) -> None:
    shown = page(explored, "/activities?beneficiary=KHM&beneficiary=LAO&ldc=yes&sort=title")
    links = shown.xpath("//ul[@class='chosen']//a/@href")
    assert links == [
        "/activities?beneficiary=LAO&ldc=yes&sort=title",
        "/activities?beneficiary=KHM&ldc=yes&sort=title",
        "/activities?beneficiary=KHM&beneficiary=LAO&sort=title",
    ]
    assert sorted(shown.xpath("//input[@checked]/@value")) == ["KHM", "LAO", "yes"]
    assert shown.xpath("//option[@selected]/@value") == ["title"]


def test_an_empty_view_says_what_would_give_how_many(explored: httpx.Client) -> None:
    shown = page(explored, "/activities?beneficiary=KHM&year=2012&topic=patents&type=webinar")
    assert "does not mean that none took place" in shown.text_content()
    remedies = shown.xpath("//section[@class='results']/ul[@class='plain']/li")
    assert remedies
    for remedy in remedies:
        (address,) = remedy.xpath("./a/@href")
        (told,) = re.findall(r"(\d+) activit", remedy.text_content())
        query = address.removeprefix("/activities")
        assert len(activities(explored, query)) == int(told) > 0


def test_a_filter_less_is_offered_before_one_alone(explored: httpx.Client) -> None:
    text = page(explored, "/activities?status=not-stated&beneficiary=KHM").text_content()
    assert "One filter less" in text and "Without “Beneficiary”" in text
    single = page(explored, "/activities?beneficiary=AND").text_content()
    assert "No activity of this release fits this filter." in single
    assert "All activities of this release" in single


def test_pages_are_told_in_the_header(explored: httpx.Client) -> None:
    links = explored.get("/fr/activities?sort=oldest&page=2", headers=HTML).headers["link"]
    assert '</fr/activities?sort=oldest&page=3>; rel="next"' in links
    assert '</fr/activities?sort=oldest>; rel="prev"' in links
    assert '</fr/activities.csv?sort=oldest>; rel="alternate"; type="text/csv"' in links
    assert explored.get("/activities?page=99", headers=HTML).status_code == 404


def test_json_keeps_its_schema(explored: httpx.Client) -> None:
    document = explored.get("/openapi.json").json()
    schema = {"$ref": "#/components/schemas/Activities", "components": document["components"]}
    Draft202012Validator(schema).validate(explored.get("/activities.json").json())
    parameters = document["paths"]["/activities.json"]["get"]["parameters"]
    for parameter in parameters:
        schema = parameter["schema"]
        examples = schema.get("items", schema).get("examples", [])
        for example in (*examples, *schema.get("enum", ())):
            answer = explored.get("/activities.json", params={parameter["name"]: example})
            assert answer.status_code == 200, (parameter["name"], example, answer.text)
