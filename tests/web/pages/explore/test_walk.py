"""Without JavaScript, in a real browser: from home to a filtered view, and its CSV in hand."""

from __future__ import annotations

import csv
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    found = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    yield found
    found.close()


def take(page: Page, name: str) -> list[dict[str, str]]:
    """The rows of a file that a link gives."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name=name, exact=True).click()
    with waiting.value.path().open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_home_explore_filter_csv(context: BrowserContext, explored_address: str) -> None:
    page = context.new_page()
    page.goto(explored_address + "/")
    page.get_by_role("link", name="Explore the activities").click()
    page.get_by_label("Cambodia").check()
    page.get_by_text("Show all").first.click()
    page.get_by_label("names an LDC").check()
    page.get_by_label("Order").select_option("title")
    page.get_by_role("button", name="Show").first.click()
    page.wait_for_url("**/activities?sort=title&beneficiary=KHM&ldc=yes")
    shown = page.locator("ol.activities > li h2").all_inner_texts()
    rows = take(page, "CSV")
    assert [row["Activity"] for row in rows] == shown != []
    assert all("Cambodia" in row["Beneficiaries"] for row in rows)
    page.get_by_role("link", name="Take away: Beneficiary: Cambodia").click()
    assert len(page.locator("ol.activities > li").all()) > len(shown)


def test_on_a_phone_filters_are_folded_and_nothing_overflows(
    browser: Browser, explored_address: str
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    for path in ("/fr/activities", "/fr/activities?ldc=yes", "/fr/reports", "/es/members"):
        page.goto(explored_address + path)
        wide = page.locator("html").evaluate("root => root.scrollWidth > root.clientWidth")
        assert not wide, path
    page.goto(explored_address + "/fr/activities")
    assert not page.get_by_label("Cambodge").is_visible()
    page.get_by_text("Filtrer et trier").click()
    page.get_by_label("Cambodge").check()
    page.get_by_role("button", name="Afficher", exact=True).first.click()
    assert "beneficiary=KHM" in page.url
    context.close()


def test_a_list_is_filtered_by_a_form(context: BrowserContext, explored_address: str) -> None:
    page = context.new_page()
    page.goto(explored_address + "/fr/members")
    page.get_by_label("Nom").fill("cote d'ivoire")
    page.get_by_role("button", name="Filtrer").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    assert [row["Nom"] for row in take(page, "CSV")] == ["Côte d'Ivoire"]
