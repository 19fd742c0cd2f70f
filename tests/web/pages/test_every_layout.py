"""Pages over a release of the invented pages in every layout: what is read is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx
import pytest

from tests.web.conftest import running
from trips_graph.model.release import Release

HTML = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def site(fixtures_release: Release) -> Iterator[httpx.Client]:
    with running(fixtures_release.folder) as (address, _), httpx.Client(base_url=address) as client:
        yield client


def test_two_tables_of_one_report_show_all_their_rows(site: httpx.Client) -> None:
    page = site.get("/doc/report/9000024", headers=HTML).text
    rows = re.findall(r"/doc/entry/9000024-([0-9-]+)\"", page)
    assert rows == ["1", "2", "2-1", "2-2"]
    assert "4 rows" in page


def test_categories_of_technology_are_shown_where_a_report_prints_them(site: httpx.Client) -> None:
    transfer = site.get("/doc/report/9000045", headers=HTML).text
    assert "Category of technology" in transfer
    assert "technology transfer report" in transfer
    assert "Category of technology" not in site.get("/doc/report/9000061", headers=HTML).text


def test_every_report_has_a_page_and_data(site: httpx.Client, fixtures_release: Release) -> None:
    numbers = set(re.findall(r"/id/report/([0-9]+)>", _dump(fixtures_release)))
    assert len(numbers) > 60
    for number in sorted(numbers):
        assert site.get(f"/doc/report/{number}", headers=HTML).status_code == 200, number
        assert site.get(f"/doc/report/{number}.ttl").status_code == 200, number


def _dump(release: Release) -> str:
    return (release.folder / "trips-graph.nq").read_text(encoding="utf-8")
