"""HTML becomes the lines that a browser shows: numbers of lists, cells of tables, no menus."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trips_graph.reports.content.webpage import read_webpage


def text_of(body: str) -> str:
    page = read_webpage(f"<html><body>{body}</body></html>")
    assert page is not None
    return page.text


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>One  two\n three</p><p>Four</p>", "One two three\n\nFour\n"),
        ("<div>One</div><div>Two</div>", "One\nTwo\n"),
        ("<h2>1 Title</h2>Text<br>more", "1 Title\n\nText\nmore\n"),
        ("<ol start='3'><li>A</li><li value='7'>B</li><li>C</li></ol>", "3. A\n7. B\n8. C\n"),
        ("<ol type='a'><li>A</li><li>B</li></ol>", "a. A\nb. B\n"),
        ("<ul><li>A <b>bold</b></li></ul>", "• A bold\n"),
        ("<p>Viet&nbsp;Nam &amp; C&ocirc;te d&#8217;Ivoire</p>", "Viet\u00a0Nam & Côte d’Ivoire\n"),
        ("<nav>Home</nav><script>x</script><p>Text</p><footer>WTO</footer>", "Text\n"),
        ("<p>a<!-- not shown -->b</p>", "ab\n"),
        (
            "<p>25<sup>1</sup> judges<sup>[2]</sup> came on the 1<sup>st</sup></p>",
            "25 judges came on the 1st\n",
        ),
    ],
)
def test_lines_as_a_browser_shows_them(body: str, expected: str) -> None:
    assert text_of(body) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("<tr><td>1</td><td>A<br>B</td><td></td></tr>", ["1\tA B\t"]),
        (
            "<tr><td>1</td><td rowspan=2>A</td><td>x</td></tr><tr><td>2</td><td>y</td></tr>",
            ["1\tA\tx", "2\tA\ty"],
        ),
        (
            "<tr><td rowspan=3>1</td><td>a</td></tr><tr><td>b</td></tr><tr><td>c</td></tr>",
            ["1\ta", "1\tb", "1\tc"],
        ),
        ("<tr><td colspan=2>1</td><td>A</td></tr>", ["1\t\tA"]),
        ("<TR><TD>1<TD>A<TR><TD>2<TD>B", ["1\tA", "2\tB"]),
        ("<tr><td rowspan=99999999>1</td></tr><tr></tr>", ["1", "1"]),
    ],
)
def test_cells_stand_in_their_columns(rows: str, expected: list[str]) -> None:
    assert text_of(f"<table>{rows}</table>").splitlines() == expected


def test_a_table_that_only_lays_out_the_page_is_read_through() -> None:
    inner = "<table><tr><td>1</td><td>A</td></tr></table>"
    body = f"<table><tr><td><h1>Title</h1>{inner}</td></tr></table>"
    assert text_of(body) == "Title\n\n1\tA\n"


def test_the_address_that_a_browser_notes_is_told() -> None:
    address = "https://e-trips.wto.org/en/TechnicalCooperationActivitiesNotifications/View/1000364"
    page = read_webpage(f"<!-- saved from url=(0083){address} --><html><body>x</body></html>")
    assert page is not None
    assert page.address == address
    other = read_webpage(f"<html><body><a href='{address}'>another report</a></body></html>")
    assert other is not None
    assert other.address is None


@pytest.mark.parametrize("host", ["[trips.wto.org", "e-trips.wto.org:x", "e-\x01trips.wto.org"])
def test_an_address_that_is_none_is_not_taken(host: str) -> None:
    address = f"https://{host}/en/TechnicalCooperationActivitiesNotifications/View/1000364"
    page = read_webpage(f"<!-- saved from url=(0083){address} --><html><body>x</body></html>")
    assert page is not None
    assert page.address is None


def test_deep_nesting_is_no_crash() -> None:
    assert text_of("<div>" * 200 + "x") == "x\n"
    deeper = read_webpage("<html><body>" + "<div>" * 5000 + "x")
    assert deeper is None or deeper.text == "x\n"


@given(st.text(alphabet="<>/tablerdhpoliu =\"'&;a1\n", max_size=300))
def test_no_markup_crashes_the_reader(markup: str) -> None:
    page = read_webpage(f"<html><body>{markup}")
    assert page is None or page.text.endswith("\n")
