"""Word documents: the numbers that Word shows, tables by tabs, and no fault for a broken file."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.etree import fromstring

from trips_graph.reports.content.wordfile import read_wordfile
from trips_graph.reports.content.wordnumbers import read_numbering

WORDML = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def levels(*forms: tuple[str, str]) -> str:
    """Return the levels of a list: a format and a text each."""
    return "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for place, (form, text) in enumerate(forms)
    )


def numbering(forms: str, *lists: str) -> str:
    """Return a w:numbering with one definition, which the lists use."""
    numbers = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="0"/>{inner}</w:num>'
        for number, inner in enumerate(lists, 1)
    )
    abstract = f'<w:abstractNum w:abstractNumId="0">{forms}</w:abstractNum>'
    return f'<w:numbering xmlns:w="{WORDML}">{abstract}{numbers}</w:numbering>'


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("decimal", ["1", "2", "3", "4"]),
        ("lowerLetter", ["a", "b", "c", "d"]),
        ("upperRoman", ["I", "II", "III", "IV"]),
        ("bullet", ["•", "•", "•", "•"]),
        ("ordinalText", ["1", "2", "3", "4"]),
    ],
)
def test_each_format_is_counted_in(form: str, shown: list[str]) -> None:
    made = read_numbering(fromstring(numbering(levels((form, "%1")), "")))
    assert [made.advance("1", 0) for _ in shown] == shown


def test_deeper_levels_start_again_below_each_number() -> None:
    forms = levels(("decimal", "%1"), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"))
    made = read_numbering(fromstring(numbering(forms, "")))
    shown = [made.advance("1", level) for level in (0, 1, 1, 2, 0, 1, 2)]
    assert shown == ["1", "1.1", "1.2", "(a)", "2", "2.1", "(a)"]


def test_lists_of_one_definition_count_on_unless_one_starts_anew() -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    made = read_numbering(fromstring(numbering(levels(("decimal", "%1.")), "", "", again)))
    shown = [made.advance(number, 0) for number in ("1", "1", "2", "3", "3", "1")]
    assert shown == ["1.", "2.", "3.", "1.", "2.", "3."]


def test_a_list_that_is_not_defined_shows_nothing() -> None:
    assert read_numbering(None).advance("7", 0) == ""
    made = read_numbering(fromstring(numbering(levels(("decimal", "%1")), "")))
    assert made.advance("1", 8) == ""


def test_paragraphs_and_tables_become_lines() -> None:
    document = docx.Document()
    document.add_paragraph("Norway")
    table = document.add_table(rows=2, cols=3)
    for row, texts in zip(table.rows, (("1", "A\nB", ""), ("2", "C", "Ghana")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    saved = BytesIO()
    document.save(saved)
    assert read_wordfile(saved.getvalue()) == "Norway\n\n1\tA B\t\n2\tC\tGhana\n"


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<w:smartTag><w:r><w:t>Viet Nam</w:t></w:r></w:smartTag>", "Viet Nam"),
        ("<w:ins><w:r><w:t>new</w:t></w:r></w:ins>", "new"),
        ("<w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:r><w:t>x</w:t></w:r>", "x"),
        ("<w:moveFrom><w:r><w:t>old</w:t></w:r></w:moveFrom><w:r><w:t>x</w:t></w:r>", "x"),
        ("<w:sdt><w:sdtContent><w:r><w:t>field</w:t></w:r></w:sdtContent></w:sdt>", "field"),
        ("<w:hyperlink><w:r><w:t>a link</w:t></w:r></w:hyperlink>", "a link"),
        ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t></w:r>", "a\nb-c"),
        (
            "<w:r><w:t>25</w:t></w:r>"
            '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>'
            "<w:r><w:t> judges</w:t></w:r>",
            "25 judges",
        ),
        (
            '<w:r><w:t>1</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
            "<w:t>st</w:t></w:r>",
            "1st",
        ),
    ],
)
def test_text_is_read_whatever_it_is_wrapped_in(inner: str, expected: str) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    cell = document.add_table(rows=1, cols=1).cell(0, 0).paragraphs[0]
    for place in (paragraph, cell):
        for child in fromstring(f'<w:p xmlns:w="{WORDML}">{inner}</w:p>'):
            place._p.append(child)
    saved = BytesIO()
    document.save(saved)
    in_cell = " ".join(expected.split())
    assert read_wordfile(saved.getvalue()) == f"{expected}\n\n{in_cell}\n"


@given(st.integers(0, 36_000), st.integers(1, 64))
def test_no_broken_file_crashes_the_reader(place: int, length: int) -> None:
    saved = BytesIO()
    docx.Document().save(saved)
    content = saved.getvalue()
    noise = bytes((place * 7 + step * 31) % 256 for step in range(length))
    assert isinstance(
        read_wordfile(content[:place] + noise + content[place + length :]), str | None
    )
