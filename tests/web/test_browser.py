"""Each kind of page in a real browser, from a phone to a wide screen."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

pytestmark = pytest.mark.browser

PATHS = [
    "/", "/reports", "/activities", "/members", "/organisations", "/groups", "/tools", "/def",
    "/sparql", "/data", "/quality", "/question/figures", "/doc/report/9000001",
    "/doc/activity/9000001-1", "/doc/activity/9000001-2", "/doc/member/KHM",
    "/doc/organisation/long", "/doc/organisation/unbroken", "/doc/evidence/9000001-operation",
    "/sparql?format=html&query=SELECT+*+%7B%3Fs+%3Fp+%3Fo%7D",
]  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium")
    if path is None and not os.environ.get("CI"):
        pytest.skip("no Chromium (Debian: chromium)")
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_no_page_overflows_or_complains(browser: Browser, server: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("dialog", lambda dialog: told.append(dialog.message))
    for path in PATHS:
        response = page.goto(server + path)
        assert response is not None and response.status == 200, path
        overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(overflow) <= 0, (path, width)
        assert page.locator("h1").count() == 1, path
    assert told == []
    page.close()


def test_a_reader_gets_from_home_to_the_evidence_by_keyboard(browser: Browser, server: str) -> None:
    page = browser.new_page()
    page.goto(server + "/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.get_by_role("link", name="9000001", exact=True).press("Enter")
    page.get_by_role("link", name="National Workshop on border measures").first.press("Enter")
    page.wait_for_url("**/doc/activity/9000001-1")
    assert "line 41" in page.locator(".evidence").inner_text()
    page.close()


def test_the_form_asks_without_script(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server + "/sparql")
    page.fill("textarea", "SELECT (6 * 7 AS ?answer) {}")
    page.get_by_role("button", name="Ask").click()
    assert page.locator("td").inner_text() == "42 xsd:integer"
    context.close()
