"""A page is light: with all that it loads but the editor, under 50 kB as the server packs it."""

import httpx
import pytest

from .conftest import Visits
from .kinds import KINDS, Kind

BUDGET = 50_000
_EDITOR = "/static/editor/"
_GZIP = {"Accept": "text/html,*/*", "Accept-Encoding": "gzip"}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_page_weighs_less_than_50_kb(visits: Visits, site: str, kind: Kind) -> None:
    loaded = {address for address in visits(kind, "en").loaded if address.startswith(site)}
    weights = {address: _weigh(address) for address in loaded if _EDITOR not in address}
    assert len(weights) > 1, "the page and its style sheet"
    assert sum(weights.values()) < BUDGET, weights


def _weigh(address: str) -> int:
    """Return how many bytes go over the line for an address."""
    with httpx.stream("GET", address, headers=_GZIP, timeout=30) as answer:
        return sum(len(piece) for piece in answer.iter_raw())
