"""Pages of the questions: the answer told and shown, why there is none, other values, files."""

import csv
import io
import re
from html import unescape

import httpx
import pytest

from trips_graph.model.questions import read_questions
from trips_graph.web.languages.locale import LANGUAGES

from .test_pages import BROWSER, Page

QUESTIONS = list(read_questions().by_name.values())
CAUTIONS = read_questions().cautions.values()
NAMES = [question.name for question in QUESTIONS]
_MARKS = r' <span class="hint">..</span>|<[^>]+>'
ANSWERED = [question.name for question in QUESTIONS if not question.cannot]


def page(client: httpx.Client, address: str, status: int = 200) -> str:
    """Return a page without its entities, so that it can be searched for words."""
    response = client.get(address, headers=BROWSER)
    assert response.status_code == status
    assert not Page(response.text).open
    return response.text.replace("&#39;", "'").replace("&#34;", '"')


def table(text: str) -> list[list[str]]:
    """Return the rows of the table of a page as the texts of its cells."""
    rows = re.findall(r"<tr>(.*?)</tr>", text.partition("<tbody>")[2], re.DOTALL)
    cells = (re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL) for row in rows)
    return [[unescape(re.sub(_MARKS, "", cell)) for cell in row] for row in cells]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_question_is_shown_in_each_language(
    client: httpx.Client, name: str, language: str
) -> None:
    question = read_questions().by_name[name]
    text = page(client, f"/{language}/question/{name}")
    notes = () if question.cannot else (question.about, *question.cautions)
    for words in (question.title, *notes):
        assert words.say(language) in text
    asked = {parameter.kind for parameter in question.parameters}
    for column in question.columns if "<table" in text else ():
        assert f">{column.heading.say(language)}</th>" in text or column.name in asked
    if question.missing:
        assert question.missing.say(language) in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_has_each_question_under_its_theme(client: httpx.Client, language: str) -> None:
    text = page(client, f"/{language}/questions")
    assert set(re.findall(rf"/{language}/question/(q[^\"]+)", text)) == set(NAMES)
    assert all(theme.say(language) in text for theme in read_questions().themes.values())
    assert text.count('class="state not"') == 1
    assert text.count('class="state part"') == sum(q.answers == "partly" for q in QUESTIONS)


@pytest.mark.parametrize("name", ANSWERED)
def test_the_files_have_the_rows_that_are_shown(client: httpx.Client, name: str) -> None:
    text = page(client, f"/en/question/{name}")
    question = read_questions().by_name[name]
    shown = table(text)
    held = client.get(f"/en/question/{name}.csv")
    assert held.headers["content-type"].startswith("text/csv")
    heading, *rows = csv.reader(io.StringIO(held.text))
    columns = [
        column for column in question.columns if f'data-heading="{column.heading.en}"' in text
    ]
    places = [heading.index(column.heading.en) for column in columns]
    assert len(rows[:100]) == len(shown)
    plain = [i for i, column in enumerate(columns) if column.kind in ("text", "thing")]
    for row, cells in zip(rows, shown, strict=False):
        for i in plain:
            text = row[places[i]].removeprefix("'")
            assert cells[i] in ("–", text) or len(text) > 150
    found = client.get(f"/question/{name}.json").json()
    assert len(found["results"]["bindings"]) == len(rows)


@pytest.mark.parametrize("name", ANSWERED)
def test_an_answer_has_the_picture_that_its_file_plans(client: httpx.Client, name: str) -> None:
    question = read_questions().by_name[name]
    drawn = client.get(f"/es/question/{name}.svg", timeout=60)
    shown = f"/es/question/{name}.svg" in page(client, f"/es/question/{name}")
    assert drawn.status_code == (200 if question.chart else 404)
    if question.chart:
        assert drawn.headers["content-type"] == "image/svg+xml"
        assert shown or "<table" not in page(client, f"/es/question/{name}")
        assert b"<script" not in drawn.content
    else:
        assert not shown


def test_headings_of_csv_are_in_the_readers_language(client: httpx.Client) -> None:
    lines = [
        client.get(f"/{language}/question/q04-circulation.csv").text.splitlines()[0]
        for language in LANGUAGES
    ]
    assert [line.partition(",")[0] for line in lines] == [
        "Submitted by", "Présenté par", "Presentado por",
    ]  # fmt: skip
    response = client.get("/question/q04-circulation.csv", headers={"Accept-Language": "fr"})
    assert response.headers["content-language"] == "fr" and "Présenté par" in response.text


def test_links_to_pages_keep_the_language_of_the_address(client: httpx.Client) -> None:
    for prefix in ("", "/fr"):
        response = client.get(f"{prefix}/question/q04-circulation", headers={"Accept": "text/html"})
        assert response.headers["link"].startswith(f"<{prefix}/question/q04-circulation")


def test_a_spreadsheet_runs_no_cell(client: httpx.Client) -> None:
    for name in ANSWERED:
        rows = csv.reader(io.StringIO(client.get(f"/question/{name}.csv").text))
        cells = [cell for row in rows for cell in row]
        assert not [cell for cell in cells if re.match(r"[=+@\t\r|]|-[^0-9]", cell)]


def test_an_empty_answer_is_not_taken_for_none(client: httpx.Client) -> None:
    text = page(client, "/en/question/q08-money")
    assert "No amount of money was read in the reports of this release." in text
    assert "That none was found never means that none took place." in text
    assert "<table" not in text


@pytest.mark.parametrize("year", ["1800", "2029"])
@pytest.mark.parametrize("name", ["q02-not-named", "q03-who-reported"])
def test_of_a_year_without_a_report_nothing_is_said(
    client: httpx.Client, name: str, year: str
) -> None:
    text = page(client, f"/en/question/{name}?year={year}")
    assert f"This release has no report of {year}: " in text and "nothing can be said of" in text
    assert "<table" not in text and "Every Member" not in text


def test_a_question_without_an_answer_says_why(client: httpx.Client) -> None:
    text = page(client, "/en/question/q13-contacts")
    assert "These data cannot answer it" in text and "would be needed" in text
    assert "<table" not in text and "/sparql?" not in text
    assert client.get("/question/q13-contacts.csv").status_code == 404


def test_other_values_are_asked_shown_and_sent_on(client: httpx.Client) -> None:
    text = page(client, "/en/question/q02-not-named?year=2030")
    assert "VALUES ?year { 2030 }" in text and "<option selected>2030</option>" in text
    assert "VALUES+%3Fyear+%7B+2030+%7D" in text
    assert "/question/q02-not-named.csv?year=2030" in text
    assert "No report of 2030 in this release names" in text


def test_each_name_of_a_beneficiary_asks_the_same(client: httpx.Client) -> None:
    pages = [
        page(client, f"/fr/question/q01-beneficiary?asked={name}")
        for name in ("KHM", "cambodia", "CAMBODGE", "Camboya")
    ]
    assert all('VALUES ?asked { "KHM" }' in text for text in pages)
    assert all('value="Cambodge"' in text for text in pages)
    assert all("«\u00a0Cambodge\u00a0»" in text for text in pages)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_name_keeps_the_form_and_tells_near_ones(
    client: httpx.Client, language: str
) -> None:
    address = f"/{language}/question/q01-beneficiary?asked=Kambodia"
    text = page(client, address, 400)
    near = {"en": "Cambodia", "fr": "Cambodge", "es": "Camboya"}[language]
    assert f'?asked={near}"><bdi>{near}</bdi>' in text
    assert 'value="Kambodia"' in text and 'role="alert"' in text and "<table" not in text
    told = client.get(f"/{language}/question/q01-beneficiary.csv?asked=Kambodia")
    assert told.status_code == 400 and near in told.json()["detail"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ("yaer=2020", "It takes: Year of the reports (year)"),
        ("year=soon", "Year of the reports (year): “soon” cannot be asked for. Four digits"),
        ("year=2019&year=2020", "stands twice"),
        ("page=0", "is a number from 1 on"),
        ("page=x", "is a number from 1 on"),
    ],
)
def test_a_wrong_field_is_the_clients_mistake(
    client: httpx.Client, fields: str, words: str
) -> None:
    assert words in page(client, f"/en/question/q02-not-named?{fields}", 400)


def test_a_page_after_the_last_is_not_there(client: httpx.Client) -> None:
    page(client, "/question/q02-not-named?page=99", 404)


@pytest.mark.parametrize(
    "value",
    [
        '"><script>alert(1)</script>',
        'KHM" } VALUES ?x { "',
        "a\\",
        "x" * 300,
        "\u202eKHM",
        "{}",
        "%00",
    ],
)
def test_hostile_values_stay_text(client: httpx.Client, value: str) -> None:
    response = client.get("/en/question/q01-beneficiary", params={"asked": value}, headers=BROWSER)
    assert response.status_code == 400
    assert "<script" not in response.text and not Page(response.text).open


@pytest.mark.parametrize(
    ("name", "goal"),
    [
        ("figures", "q20-where-it-is-written"), ("beneficiary", "q01-beneficiary"),
        ("participations", "q16-most-and-least"), ("who-reported", "q03-who-reported"),
        ("not-stated", "q05-matrix"), ("q17?day=2019-10-01", "q17-running?day=2019-10-01"),
        ("q17.csv?day=2019-10-01", "q17-running.csv?day=2019-10-01"),
    ],
)  # fmt: skip
def test_former_and_short_names_send_on(client: httpx.Client, name: str, goal: str) -> None:
    response = client.get(f"/question/{name}")
    assert (response.status_code, response.headers["location"]) == (308, f"/question/{goal}")
    assert client.get(f"/fr/question/{name}").headers["location"] == f"/fr/question/{goal}"


def test_home_begins_with_some_and_leads_to_all_twenty(client: httpx.Client) -> None:
    text = page(client, "/en/")
    assert len([name for name in NAMES if f'/question/{name}"' in text]) == 6
    assert 'href="/en/questions"' in text and "All 20 questions" in text
    every = page(client, "/en/questions")
    assert [name for name in NAMES if f'/question/{name}"' in every] == NAMES
    assert all(str(caution) in text for caution in CAUTIONS)


def test_the_form_for_sparql_offers_those_that_have_a_query(client: httpx.Client) -> None:
    text = page(client, "/en/sparql")
    assert QUESTIONS[0].title.en in text
    assert not [q.title for q in QUESTIONS if q.cannot and q.title.en in text]
