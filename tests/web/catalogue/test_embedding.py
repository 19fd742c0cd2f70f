"""The schema.org Dataset stands in pages: extractors read it, no browser runs it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from extruct.jsonld import JsonLdExtractor
from playwright.sync_api import Browser

from tests.web.conftest import running
from trips_graph import pipeline
from trips_graph.settings import Settings

PAGES = ("/", "/data", "/catalogue")
HOSTILE = "Office </script><script>alert(1)</script> & <!--"


def extract(client: httpx.Client, path: str) -> dict[str, Any]:
    text = client.get(path, headers={"Accept": "text/html"}).text
    (found,) = JsonLdExtractor().extract(text)
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("path", PAGES)
def test_an_extractor_finds_the_dataset(described: httpx.Client, path: str) -> None:
    assert extract(described, path) == described.get("/dataset.jsonld").json()


def test_the_dataset_has_an_address_of_its_own(described: httpx.Client) -> None:
    answer = described.get("/dataset.jsonld")
    assert answer.headers["content-type"] == "application/ld+json"
    assert answer.json()["@type"] == "Dataset"
    etag = {"If-None-Match": answer.headers["etag"]}
    assert described.get("/dataset.jsonld", headers=etag).status_code == 304


@pytest.fixture(scope="module")
def hostile_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over a release whose publisher is called what ends a script."""
    source = pipeline.default_sources()[0] / "1000364.txt"
    out: Path = tmp_path_factory.mktemp("hostile")
    order = pipeline.Order((source,), out)
    release = pipeline.build(order, Settings(publisher=HOSTILE), lambda stage, done, total: None)
    with running(release.folder) as (address, _):
        yield address


def test_no_text_ends_the_block(hostile_address: str) -> None:
    with httpx.Client(base_url=hostile_address, timeout=30) as client:
        for path in PAGES:
            text = client.get(path, headers={"Accept": "text/html"}).text
            assert "</script><script>" not in text
            assert extract(client, path)["creator"]["name"] == HOSTILE


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1440])
def test_no_browser_runs_the_block_or_finds_fault_with_a_page(
    browser: Browser, hostile_address: str, width: int
) -> None:
    faults: list[str] = []
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", lambda dialog: faults.append(dialog.message))
    for path in (*PAGES, "/sparql/description"):
        page.goto(hostile_address + path)
        assert page.locator("script").count() == (path in PAGES)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page.close()
    assert faults == []
