"""Pages: every link resolves, hostile labels stay text, headers keep browsers calm."""

import re
from collections import deque
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

import httpx
import pytest

from tests.web.small_release import HOSTILE, LONG

LARGEST = 300_000
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
VOID = {
    "area",
    "br",
    "col",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "wbr",
    "circle",
    "path",
}


class Page(HTMLParser):
    """Collects the links, anchors and open elements of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: list[str] = []
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name in ("href", "src", "action") and value is not None:
                self.links.append(value)
            if name == "id" and value is not None:
                self.anchors.append(value)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open, tag
            assert self.open.pop() == tag


def test_every_link_of_every_page_resolves(client: httpx.Client) -> None:
    waiting, seen = deque(["/"]), {"/"}
    anchors: dict[str, set[str]] = {}
    wanted: set[tuple[str, str]] = set()
    while waiting:
        path = waiting.popleft()
        response = client.get(path, headers=BROWSER)
        assert response.status_code in (200, 303, 410), (path, response.status_code)
        if not response.headers.get("content-type", "").startswith("text/html"):
            continue
        assert len(response.content) <= LARGEST, path
        page = Page(response.text)
        assert not page.open, path
        assert len(page.anchors) == len(set(page.anchors)), path
        anchors[path] = set(page.anchors)
        for link in page.links:
            target = urlsplit(urljoin(path, link))
            if target.scheme or target.netloc:
                assert target.scheme in ("http", "https"), (path, link)
                continue
            address = target.path + (f"?{target.query}" if target.query else "")
            if target.fragment:
                wanted.add((address, unquote(target.fragment)))
            if address not in seen:
                seen.add(address)
                waiting.append(address)
    assert len(seen) > 180
    assert {(path, name) for path, name in wanted if name not in anchors[path]} == set()


@pytest.mark.parametrize(
    "path",
    ["/", "/reports", "/activities", "/organisations", "/doc/activity/9000001-2", "/quality",
     "/doc/organisation/evil", "/doc/report/9000001", "/doc/report/9000002", "/doc/entry/9000001-2",
     "/sparql?format=html&query=SELECT+*+%7B%3Fs+%3Fp+%3Fo+FILTER(CONTAINS(STR(%3Fo)%2C%22script%22))%7D",
     "/doc/report/%3Cscript%3Ealert(9)%3C/script%3E", "/%3Cscript%3Ealert(9)%3C%2Fscript%3E"],
)  # fmt: skip
def test_hostile_text_stays_text(client: httpx.Client, path: str) -> None:
    response = client.get(path, headers=BROWSER)
    page = Page(response.text)
    scripts = re.findall("<script[^>]*>[^<]*</script>", response.text)  # the editor's, and data
    ours = [script for script in scripts if 'type="application/ld+json">' not in script]
    assert all('src="/static/editor/' in script and "></" in script for script in ours)
    assert response.text.lower().count("<script") == len(scripts)
    assert not page.tags & {"iframe", "object", "embed", "style"}
    assert not {name for name in page.attributes if name.startswith("on")}
    assert "style" not in page.attributes
    assert not [link for link in page.links if link.strip().lower().startswith("javascript")]
    assert HOSTILE not in response.text


def test_a_label_of_ten_thousand_characters_fits_its_page(client: httpx.Client) -> None:
    assert LONG not in client.get("/organisations", headers=BROWSER).text
    page = client.get("/doc/organisation/long", headers=BROWSER).text
    assert LONG.strip() in page
    assert "<title>Very long name" in page and len(page) < 30_000


def test_an_activity_shows_its_evidence(client: httpx.Client) -> None:
    page = client.get("/doc/activity/9000001-operation-xi", headers=BROWSER).text
    assert re.search(r"<blockquote[^>]*>.*a record 859 arrests", page, re.DOTALL)
    assert "paragraph 2" in page and "line 17 of the text of the report" in page
    assert 'href="/doc/section/9000001-1.1"' in page
    assert 'href="https://example.com/View/9000001"' in page
    assert "unknown, not all Members" in page


def test_a_passage_supports_only_what_the_thing_has(client: httpx.Client) -> None:
    figure = client.get("/doc/figure/9000001-arrests", headers=BROWSER).text
    assert re.search(r'class="supports">supports value<', figure)
    activity = client.get("/doc/activity/9000001-operation-xi", headers=BROWSER).text
    assert "a record 859 arrests" in activity and 'class="supports"' not in activity


def test_a_report_tells_the_state_of_its_table(client: httpx.Client) -> None:
    page = client.get("/doc/report/9000001", headers=BROWSER).text
    assert "table holds 3 rows" in page
    for text in ("Cambodia", "Ghana", "2031-03", "Operation Invented XI", "859", "IP/C/R/TC/INV/1"):
        assert text in page
    assert "was not visible" in client.get("/doc/report/9000002", headers=BROWSER).text


def test_lists_are_paged(client: httpx.Client) -> None:
    first = client.get("/members", headers=BROWSER).text
    second = client.get("/members?page=2", headers=BROWSER).text
    assert first.count('<tr role="row">') == 101 and 'rel="next"' in first
    assert "Invented Member 129" in second and 'rel="prev"' in second


def test_what_points_to_a_thing_is_capped_and_counted(client: httpx.Client) -> None:
    assert "The first 50 of 130." in client.get("/doc/activity/9000001-1", headers=BROWSER).text


@pytest.mark.parametrize(
    "path", ["/", "/nothing", "/doc/report/9000001.ttl", "/sparql", "/static/style.css"]
)
def test_every_answer_keeps_browsers_calm(client: httpx.Client, path: str) -> None:
    headers = client.get(path).headers
    assert headers["content-security-policy"].startswith("default-src 'none'; style-src 'self'")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"


def test_large_answers_are_packed(client: httpx.Client) -> None:
    response = client.get("/members", headers=BROWSER | {"Accept-Encoding": "gzip"})
    assert response.headers["content-encoding"] == "gzip"


def test_the_description_for_programs_names_the_endpoint(client: httpx.Client) -> None:
    document = client.get("/openapi.json").json()
    assert {"/sparql", "/id/{kind}/{key}", "/doc/{kind}/{key}", "/data/{path}"} <= set(
        document["paths"]
    )
    assert client.get("/docs").status_code == 404  # it would load scripts from elsewhere
    assert "Disallow: /sparql?" in client.get("/robots.txt").text
