"""The editor in a real browser, before a real server: nothing comes from another host."""

import os
from collections.abc import Iterator
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from trips_graph.web.sparql.page import find_editor

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not find_editor() and not os.environ.get("CI"), reason="installed without the editor"
    ),
]
BARS = "SELECT ?name ?n { VALUES (?name ?n) { ('first' 1) ('second' 2) } }"
REFUSED = ("the server responded with a status of", "net::ERR_FAILED")
"""What the browser tells of every answer that is a mistake, and of every one that did not come."""
VALUE = "document.querySelector('.CodeMirror').CodeMirror.getValue()"


@pytest.fixture
def page(browser: Browser, server: str) -> Iterator[Page]:
    """A page of a new browser profile; afterwards nothing was said, and no other host was asked."""
    context = browser.new_context(locale="en-GB", permissions=["clipboard-read", "clipboard-write"])
    page, told, asked = context.new_page(), list[str](), list[str]()
    page.set_default_timeout(10_000)
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    yield page
    assert [text for text in told if not any(known in text for known in REFUSED)] == []
    assert [url for url in asked if not url.startswith((server + "/", "data:"))] == []
    assert context.cookies() == []
    kept = page.evaluate("Object.keys(localStorage)")
    assert set(kept) <= {"trips-graph-draft"}
    context.close()


def begin(page: Page, server: str, path: str = "/sparql") -> None:
    """Open the page with an empty query in the editor, which has the focus."""
    page.goto(server + path)
    page.locator("[data-do=new]").click()


def written(page: Page) -> str:
    """Return the query in the editor."""
    return str(page.evaluate(VALUE))


def test_a_query_is_typed_and_its_rows_are_shown(page: Page, server: str) -> None:
    begin(page, server)
    page.keyboard.type("VALUES ?answer { 42 }")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#answers td")).to_have_text("42 xsd:integer")
    expect(page.locator(".tools [role=status]")).to_have_text("One row.")
    assert parse_qs(urlsplit(page.url).query)["query"] == [written(page)]


def test_the_name_of_a_member_is_completed_in_each_language(page: Page, server: str) -> None:
    for path, typed in (("/sparql", "Cambod"), ("/fr/sparql", "cambodg"), ("/es/sparql", "Camboy")):
        begin(page, server, path)
        page.keyboard.type(f"?a tg:beneficiary {typed}")
        expect(page.locator(".CodeMirror-hint-active")).to_contain_text("member:KHM")
        page.keyboard.press("Enter")
        expect(page.locator(".CodeMirror-hints")).to_have_count(0)
        assert "?a tg:beneficiary member:KHM\n" in written(page)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#answers td a")).to_contain_text(["National Workshop"])


def test_names_are_completed_on_demand_and_by_the_release_alone(page: Page, server: str) -> None:
    for typed, wanted in (("?s a tg:Act", "tg:Activity"), ("?s tg:ben", "tg:beneficiary")):
        begin(page, server)
        page.keyboard.type(typed)
        expect(page.locator(".CodeMirror-hint-active code")).to_have_text(wanted)
        page.keyboard.press("Control+Space")
        page.wait_for_load_state("networkidle")
        expect(page.locator(".CodeMirror-hint-active code")).to_have_text(wanted)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".mistaken-note")).to_be_visible()
    expect(page.locator(".CodeMirror-hints")).to_have_count(0)


def test_what_is_completed_declares_its_prefix(page: Page, server: str) -> None:
    begin(page, server)
    page.keyboard.press("Control+a")
    page.keyboard.type("SELECT * { ?a a Activ")
    page.locator(".CodeMirror-hint", has_text="tg:Activity").first.click()
    declared = "PREFIX tg: <https://w3id.org/trips-graph/def#>\nSELECT * { ?a a tg:Activity"
    page.wait_for_function(f"{VALUE}.startsWith('PREFIX tg:')")
    assert written(page) == declared
    page.keyboard.type(" ; foaf:name ?n }")
    page.wait_for_function(f"{VALUE}.includes('PREFIX foaf:')")


def test_a_mistake_is_marked_at_its_line_until_it_is_mended(page: Page, server: str) -> None:
    begin(page, server)
    page.keyboard.press("Control+a")
    page.keyboard.type("SELECT *\n{ ?s nope:p ?o }\nLIMIT 3")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[role=alert]")).to_contain_text("Line 2, column 12: the prefix nope:")
    marked = page.locator(".mistaken-line")
    expect(marked).to_have_count(1)
    expect(marked).to_contain_text("?s nope:p ?o")
    assert "".join(page.locator(".mistaken").all_inner_texts()) == "nope:p"
    expect(page.locator(".mistaken-note")).to_contain_text("the prefix nope:")
    page.keyboard.press("Control+a")
    page.keyboard.type("ASK {}")
    expect(page.locator(".mistaken-line, .mistaken-note")).to_have_count(0)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#answers .boolean")).to_have_text("Yes")
    expect(page.locator("#mistake")).to_have_count(0)


def test_a_mistake_in_a_link_is_marked_when_the_page_opens(page: Page, server: str) -> None:
    page.goto(f"{server}/sparql?query={quote('ASK {}' + chr(10) + 'x')}")
    expect(page.locator(".mistaken-line")).to_contain_text("x")


def test_a_query_that_takes_too_long_is_told(page: Page, server: str) -> None:
    begin(page, server)
    page.keyboard.press("Control+a")
    page.keyboard.type("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#answers .hint")).to_contain_text("seconds", timeout=20_000)


def test_a_server_that_does_not_answer_is_told(page: Page, server: str) -> None:
    begin(page, server)
    page.route("**/sparql?*", lambda route: route.abort())
    page.keyboard.press("Control+Enter")
    expect(page.locator("#answers .hint")).to_contain_text("The server did not answer.")


def test_a_query_too_long_for_a_link_is_answered(page: Page, server: str) -> None:
    page.goto(server + "/sparql")
    query = f"SELECT (6 * 7 AS ?answer) {{}} # {'x' * 8000}"
    page.evaluate(f"query => {VALUE.replace('getValue()', 'setValue(query)')}", query)
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator("#answers td")).to_have_text("42 xsd:integer")
    assert page.url == server + "/sparql"
    page.get_by_role("button", name="Copy the link").click()
    expect(page.locator(".tools [role=status]")).to_have_text("The query is too long for a link.")


def test_an_example_is_loaded_and_answered(page: Page, server: str) -> None:
    page.goto(server + "/sparql")
    menu = page.get_by_role("combobox", name="Examples")
    title = menu.locator("option").nth(2).inner_text()
    menu.select_option(index=2)
    assert written(page).startswith(f"# {title}"[:90])
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator("#answers h2")).to_have_text("Rows")
    expect(page.locator("#mistakes p")).to_have_count(0)


def test_a_link_is_copied_and_opens_as_the_same_answer(
    page: Page, browser: Browser, server: str
) -> None:
    begin(page, server)
    page.keyboard.press("Control+a")
    page.keyboard.type("SELECT (6 * 7 AS ?answer) {}")
    page.get_by_role("button", name="Copy the link").click()
    expect(page.locator(".tools [role=status]")).to_have_text("The link is copied.")
    link = page.evaluate("navigator.clipboard.readText()")
    other = browser.new_context(java_script_enabled=False).new_page()
    other.goto(link)
    assert other.locator("td").inner_text() == "42 xsd:integer"
    assert other.locator("textarea").input_value() == "SELECT (6 * 7 AS ?answer) {}"
    other.context.close()


def test_back_returns_to_the_query_before(page: Page, server: str) -> None:
    page.goto(f"{server}/sparql?query=ASK%7B%7D")
    expect(page.locator("#answers .boolean")).to_have_text("Yes")
    page.locator(".CodeMirror").click()
    page.keyboard.press("Control+a")
    page.keyboard.type(BARS)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#answers td.number")).to_have_count(2)
    page.go_back()
    expect(page.locator("#answers .boolean")).to_have_text("Yes")
    assert written(page) == "ASK{}"


def test_numbers_are_drawn_as_bars(page: Page, server: str) -> None:
    page.goto(f"{server}/sparql?query={quote(BARS)}")
    page.get_by_text("Chart", exact=True).click()
    expect(page.get_by_role("img", name="n / name")).to_be_visible()
    drawn = """() => { const c = document.querySelector("canvas");
        const all = c.getContext("2d").getImageData(0, 0, c.width, c.height).data;
        return all.some((value) => value > 0) }"""
    page.wait_for_function(drawn)


def test_a_file_is_what_the_menu_of_formats_gives(page: Page, server: str) -> None:
    page.goto(f"{server}/sparql?query={quote(BARS)}")
    with page.expect_download() as started:
        page.locator("#answers .formats a", has_text="CSV").click()
    assert started.value.path().read_text("utf-8").splitlines()[0] == "name,n"


def test_a_draft_waits_for_who_comes_back(page: Page, server: str) -> None:
    begin(page, server)
    page.keyboard.type("# a draft")
    page.keyboard.press("Tab")
    page.goto(server + "/")
    page.goto(server + "/sparql")
    assert "# a draft" in written(page)
    page.goto(f"{server}/sparql?query=ASK%7B%7D")
    assert written(page) == "ASK{}", "a link goes before a draft"


def test_the_keyboard_gets_in_and_out(page: Page, server: str) -> None:
    page.goto(server + "/sparql")
    page.get_by_role("button", name="Copy the link").focus()
    page.keyboard.press("Tab")
    editor = page.get_by_role("textbox", name="Query")
    expect(editor).to_be_focused()
    outline = "getComputedStyle(document.querySelector('.CodeMirror')).outlineStyle"
    assert page.evaluate(outline) == "solid"
    page.keyboard.press("Tab")
    expect(page.locator("#format")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(editor).to_be_focused()


def test_without_script_the_field_is_there(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server + "/fr/sparql")
    expect(page.locator("textarea")).to_be_visible()
    expect(page.locator(".tools, .chart")).to_have_count(0)
    page.fill("textarea", BARS)
    page.get_by_role("button", name="Interroger").click()
    expect(page.locator("#answers td.number")).to_have_count(2)
    assert urlsplit(page.url).path == "/fr/sparql"
    context.close()
