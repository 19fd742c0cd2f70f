"""Every answer is safe to show: no markup comes from a label, no script runs on any page."""

import re
from collections.abc import Iterator
from urllib.parse import quote

import httpx
import pytest
from lxml import html
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request

from trips_graph.web.operation.headers import POLICY_WITH_SCRIPTS, SAFETY

SCRIPT = "<script>document.title='owned'</script><img src=x onerror=alert(1)>\u202eevil"
IRI = "javascript:document.title='owned'"
QUERY = f"""SELECT * {{ VALUES (?text ?iri ?literal) {{
  ("{SCRIPT}" <{IRI}> "{"x" * 2000}"@en) ("\u202e\u2066" <data:text/html,x> "&lt;b&gt;") }} }}"""
REFLECTING = [
    f"/sparql?format=html&query={quote(QUERY)}",
    f"/sparql?format=html&query={quote(SCRIPT)}",
    f"/sparql?query=ASK%7B%7D&format={quote(SCRIPT)}",
    f"/doc/report/{quote(SCRIPT, safe='')}",
    f"/doc/{quote(IRI, safe='')}/x",
    f"/question/{quote(SCRIPT, safe='')}",
    f"/question/q01?asked={quote(SCRIPT)}",
    f"/quality?code={quote(SCRIPT)}&severity={quote(SCRIPT)}",
    f"/reports?page={quote(SCRIPT)}",
    f"/{quote(SCRIPT)}",
    f"/data/{quote(SCRIPT, safe='')}",
]
STARTS = [
    "/", "/reports", "/activities", "/members", "/organisations", "/groups", "/tools", "/def",
    "/sparql", "/data", "/quality", "/quality?page=2", "/doc/organisation/long",
]  # fmt: skip
EDITOR = "/static/editor/"
DATA_BLOCK = "application/ld+json"  # of schema.org; no browser runs it
_SCRIPTS = """(block) => [...document.scripts].filter(script => script.type !== block)
    .map(script => script.src)"""
"""Where the one script of ours is: the editor of /sparql."""
MOST = 250
AS_BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.fixture(scope="module")
def pages(server: str) -> dict[str, httpx.Response]:
    """Every page that links lead to from the lists, and every page that shows what was asked."""
    found: dict[str, httpx.Response] = {}
    waiting = [*REFLECTING, *STARTS]
    with httpx.Client(
        base_url=server, headers=AS_BROWSER, follow_redirects=True, timeout=30
    ) as client:
        while waiting and len(found) < MOST:
            path = waiting.pop(0)
            if path in found or (path.startswith("/data/") and path not in REFLECTING):
                continue
            found[path] = answer = client.get(path)
            if answer.headers.get("content-type", "").startswith("text/html"):
                waiting += _links(answer)
    return found


def _links(answer: httpx.Response) -> Iterator[str]:
    for link in html.fromstring(answer.text).iter("a"):
        href = link.get("href") or ""
        if href.startswith("/") and not href.startswith("/question/"):
            yield href.partition("#")[0]


def test_there_is_enough_to_look_at(pages: dict[str, httpx.Response]) -> None:
    kinds = {path.split("/")[2] for path in pages if path.startswith("/doc/")}
    assert len(pages) > 150 and kinds >= {"report", "activity", "member", "organisation"}
    assert {answer.status_code for answer in pages.values()} >= {200, 400, 404}
    text = "".join(answer.text for answer in pages.values())
    assert "alert(2)" in text and "javascript:" in text, "hostile text is shown, as text"


def test_every_answer_carries_the_headers_of_safety(pages: dict[str, httpx.Response]) -> None:
    for path, answer in pages.items():
        has_editor = EDITOR in answer.text
        assert not has_editor or re.match("(/(en|fr|es))?/sparql", path), path
        own = {"Content-Security-Policy": POLICY_WITH_SCRIPTS} if has_editor else {}
        for name, value in (SAFETY | own).items():
            assert answer.headers.get_list(name) == [value], (path, name)
    policy = SAFETY["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "script" not in policy and "unsafe" not in policy
    added = POLICY_WITH_SCRIPTS.removeprefix(policy)
    assert added == "; script-src 'self'"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("DELETE", "/", 405), ("GET", "/nothing", 404), ("POST", "/sparql", 415),
        ("OPTIONS", "/sparql", 204), ("HEAD", "/doc/report/9000001", 200),
        ("GET", "/data/../x", 404), ("GET", "/static/style.css", 200),
        ("GET", "/question/q01", 308),
    ],
)  # fmt: skip
def test_other_answers_carry_them_too(
    client: httpx.Client, method: str, path: str, status: int
) -> None:
    answer = client.request(method, path)
    assert answer.status_code == status
    assert all(answer.headers[name] == value for name, value in SAFETY.items())


def test_no_page_has_script_or_style_of_its_own(pages: dict[str, httpx.Response]) -> None:
    for path, answer in pages.items():
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        tree = html.fromstring(answer.text)
        for element in tree.iter():
            assert element.tag not in ("style", "iframe", "object", "embed", "base"), path
            if element.tag == "script" and element.get("type") != DATA_BLOCK:
                assert (element.get("src") or "").startswith(EDITOR) and not element.text, path
            for name, value in element.attrib.items():
                assert not str(name).startswith("on") and name != "style", (path, name)
                if name in ("href", "src", "action", "formaction"):
                    value = "".join(str(value).split()).lower()
                    assert value.startswith(("/", "#", "?", "http://", "https://")), (path, value)
                    assert not value.startswith("//"), (path, value)


@pytest.fixture
def page(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page, and what happened on it that must not: dialogs, scripts, refused content."""
    page, told = browser.new_page(), list[str]()

    def on_dialog(dialog: Dialog) -> None:
        told.append(dialog.message)
        dialog.dismiss()

    def on_request(asked: Request) -> None:
        if asked.resource_type == "script" and EDITOR not in asked.url:
            told.append(asked.url)

    def on_console(said: ConsoleMessage) -> None:
        if "Content Security" in said.text:
            told.append(said.text)

    page.on("dialog", on_dialog)
    page.on("request", on_request)
    page.on("console", on_console)
    page.on("pageerror", lambda error: told.append(str(error)))
    yield page, told
    page.close()


@pytest.mark.browser
def test_no_script_runs_on_any_page(
    page: tuple[Page, list[str]], pages: dict[str, httpx.Response], server: str
) -> None:
    """Nor was one refused by the policy: there is none to refuse. The editor is ours."""
    window, told = page
    shown = [*REFLECTING, *(path for path in pages if path.startswith("/doc/"))][:80]
    for path in shown:
        window.goto(server + path, wait_until="load")
        assert window.title() != "owned", path
        scripts = window.evaluate(_SCRIPTS, DATA_BLOCK)
        assert all(script.startswith(server + EDITOR) for script in scripts), path
        assert told == [], path


@pytest.mark.browser
def test_a_link_to_script_is_no_link(page: tuple[Page, list[str]], server: str) -> None:
    window, told = page
    window.goto(server + REFLECTING[0])
    assert window.get_by_text("javascript:document", exact=False).count() >= 1
    assert window.locator("a[href^='javascript:' i], a[href^='data:' i]").count() == 0
    assert told == []


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/", "/sparql"])
def test_the_policy_would_stop_a_script_that_slips_in(
    page: tuple[Page, list[str]], server: str, path: str
) -> None:
    """The second wall, should escaping ever fail: markup put into a page by force does nothing."""
    window, told = page
    window.goto(server + path)
    window.evaluate(
        """() => {
          const made = document.createElement('script');
          made.textContent = "document.title = 'owned'";
          document.body.append(made);
          document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="alert(1)">');
        }"""
    )
    window.wait_for_timeout(300)
    assert window.title() != "owned"
    assert any("Content Security" in text for text in told)
