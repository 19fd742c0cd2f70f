"""The page of files: every file once, in its group, with its size in words and in bytes."""

import re
from html import unescape

import httpx
import pytest

from trips_graph.model.questions import read_questions
from trips_graph.model.release import Release
from trips_graph.web.languages.locale import Locale


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_every_file_stands_once_with_its_size(
    fixtures_client: httpx.Client, fixtures_release: Release, language: str
) -> None:
    text = unescape(fixtures_client.get(f"/{language}/data").text)
    locale = Locale(language)
    for file in fixtures_release.manifest.artefacts:
        (row,) = (row for row in re.findall(r"<tr>.*?</tr>", text, re.DOTALL)
                  if f'/{file.path}" download>' in row)  # fmt: skip
        assert f'title="{locale.number(file.bytes)} ' in row
        assert locale.size(file.bytes) in row
        assert file.sha256 in row
        assert (file.title in row) is (language == "en") and 'lang="en"' not in row


def test_answers_are_called_by_their_questions(fixtures_client: httpx.Client) -> None:
    text = unescape(fixtures_client.get("/fr/data").text)
    question = read_questions().by_name["q17-running"]
    assert f"Réponse à la question 17\u00a0: {question.title.fr}" in text


def test_files_stand_by_what_they_are_for(fixtures_client: httpx.Client) -> None:
    text = fixtures_client.get("/data").text
    sections = dict(re.findall(r'<h2 id="group-\d">(.*?)</h2>(.*?)</section>', text, re.DOTALL))
    assert list(sections) == [
        "Everything, in each format", "What the release says of itself",
        "What was checked and found", "Answers to the published questions",
        "Tables and other files",
    ]  # fmt: skip
    files = ("trips-graph.nq", "catalogue.ttl", "coverage.json", "/q01", "index.sqlite")
    for name, file in zip(sections, files, strict=True):
        assert file in sections[name]


def test_sizes_are_told_in_the_units_of_a_language() -> None:
    sizes = (1, 999, 1_500, 1_234_567, 3_000_000_000)
    assert [Locale("en").size(size)[-2:] for size in sizes[2:]] == ["kB", "MB", "GB"]
    assert [Locale("fr").size(size).rpartition("\u202f")[2] for size in sizes] == [
        "o", "o", "ko", "Mo", "Go"
    ]  # fmt: skip
    assert Locale("es").size(1_500) == "1,5 kB"
