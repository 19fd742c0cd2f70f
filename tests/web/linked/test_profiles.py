"""Negotiation by profile and media type, and what stands beside a document."""

from __future__ import annotations

import httpx
import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from tests.web.linked.links import links, targets
from trips_graph.formats import find_format
from trips_graph.web.linked.choosing import read_profiles

BASE = "https://example.org/trips/"
REPORT = "/doc/report/9000001"
ACTIVITY = "/doc/activity/9000001-1"
TG = "https://w3id.org/trips-graph/def"
SCHEMA = "https://schema.org/"
FRAMED = "http://www.w3.org/ns/json-ld#framed"
ALTR = "http://www.w3.org/ns/dx/connegp/altr#"


@pytest.mark.parametrize(
    ("query", "headers", "profile", "media_type"),
    [
        ("", {}, TG, "text/html"),
        ("", {"Accept": "application/ld+json"}, TG, "application/ld+json"),
        ("", {"Accept": "text/turtle;q=0.5, application/n-triples"}, TG, "application/n-triples"),
        (
            "",
            {"Accept": f'application/ld+json;profile="{FRAMED} urn:x,y"'},
            TG,
            "application/ld+json",
        ),
        ("_profile=schema", {}, SCHEMA, "application/ld+json"),
        ("_profile=schema", {"Accept": "text/turtle"}, SCHEMA, "text/turtle"),
        ("_profile=schema&_mediatype=text/turtle", {"Accept": "text/html"}, SCHEMA, "text/turtle"),
        ("_mediatype=application/rdf%2Bxml", {}, TG, "application/rdf+xml"),
        ("_profile=https://schema.org/", {}, SCHEMA, "application/ld+json"),
        ("_profile=https://schema.org", {}, SCHEMA, "application/ld+json"),
        ("_profile=none,schema", {}, SCHEMA, "application/ld+json"),
        ("_profile=tg", {"Accept-Profile": f"<{SCHEMA}>"}, TG, "text/html"),
        ("", {"Accept-Profile": f"<{SCHEMA}>"}, SCHEMA, "application/ld+json"),
        ("", {"Accept-Profile": f"<{SCHEMA}>;q=0.5, <{TG}>"}, TG, "text/html"),
        ("", {"Accept-Profile": f"<urn:x:y>, <{SCHEMA}>; q=0.1"}, SCHEMA, "application/ld+json"),
        (
            "",
            {"Accept-Profile": f"<{SCHEMA}>, <{TG}>;q=0.9", "Accept": "text/html"},
            TG,
            "text/html",
        ),
        ("", {"Accept-Profile": "*"}, TG, "text/html"),
    ],
)
def test_the_most_wanted_form_is_sent(
    client: httpx.Client, query: str, headers: dict[str, str], profile: str, media_type: str
) -> None:
    sent = client.get(f"{REPORT}?{query}", headers=headers)
    assert sent.status_code == 200
    assert sent.headers["content-type"].partition(";")[0] == media_type
    assert sent.headers["content-profile"] == f"<{profile}>"
    assert targets(sent, "profile") == [profile]
    cross = client.get(REPORT, headers={"Origin": "https://example.com"})
    assert "Content-Profile" in cross.headers["access-control-expose-headers"]
    assert {"Accept", "Accept-Profile"} <= set(sent.headers["vary"].split(", "))


def test_a_suffix_fixes_the_media_type_of_a_profile(client: httpx.Client) -> None:
    sent = client.get(f"{REPORT}.ttl?_profile=schema&_mediatype=text/html")
    assert sent.headers["content-type"].startswith("text/turtle")
    assert sent.headers["content-profile"] == f"<{SCHEMA}>"
    assert client.get(f"{REPORT}.rdf?_profile=schema").status_code == 406


@pytest.mark.parametrize(
    ("query", "headers"),
    [
        ("_profile=none", {}),
        ("_profile=schema&_mediatype=text/html", {}),
        ("_profile=schema", {"Accept": "application/rdf+xml"}),
        ("", {"Accept-Profile": "<urn:x:y>"}),
        ("", {"Accept-Profile": "; ;"}),
        ("", {"Accept": "image/png"}),
    ],
)
def test_what_cannot_be_had_is_406_with_a_list_of_what_can(
    client: httpx.Client, query: str, headers: dict[str, str]
) -> None:
    refused = client.get(f"{REPORT}?{query}", headers=headers)
    assert refused.status_code == 406
    listed = {
        (item["href"], item["type"], item["profile"]) for item in refused.json()["alternates"]
    }
    assert (f"{REPORT}.jsonld?_profile=schema", "application/ld+json", SCHEMA) in listed
    linked = {(link["url"], link["type"], link["profile"]) for link in links(refused, "alternate")}
    assert linked == listed


@pytest.mark.parametrize(
    "path", [REPORT, ACTIVITY, "/doc/member/KHM", "/def", "/doc/graph/vocabulary"]
)
def test_each_alternate_is_what_its_link_says(client: httpx.Client, path: str) -> None:
    page = client.get(path)
    others = links(page, "alternate")
    assert len(others) >= 4
    for link in others:
        other = client.get(link["url"])
        assert other.status_code == 200, link
        assert other.headers["content-type"].partition(";")[0] == link["type"]
        assert other.headers["content-profile"] == f"<{link['profile']}>"
        assert len(other.content) > 100
    tokens = {link["token"]: link["anchor"] for link in links(page, "type")}
    assert {link["profile"] for link in others} <= set(tokens.values())
    for token, iri in tokens.items():
        asked = client.get(path, params={"_profile": token})
        assert asked.headers["content-profile"] == f"<{iri}>"


@pytest.mark.parametrize("path", [REPORT, REPORT + ".ttl", REPORT + ".jsonld?_profile=schema"])
def test_a_document_says_where_it_belongs(client: httpx.Client, path: str) -> None:
    sent = client.get(path)
    assert targets(sent, "canonical") == ([] if path == REPORT else [REPORT])
    assert targets(sent, "cite-as") == [BASE + "id/report/9000001"]
    assert targets(sent, "collection") == ["/reports"]
    assert targets(sent, "describedby") == ["/def"]
    assert targets(sent, "license") == ["http://creativecommons.org/licenses/by/4.0/"]
    head = client.head(path)
    assert head.headers["link"] == sent.headers["link"]
    assert head.content == b""


def test_forms_have_validators_of_their_own(client: httpx.Client) -> None:
    paths = (REPORT + ".jsonld", REPORT + ".jsonld?_profile=schema", REPORT + ".ttl", REPORT)
    seen = {client.get(path).headers["etag"] for path in paths}
    assert len(seen) == len(paths)
    held = client.get(paths[1]).headers["etag"]
    assert client.get(paths[1], headers={"If-None-Match": held}).status_code == 304
    assert client.get(paths[0], headers={"If-None-Match": held}).status_code == 200


@pytest.mark.parametrize("suffix", ["ttl", "nt", "rdf", "jsonld"])
def test_alternates_are_listed_in_rdf(client: httpx.Client, suffix: str) -> None:
    listed = client.get(f"{ACTIVITY}.{suffix}?_profile=alt")
    form = find_format(suffix).engine
    assert isinstance(form, RdfFormat)
    quads = list(parse(listed.content, format=form))
    about = NamedNode(BASE + "id/activity/9000001-1")
    forms = [
        q.object
        for q in quads
        if q.subject == about and q.predicate.value == ALTR + "hasRepresentation"
    ]
    default = [q.object for q in quads if q.predicate.value == ALTR + "hasDefaultRepresentation"]
    assert len(forms) == 7 and len(default) == 1 and default[0] in forms
    for node in forms:
        assert isinstance(node, NamedNode)
        told = {
            q.predicate.value.rpartition("/")[2]: q.object.value for q in quads if q.subject == node
        }
        answer = client.get("/" + node.value.removeprefix(BASE))
        assert answer.headers["content-type"].partition(";")[0] == told["format"]
        assert answer.headers["content-profile"] == f"<{told['conformsTo']}>"


def test_data_are_the_same_whatever_part_of_the_page_is_asked_for(client: httpx.Client) -> None:
    data, page = (
        [client.get(f"{REPORT}{form}{part}").headers["etag"] for part in ("", "?has=rdf:type")]
        for form in (".ttl", ".html")
    )
    assert data[0] == data[1] and page[0] != page[1]


def test_alternates_are_listed_for_people(client: httpx.Client) -> None:
    page = client.get(REPORT + "?_profile=alt", headers={"Accept": "text/html"})
    assert page.headers["content-type"].startswith("text/html")
    assert f'href="{REPORT}.jsonld?_profile=schema"' in page.text
    assert f'Every form in which <a href="{REPORT}">{REPORT}</a> answers' in page.text


def test_the_view_for_search_engines_has_the_main_facts(client: httpx.Client) -> None:
    event = client.get(ACTIVITY + "?_profile=schema").json()
    assert event["@type"] == "Event" and event["startDate"] == "2031-02-12"
    assert event["organizer"]["name"][0]["@value"]
    about = {item["@id"]: str(item["name"]) for item in event["about"]}
    assert about.keys() == {BASE + "id/member/KHM", BASE + "id/member/GHA"}
    assert "Cambodia" in about[BASE + "id/member/KHM"]
    assert event["subjectOf"]["@type"] == "Report"
    assert "location" not in event  # a beneficiary is not a venue
    report = client.get(REPORT + "?_profile=schema").json()
    assert report["@type"] == "Report" and report["reportNumber"] == "9000001"
    kinds = sorted(item["@type"] for item in report["mentions"])
    assert kinds == ["Action", "Action", "Event", "Event"]  # no type is known of two
    study = client.get("/doc/activity/9000001-3.jsonld?_profile=schema").json()
    assert study["@type"] == "Action" and study["object"]["@id"].endswith("/id/group/invented")
    assert not study.keys() & {"organizer", "startDate", "about", "keywords"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", None),
        ("  ", None),
        ("a", ("a",)),
        ("<urn:a>;q=0.2,<urn:b>", ("urn:b", "urn:a")),
        ("<urn:a>;q=0,b", ("b",)),
        ("<urn:a>;q=0", ()),
        ("<urn:a>;q=2", ("<urn:a>;q=2",)),
    ],
)
def test_wishes_for_profiles_are_read(text: str, names: tuple[str, ...] | None) -> None:
    assert read_profiles(text) == names
