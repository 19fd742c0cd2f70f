"""Takes the text out of a web page (HTML), in the layout that a browser shows it in.

Headings and paragraphs stand apart by blank lines, list items carry their numbers, the cells of a
table are divided by tabs. A cell over several rows counts for each of them, as HTML says
(https://html.spec.whatwg.org/multipage/tables.html). Scripts, menus and forms are passed over, and
the raised marks of footnotes: in a line of text, `25<sup>1</sup>` would turn into 251.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree, html

from trips_graph.model.report import PageType
from trips_graph.reports.content.footnotemarks import is_footnote_mark

_PASSED_OVER = {
    "script", "style", "noscript", "template", "nav", "header", "footer", "aside", "form", "select",
    "button", "input", "iframe", "svg", "head", "title",
}  # fmt: skip
_BLOCKS = {
    "address", "article", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset",
    "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "main", "ol", "p", "pre", "section",
    "table", "ul", "caption", "tr", "td", "th", "tbody", "thead",
}  # fmt: skip
_APART = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "ul", "table", "blockquote", "hr", "pre"}
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_ADDRESS = re.compile(
    r"https?://[a-z0-9.-]+(?::[0-9]{1,5})?(?:/[a-z0-9._~-]+)*"
    rf"/(?:{'|'.join(PageType)})/View/[0-9]+",
    re.IGNORECASE,
)
_MOST_SPANNED = 500  # rows and columns that one cell may span


@dataclass(frozen=True, slots=True)
class Webpage:
    """The text of a web page, and the e-TRIPS address that the page tells of itself, if it does."""

    text: str
    address: str | None


def read_webpage(content: str) -> Webpage | None:
    """Return the text of an HTML page, None where it holds none."""
    try:
        parser = html.HTMLParser(remove_comments=True, remove_pis=True)
        root = html.document_fromstring(content, parser=parser)
    except (etree.ParserError, ValueError):
        return None
    writing = _Writing()
    _write(root, writing)
    text = "\n".join(writing.finish())
    return Webpage(text + "\n", _address(content)) if text.strip() else None


def _address(content: str) -> str | None:
    """Return the address that a browser notes in a page that it saves, or the canonical one."""
    for pattern in (r"<!--\s*saved from url=\S*?(http\S+)", r"<link[^>]+canonical[^>]*>"):
        note = re.search(pattern, content[:20_000], re.IGNORECASE)
        found = _ADDRESS.search(note.group()) if note else None
        if found:
            return found.group()
    return None


@dataclass(slots=True)
class _Writing:
    """The lines so far; `line` is the one that is being written, `apart` asks for a blank one."""

    lines: list[str] = field(default_factory=list)
    line: str = ""
    apart: bool = False

    def say(self, text: str) -> None:
        """Add text to the line; blanks count once."""
        text = _BLANKS.sub(" ", text)
        self.line += text.lstrip(" ") if not self.line or self.line.endswith(" ") else text

    def end_line(self, *, apart: bool = False) -> None:
        """End the line that is being written; `apart`: a blank line follows before the next."""
        if self.line.strip():
            if self.apart and self.lines:
                self.lines.append("")
            self.lines.append(self.line.rstrip(" "))
            self.apart = False
        self.line = ""
        self.apart = self.apart or apart

    def finish(self) -> list[str]:
        """Return all lines."""
        self.end_line()
        return self.lines


def _write(element: Any, writing: _Writing) -> None:
    tag = element.tag if isinstance(element.tag, str) else ""
    if tag in _PASSED_OVER or (tag == "sup" and is_footnote_mark(element.text_content())):
        return
    if tag == "table" and element.find(".//table") is None:
        _write_table(element, writing)
        return
    if tag in _BLOCKS:
        writing.end_line(apart=tag in _APART)
    if tag == "li":
        writing.say(f"{_marker(element)} ")
    if tag == "br":
        writing.end_line()
    writing.say(element.text or "")
    for child in element:
        _write(child, writing)
        writing.say(child.tail or "")
    if tag in _BLOCKS:
        writing.end_line(apart=tag in _APART)


def _marker(item: Any) -> str:
    """Return what a browser shows before a list item: its number, or a bullet."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return "•"
    count = _whole(parent.get("start"), 1) - 1
    for sibling in parent.iterchildren("li"):
        count = _whole(sibling.get("value"), count + 1)
        if sibling is item:
            break
    letters = parent.get("type", "1")
    return f"{chr(ord(letters) + (count - 1) % 26)}." if letters in ("a", "A") else f"{count}."


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.strip().isascii() and text.strip().isdigit() else default


def _write_table(table: Any, writing: _Writing) -> None:
    writing.end_line(apart=True)
    for cells in _grid(table):
        row = "\t".join(cells)
        if row.strip():
            writing.line = row
            writing.end_line()
    writing.end_line(apart=True)


def _grid(table: Any) -> Iterator[list[str]]:
    """Yield the rows of a table, every cell in its column."""
    spanning: dict[int, tuple[int, str]] = {}
    for row in table.iter("tr"):
        if next(row.iterancestors("table")) is not table:
            continue  # a table within a cell is read with its cell
        cells: list[str] = []
        for cell in row.iterchildren("td", "th"):
            _fill_spanned(cells, spanning)
            text = _cell_text(cell)
            down = min(_whole(cell.get("rowspan"), 1), _MOST_SPANNED)
            for place in range(min(_whole(cell.get("colspan"), 1), _MOST_SPANNED)):
                if down > 1:
                    spanning[len(cells)] = (down - 1, "" if place else text)
                cells.append("" if place else text)
        _fill_spanned(cells, spanning)
        yield cells


def _fill_spanned(cells: list[str], spanning: dict[int, tuple[int, str]]) -> None:
    """Add the cells of earlier rows that reach into this one, as far as they come next."""
    while len(cells) in spanning:
        left, text = spanning.pop(len(cells))
        if left > 1:
            spanning[len(cells)] = (left - 1, text)
        cells.append(text)


def _cell_text(cell: Any) -> str:
    inner = _Writing()
    _write(cell, inner)
    return " ".join(" ".join(inner.finish()).split())
