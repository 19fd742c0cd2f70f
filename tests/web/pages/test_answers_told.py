"""Answers over the invented pages of every layout: what is told, drawn, left out and cited."""

from __future__ import annotations

import re
from collections import Counter

import httpx
import pytest

from tests.web.pages.pictures.drawing.test_draw import texts_of
from trips_graph.model.questions import read_questions

QUESTIONS = read_questions().by_name.values()
COUNTED = [
    question.name
    for question in QUESTIONS
    if question.chart and question.chart.kind == "bar" and question.chart.y == "programme"
]


def page(client: httpx.Client, address: str) -> str:
    return client.get(address).raise_for_status().text


def told(client: httpx.Client, address: str) -> str:
    """Return the sentence of an answer."""
    found = re.search(r'<p class="told">(.*?)</p>', page(client, address))
    assert found
    return found[1]


def drawn(client: httpx.Client, address: str) -> list[str]:
    """Return the texts of a picture."""
    return texts_of(client.get(address).raise_for_status().content)


def test_participations_are_told_by_how_they_are_named(fixtures_client: httpx.Client) -> None:
    rows = fixtures_client.get("/question/q05-matrix.json").json()["results"]["bindings"]
    named = [row for row in rows if "beneficiary" in row]
    counts = [
        sum(int(row["programmes"]["value"]) for row in among)
        for among in (named, [row for row in rows if row not in named])
    ]
    kinds = Counter({row["beneficiary"]["value"]: row["status"]["value"] for row in named}.values())
    assert told(fixtures_client, "/en/question/q05-matrix").startswith(
        f"{counts[0]} participations: {kinds['stated']} Members and observers, "
        f"{kinds['group']} groups, {kinds['unresolved']} names not recognised; "
        f"{counts[1]} programmes name no beneficiary."
    )


def test_who_reported_is_counted_by_submitter(fixtures_client: httpx.Client) -> None:
    sentence = told(fixtures_client, "/en/question/q03-who-reported")
    rows = fixtures_client.get("/question/q03-who-reported.json").json()["results"]["bindings"]
    by = {row["by"]["value"] for row in rows if row["answer"]["value"] == "reported"}
    assert f"{len(by)} submitters reported in 2021; 3 who reported earlier did not;" in sentence


def test_both_averages_are_told(fixtures_client: httpx.Client) -> None:
    sentence = told(fixtures_client, "/es/question/q16-most-and-least")
    assert re.search(
        r"; en promedio, \d,\d+ participaciones por PMA, \d,\d+ por cada otro", sentence
    )


@pytest.mark.parametrize(
    ("language", "classes"),
    [("en", ("LDC", "not an LDC")), ("fr", ("PMA", "pas un PMA")), ("es", ("PMA", "no es PMA"))],
)
def test_the_map_of_those_that_are_not_named_tells_ldcs_from_others(
    fixtures_client: httpx.Client, language: str, classes: tuple[str, str]
) -> None:
    texts = drawn(fixtures_client, f"/{language}/question/q02-not-named.svg")
    assert set(classes) <= set(texts)


@pytest.mark.parametrize("name", COUNTED)
@pytest.mark.parametrize(("language", "many"), [("en", "Programmes"), ("es", "Programas")])
def test_an_axis_that_counts_programmes_is_called_so(
    fixtures_client: httpx.Client, name: str, language: str, many: str
) -> None:
    assert many in drawn(fixtures_client, f"/{language}/question/{name}.svg")


@pytest.mark.parametrize("name", ["q01-beneficiary", "q06-ldcs", "q07-per-year"])
def test_every_year_stands_on_the_axis(fixtures_client: httpx.Client, name: str) -> None:
    texts = drawn(fixtures_client, f"/en/question/{name}.svg")
    years = sorted(int(text) for text in texts if re.fullmatch(r"(19|20)\d\d", text))
    assert years == list(range(years[0], years[-1] + 1))


def test_what_is_not_in_the_picture_is_told(fixtures_client: httpx.Client) -> None:
    text = page(fixtures_client, "/en/question/q01-beneficiary")
    assert "<p>Programmes without a year, not in the picture: 2.</p>" in text
    text = page(fixtures_client, "/en/question/q07-per-year")
    assert "all submitters of the answer together</p>" in text
    assert re.search(r"<p>Rows of the answer that lack the number: \d+\.</p>", text)


def test_a_part_of_the_rows_is_not_called_all(fixtures_client: httpx.Client) -> None:
    whole = "The table below has every number of the picture."
    for name in ("q02-not-named", "q05-matrix", "q16-most-and-least"):
        text = page(fixtures_client, f"/en/question/{name}")
        assert whole not in text and "The CSV has every number of the picture;" in text
    assert whole in page(fixtures_client, "/en/question/q01-beneficiary")


def test_a_column_of_one_asked_for_value_is_in_the_csv_alone(fixtures_client: httpx.Client) -> None:
    text = page(fixtures_client, "/en/question/q01-beneficiary")
    assert 'data-heading="Programme"' in text and 'data-heading="Beneficiary"' not in text
    held = fixtures_client.get("/en/question/q01-beneficiary.csv").text
    assert held.startswith("Beneficiary,")


def test_the_caution_on_ldcs_stands_where_ldcs_do(fixtures_client: httpx.Client) -> None:
    caution = str(read_questions().cautions["ldcs"])
    assert caution in page(fixtures_client, "/en/question/q06-ldcs")
    assert caution not in page(fixtures_client, "/en/question/q11-partners")
    assert 'id="reading"' not in page(fixtures_client, "/en/question/q13-contacts")


@pytest.mark.parametrize("path", ["/question/q12-same-beneficiary?asked=GHA", "/pictures/gaps"])
def test_the_permanent_address_is_cited(fixtures_client: httpx.Client, path: str) -> None:
    assert f"https://w3id.org/trips-graph{path}<" in page(fixtures_client, f"/fr{path}")


def test_a_default_opens_with_an_answer(fixtures_client: httpx.Client) -> None:
    assert told(fixtures_client, "/en/question/q12-same-beneficiary").startswith("7 pairs")


def test_a_picture_is_had_for_phones(fixtures_client: httpx.Client) -> None:
    narrow = fixtures_client.get("/question/q14-topics.svg?size=narrow").text
    assert 'width="340"' in narrow
    assert fixtures_client.get("/question/q14-topics.csv?size=narrow").status_code == 400
    text = page(fixtures_client, "/en/question/q14-topics")
    assert 'srcset="/en/question/q14-topics.svg?size=narrow"' in text
    asked = page(fixtures_client, "/en/question/q06-ldcs?since=2018")
    assert "/question/q06-ldcs.svg?size=narrow&amp;since=2018" in asked
