"""A person who asks wrongly finds the query in the form, and above it what is wrong."""

import re
from html import unescape

import httpx
import pytest

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
WRONG = [
    ("SELECT * {\n ?s rdfs:label ?o }", 400, "Line 2, column 15: the prefix rdfs: is not declared"),
    ("SELECT * { ?s ?p '<b>&'\n", 400, "Line 2, column 1: expected one of"),
    ("ASK { SERVICE <http://a.example/> {} }", 403, "service_hosts"),
    ("SELECT * { FILTER('a", 400, "does not end"),
]


@pytest.mark.parametrize("fields", [{}, {"format": "html"}, {"format": "csv"}])
@pytest.mark.parametrize(("query", "status", "told"), WRONG)
def test_the_form_keeps_the_query(
    client: httpx.Client, query: str, status: int, told: str, fields: dict[str, str]
) -> None:
    page = client.get("/sparql", params={"query": query, **fields}, headers=BROWSER)
    assert (page.status_code, page.headers["cache-control"]) == (status, "no-store")
    held = re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", page.text, re.DOTALL)
    assert unescape(held[0]) == query
    above = page.text.partition("<textarea")[0]
    assert 'role="alert"' in above and told in re.sub("<[^>]*>", "", unescape(above))
    assert page.headers["x-request-id"] in above


def test_the_place_is_told_in_the_language_of_the_reader(client: httpx.Client) -> None:
    page = client.get("/fr/sparql", params={"query": WRONG[0][0]}, headers=BROWSER)
    assert 'Ligne 2, colonne 15\u00a0: <bdi lang="en">the prefix rdfs:' in page.text


def test_a_program_gets_a_problem_still(client: httpx.Client) -> None:
    for accept in ("*/*", "application/json", "text/csv"):
        answer = client.get("/sparql", params={"query": "SELEKT"}, headers={"Accept": accept})
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["line"] == 1
