"""Classifies the lines of a page: the first thing that `parse` does with a text.

Every line gets exactly one kind, so that nothing can vanish: it is read, ignored by name or unread.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from trips_graph.reports.fields import TABLE_DATE


class Kind(StrEnum):
    """What a line is. Blank lines, titles and link texts carry no fact: ignored by name."""

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
    r"Technical Cooperation Activities under TRIPS Art\. 67\.?"
    r"\s+\S\s+View details of the document\s*"
    r"|Activités de coopération technique au titre de l['’]article 67 de l['’]Accord sur les ADPIC"
    r"\s+\S\s+Afficher les détails du document\s*"
    r"|Actividades de cooperación técnica en el marco del artículo 67 del Acuerdo sobre los ADPIC"
    r"\s+\S\s+Ver detalles del documento\s*",
)
HEADING = re.compile(
    r"(?P<label>[A-Z][a-z]+)?(?P<number>[0-9]{1,2}(?:\.[0-9]{1,2})*)\s+(?P<title>[A-Z].*[^\s.])\s*"
)
PARAGRAPH = re.compile(r"\s*(?P<number>[0-9]{1,3})\.\s+(?P<text>\S.*)", re.DOTALL)
ROW = re.compile(r"(?P<number>[1-9][0-9]{0,3})[ \t]+(?P<cells>\S.*)")
_TABLE_HEADING = re.compile(r"List of programmes/projects\s*")
_TABLE_LINK = re.compile(r"Click for more information\s*")
_TABLE_HEADER = re.compile(
    r"#\s+Title of programme or activity\s+Start date\s+Beneficiary Members or observers\s*"
)
_UNKNOWN_HEADER = re.compile(r"\s*#\s.*")
_TABLE_EMPTY = re.compile(r"There are currently no items in the database\.?\s*")
_TABLE_CUT = re.compile(r"There( \w+)*\s*")
_OUTLINE = re.compile(r"(?:[IVXLC]+|[A-Z])\.\s.*|[0-9].*")
_LONGEST_HEADING = 160
_LOST_HEADINGS = 3  # headings get lost in pages, so that the first visible number may jump
_LONGEST_SUBMITTER = 120


def read_layout(text: str) -> tuple[Line, ...]:
    """Return the lines of a page, each with its kind."""
    lines: list[Line] = []
    seen = _Seen()
    for number, start, raw in _split(text):
        kind = _kind_in_table(raw, seen) if seen.table else _kind_in_narrative(raw, seen)
        seen.after_blank = kind is Kind.BLANK
        lines.append(Line(kind, number, start, raw))
    return tuple(lines)


def breaks_off(line: Line) -> bool:
    """Return whether an unread line is the beginning of "There are currently no items ..."."""
    return line.kind is Kind.UNREAD and _TABLE_CUT.fullmatch(line.text) is not None


@dataclass(slots=True)
class _Seen:
    """What came before the line at hand.

    `row` is the number of the last row, `dated` whether it has its date, `open` whether its last
    line promises more: it has no date yet, or ends in the separator of beneficiaries.
    """

    after_blank: bool = True
    submitter: str | None = None
    narrative: bool = False
    heading: int = 0
    table: bool = False
    unknown_table: bool = False
    row: int = 0
    dated: bool = False
    open: bool = False


def _split(text: str) -> Iterator[tuple[int, int, str]]:
    start = 0
    for number, raw in enumerate(text.split("\n"), 1):
        yield number, start, raw.removesuffix("\r")
        start += len(raw) + 1


def _kind_in_narrative(raw: str, seen: _Seen) -> Kind:
    if not raw.strip():
        return Kind.BLANK
    for pattern, kind in (
        (_TABLE_HEADER, Kind.TABLE_HEADER),
        (_TABLE_HEADING, Kind.TABLE_HEADING),
        (_TABLE_LINK, Kind.TABLE_LINK),
    ):
        if pattern.fullmatch(raw):
            seen.table = kind is Kind.TABLE_HEADER
            return kind
    if _belongs_to_unknown_table(raw, seen):
        return Kind.UNREAD
    if not seen.narrative and seen.submitter is None and _PAGE_TITLE.fullmatch(raw):
        return Kind.PAGE_TITLE
    return _kind_of_text(raw, seen)


def _belongs_to_unknown_table(raw: str, seen: _Seen) -> bool:
    """Return whether a line stands in a table whose header is not the one that we know."""
    seen.unknown_table = seen.unknown_table or _UNKNOWN_HEADER.fullmatch(raw) is not None
    row = ROW.fullmatch(raw)
    return seen.unknown_table or (row is not None and TABLE_DATE.search(row["cells"]) is not None)


def _kind_of_text(raw: str, seen: _Seen) -> Kind:
    heading = HEADING.fullmatch(raw) if len(raw) <= _LONGEST_HEADING else None
    if heading is not None and _follows(heading["number"], seen):
        seen.narrative, seen.heading = True, int(heading["number"].split(".")[0])
        return Kind.HEADING
    if PARAGRAPH.fullmatch(raw):
        seen.narrative = True
        return Kind.PARAGRAPH
    if not seen.narrative and _is_submitter(raw, seen):
        seen.submitter = raw.strip()
        return Kind.SUBMITTER
    seen.narrative = True
    return Kind.PROSE


def _follows(number: str, seen: _Seen) -> bool:
    """Return whether a heading may have this number: one in prose has no place in the count."""
    if "." in number:
        return True
    return seen.after_blank and seen.heading < int(number) <= seen.heading + _LOST_HEADINGS


def _is_submitter(raw: str, seen: _Seen) -> bool:
    name = raw.strip()
    if seen.submitter is not None:
        return name == seen.submitter
    outlined = _OUTLINE.fullmatch(name) or (name.isupper() and " " in name)
    short = len(name) <= _LONGEST_SUBMITTER and name[0].isupper()
    return short and name[-1] not in ".:;,?!" and not outlined


def _kind_in_table(raw: str, seen: _Seen) -> Kind:
    if not raw.strip():
        seen.open = False
        return Kind.BLANK
    for pattern, kind in (
        (_TABLE_HEADER, Kind.TABLE_HEADER),
        (_TABLE_LINK, Kind.TABLE_LINK),
        (_TABLE_EMPTY, Kind.TABLE_EMPTY),
    ):
        if pattern.fullmatch(raw):
            return kind
    row = ROW.fullmatch(raw)
    if row is not None:
        return _kind_of_numbered(int(row["number"]), row["cells"], seen)
    return _kind_of_continuation(raw, seen)


def _kind_of_numbered(number: int, cells: str, seen: _Seen) -> Kind:
    """A row follows its predecessor; after a gap both it and its predecessor must be complete."""
    dated = TABLE_DATE.search(cells) is not None
    after_gap = number > seen.row and dated and (seen.dated or seen.row == 0)
    if number != seen.row + 1 and not after_gap:
        seen.open = False
        return Kind.UNREAD
    seen.row, seen.dated = number, dated
    seen.open = not dated or cells.rstrip().endswith(";")
    return Kind.ROW


def _kind_of_continuation(raw: str, seen: _Seen) -> Kind:
    """A line continues a row that is open; its date, if it has one, may be another row's."""
    if not seen.open or TABLE_DATE.search(raw) is not None:
        seen.open = False
        return Kind.UNREAD
    seen.open = not seen.dated or raw.rstrip().endswith(";")
    return Kind.ROW_CONTINUED
