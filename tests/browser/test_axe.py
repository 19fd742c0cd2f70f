"""axe-core finds no violation on any kind of page, on a phone, light and dark."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from .kinds import KINDS, SCHEMES, Kind
from .visiting import opened

_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = "async (tags) => (await axe.run({ runOnly: tags, resultTypes: ['violations'] })).violations"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_axe_finds_no_violation(browser: Browser, site: str, npm: Path, kind: Kind) -> None:
    axe = (npm / "axe-core" / "axe.min.js").read_text("utf-8")
    with opened(browser, site + kind.path, expected=kind.status) as (page, _, _watch):
        page.evaluate(axe)  # by the protocol of the browser: the policy of the page stays as it is
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            assert [_told(found) for found in page.evaluate(_RUN, _RULES)] == [], scheme


def _told(found: dict[str, Any]) -> str:
    """Return a violation in a line: the rule, how often, and the first element that breaks it."""
    nodes = found["nodes"]
    return f"{found['id']} ({len(nodes)}): {nodes[0]['html'][:160]}: {nodes[0]['failureSummary']}"
