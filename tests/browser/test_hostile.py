"""Hostile names break nothing: scripts, quotes, marks of direction, 10,000 characters, emoji."""

from html import unescape
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser

from .hostile import NAMES
from .kinds import KINDS, WIDTHS, Kind
from .visiting import LAYOUT, opened

_DONE = Path(__file__).with_name("hostile.js").read_text("utf-8")
_UNHARMED = {"taken": False, "addresses": [], "reaching": [], "foreign": 0}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_hostile_names_break_no_page(browser: Browser, hostile_site: str, kind: Kind) -> None:
    with opened(browser, hostile_site + kind.path, expected=kind.status) as (page, status, watch):
        assert status == kind.status
        assert page.evaluate(_DONE) == _UNHARMED
        for width in (WIDTHS[0], WIDTHS[-1]):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(LAYOUT) == {"overflow": 0, "cut": []}
        assert (watch.told, watch.failed) == ([], [])


def test_the_release_is_hostile(hostile_site: str) -> None:
    """The names are in its pages at all, so that the tests above have something to find."""
    paths = ("/members", "/members?page=2", "/organisations", "/groups", "/doc/report/9000028")
    pages = [httpx.get(hostile_site + path, headers={"Accept": "text/html"}).text for path in paths]
    assert [name for name in NAMES if name[:12] not in unescape("".join(pages))] == []
