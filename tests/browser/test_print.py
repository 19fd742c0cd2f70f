"""What is printed: the thing, and addresses that can be typed; no navigation, no search."""

from io import BytesIO

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from .visiting import opened

_CROSSWISE = 1032
"""Pixels between the margins of A4 crosswise: 297 less 24 mm."""


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


@pytest.mark.parametrize("path", ["/en/question/q08-money", "/en/pictures/matrix"])
def test_a_broad_table_stands_on_the_paper_crosswise(
    browser: Browser, site: str, path: str
) -> None:
    with opened(browser, site + path) as (page, _, _):
        printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
        page.emulate_media(media="print")
        page.set_viewport_size({"width": _CROSSWISE, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") <= _CROSSWISE
        last = page.locator(".broad thead th").last.inner_text()
    (text,) = {
        " ".join(sheet.extract_text().split())
        for sheet in printed.pages
        if sheet.mediabox.width > sheet.mediabox.height
    }
    assert last.replace(" ", "") in text.replace(" ", "")
