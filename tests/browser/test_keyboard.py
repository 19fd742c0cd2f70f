"""Pages by keyboard alone: the way past the navigation, and a focus that is seen where it goes."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from .kinds import KINDS, Kind
from .visiting import opened

_FOCUS = Path(__file__).with_name("focus.js").read_text("utf-8")
_STEPS = 8
# A mistake in a query has the focus: the reader begins there, not at the top.
_FROM_THE_TOP = [kind for kind in KINDS if kind.name != "sparql-mistake"]


@pytest.mark.parametrize("kind", _FROM_THE_TOP, ids=lambda kind: kind.name)
def test_tab_leads_past_the_navigation_and_shows_where_it_is(
    browser: Browser, site: str, kind: Kind
) -> None:
    with opened(browser, site + kind.path, expected=kind.status) as (page, _, _watch):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        assert page.evaluate(_FOCUS)["visible"]
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        places = []
        for _ in range(_STEPS):
            page.keyboard.press("Tab")
            focus = page.evaluate(_FOCUS)
            assert focus["visible"], focus
            assert focus["outlined"], focus
            places.append(focus["place"])
        assert places == sorted(set(places)), "Tab follows the order of the page"
