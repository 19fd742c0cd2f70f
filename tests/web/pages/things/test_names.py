"""Names on pages: in the language of the reader, found by any of them, sorted as they are read."""

from __future__ import annotations

import httpx
import pytest
from lxml import html

from trips_graph.model.index import fold
from trips_graph.web.languages.locale import LANGUAGES

from .pages import read, visible


def get(site: httpx.Client, path: str) -> html.HtmlElement:
    """Return a page that is there."""
    return read(site.get(path).raise_for_status().text)


def test_a_member_is_called_as_the_reader_calls_it(site: httpx.Client) -> None:
    page = get(site, "/fr/doc/place/KHM")
    assert [link.get("lang") for link in page.xpath("//main//a[.='Cambodge']")] == [None]
    for number in ("9000004", "1000364"):
        shown = get(site, f"/fr/doc/report/{number}")
        names = {" ".join(link.text_content().split()) for link in shown.xpath("//main//a")}
        assert not names & {"Switzerland", "Cambodia", "Nepal", "World Customs Organization"}


@pytest.mark.parametrize("given", ["WCO", "OMD", "OMA", "organisation mondiale des douanes"])
def test_a_question_finds_a_body_by_each_of_its_names(site: httpx.Client, given: str) -> None:
    page = get(site, f"/fr/question/q07-per-year?asked={given}")
    assert page.xpath("//main//input[@name='asked']/@value") == [
        "Organisation mondiale des douanes"
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_is_sorted_by_the_names_that_are_shown(site: httpx.Client, language: str) -> None:
    page = get(site, f"/{language}/question/q02-not-named?year=2019")
    names: dict[str, list[str]] = {}
    for row in page.xpath("//main//tbody/tr"):
        name, ldc, *_ = (cell.text_content() for cell in row.xpath("td"))
        names.setdefault(ldc, []).append(fold(name))
    assert len(names) > 1
    assert all(found == sorted(found) for found in names.values())


@pytest.mark.parametrize("acronym", ["OMD", "OMA", "OEB", "OEP"])
def test_search_finds_a_body_by_its_french_and_spanish_acronyms(
    site: httpx.Client, acronym: str
) -> None:
    found = site.get("/fr/search", params={"q": acronym}).raise_for_status().text
    body = "wco" if acronym[1] == "M" else "epo"
    assert f'href="/fr/doc/organisation/{body}"' in found


def test_search_finds_reports_by_the_name_of_the_agreement(site: httpx.Client) -> None:
    assert "/fr/doc/report/" in site.get("/fr/search?q=ADPIC").raise_for_status().text
    assert "Accord sur les ADPIC" in visible(get(site, "/fr/search?q=ADPIC"))


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("9000061-arrests", "arrestations : 412"),
        ("9000061-participants", "participants : plus de 350"),
        ("2901-programmes", "programmes dénombrés : plus de 60 (activité)"),
        ("9000061-seizure-value", "valeur des saisies : 2 500 000 dollars des États-Unis"),
    ],
)
def test_a_figure_is_told_in_words_of_the_reader(site: httpx.Client, key: str, told: str) -> None:
    heading = get(site, f"/fr/doc/figure/{key}").xpath("string(//h1)")
    assert " ".join(heading.split()) == told


def test_passages_of_one_line_are_told_apart_by_their_words(site: httpx.Client) -> None:
    passages = get(site, "/fr/doc/section/9000061-1.1").xpath("//main//li[contains(., 'ligne 11')]")
    told = [" ".join(passage.text_content().split()) for passage in passages]
    assert len(told) > 1
    assert len(set(told)) == len(told)
    assert any("Operation Stop III was held" in text for text in told)


def test_a_release_is_told_from_its_dataset(site: httpx.Client) -> None:
    page = get(site, "/es/doc/dataset/trips-graph")
    assert page.xpath("//main//a[contains(., 'datos enlazados, versión ')]")


def test_results_of_shapes_tell_where_in_the_readers_language(site: httpx.Client) -> None:
    text = visible(get(site, "/fr/quality/shapes"))
    assert "rapport 9000012, ligne 3" in text
    assert "Report on technical" not in text


def test_no_singular_stands_beside_a_number(site: httpx.Client) -> None:
    rows = get(site, "/es/doc/report/9000061").xpath("//section[@aria-labelledby='figures']//tr")
    told = {" ".join(row.xpath("string(td[2])").split()) for row in rows}
    assert told >= {"412", "más de 350", "24", "2.500.000 dólares estadounidenses"}


def test_severities_are_written_alike_in_every_table(site: httpx.Client) -> None:
    for name in ("findings", "shapes"):
        rows = site.get(f"/fr/quality/{name}.json").raise_for_status().json()
        assert {row["severity"] for row in rows} <= {"violation", "warning", "info"}
