"""The page on quality: findings by document, filters without scripts, pages of thousands."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.web.conftest import running
from tests.web.small_release import build_small_release
from trips_graph.model.finding import CODES
from trips_graph.model.release import FINDINGS

from .test_pages import BROWSER, LARGEST, Page

MANY = 5_000
CODE = {0: "line-unread", 1: "name-unresolved", 2: "row-cut"}


def _finding(number: int) -> dict[str, object]:
    """Return an invented finding; the later, the earlier its document sorts."""
    place = MANY - number
    return {
        "document": f"{9100000 + place // 10}.txt",
        "line": None if place % 10 == 0 else place % 10,
        "code": CODE[number % 3],
        "severity": "info" if number % 3 == 2 else "warning",
        "message": f"finding number {place}",
        "report": str(9100000 + place // 10) if place % 10 == 1 else "",
    }


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a server over a release with 5,000 findings."""
    folder = tmp_path_factory.mktemp("many")
    build_small_release(folder)
    _write(folder, [_finding(number) for number in range(MANY)])
    with running(folder) as (address, _), httpx.Client(base_url=address, headers=BROWSER) as client:
        yield client


def _write(folder: Path, findings: list[dict[str, object]]) -> None:
    (folder / FINDINGS).write_text(json.dumps(findings), encoding="utf-8")


def read(client: httpx.Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    assert len(response.content) < LARGEST
    assert not Page(response.text).open
    return response.text


def test_findings_stand_by_document_and_line(many: httpx.Client) -> None:
    text = read(many, "/quality")
    numbers = [int(number) for number in re.findall(r"finding number (\d+)", text)]
    assert numbers == list(range(1, 201))
    headings = re.findall(r"<h3>.*?(\d+)\.txt", text)
    assert headings == sorted(set(headings))
    assert '<a href="/doc/report/9100001"><bdi>9100001.txt</bdi></a>' in text
    assert '<span class="hint">line 9</span>' in text


def test_every_page_follows_the_one_before(many: httpx.Client) -> None:
    address, seen, pages = "/quality", [], 0
    while address:
        text = read(many, address)
        seen += re.findall(r"finding number (\d+)", text)
        following = re.search(r'rel="next" href="([^"]+)"', text)
        address = following[1].replace("&amp;", "&") if following else ""
        pages += 1
    assert pages == MANY // 200
    assert [int(number) for number in seen] == list(range(1, MANY + 1))
    assert many.get("/quality?page=26").status_code == 404


def test_codes_are_counted_and_explained(many: httpx.Client) -> None:
    text = read(many, "/quality?code=row-cut&page=2")
    assert '<a href="/quality?code=line-unread">line-unread</a> 1,667' in text
    for code, meaning in CODES.items():
        row = re.search(rf'<tr id="code-{code}">.*?</tr>', text)
        assert row is not None
        assert meaning.replace('"', "&#34;").replace("'", "&#39;") in row[0]


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ("?code=row-cut", 1666), ("?severity=info", 1666), ("?severity=warning", 3334),
        ("?code=line-unread&severity=warning", 1667), ("?code=row-cut&severity=warning", 0),
        ("?code=&severity=", 5000), ("?code=unheard-of", 0),
    ],
)  # fmt: skip
def test_code_and_severity_filter(many: httpx.Client, asked: str, count: int) -> None:
    text = read(many, f"/quality{asked}")
    assert f"{count:,} of 5,000 findings" in text
    shown = re.findall(
        r'<li><span class="severity (\w+)">\w+</span> <a href="#code-([\w-]+)"', text
    )
    assert len(shown) == min(count, 200)
    wanted = dict(part.split("=") for part in asked.removeprefix("?").split("&"))
    for severity, code in shown:
        assert wanted.get("code") in (None, "", code)
        assert wanted.get("severity") in (None, "", severity)
    if not count:
        assert "None of that code and severity." in text


def test_the_next_page_keeps_the_filter(many: httpx.Client) -> None:
    text = read(many, "/quality?code=row-cut")
    assert 'href="/quality?code=row-cut&amp;page=2"' in text
    assert '<option selected value="row-cut">row-cut (1,666)</option>' in text


def test_results_of_the_shapes_stand_below(client: httpx.Client) -> None:
    text = client.get("/quality", headers=BROWSER).text
    assert text.index("Findings</h2>") < text.index("What the codes mean") < text.index("No benef")
