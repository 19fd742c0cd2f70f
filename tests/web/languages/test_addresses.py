"""Which language a page is in: the address decides, then Accept-Language, then English."""

import re

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trips_graph.web.languages.addresses import choose_language
from trips_graph.web.languages.locale import LANGUAGES

HTML = "text/html"
MEMBERS = {"en": "Members and observers", "fr": "Membres et observateurs"}


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        (None, "en"),
        ("", "en"),
        ("fr", "fr"),
        ("fr-CH, en;q=0.9", "fr"),
        ("de, es;q=0.1", "es"),
        ("de", "en"),
        ("en-GB;q=0.8, es-419", "es"),
        ("*", "en"),
        ("en;q=0, *;q=0.5", "fr"),
        ("es;q=0", "en"),
        ("FR", "fr"),
        ("fr;q=nonsense", "fr"),
        (",,,", "en"),
    ],
)
def test_the_most_wanted_language_is_chosen(accepted: str | None, language: str) -> None:
    assert choose_language(accepted) == language


@given(st.text(max_size=3000))
def test_any_header_leads_to_one_of_ours(accepted: str) -> None:
    assert choose_language(accepted) in LANGUAGES


def _get(client: httpx.Client, path: str, accepted: str = "") -> httpx.Response:
    return client.get(path, headers={"Accept": HTML, "Accept-Language": accepted})


@pytest.mark.parametrize(
    ("path", "accepted", "language"),
    [
        ("/members", "", "en"),
        ("/members", "fr", "fr"),
        ("/fr/members", "en", "fr"),
        ("/en/members", "fr", "en"),
    ],
)
def test_the_address_outweighs_the_header(
    client: httpx.Client, path: str, accepted: str, language: str
) -> None:
    answer = _get(client, path, accepted)
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text and MEMBERS[language] in answer.text
    assert answer.headers["content-language"] == language
    assert "Accept-Language" in answer.headers["vary"]


def test_a_page_links_on_in_the_language_of_its_address(client: httpx.Client) -> None:
    links = re.findall(r'href="(/[^"]*)"', _get(client, "/fr/members").text)
    others = [
        link
        for link in links
        if not link.startswith(("/fr/", "/en/", "/es/", "/static/", "/data/"))
        and link not in ("/openapi.json", "/context.jsonld", "/members", "/opensearch.xml")
    ]
    assert others == [] and "/fr/doc/member/KHM" in links
    assert "/doc/member/KHM" in _get(client, "/members", "fr").text


def test_each_edition_names_the_others_absolutely_where_the_host_is_known(
    client: httpx.Client,
) -> None:
    origin = str(client.base_url).rstrip("/")
    text = _get(client, "/es/members?page=1").text
    named = dict(re.findall(r'hreflang="([a-z-]+)" href="(http[^"]*)"', text))
    assert named == {
        **{name: f"{origin}/{name}/members?page=1" for name in LANGUAGES},
        "x-default": f"{origin}/members?page=1",
    }
    assert f'<link rel="canonical" href="{origin}/es/members?page=1">' in text


def test_a_host_that_a_client_makes_up_stands_nowhere(client: httpx.Client) -> None:
    answer = client.get("/members", headers={"Accept": HTML, "Host": "evil.example"})
    assert "evil.example" not in answer.text
    assert 'hreflang="fr" href="/fr/members"' in answer.text


def test_a_thing_sends_on_in_the_language_of_its_address(client: httpx.Client) -> None:
    answer = client.get("/fr/id/member/KHM", headers={"Accept": HTML}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/fr/doc/member/KHM")


def test_data_have_no_language(client: httpx.Client) -> None:
    turtle = {"Accept": "text/turtle"}
    plain, french = (
        client.get(path, headers=turtle) for path in ("/doc/member/KHM", "/fr/doc/member/KHM")
    )
    assert plain.content == french.content
    assert "content-language" not in french.headers


@pytest.mark.parametrize("path", ["/fr", "/de/members", "/fr/fr/members", "/frmembers"])
def test_only_what_begins_with_a_language_of_ours_is_an_edition(
    client: httpx.Client, path: str
) -> None:
    assert _get(client, path).status_code == 404


def test_names_are_those_of_the_language(client: httpx.Client) -> None:
    for language, name in (("en", "Cambodia"), ("fr", "Cambodge"), ("es", "Camboya")):
        link = re.search(r'<a href="/\w\w/doc/member/KHM"[^>]*><bdi>([^<]*)</bdi></a>',
                         _get(client, f"/{language}/members").text)  # fmt: skip
        assert link is not None and link[1] == name


def test_a_name_without_a_translation_says_its_language(client: httpx.Client) -> None:
    text = _get(client, "/fr/members").text
    assert re.search(r'member/M000" lang="en"><bdi>Invented Member 000</bdi></a> <span', text)
