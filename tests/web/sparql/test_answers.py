"""The page of an answer: labels and names, types, the order of the SELECT, and the whole of it."""

from html import unescape
from typing import cast

import httpx
import pytest
from lxml import html
from lxml.html import HtmlElement

BROWSER = {"Accept": "text/html", "Accept-Language": "en"}
PREFIXES = """PREFIX tg: <https://w3id.org/trips-graph/def#>
PREFIX member: <https://example.org/trips/id/member/>
"""


def ask(client: httpx.Client, query: str, path: str = "/sparql") -> HtmlElement:
    """Return the part of the page that shows the answer."""
    page = client.get(path, params={"query": PREFIXES + query}, headers=BROWSER)
    assert page.status_code == 200
    return part(page, "answers")


def part(page: httpx.Response, name: str) -> HtmlElement:
    """Return the element of a page that has that id."""
    return cast(HtmlElement, html.fromstring(page.text)).get_element_by_id(name)


def texts(answer: HtmlElement, path: str) -> list[str]:
    return [" ".join(element.text_content().split()) for element in answer.xpath(path)]


def test_columns_stand_in_the_order_of_the_select(client: httpx.Client) -> None:
    answer = ask(client, "SELECT ?z ?a ?m { VALUES (?a ?m ?z) { (1 2 3) } }")
    assert texts(answer, ".//th") == ["z", "a", "m"]
    assert texts(answer, ".//td") == ["3 xsd:integer", "1 xsd:integer", "2 xsd:integer"]


def test_a_thing_has_its_label_its_link_and_its_name_in_a_query(client: httpx.Client) -> None:
    query = "SELECT ?who ?what { VALUES (?who ?what) { (member:KHM tg:Activity) } }"
    for path, label in (("/sparql", "Cambodia"), ("/fr/sparql", "Cambodge")):
        answer = ask(client, query, path)
        assert texts(answer, ".//td//a")[0] == label
        assert texts(answer, ".//td//code") == ["member:KHM", "tg:Activity"]
        assert answer.xpath(".//td//a/@href")[0].endswith("/doc/member/KHM")


def test_an_activity_has_its_title(client: httpx.Client) -> None:
    answer = ask(client, "SELECT ?a { ?a tg:reportedIn ?r } ORDER BY ?a LIMIT 1")
    assert texts(answer, ".//td") == ["National Workshop on border measures activity:9000001-1"]


def test_literals_show_language_and_type_and_hostile_ones_stay_text(client: httpx.Client) -> None:
    answer = ask(
        client,
        'SELECT * { VALUES ?v { "oui"@fr "yes"@en "2020-01-02"^^tg:x "<b>&" UNDEF <urn:x:y> } }',
    )
    assert texts(answer, ".//td") == [
        "oui fr", "yes en", "2020-01-02 tg:x", "<b>&", "–", "urn:x:y",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "heading", "shown"),
    [
        ("ASK { ?s ?p ?o }", "Yes or no", "Yes"),
        ("ASK { <urn:x:y> ?p ?o }", "Yes or no", "No"),
        ("CONSTRUCT { member:KHM a tg:Member } {}", "Triples", "SubjectPredicateObject"),
        ("SELECT * { <urn:x:y> ?p ?o }", "Rows", "never means that none took place"),
    ],
)
def test_each_form_has_its_heading(
    client: httpx.Client, query: str, heading: str, shown: str
) -> None:
    answer = ask(client, query)
    assert texts(answer, ".//h2") == [heading]
    assert shown in " ".join(answer.text_content().split())


@pytest.mark.parametrize(
    ("query", "formats"),
    [
        ("SELECT * { ?s ?p ?o } LIMIT 3", ["json", "xml", "csv", "tsv"]),
        ("ASK {}", ["json", "xml"]),
        (
            "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 3",
            ["turtle", "jsonld", "ntriples", "rdfxml", "nquads", "trig"],
        ),
    ],
)
def test_the_whole_answer_is_there_in_each_format_that_fits(
    client: httpx.Client, query: str, formats: list[str]
) -> None:
    links = ask(client, query).xpath(".//p[@class='formats']//a/@href")
    assert [link.rpartition("=")[2] for link in links] == formats
    for link in links:
        whole = client.get(unescape(link))
        assert whole.status_code == 200
        assert not whole.headers["content-type"].startswith("text/html")


def test_a_cut_answer_says_so(client: httpx.Client) -> None:
    answer = ask(client, "SELECT * { ?s ?p ?o } LIMIT 201")
    assert len(answer.xpath(".//tbody/tr")) == 200
    assert "The first 200 are shown; more follow." in answer.text_content()
    whole = ask(client, "SELECT * { ?s ?p ?o } LIMIT 200")
    assert "200 rows." in whole.text_content() and "more follow" not in whole.text_content()


def test_a_query_too_long_for_an_address_is_answered_without_links(client: httpx.Client) -> None:
    query = f"SELECT (1 AS ?one) {{}} # {'x' * 8000}"
    page = client.post("/sparql", data={"query": query, "format": "html"}, headers=BROWSER)
    answer = part(page, "answers")
    assert texts(answer, ".//td") == ["1 xsd:integer"]
    assert answer.xpath(".//p[@class='formats']") == []
    assert "too long for an address" in answer.text_content()


def test_the_graphs_of_a_request_go_with_its_links(client: httpx.Client) -> None:
    graph = "https://example.org/trips/id/graph/report-9000001"
    page = client.get(
        "/sparql", params={"query": "ASK {}", "default-graph-uri": graph}, headers=BROWSER
    )
    answer = part(page, "answers")
    (link, _) = answer.xpath(".//p[@class='formats']//a/@href")
    assert httpx.URL(link).params["default-graph-uri"] == graph


def test_a_mistake_tells_its_place_to_scripts(client: httpx.Client) -> None:
    page = client.get("/sparql", params={"query": "SELECT *\n{ ?s ?p ?o"}, headers=BROWSER)
    mistake = part(page, "mistake")
    assert (mistake.get("data-line"), mistake.get("data-column")) == ("2", "11")
