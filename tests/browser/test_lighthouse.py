"""Lighthouse has nothing to say against a page; `make lighthouse` asks of all kinds, and of speed.

How fast a page is depends on the machine and on what else runs there, so speed is asked for alone.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from .kinds import KINDS, Kind

_WHOLE = bool(os.environ.get("LIGHTHOUSE"))
_ASKED = "accessibility,best-practices,seo"
_SECONDS_A_PAGE = 90
_PERFORMANCE = 95


def test_lighthouse_gives_a_hundred(site: str, npm: Path) -> None:
    told = _ask(npm, site, _ASKED, [kind for kind in KINDS if kind.audited])
    perfect = dict.fromkeys(_ASKED.split(","), 100)
    assert [page for page in told if page["scores"] != perfect] == []


@pytest.mark.skipif(not _WHOLE, reason="all pages, with their speed: make lighthouse")
def test_lighthouse_on_every_kind_with_its_speed(site: str, npm: Path) -> None:
    opened = [kind for kind in KINDS if kind.status == 200]
    told = _ask(npm, site, f"{_ASKED},performance", opened)
    for kind, page in zip(opened, told, strict=True):
        print(kind.name, *page["scores"].values(), *page["failed"])
    lowest = dict.fromkeys(_ASKED.split(","), 100) | {"performance": _PERFORMANCE}
    slow = [page for page in told if any(page["scores"][name] < lowest[name] for name in lowest)]
    assert slow == []


def _ask(npm: Path, site: str, categories: str, kinds: Sequence[Kind]) -> list[dict[str, Any]]:
    """Return what Lighthouse tells of each page."""
    command = ["node", str(npm.parent / "lighthouse.mjs"), categories]
    done = subprocess.run(
        [*command, *(site + kind.path for kind in kinds)],
        env=os.environ | {"CHROME_PATH": shutil.which("chromium") or ""},
        timeout=_SECONDS_A_PAGE * len(kinds), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]
