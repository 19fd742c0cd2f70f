"""Pictures in a real browser: their colours follow the reader's, and no text leaves them."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.web.pages.pictures.drawing.test_draw import read
from tests.web.test_browser import browser
from trips_graph.web.pages.pictures.drawing import palette
from trips_graph.web.pages.pictures.subjects import SUBJECTS

pytestmark = pytest.mark.browser
__all__ = ["browser"]

_OUTSIDE = """() => {
  const whole = document.documentElement.getBoundingClientRect();
  return [...document.querySelectorAll("text")].filter(text => {
    const place = text.getBoundingClientRect();
    return place.left < -1 || place.right > whole.width + 1
        || place.top < -1 || place.bottom > whole.height + 1;
  }).map(text => text.textContent);
}"""


@pytest.fixture(params=["light", "dark"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    page = browser.new_page(color_scheme=request.param, viewport={"width": 800, "height": 900})
    yield page
    page.close()


def test_a_picture_is_dark_where_the_reader_is(page: Page, server: str) -> None:
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.goto(f"{server}/pictures/gaps.svg")
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    card = palette.DARK[palette.CARD] if dark else palette.CARD
    colour = page.evaluate("getComputedStyle(document.querySelector('rect')).fill")
    assert colour == f"rgb{tuple(bytes.fromhex(card[1:]))}"
    assert told == []


@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_no_text_leaves_its_picture(page: Page, server: str, size: str) -> None:
    for name in SUBJECTS:
        page.goto(f"{server}/fr/pictures/{name}.svg?size={size}")
        assert page.evaluate(_OUTSIDE) == [], name


@pytest.mark.parametrize(("width", "size"), [(1280, "wide"), (360, "narrow")])
def test_a_page_shows_the_picture_of_its_width(
    page: Page, server: str, width: int, size: str
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for name in SUBJECTS:
        page.goto(f"{server}/pictures/{name}", wait_until="networkidle")
        shown = page.locator("figure img").evaluate(
            "image => [image.currentSrc, image.naturalWidth]"
        )
        address = f"{server}/pictures/{name}.svg" + ("?size=narrow" if size == "narrow" else "")
        assert shown[0].partition("&of=")[0].partition("?of=")[0] == address
        drawn = read(page.request.get(shown[0]).body())
        assert str(shown[1]) == drawn.get("width")
