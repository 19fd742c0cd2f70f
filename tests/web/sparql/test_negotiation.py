"""Which form a client wants: weights, wildcards, specific before general."""

import time

import pytest

from trips_graph.web.linked.caching import MOST_HELD, is_current, make_etag
from trips_graph.web.linked.choosing import read_profiles
from trips_graph.web.negotiation import MOST_CHARACTERS, MOST_RANGES, rank, wants_page

OFFER = ("application/json", "text/turtle", "text/csv", "text/html")
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "first"),
    [
        (None, "application/json"),
        ("", "application/json"),
        ("*/*", "application/json"),
        ("*", "application/json"),
        ("text/*", "text/turtle"),
        ("text/csv", "text/csv"),
        ("TEXT/CSV; charset=utf-8", "text/csv"),
        ("text/csv;q=0.5, text/turtle;q=0.6", "text/turtle"),
        ("text/csv;q=0.9, */*;q=0.1", "text/csv"),
        ("*/*, text/csv", "text/csv"),
        ("text/turtle;q=0, text/*", "text/csv"),
        (BROWSER, "text/html"),
        ("nonsense", "application/json"),
        ('text/csv;x="a,\\",text/turtle"', "text/csv"),
        ('text/turtle;q=0.5, text/csv;x="open, text/html', "text/csv"),
        ("image/png," * MOST_RANGES + "text/csv", "application/json"),
        ("text/csv;x=" + "x" * MOST_CHARACTERS, "application/json"),
    ],
)
def test_the_most_wanted_form_comes_first(accept: str | None, first: str) -> None:
    assert rank(accept, OFFER)[0] == first


@pytest.mark.parametrize("accept", ["image/png", "text/turtle;q=0", "*/*;q=0"])
def test_nothing_is_offered_that_is_not_accepted(accept: str) -> None:
    assert rank(accept, OFFER[1:2]) == ()


def test_only_a_browser_wants_pages() -> None:
    assert wants_page(BROWSER)
    assert not wants_page("*/*")
    assert not wants_page(None)
    assert not wants_page("application/sparql-results+json")


@pytest.mark.parametrize(
    "header",
    ['"' + '\\"' * 150_000, '"' * 300_000, "a/b," * 75_000, "a/b;" * 75_000, "\\" * 300_000],
)
def test_no_header_takes_long_to_read(header: str) -> None:
    begin = time.monotonic()
    for cut in (header, header[: MOST_CHARACTERS - 1]):
        rank(cut, OFFER)
        wants_page(cut)
        read_profiles(cut)
        is_current(cut, "x")
    assert time.monotonic() - begin < 0.1


def test_what_is_too_long_names_no_profile_and_no_validator() -> None:
    etag = make_etag("r1", "/doc/report/1", "text/html")
    assert read_profiles("tg" + "," * MOST_CHARACTERS) == ()
    assert is_current(etag + "," * (MOST_HELD - len(etag)), etag)
    assert not is_current(etag + "," * MOST_HELD, etag)


def test_validators_compare_weakly() -> None:
    etag = make_etag("r1", "/doc/report/1", "text/html")
    assert etag.startswith('W/"')
    assert is_current(f'"x", {etag}', etag)
    assert is_current("*", etag)
    assert not is_current(None, etag)
    assert not is_current(make_etag("r2", "/doc/report/1", "text/html"), etag)
