"""Pages of the questions: number, cautions and answer; why there is none; other values."""

import re

import httpx
import pytest

from trips_graph.web.pages.questions import CAUTIONS, read_questions

from .test_pages import BROWSER

QUESTIONS = list(read_questions().values())
NAMES = [question.name for question in QUESTIONS]


def page(client: httpx.Client, address: str) -> str:
    """Return a page without its entities, so that it can be searched for words."""
    response = client.get(address, headers=BROWSER)
    assert response.status_code == 200
    return response.text.replace("&#39;", "'").replace("&#34;", '"')


@pytest.mark.parametrize("name", NAMES)
def test_a_question_shows_number_title_and_cautions(client: httpx.Client, name: str) -> None:
    question = read_questions()[name]
    text = page(client, f"/question/{name}")
    assert f"Question {question.number}</p>" in text
    for words in (question.title, question.about, *CAUTIONS):
        assert words in text


@pytest.mark.parametrize("name", [q.name for q in QUESTIONS if not q.cannot])
def test_its_links_give_the_answer_that_is_shown(client: httpx.Client, name: str) -> None:
    text = page(client, f"/question/{name}")
    assert "PREFIX tg:" in text
    link = re.search(r'href="(/sparql[^"]*format=csv)"', text)
    assert link is not None
    rows = client.get(link[1].replace("&amp;", "&"))
    assert rows.status_code == 200 and rows.headers["content-type"].startswith("text/csv")
    count = re.search(r"(\d+) rows?( shown|\.)", text)
    assert len(rows.text.splitlines()) - 1 == (int(count[1]) if count else 0)


def test_an_empty_answer_is_not_taken_for_none(client: httpx.Client) -> None:
    text = page(client, "/question/q08-money")
    assert "None was found in this release" in text
    assert "this never means that none took place" in text
    assert "<table>" not in text


def test_a_question_without_an_answer_says_why(client: httpx.Client) -> None:
    text = page(client, "/question/q13-contacts")
    assert "These data cannot answer it" in text and "would be needed" in text
    assert "<table>" not in text and "None was found" not in text and "/sparql?" not in text


def test_other_values_are_asked_shown_and_sent_on(client: httpx.Client) -> None:
    assert "Invented" not in page(client, "/question/q01-beneficiary?asked=Ghana").split("<h1>")[0]
    text = page(client, "/question/q02-not-named?year=2020")
    assert "VALUES ?year { 2020 }" in text and 'value="2020"' in text
    assert "VALUES+%3Fyear+%7B+2020+%7D" in text
    hostile = page(client, '/question/q01-beneficiary?asked="><script>alert(1)</script>')
    assert "<script" not in hostile


def test_a_wrong_value_is_the_clients_mistake(client: httpx.Client) -> None:
    response = client.get("/question/q02-not-named?year=soon")
    assert response.status_code == 400
    assert response.json()["detail"] == "year: 'soon' is no year of four digits"


@pytest.mark.parametrize(
    ("name", "goal"),
    [
        ("figures", "q20-where-it-is-written"), ("beneficiary", "q01-beneficiary"),
        ("participations", "q16-most-and-least"), ("who-reported", "q03-who-reported"),
        ("not-stated", "q05-matrix"), ("q17?day=2019-10-01", "q17-running?day=2019-10-01"),
    ],
)  # fmt: skip
def test_former_and_short_names_send_on(client: httpx.Client, name: str, goal: str) -> None:
    response = client.get(f"/question/{name}")
    assert (response.status_code, response.headers["location"]) == (308, f"/question/{goal}")


def test_home_lists_all_twenty(client: httpx.Client) -> None:
    text = page(client, "/")
    assert [name for name in NAMES if f'href="/question/{name}"' in text] == NAMES
    assert text.count("cannot be answered") == 1
    assert all(caution in text for caution in CAUTIONS)


def test_the_form_for_sparql_offers_those_that_have_a_query(client: httpx.Client) -> None:
    text = page(client, "/sparql")
    assert QUESTIONS[0].title in text
    assert not [q.title for q in QUESTIONS if q.cannot and q.title in text]
