"""axe-core finds no violation on any kind of page, on a phone, light and dark."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from .kinds import KINDS, SCHEMES, Kind
from .visiting import opened

_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# CodeMirror scrolls by the hidden field that has the focus in it, which axe cannot know.
_KNOWN = ("scrollable-region-focusable", ".CodeMirror-scroll")
_RUN = "async (tags) => (await axe.run({ runOnly: tags, resultTypes: ['violations'] })).violations"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_axe_finds_no_violation(browser: Browser, site: str, npm: Path, kind: Kind) -> None:
    axe = (npm / "axe-core" / "axe.min.js").read_text("utf-8")
    with opened(browser, site + kind.path, expected=kind.status) as (page, _, _watch):
        page.evaluate(axe)  # by the protocol of the browser: the policy of the page stays as it is
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            found = page.evaluate(_RUN, _RULES)
            assert [_told(rule) for rule in found if not _is_known(rule)] == [], scheme


def _is_known(found: dict[str, Any]) -> bool:
    return all((found["id"], node["target"][-1]) == _KNOWN for node in found["nodes"])


def _told(found: dict[str, Any]) -> str:
    """Return a violation in a line: the rule, how often, and the first element that breaks it."""
    nodes = found["nodes"]
    return f"{found['id']} ({len(nodes)}): {nodes[0]['html'][:160]}: {nodes[0]['failureSummary']}"
