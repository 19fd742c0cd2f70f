"""Findings by document: filters without scripts, pages of thousands, tables, languages."""

import csv
import io
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import httpx
import pytest

from tests.web.conftest import running
from tests.web.pages.test_pages import BROWSER, Page
from tests.web.small_release import HOSTILE, build_small_release
from trips_graph.model.finding import CODES
from trips_graph.model.release import FINDINGS
from trips_graph.web.languages.locale import Locale
from trips_graph.web.pages.quality.meanings import MEANINGS
from trips_graph.web.spreadsheets import disarm

MANY = 5_000
MOST_BYTES = 50_000
CODE = {0: "line-unread", 1: "name-unresolved", 2: "row-cut"}


def _finding(number: int) -> dict[str, object]:
    """Return an invented finding; the later, the earlier its document sorts."""
    place = MANY - number
    return {
        "document": f"{9100000 + place // 10}.txt",
        "line": None if place % 10 == 0 else place % 10,
        "code": CODE[number % 3],
        "severity": "info" if number % 3 == 2 else "warning",
        "message": f"{'=' if number == 0 else ''}finding number {place}",
        "report": str(9100000 + place // 10) if place % 10 == 1 else "",
    }


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a server over a release with 5,000 findings."""
    folder = tmp_path_factory.mktemp("many")
    build_small_release(folder)
    _write(folder, [_finding(number) for number in range(MANY)])
    with (
        running(folder) as (address, _),
        httpx.Client(base_url=address, headers=BROWSER, timeout=30) as client,
    ):
        yield client


def _write(folder: Path, findings: list[dict[str, object]]) -> None:
    (folder / FINDINGS).write_text(json.dumps(findings), encoding="utf-8")


def read(client: httpx.Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    assert response.num_bytes_downloaded < MOST_BYTES
    assert not Page(response.text).open
    return response.text


def test_findings_stand_by_document_and_line(many: httpx.Client) -> None:
    text = read(many, "/quality/findings")
    numbers = [int(number) for number in re.findall(r"finding number (\d+)", text)]
    assert numbers == list(range(1, 201))
    headings = re.findall(r"<h2 class=\"name\">.*?(\d+)\.txt", text)
    assert len(headings) > 10
    assert headings == sorted(set(headings))
    assert '<a href="/doc/report/9100001"><bdi>9100001.txt</bdi></a>' in text
    assert '<span class="hint">line 9</span>' in text


def test_every_page_follows_the_one_before(many: httpx.Client) -> None:
    address, seen, pages = "/quality/findings", [], 0
    while address:
        text = read(many, address)
        seen += re.findall(r"finding number (\d+)", text)
        following = re.search(r'rel="next" href="([^"]+)"', text)
        address = following[1].replace("&amp;", "&") if following else ""
        pages += 1
    assert pages == MANY // 200
    assert [int(number) for number in seen] == list(range(1, MANY + 1))
    assert many.get("/quality/findings?page=26").status_code == 404


def test_codes_are_counted_and_explained(many: httpx.Client) -> None:
    text = read(many, "/quality/findings?code=row-cut&page=2")
    assert '<a href="/quality/findings?code=line-unread">line-unread</a>' in text
    for code, meaning in CODES.items():
        row = re.search(rf'<tr id="code-{code}">.*?</tr>', text)
        assert row is not None
        assert meaning in unescape(row[0])


@pytest.mark.parametrize("language", ["fr", "es"])
def test_meanings_are_translated_and_messages_marked_as_english(
    many: httpx.Client, language: str
) -> None:
    assert MEANINGS == CODES
    locale = Locale(language)
    text = read(many, f"/{language}/quality/findings")
    for code, meaning in CODES.items():
        assert locale.gettext(meaning) != meaning
        row = re.search(rf'<tr id="code-{code}">.*?</tr>', text)
        assert row and locale.gettext(meaning) in unescape(row[0])
    assert '<bdi lang="en">finding number 1</bdi>' in text


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ("?code=row-cut", 1666), ("?severity=info", 1666), ("?severity=warning", 3334),
        ("?code=line-unread&severity=warning", 1667), ("?code=row-cut&severity=warning", 0),
        ("?code=&severity=", 5000), ("?code=unheard-of", 0),
    ],
)  # fmt: skip
def test_code_and_severity_filter(many: httpx.Client, asked: str, count: int) -> None:
    text = read(many, f"/quality/findings{asked}")
    assert f"{count:,} of 5,000 findings" in text
    words = {"info": "remark", "warning": "warning"}
    shown = re.findall(
        r'<li><span class="severity (\w+)">(\w+)</span> <a href="#code-([\w-]+)"', text
    )
    assert len(shown) == min(count, 200)
    wanted = dict(part.split("=") for part in asked.removeprefix("?").split("&"))
    for severity, word, code in shown:
        assert word == words[severity]
        assert wanted.get("code") in (None, "", code)
        assert wanted.get("severity") in (None, "", severity)
    if not count:
        assert "None of that code and severity." in text
    rows = many.get(f"/quality/findings.json{asked}").json()
    assert len(rows) == count
    table = list(csv.DictReader(io.StringIO(many.get(f"/quality/findings.csv{asked}").text)))
    assert [row["Message"] for row in table] == [disarm(row["message"]) for row in rows]


def test_the_next_page_and_the_tables_keep_the_filter(many: httpx.Client) -> None:
    text = read(many, "/quality/findings?code=row-cut")
    assert 'href="/quality/findings?code=row-cut&amp;page=2"' in text
    assert 'href="/quality/findings.csv?code=row-cut"' in text
    assert '<option selected value="row-cut">row-cut (1,666)</option>' in text


def test_headings_of_csv_are_in_the_readers_language(many: httpx.Client) -> None:
    french = many.get("/fr/quality/findings.csv")
    assert french.text.splitlines()[0] == "Document,Rapport,Ligne,Code,Gravité,Message"
    assert (french.headers["content-language"], "Accept-Language" in french.headers["vary"]) == (
        "fr", True
    )  # fmt: skip
    held = {"If-None-Match": french.headers["etag"]}
    assert many.get("/fr/quality/findings.csv", headers=held).status_code == 304
    assert many.get("/es/quality/findings.csv", headers=held).status_code == 200
    assert many.get("/quality/findings.xlsx").status_code == 404


def test_the_address_of_before_sends_on(many: httpx.Client) -> None:
    moved = many.get("/fr/quality?code=row-cut&severity=info")
    assert moved.status_code == 308
    assert moved.headers["location"] == "/fr/quality/findings?code=row-cut&severity=info"
    assert "5,000" in many.get("/quality").text


@pytest.mark.parametrize("path", ["/quality", "/quality/findings", "/fr/quality/shapes"])
def test_hostile_findings_stay_text(client: httpx.Client, path: str) -> None:
    answer = client.get(path, headers=BROWSER)
    page = Page(answer.text)
    assert answer.status_code == 200 and not page.open
    assert HOSTILE not in answer.text
    assert not page.tags & {"script", "iframe", "object", "embed"}
    assert not {name for name in page.attributes if name.startswith("on")}
    assert not [link for link in page.links if link.lower().startswith("javascript")]
    rows = client.get("/quality/findings.json").json()
    assert rows[0]["message"] == HOSTILE
