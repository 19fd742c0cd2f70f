"""What a file is, its content tells; its encoding is detected; what looks broken is told."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from tests.reports.pages import page
from trips_graph.errors import UnreadableSource
from trips_graph.reports.content.decoding import HTML, TEXT, read_content

PAGE = page("1 Séminaire régional 05/03/2020 Côte d’Ivoire", submitter="Türkiye")
NAME = Path("page.bin")


def codes(content: bytes) -> list[str]:
    return [finding.code for finding in read_content(NAME, content).findings]


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", []),
        ("utf-8-sig", []),
        ("utf-16", ["encoding-detected"]),
        ("utf-32", ["encoding-detected"]),
        ("cp1252", ["encoding-detected"]),
    ],
)
def test_the_same_letters_are_read_in_every_encoding(encoding: str, told: list[str]) -> None:
    content = PAGE.encode(encoding)
    assert read_content(NAME, content).text == PAGE
    assert codes(content) == told


def test_broken_letters_are_told_and_kept() -> None:
    broken = PAGE.encode("utf-8").decode("cp1252", "replace")
    content = read_content(NAME, broken.encode("utf-8"))
    lines = {item.line for item in content.findings if item.code == "mojibake"}
    assert lines == {3, 10}
    assert "TÃ¼rkiye" in content.text


def test_line_ends_and_signs_without_a_width_are_evened_out() -> None:
    content = read_content(NAME, "a\r\nb\rc\x0cd\u2028e\u200bf\u00adg".encode())
    assert content.text.split("\n") == ["a", "b", "c", "d", "efg"]


def test_control_characters_are_taken_out_and_told_by_line() -> None:
    content = read_content(NAME, b"One\nTwo\x07 and\x1b three")
    assert content.text == "One\nTwo  and  three"
    assert [(item.code, item.line) for item in content.findings] == [("control-characters", 2)]


@pytest.mark.parametrize(
    "content",
    [
        b"<!DOCTYPE html><html><body><p>Norway</p></body></html>",
        b"<?xml version='1.0'?>\n<HTML><BODY>Norway</BODY></HTML>",
        b"<!-- saved from url=(0001)https://example.org/ -->\n<html><body>Norway",
        "<html><body>Norway".encode("utf-16"),
    ],
)
def test_html_is_known_by_its_content(content: bytes) -> None:
    found = read_content(Path("page.txt"), content)
    assert (found.media_type, found.text) == (HTML, "Norway\n")


def test_text_that_speaks_of_html_is_text() -> None:
    assert read_content(NAME, b"Norway\n\n<html> is a tag").media_type == TEXT


def test_html_says_its_own_encoding() -> None:
    text = (
        '<html><head><meta charset="iso-8859-1"></head><body><p>Türkiye – Curaçao</p></body></html>'
    )
    assert read_content(NAME, text.encode("cp1252")).text == "Türkiye – Curaçao\n"


def test_a_word_file_that_unpacks_to_something_huge_is_refused() -> None:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 100_000_001)
    with pytest.raises(UnreadableSource, match="a ZIP file, but no Word document"):
        read_content(NAME, packed.getvalue())
