"""What is searched and what must come first; whatever is typed breaks nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trips_graph.model.index import SEARCHED, fold
from trips_graph.model.release import Release
from trips_graph.web.index import Index, index_of
from trips_graph.web.pages.search.finding import Findings, find

# What is typed; the kind and key of what must stand first; how it is found.
FIRST = (
    ("Cambodia", "member", "KHM", "exact"),
    ("cambodge", "member", "KHM", "exact"),
    ("CAMBOYA", "member", "KHM", "exact"),
    ("KHM", "member", "KHM", "exact"),
    ("Camboda", "member", "KHM", "near"),
    ("Kirgyz", "member", "KGZ", "near"),
    ("kyrgyz", "member", "KGZ", "beginning"),
    ("Swaziland", "member", "SWZ", "exact"),
    ("Eswatini", "member", "SWZ", "exact"),
    ("Suisse", "member", "CHE", "exact"),
    ("Switserland", "member", "CHE", "near"),
    ("Côte d Ivoire", "member", "CIV", "exact"),
    ("cote d’ivoire", "member", "CIV", "exact"),
    ("Cote dIvoire", "member", "CIV", "near"),
    ("Turkey", "member", "TUR", "exact"),
    ("Türkiye", "member", "TUR", "exact"),
    ("turkiye", "member", "TUR", "exact"),
    ("Hong Kong, China", "member", "HKG", "exact"),
    ("Korea", "member", "KOR", "exact"),
    ("lao", "member", "LAO", "exact"),
    ("Ethiopia", "observer", "ETH", "exact"),
    ("UPOV", "organisation", "upov", "exact"),
    ("World Customs Organization", "organisation", "wco", "exact"),
    ("world cust", "organisation", "wco", "beginning"),
    ("Organisation mondiale des douanes", "organisation", "wco", "exact"),
    ("PMA", "group", "ldcs", "exact"),
    ("CLiCK", "tool", "click", "exact"),
    ("informacion no divulgada", "concept", "topic-trade-secrets", "exact"),
    ("1000364", "report", "1000364", "exact"),
    ("IP/C/W/654/Add.2", "report", "1000364", "exact"),
    ("_IP/C/W/654/ Add.2", "report", "1000364", "exact"),
    ("ip c w 654 add 2", "report", "1000364", "exact"),
    ("IP/C/W/611.Add.4", "report", "9000013", "about"),
    ("Operation Pangea XI", "activity", "1000364-operation-pangea-xi", "exact"),
    ("pangea", "activity", "1000364-operation-pangea-xi", "words"),
)  # fmt: skip
NOTHING = ("zzzzqqqq", "Camboda workshp", "", "   ", "///", "%", "\x00", "\u202e", "*", '"', "🦕🦖")


@pytest.fixture(scope="module")
def index(whole_release: Release) -> Index:
    return index_of(whole_release)


def test_a_word_too_many_is_left_out_in_an_offer(index: Index) -> None:
    assert find(index, "pangea xylophone").offered == "pangea"
    assert find(index, "zzzzqqqq xylophone").offered is None


def first(index: Index, found: Findings) -> tuple[str, str, str]:
    """Return kind and key of what stands first, and how it was found."""
    kind = found.kinds()[0]
    (hit,) = found.hits(kind, 0, 1)
    thing = index.things([hit.id])[hit.id]
    return thing.kind, thing.key, hit.how


@pytest.mark.parametrize(("typed", "kind", "key", "how"), FIRST, ids=lambda value: str(value))
def test_what_is_meant_stands_first(
    index: Index, typed: str, kind: str, key: str, how: str
) -> None:
    assert first(index, find(index, typed)) == (kind, key, how)


@pytest.mark.parametrize("typed", NOTHING)
def test_what_nothing_answers_to_finds_nothing(index: Index, typed: str) -> None:
    found = find(index, typed)
    assert found.kinds() == ()
    assert all(found.count(kind) == 0 for kind in SEARCHED)


def test_words_that_nothing_has_are_mended_for_an_offer(index: Index) -> None:
    offered = find(index, "Camboda workshp").offered
    assert offered == "cambodia workshop"
    assert find(index, offered).kinds() == ("activity",)
    assert find(index, "zzzzqqqq Camboda").offered is None
    assert find(index, "Cambodia").offered is None


def test_an_activity_is_found_by_whom_it_helped_and_when(index: Index) -> None:
    found = find(index, "national workshop laos 2018")
    assert found.kinds() == ()  # Laos is another name, which says nothing of a row
    found = find(index, "workshop lao people's democratic republic 2018")
    assert first(index, found) == ("activity", "1000364-1", "about")


def test_members_and_organisations_come_before_activities(index: Index) -> None:
    for typed in ("japan", "australia", "switzerland"):
        kinds = find(index, typed).kinds()
        assert kinds.index("activity") > max(
            kinds.index(kind) for kind in ("member", "organisation") if kind in kinds
        )


def test_each_thing_is_found_once_and_pages_hold_all(index: Index) -> None:
    found = find(index, "a")
    for kind in found.kinds():
        hits = [
            hit for start in range(0, found.count(kind), 7) for hit in found.hits(kind, start, 7)
        ]
        assert len({hit.id for hit in hits}) == len(hits) == found.count(kind) > 0
        order = list(found.tiers)
        places = [order.index(hit.how) for hit in hits]
        assert places == sorted(places)
        assert all(hit.id in index.spans[kind] for hit in hits)


def test_places_and_figures_are_not_searched(index: Index) -> None:
    assert index.find_thing("place", "KHM") is not None
    assert set(find(index, "Cambodia").kinds()) <= set(SEARCHED)


def test_every_name_finds_its_thing(index: Index) -> None:
    """Each preferred, former and other name of the authorities, typed as it stands."""
    ids = [id_ for kind in ("member", "observer", "organisation", "group", "tool")
           for id_ in index.spans[kind]]  # fmt: skip
    for id_, labels in index.labels(ids).items():
        for label in labels:
            assert id_ in find(index, label.text).tiers["exact"], label.text


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_no_text_breaks_it(index: Index, typed: str) -> None:
    found = find(index, typed)
    for kind in found.kinds():
        assert found.hits(kind, 0, 5)


SYNTAX = st.sampled_from(
    ['"', "'", "*", "(", ")", "{", "}", "+", "^", ":", "-", " OR ", " AND ", " NOT ", "NEAR(",
     "names:", "context : ", ";", "--", "%", "_", "?", "\x00", "a", "lao ", "\u202e"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(SYNTAX, max_size=40).map("".join))
def test_no_syntax_is_obeyed(index: Index, typed: str) -> None:
    found = find(index, typed)
    assert found.folded == fold(typed)
    assert find(index, fold(typed)) == found


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=100))
def test_folding_twice_is_folding_once(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert fold(text.upper()) == fold(text.upper().lower()) or not text.isascii()
    assert "  " not in folded
    assert folded == folded.strip()
