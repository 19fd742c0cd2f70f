"""What is printed: the thing, and addresses that can be typed; no navigation, no search."""

from io import BytesIO

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from .visiting import opened


@pytest.mark.parametrize(
    ("path", "elsewhere"),
    [
        ("/doc/report/9000061", "https://e-trips.wto.org/"),
        ("/doc/activity/9000061-1", "https://e-trips.wto.org/"),
        ("/doc/member/KHM", ""),
    ],
)
def test_a_printed_thing_has_addresses_and_no_navigation(
    browser: Browser, site: str, path: str, elsewhere: str
) -> None:
    with opened(browser, site + path) as (page, _, watch):
        printed = PdfReader(BytesIO(page.pdf(format="A4")))
        text = " ".join("".join(sheet.extract_text() for sheet in printed.pages).split())
        heading = page.locator("h1").inner_text()
        assert watch.told == []
    closed = text.replace(" ", "")
    assert heading.replace(" ", "") in closed
    assert f"/id/{path.removeprefix('/doc/')}" in closed, "its permanent address"
    assert elsewhere in closed, "where the original is"
    assert not [word for word in ("Skip to", "Search", "Français") if word in text]
