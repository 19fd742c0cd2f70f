"""Every kind of page, in three languages, from a phone to a wide screen, in real Chromium."""

import pytest

from .conftest import Visits
from .kinds import KINDS, LANGUAGES, WIDTHS, Kind

every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
every_language = pytest.mark.parametrize("language", LANGUAGES)


@every_language
@every_kind
def test_a_page_opens_without_a_complaint(visits: Visits, kind: Kind, language: str) -> None:
    seen = visits(kind, language)
    assert seen.status == kind.status
    assert seen.told == ()
    assert seen.failed == ()


@every_language
@every_kind
def test_a_page_loads_nothing_from_elsewhere(
    visits: Visits, site: str, kind: Kind, language: str
) -> None:
    strangers = [address for address in visits(kind, language).loaded if not _own(address, site)]
    assert strangers == []


@every_language
@every_kind
def test_a_page_fits_every_width_and_cuts_no_text(
    visits: Visits, kind: Kind, language: str
) -> None:
    layouts = visits(kind, language).layouts
    assert layouts == {width: {"overflow": 0, "cut": []} for width in WIDTHS}


@every_language
@every_kind
def test_a_page_has_its_language_one_heading_and_its_landmarks(
    visits: Visits, kind: Kind, language: str
) -> None:
    assert visits(kind, language).page == {
        "language": language, "h1": 1, "main": 1, "banner": 1, "contentinfo": 1,
        "namelessNavigation": 0, "reordered": 0, "emptyLinks": 0,
    }  # fmt: skip


def _own(address: str, site: str) -> bool:
    return address.startswith((site + "/", "data:", "blob:" + site))
