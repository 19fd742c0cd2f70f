"""Walks without JavaScript: whatever a reader is after, plain links and forms lead there."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

_ORIGINAL = re.compile(r"https://e-trips\.wto\.org/(en|fr|es)/\w+/View/\d+")


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A page of a browser that runs no script and leaves this machine for nothing."""
    own = browser.new_context(java_script_enabled=False, locale="en-GB")
    own.route(lambda address: not address.startswith(site), lambda route: route.abort())
    page = own.new_page()
    page.set_default_timeout(20_000)
    page.goto(site + "/")
    yield page
    own.close()


def test_from_home_by_a_question_to_the_original(page: Page) -> None:
    """Home, question, Member, activity, evidence, and the address of the original."""
    page.get_by_role("link", name="Which programmes name a beneficiary").click()
    page.get_by_label("Beneficiary", exact=True).fill("Cambodia")
    page.get_by_role("button", name="Ask", exact=True).click()
    page.locator("main .hint").get_by_role("link", name="Cambodia", exact=True).first.click()
    page.wait_for_url("**/doc/member/KHM")
    page.locator("main a[href*='/doc/activity/']").first.click()
    page.wait_for_url("**/doc/activity/*")
    original = page.locator(".evidence a[rel~=external]").first
    expect(original).to_have_attribute("href", _ORIGINAL)
    page.locator(".evidence a[href*='/doc/evidence/']").first.click()
    page.wait_for_url("**/doc/evidence/*")
    expect(page.locator("h1")).to_be_visible()


def test_the_form_of_queries_asks(page: Page, site: str) -> None:
    page.goto(site + "/sparql")
    page.fill("textarea", "SELECT (6 * 7 AS ?answer) {}")
    page.get_by_role("button", name="Ask").click()
    expect(page.locator("td")).to_have_text("42 xsd:integer")


@pytest.mark.parametrize(
    "path", ["/reports", "/doc/member/KHM", "/question/q01-beneficiary?asked=Ghana"]
)
def test_another_language_keeps_the_place(page: Page, site: str, path: str) -> None:
    page.goto(site + path)
    here = page.url.removeprefix(site)
    for language in ("fr", "es", "en"):
        page.get_by_role("banner").get_by_role("link", name=language.upper(), exact=True).click()
        assert page.url == f"{site}/{language}{here}"
        expect(page.locator("html")).to_have_attribute("lang", language)
