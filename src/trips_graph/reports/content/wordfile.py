"""Takes the text out of a Word document (.docx), in the layout of a page.

Paragraphs stand apart by blank lines, with the numbers that Word shows; the cells of a table are
divided by tabs. A merged cell counts for each row that it spans. Text that a revision inserted is
read, text that one deleted is not; the raised marks of footnotes and text boxes are passed over.
"""

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn

from trips_graph.reports.content.footnotemarks import is_footnote_mark
from trips_graph.reports.content.wordnumbers import Numbering, read_numbering

_LARGEST = 100_000_000
"""The largest size of all parts unpacked, in bytes: a small file can unpack to a huge one."""
_PASSED_OVER = {qn(tag) for tag in ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:txbxContent")}
_SIGNS = {
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}
_CONTINUED = "continue"  # a cell that a cell of the row above reaches into


def read_wordfile(content: bytes) -> str | None:
    """Return the text of a Word document, None where the bytes are none that can be read.

    The header of the first page comes first: documents of the WTO print their symbol there.
    """
    if not _is_sound(content):
        return None
    try:
        document = Document(BytesIO(content))
        blocks = [*_header_blocks(document), *_body_blocks(document)]
    except (PackageNotFoundError, KeyError, ValueError, SyntaxError, AttributeError):
        return None  # lxml's XMLSyntaxError is a SyntaxError; parts may lack what they must have
    text = "\n\n".join(block for block in blocks if block.strip())
    return f"{text}\n" if text else None


def _is_sound(content: bytes) -> bool:
    """Return whether all parts of the package unpack, to no more than a document may have."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            size = sum(item.file_size for item in archive.infolist())
            return size <= _LARGEST and archive.testzip() is None
    except (BadZipFile, zlib.error, EOFError, ValueError, RuntimeError):
        return False  # how zipfile tells what is broken, encrypted or of an unknown method


def _header_blocks(document: WordDocument) -> Iterator[str]:
    for section in list(document.sections)[:1]:
        first = section.different_first_page_header_footer
        for header in ([section.first_page_header] if first else []) + [section.header]:
            yield from _blocks(header.part.element, document, Numbering())


def _body_blocks(document: WordDocument) -> Iterator[str]:
    part = document.part
    has_numbering = any(rel.reltype.endswith("/numbering") for rel in part.rels.values())
    element = part.numbering_part.element if has_numbering else None
    yield from _blocks(document.element.body, document, read_numbering(element))


def _blocks(container: Any, document: WordDocument, numbering: Numbering) -> Iterator[str]:
    for item in container.iterchildren(qn("w:p"), qn("w:tbl"), qn("w:sdt")):
        if item.tag == qn("w:tbl"):
            yield "\n".join(_rows(item))
        elif item.tag == qn("w:sdt"):
            for inner in item.iterchildren(qn("w:sdtContent")):
                yield from _blocks(inner, document, numbering)
        else:
            yield _line(item, document, numbering)


def _line(paragraph: Any, document: WordDocument, numbering: Numbering) -> str:
    """Return a paragraph as one line or, where it holds line breaks, as several."""
    text = _text_of(paragraph).strip()
    listed = _list_of(paragraph, document)
    shown = numbering.advance(*listed) if listed and text else ""
    return f"{shown}  {text}" if shown else text


def _text_of(element: Any) -> str:
    """Return the text within an element, whatever it is wrapped in: a link, a revision, a tag."""
    if element.tag in _PASSED_OVER:
        return ""
    if element.tag == qn("w:t"):
        return element.text or ""
    if element.tag in _SIGNS:
        return _SIGNS[element.tag]
    text = "".join(_text_of(child) for child in element)
    return "" if _is_raised(element) and is_footnote_mark(text) else text


def _is_raised(element: Any) -> bool:
    aligned = element.find(f"{qn('w:rPr')}/{qn('w:vertAlign')}")
    return aligned is not None and aligned.get(qn("w:val")) == "superscript"


def _list_of(paragraph: Any, document: WordDocument) -> tuple[str, int] | None:
    """Return the list and the level of a paragraph, by its own properties or by its style's."""
    styles = {style.style_id: style for style in document.styles}
    properties = [paragraph.pPr]
    style: Any = styles.get(paragraph.style)
    while style is not None:
        properties.append(style.element.pPr)
        style = getattr(style, "base_style", None)
    for item in properties:
        numbered = item.find(qn("w:numPr")) if item is not None else None
        number = numbered.find(qn("w:numId")) if numbered is not None else None
        if numbered is not None and number is not None:
            level = numbered.find(qn("w:ilvl"))
            value = level.get(qn("w:val"), "0") if level is not None else "0"
            return number.get(qn("w:val"), "0"), int(value) if value.isdigit() else 0
    return None


def _rows(table: Any) -> Iterator[str]:
    """Yield the rows of a table, one line each."""
    above: dict[int, str] = {}
    for row in table.tr_lst:
        cells: list[str] = []
        for cell in row.tc_lst:
            text = " ".join(" ".join(_text_of(item) for item in cell.iter(qn("w:p"))).split())
            place = cell.grid_offset
            if cell.vMerge == _CONTINUED:
                text = above.get(place, "")
            above[place] = text
            cells += [""] * (place - len(cells)) + [text]
        yield "\t".join(cells)
