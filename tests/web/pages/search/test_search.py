"""Search over HTTP: page and JSON say the same, in each language; hostile text stays text."""

from __future__ import annotations

import json
import shutil
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import httpx
import jsonschema
import lxml.html
import pytest

from tests.web.conftest import running
from tests.web.small_release import HOSTILE
from trips_graph.model.index import SEARCHED
from trips_graph.model.release import INDEX, MANIFEST, Release
from trips_graph.web.pages.search.answer import EACH, PAGE
from trips_graph.web.pages.search.search import KINDS, LONGEST

HOSTILES = (
    HOSTILE, '"; DROP TABLE thing; --', "\x00", "%00%ff", "\u202e\u2066evil", "NEAR(a b, 2)",
    "{names}: a", "x" * LONGEST, "(" * LONGEST, '"' * LONGEST, "a " * (LONGEST // 2),
    "-a ^b c:d", "' OR 1=1",
)  # fmt: skip


def ask(client: httpx.Client, query: str, prefix: str = "", **fields: object) -> Any:
    params = {"q": query, **{name: str(value) for name, value in fields.items()}}
    answer = client.get(f"{prefix}/search.json", params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


def page(client: httpx.Client, query: str, prefix: str = "", **fields: object) -> Any:
    params = {"q": query, **{name: str(value) for name, value in fields.items()}}
    answer = client.get(f"{prefix}/search", params=params, headers={"Accept": "text/html"})
    assert answer.status_code == 200, answer.text
    return lxml.html.fromstring(answer.text)


def test_every_kind_that_is_searched_has_a_heading() -> None:
    assert tuple(KINDS) == SEARCHED


def test_the_page_says_which_name_matched_and_where_it_leads(searched: httpx.Client) -> None:
    tree = page(searched, "Swaziland")
    (item,) = tree.cssselect("ol.found > li")
    (link,) = item.cssselect("a")
    assert (link.text_content(), link.get("href")) == ("Eswatini", "/doc/member/SWZ")
    why = " ".join(item.cssselect(".why")[0].text_content().split())
    assert why == "former name: Swaziland (until 19 April 2018)"
    assert searched.get(link.get("href"), headers={"Accept": "text/html"}).status_code == 200


def test_a_single_hit_is_shown_and_does_not_redirect(searched: httpx.Client) -> None:
    answer = searched.get("/search", params={"q": "1000364"}, headers={"Accept": "text/html"})
    assert (answer.status_code, answer.has_redirect_location) == (200, False)
    assert "/doc/report/1000364" in answer.text


@pytest.mark.parametrize(
    ("prefix", "label", "heading"),
    [("/en", "Switzerland", "Members"), ("/fr", "Suisse", "Membres"), ("/es", "Suiza", "Miembros")],
)
def test_names_are_shown_in_the_language_of_the_reader(
    searched: httpx.Client, prefix: str, label: str, heading: str
) -> None:
    tree = page(searched, "Suisse", prefix)
    section = tree.cssselect("section")[0]
    assert section.cssselect("h2")[0].text_content().split() == [heading, "1"]
    link = section.cssselect("ol.found a")[0]
    assert (link.text_content(), link.get("href")) == (label, f"{prefix}/doc/member/CHE")
    found = ask(searched, "Suisse", prefix)
    result = found["groups"][0]["results"][0]
    assert result["thing"]["label"] == label
    assert result["matched"] == (
        None if label == "Suisse"
        else {"role": "preferred", "text": "Suisse", "language": "fr", "until": None}
    )  # fmt: skip
    assert found["language"] == prefix[1:]


def test_page_and_json_hold_the_same_things(searched: httpx.Client) -> None:
    for query in ("workshop", "japan", "a", "customs", "Camboda"):
        shown = [link.get("href") for link in page(searched, query).cssselect("ol.found > li > a")]
        found = ask(searched, query)
        told = [item["thing"]["page"] for group in found["groups"] for item in group["results"]]
        assert shown == told != []
        assert found["total"] == sum(found["counts"].values())
        assert all(len(group["results"]) <= EACH for group in found["groups"])


def test_one_kind_is_paged_to_its_end(searched: httpx.Client) -> None:
    whole = ask(searched, "wo", kind="activity")["counts"]["activity"]
    assert whole > 2 * PAGE
    keys = []
    for number in range(1, -(-whole // PAGE) + 1):
        (group,) = ask(searched, "wo", kind="activity", page=number)["groups"]
        keys += [item["key"] for item in group["results"]]
    assert len(keys) == len(set(keys)) == whole
    tree = page(searched, "wo", kind="activity", page=2)
    (back,), (on,) = tree.cssselect("a[rel=prev]"), tree.cssselect("a[rel=next]")
    assert back.get("href") == "/search?q=wo&kind=activity"
    assert on.get("href") == "/search?q=wo&kind=activity&page=3"
    past = searched.get("/search.json", params={"q": "wo", "kind": "activity", "page": 999})
    assert past.status_code == 404


def test_nothing_found_says_what_was_searched_and_offers_a_way(searched: httpx.Client) -> None:
    tree = page(searched, "Camboda workshp")
    text = tree.text_content()
    assert "Nothing in this release answers to “Camboda workshp”" in text
    assert "non-exhaustive" in text
    assert "/search?q=cambodia+workshop" in [link.get("href") for link in tree.cssselect("main a")]
    other = page(searched, "1000364", kind="member")
    assert "Among all kinds there are" in other.text_content()


def test_without_words_it_tells_how_to_search(searched: httpx.Client) -> None:
    for address in ("/search", "/search?q=", "/search?q=%20"):
        answer = searched.get(address, headers={"Accept": "text/html"})
        assert answer.status_code == 200
        assert "For example" in answer.text
        assert "Nothing in this release" not in answer.text
    assert ask(searched, "")["groups"] == []


@pytest.mark.parametrize("query", HOSTILES, ids=lambda text: repr(text)[:24])
def test_hostile_words_are_shown_as_they_are(searched: httpx.Client, query: str) -> None:
    assert ask(searched, query)["query"] == query.strip()
    tree = page(searched, query)
    assert tree.cssselect("main script, main img") == []
    (box,) = tree.cssselect("input[name=q]")
    if "\x00" not in query:  # no page can hold it
        assert box.get("value") == query.strip()


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        (f"/search?q={'x' * (LONGEST + 1)}", f"“q” has at most {LONGEST} characters"),
        (f"/search.json?q={'x' * 10_000}", f"“q” has at most {LONGEST} characters"),
        ("/search?q=a&kind=nonsense", "kind"),
        ("/search?q=a&page=0", "“page” is a number from 1 on."),
    ],
)
def test_what_cannot_be_asked_is_told(searched: httpx.Client, address: str, reason: str) -> None:
    answer = searched.get(address)
    assert answer.status_code == 400
    assert reason in answer.json()["detail"]


def test_bytes_that_are_no_text_break_nothing(searched: httpx.Client) -> None:
    for raw in ("%ff%fe", "%ed%a0%80", "%00", "%", "%zz", "%f0%9f%a6%95"):
        assert searched.get(f"/search.json?q={raw}").status_code == 200


def test_hostile_labels_of_a_release_are_shown_as_they_are(client: httpx.Client) -> None:
    """The small invented release has script tags and 10,000 characters among its names."""
    for query in ("alert", "very long name", "invented member 007"):
        tree = page(client, query)
        assert tree.cssselect("ol.found > li"), query
        assert tree.cssselect("main script, main img") == []


def test_the_json_is_what_the_openapi_document_says(searched: httpx.Client) -> None:
    document = searched.get("/openapi.json").json()
    content = document["paths"]["/search.json"]["get"]["responses"]["200"]["content"]
    schema = {**content["application/json"]["schema"], "components": document["components"]}
    for query in ("Swaziland", "japan", "zzzzqq", "IP/C/W/654/Add.2"):
        jsonschema.validate(ask(searched, query), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"query": 1}, schema)


def test_what_is_held_is_not_sent_again(searched: httpx.Client) -> None:
    for address in ("/search.json?q=japan", "/search?q=japan"):
        held = searched.get(address)
        again = searched.get(address, headers={"If-None-Match": held.headers["etag"]})
        assert again.status_code == 304
        other = searched.get(address, headers={"Accept-Language": "fr"})
        assert other.headers["etag"] != held.headers["etag"]


def test_a_browser_can_search_here_itself(searched: httpx.Client) -> None:
    home = lxml.html.fromstring(searched.get("/fr/", headers={"Accept": "text/html"}).text)
    (link,) = home.cssselect("link[rel=search]")
    answer = searched.get(str(link.get("href")))
    assert answer.headers["content-type"].startswith("application/opensearchdescription+xml")
    tree = ElementTree.fromstring(answer.content)  # noqa: S314 - our own server wrote it
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    assert len(tree.findtext(f"{space}ShortName") or "") <= 16
    templates = {url.get("type"): url.get("template") for url in tree.iter(f"{space}Url")}
    found = httpx.get(str(templates["text/html"]).replace("{searchTerms}", quote("Suisse")))
    assert found.status_code == 200
    assert "/fr/doc/member/CHE" in found.text


def test_without_an_index_the_reason_is_told_and_the_rest_answers(
    small_release: Release, tmp_path: Path
) -> None:
    folder = tmp_path / "older"
    shutil.copytree(small_release.folder, folder)
    (folder / INDEX).unlink()
    manifest = json.loads((folder / MANIFEST).read_text())
    manifest["artefacts"] = [item for item in manifest["artefacts"] if item["path"] != INDEX]
    (folder / MANIFEST).write_text(json.dumps(manifest))
    with running(folder) as (address, _), httpx.Client(base_url=address) as client:
        answer = client.get("/search?q=a", headers={"Accept": "text/html"})
        assert answer.status_code == 404
        assert "has no index" in answer.text
        french = client.get("/fr/search?q=a", headers={"Accept": "text/html"})
        assert "n’a pas d’index" in unescape(french.text)
        told = client.get("/fr/search.json?q=a")
        assert told.status_code == 404
        assert "has no index" in told.json()["detail"]  # programs are told in English
        assert client.get("/", headers={"Accept": "text/html"}).status_code == 200
