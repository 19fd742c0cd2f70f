"""Tells what each line of a page is: the first thing that `parse` does with a text.

Every line gets exactly one kind, so that nothing can vanish: it is read, ignored by name or unread.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a line of a page is."""

    BLANK = "blank"
    PAGE_TITLE = "page-title"
    SUBMITTER = "submitter"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    PROSE = "prose"
    TABLE_HEADING = "table-heading"
    TABLE_LINK = "table-link"
    TABLE_HEADER = "table-header"
    TABLE_EMPTY = "table-empty"
    ROW = "row"
    ROW_CONTINUED = "row-continued"
    UNREAD = "unread"


IGNORED = frozenset({Kind.BLANK, Kind.PAGE_TITLE, Kind.TABLE_HEADING, Kind.TABLE_LINK})
"""Kinds that carry no fact and are ignored by name."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its kind, its 1-based number, where it starts in the text, and its characters."""

    kind: Kind
    number: int
    start: int
    text: str

    @property
    def end(self) -> int:
        """The position behind the last character that is no blank."""
        return self.start + len(self.text.rstrip())


# DOMAIN section 2: title lines seen in three languages; U+2012 in the French one.
_PAGE_TITLE = re.compile(
    r"(Technical Cooperation Activities under TRIPS"
    r"|Activités de coopération technique au titre de l'article 67"
    r"|Actividades de cooperación técnica en el marco del artículo 67)",
)
HEADING = re.compile(
    r"(?P<label>[A-Z][a-z]+)?(?P<number>\d{1,2}(?:\.\d{1,2})*)\s+(?P<title>[A-Z][^\n]*[^\s.])\s*"
)
PARAGRAPH = re.compile(r"\s*(?P<number>\d{1,3})\.\s+(?P<text>\S.*)", re.DOTALL)
_TABLE_HEADING = re.compile(r"List of programmes/projects\s*")
_TABLE_LINK = re.compile(r"Click for more information\s*")
_TABLE_HEADER = re.compile(
    r"#\s+Title of programme or activity\s+Start date\s+Beneficiary Members or observers\s*"
)
_TABLE_EMPTY = re.compile(r"There are currently no items in the database\.?\s*")
_TABLE_CUT = re.compile(r"There( \w+)*\s*")
ROW = re.compile(r"(?P<number>[1-9]\d{0,3})[ \t]+(?P<cells>\S.*)")
_FULL_DATE = re.compile(r"\b\d{2}/\d{2}/\d{4}\b")
_LONGEST_HEADING = 160
_LONGEST_SUBMITTER = 120


def read_layout(text: str) -> tuple[Line, ...]:
    """Return the lines of a page, each with its kind."""
    lines: list[Line] = []
    seen = _Seen()
    for number, start, raw in _split(text):
        kind = _kind_in_table(raw, seen) if seen.table else _kind_in_narrative(raw, seen)
        lines.append(Line(kind, number, start, raw))
    return tuple(lines)


@dataclass(slots=True)
class _Seen:
    """What came before the line at hand."""

    submitter: str | None = None
    narrative: bool = False
    table: bool = False
    row: int = 0
    row_dated: bool = False


def _split(text: str) -> Iterator[tuple[int, int, str]]:
    start = 0
    for number, raw in enumerate(text.split("\n"), 1):
        yield number, start, raw.removesuffix("\r")
        start += len(raw) + 1


def _kind_in_narrative(raw: str, seen: _Seen) -> Kind:
    for pattern, kind in (
        (_TABLE_HEADER, Kind.TABLE_HEADER),
        (_TABLE_HEADING, Kind.TABLE_HEADING),
        (_TABLE_LINK, Kind.TABLE_LINK),
    ):
        if pattern.fullmatch(raw):
            seen.table = kind is Kind.TABLE_HEADER
            return kind
    if not raw.strip():
        return Kind.BLANK
    if not seen.narrative and seen.submitter is None and _PAGE_TITLE.match(raw):
        return Kind.PAGE_TITLE
    if _is_heading(raw):
        seen.narrative = True
        return Kind.HEADING
    if PARAGRAPH.fullmatch(raw):
        seen.narrative = True
        return Kind.PARAGRAPH
    if not seen.narrative and _is_submitter(raw, seen):
        seen.submitter = raw.strip()
        return Kind.SUBMITTER
    seen.narrative = True
    return Kind.PROSE


def _is_heading(raw: str) -> bool:
    return len(raw) <= _LONGEST_HEADING and HEADING.fullmatch(raw) is not None


def _is_submitter(raw: str, seen: _Seen) -> bool:
    name = raw.strip()
    if seen.submitter is not None:
        return name == seen.submitter
    return len(name) <= _LONGEST_SUBMITTER and name[0].isupper() and name[-1] not in ".:;,?!"


def _kind_in_table(raw: str, seen: _Seen) -> Kind:
    if not raw.strip():
        return Kind.BLANK
    for pattern, kind in (
        (_TABLE_HEADER, Kind.TABLE_HEADER),
        (_TABLE_LINK, Kind.TABLE_LINK),
        (_TABLE_EMPTY, Kind.TABLE_EMPTY),
    ):
        if pattern.fullmatch(raw):
            return kind
    match = ROW.fullmatch(raw)
    if match is not None:
        return _kind_of_numbered(int(match["number"]), match["cells"], seen)
    return _kind_of_continuation(raw, seen)


def _kind_of_numbered(number: int, cells: str, seen: _Seen) -> Kind:
    """Tell a row from a number in a title: a row follows its predecessor, or is complete."""
    dated = _FULL_DATE.search(cells) is not None
    if number == seen.row + 1 or (number > seen.row and dated):
        seen.row, seen.row_dated = number, dated
        return Kind.ROW
    return Kind.UNREAD if dated else _kind_of_continuation(cells, seen)


def _kind_of_continuation(raw: str, seen: _Seen) -> Kind:
    """Join a broken line to its row, unless that could give the row another date."""
    dated = _FULL_DATE.search(raw) is not None
    if seen.row == 0 or (dated and seen.row_dated):
        return Kind.UNREAD
    seen.row_dated = seen.row_dated or dated
    return Kind.ROW_CONTINUED


def breaks_off(line: Line) -> bool:
    """Tell whether an unread line is the beginning of "There are currently no items ..."."""
    return line.kind is Kind.UNREAD and _TABLE_CUT.fullmatch(line.text) is not None
