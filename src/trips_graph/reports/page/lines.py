"""What a line of a page can be: the words that `layout`, `sections` and `rows` share."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a line is. The second group carries no fact: it is ignored by name."""

    SYMBOL = "symbol"
    CIRCULATION = "circulation"
    SUBMITTER = "submitter"
    COMMUNICATION = "communication"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    PROSE = "prose"
    TABLE_HEADER = "table-header"
    TABLE_EMPTY = "table-empty"
    ROW = "row"
    ROW_CONTINUED = "row-continued"

    BLANK = "blank"
    PAGE_TITLE = "page-title"
    DOCUMENT_HEAD = "document-head"
    FURNITURE = "furniture"
    SEPARATOR = "separator"
    FOOTNOTE = "footnote"
    TABLE_HEADING = "table-heading"
    TABLE_LINK = "table-link"

    UNREAD = "unread"
    SECOND_REPORT = "second-report"


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its kind, its 1-based number, where it starts in the text, and its characters.

    A line into which a page flattened several paragraphs is several of the same number.
    """

    kind: Kind
    number: int
    start: int
    text: str

    @property
    def end(self) -> int:
        """The position behind the last character that is no blank."""
        return self.start + len(self.text.rstrip())


HEADING = re.compile(
    r"\s*(?P<label>[A-Z][a-z]+)?(?P<number>[0-9]{1,2}(?:\.[0-9]{1,2})*)\s+(?P<title>[A-Z].*[^\s.])\s*"
)
LETTERED = re.compile(r"\s*(?P<number>[A-Z]|[IVX]{1,5})\.\s+(?P<title>[A-Z].*[^\s.:;,])\s*")
UNNUMBERED = re.compile(r"\s*(?P<title>[A-Z][^0-9•\t]*[^\s.:;,?!•0-9])\s*")
PARAGRAPH = re.compile(
    r"\s*(?P<number>[0-9]{1,3}|[0-9]{1,2}(?:\.[0-9]{1,2}){1,2})\.\s+(?P<text>\S.*)", re.DOTALL
)
FOOTNOTE = re.compile(r"\s*\[[0-9]{1,3}\]\s*\S.*")
_NESTED = re.compile(r"\s*(?:[•●▪‣◦·–—*-]\s|\(?[a-z]{1,4}[.)]\s|[a-z])")
_ROW = re.compile(
    r"(?P<number>[1-9][0-9]{0,3})(?:\.?[ \u00a0]*\t(?P<tabbed>.*)|[ \u00a0]+(?P<spaced>\S.*))"
)


def is_nested(text: str) -> bool:
    """Return whether a line is an item of a list, which goes on with the paragraph above."""
    return _NESTED.match(text) is not None


def split_number(text: str) -> tuple[int, str] | None:
    """Return the number that a line starts with, as a row does, and what stands behind it."""
    match = _ROW.fullmatch(text)
    if match is None:
        return None
    return int(match["number"]), match["tabbed"] if match["spaced"] is None else match["spaced"]
