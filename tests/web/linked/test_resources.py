"""Things, the vocabulary and the files of a release, asked of a real server process."""

import json
import re
from hashlib import sha256

import httpx
import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from tests.web.small_release import OLDER
from trips_graph.model.release import Release

REPORT = "/doc/report/9000001"
FORMATS = {
    "ttl": ("text/turtle", RdfFormat.TURTLE),
    "nt": ("application/n-triples", RdfFormat.N_TRIPLES),
    "rdf": ("application/rdf+xml", RdfFormat.RDF_XML),
    "jsonld": ("application/ld+json", RdfFormat.JSON_LD),
}


@pytest.mark.parametrize("accept", ["text/html", "text/turtle", "*/*"])
def test_a_thing_sends_on_to_its_document(client: httpx.Client, accept: str) -> None:
    response = client.get("/id/section/9000001-1.1", headers={"Accept": accept})
    assert response.status_code == 303
    assert response.headers["location"] == "/doc/section/9000001-1.1"


@pytest.mark.parametrize(
    "path", ["/id//evil.example/x", "/id/x/%0d%0aSet-Cookie:a", "/id/x/..%2f..%2f"]
)
def test_no_redirect_leaves_the_host(client: httpx.Client, path: str) -> None:
    response = client.get(path)
    location = response.headers.get("location", "/doc/")
    assert location.startswith("/doc/") and not location.startswith("//")
    assert "set-cookie" not in response.headers


@pytest.mark.parametrize("path", [REPORT, "/def"])
def test_every_format_says_the_same(client: httpx.Client, path: str) -> None:
    seen = set()
    for suffix, (media_type, engine) in FORMATS.items():
        by_suffix = client.get(f"{path}.{suffix}")
        by_accept = client.get(path, headers={"Accept": media_type})
        assert by_suffix.content == by_accept.content
        assert by_suffix.headers["content-type"].startswith(media_type)
        seen.add(frozenset(str(quad) for quad in parse(by_suffix.content, format=engine)))
    assert len(seen) == 1 and len(seen.pop()) > 10


def test_documents_are_negotiated(client: httpx.Client) -> None:
    page = client.get(REPORT)
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "Accept" in page.headers["vary"]
    assert '</doc/report/9000001.ttl>; rel="alternate"; type="text/turtle"' in page.headers["link"]
    assert client.get(REPORT, headers={"Accept": "image/png"}).status_code == 406


def test_dots_belong_to_the_key_unless_they_are_a_suffix(client: httpx.Client) -> None:
    section = "/doc/section/9000001-1.1"
    assert client.get(section).headers["content-type"].startswith("text/html")
    assert client.get(section + ".ttl").headers["content-type"].startswith("text/turtle")
    for path in (
        section + ".pdf",
        "/doc/section/9000001-1.ttl",
        "/doc/report/none",
        "/doc/x/%3C%3E",
    ):
        missing = client.get(path)
        assert missing.status_code == 404
        assert missing.headers["content-type"] == "application/problem+json"


def test_data_about_a_thing_has_its_facts_its_parts_and_labels(client: httpx.Client) -> None:
    turtle = client.get("/doc/evidence/9000001-row-1.nt").text
    assert "National Workshop on border measures 12/02/2031" in turtle  # of its fragment node
    assert "/source/9000001-0123456789abcdef> <http://purl.org/dc/terms/isVersionOf>" in turtle
    activity = client.get("/doc/activity/9000001-1.nt").text
    assert '"Invented report on technical cooperation"@en' in activity  # the label next door


def test_data_say_of_what_they_are_and_where_to_go_on(client: httpx.Client) -> None:
    base = "https://example.org/trips/"
    told = client.get("/doc/member/KHM.nt").text
    document = f"<{base}doc/member/KHM>"
    for statement in (
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://xmlns.com/foaf/0.1/Document>",
        f"<http://xmlns.com/foaf/0.1/primaryTopic> <{base}id/member/KHM>",
        "<http://purl.org/dc/terms/license> <http://creativecommons.org/licenses/by/4.0/>",
        f"<http://rdfs.org/ns/void#inDataset> <{base}id/release/2031-10-02>",
    ):
        assert f"{document} {statement} ." in told
    views = re.findall(r"#seeAlso> <https://example\.org/trips(/[^>]*)>", told)
    assert views == ["/activities.ttl?beneficiary=KHM"]
    assert "National Workshop on border measures" in client.get(views[0]).text
    assert "seeAlso" not in client.get("/doc/report/9000001.nt").text


def test_what_a_client_holds_is_not_sent_again(client: httpx.Client) -> None:
    for path in (REPORT, REPORT + ".ttl", "/def"):
        first = client.get(path)
        assert "must-revalidate" in first.headers["cache-control"]
        held = {"If-None-Match": first.headers["etag"]}
        again = client.get(path, headers=held)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]
        other = client.get(path, headers=held | {"Accept": "application/n-triples"})
        assert other.status_code == (304 if path.endswith(".ttl") else 200), path


def test_every_file_is_what_the_manifest_says(client: httpx.Client, small_release: Release) -> None:
    for artefact in small_release.manifest.artefacts:
        response = client.get(f"/data/{artefact.path}", headers={"Accept-Encoding": "gzip"})
        assert response.status_code == 200
        assert sha256(response.content).hexdigest() == artefact.sha256
        assert int(response.headers["content-length"]) == artefact.bytes
        assert response.headers["content-type"].startswith(artefact.media_type)
        assert "must-revalidate" in response.headers["cache-control"]
        lasting = client.get(f"/data/{small_release.manifest.id}/{artefact.path}")
        assert lasting.content == response.content
        assert "immutable" in lasting.headers["cache-control"]
        assert "content-encoding" not in response.headers
        held = {"If-None-Match": response.headers["etag"]}
        assert client.get(f"/data/{artefact.path}", headers=held).status_code == 304
        assert client.head(f"/data/{artefact.path}").headers["etag"] == f'"{artefact.sha256}"'


def test_files_of_an_older_release_stay_at_their_address(client: httpx.Client) -> None:
    file = client.get(f"/data/{OLDER}/dataset.nt")
    assert (file.status_code, file.content) == (200, b"<a:a> <a:b> 1 .")
    assert file.headers["content-type"].startswith("application/n-triples")
    manifest = client.get(f"/data/{OLDER}/manifest.json")
    assert manifest.json()["id"] == OLDER
    for response in (file, manifest):
        assert "immutable" in response.headers["cache-control"]
    assert "must-revalidate" in client.get("/data/manifest.json").headers["cache-control"]


@pytest.mark.parametrize(
    "path",
    [
        f"{OLDER}/unlisted.txt",
        f"{OLDER}/dataset.ttl",
        f"{OLDER}/..%2f{OLDER}%2fdataset.nt",
        f"..%2freleases0%2f{OLDER}/dataset.nt",
        f"{OLDER}%00/dataset.nt",
        ".building-x/dataset.nt",
        "copy/dataset.nt",
        "CURRENT/manifest.json",
        "1900-01-01/manifest.json",
        "..%2fmanifest.json",
        "%2e%2e/%2e%2e/etc/passwd",
        "..%2f..%2fetc%2fpasswd",
        "%2fetc%2fpasswd",
        "store/CURRENT",
        "store",
        "manifest.json%00",
        "",
        "./dataset.ttl%2f..%2f",
        "..\\manifest.json",
    ],
)
def test_no_path_leads_out_of_the_manifest(client: httpx.Client, path: str) -> None:
    assert client.get(f"/data/{path}").status_code in (404, 307)
    assert client.get(f"/static/{path}").status_code in (404, 405)


def test_the_context_is_published(client: httpx.Client) -> None:
    response = client.get("/context.jsonld")
    assert response.headers["content-type"] == "application/ld+json"
    assert response.headers["access-control-allow-origin"] == "*"
    document = json.loads(client.get(REPORT + ".jsonld").content)
    assert document["@context"] == response.json()["@context"]


def test_the_vocabulary_has_an_anchor_for_each_term(client: httpx.Client) -> None:
    page = client.get("/def").text
    turtle = client.get("/def.nt").text
    own = {
        str(quad.subject.value).partition("#")[2]
        for quad in parse(turtle.encode(), format=RdfFormat.N_TRIPLES)
        if isinstance(quad.subject, NamedNode) and "trips-graph/def#" in quad.subject.value
    }
    assert own and all(f'id="{name}"' in page for name in own)
    assert client.get("/def.pdf").status_code == 404


@pytest.mark.parametrize("path", ["/nothing", "/doc/report", "/question/none", "/reports?page=99"])
def test_what_is_not_there_is_a_problem(client: httpx.Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert response.json()["status"] == 404
    page = client.get(path, headers={"Accept": "text/html"})
    assert page.status_code == 404 and "<h1>" in page.text


def test_a_wrong_page_number_is_400(client: httpx.Client) -> None:
    response = client.get("/reports?page=0")
    assert response.status_code == 400
    assert "page" in response.json()["detail"]
