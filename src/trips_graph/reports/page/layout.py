"""Classifies the lines of a page: the first thing that `parse` does with a text.

Every line gets exactly one kind, so that nothing can vanish: it is read, ignored by name or unread.
The head and the narrative are told apart here, a table in `tables.py`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from trips_graph.model.report import PageType
from trips_graph.reports.fields import TABLE_DATE
from trips_graph.reports.page import phrases
from trips_graph.reports.page.flattened import Count, divide
from trips_graph.reports.page.lines import (
    FOOTNOTE,
    HEADING,
    LETTERED,
    PARAGRAPH,
    UNNUMBERED,
    Kind,
    Line,
    split_number,
)
from trips_graph.reports.page.symbols import match_symbol_line
from trips_graph.reports.page.tables import TableSeen, kind_in_table

_RULE = re.compile(r"\s*_{5,}\s*")
_OUTLINE = re.compile(r"(?:[IVXLC]+|[A-Z])\.\s.*|[0-9•–(\[].*")
_NO_SUBMITTER = re.compile(
    r"(?:General |Brief )?(?:Introduction|Overview|Outline|Background|Summary|Annex|Contents"
    r"|Remarks|Preface|Foreword|Abbreviations|Acronyms)\b.*",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\b(?:is|are|was|were|has|have|been|being|this|following|dated)\b", re.IGNORECASE
)
# A finite verb: what has a number and says something is an item of a list, not a heading.
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|took|held|gave|trained|attended|visited|received|organi[sz]ed"
    r"|participated|supported|provided|helped|joined|met)\b"
)
_LONGEST_HEADING = 160
_MOST_WORDS = 14  # of a heading without a number
_LOST_HEADINGS = 3  # headings get lost in pages, so that the first visible number may jump
_LONGEST_SUBMITTER = 120
_HEAD = 80  # lines within which the title of a page stands


@dataclass(slots=True)
class _Seen:
    """What came before the line at hand; `title` is the place of the page's title, else -1."""

    title: int
    after_blank: bool = True
    series: bool = False
    submitter: str | None = None
    communication: bool = False
    narrative: bool = False
    count: Count = field(default_factory=Count)
    unknown_table: bool = False
    table: TableSeen | None = None
    second: bool = False


def read_layout(text: str) -> tuple[Line, ...]:
    """Return the lines of a page, each with its kind."""
    raws = text.split("\n")
    seen = _Seen(title=_find_title(raws))
    lines: list[Line] = []
    start = 0
    for place, raw in enumerate(raws):
        for offset, part in _divide(raw.removesuffix("\r"), place, seen):
            kind = _kind(part, place, raws, seen, divided=part != raw.removesuffix("\r"))
            lines.append(Line(kind, place + 1, start + offset, part))
        seen.after_blank = not raw.strip()
        if seen.table:
            seen.table.after_blank = seen.after_blank
        start += len(raw) + 1
    return tuple(lines)


def page_type_of(line: Line) -> PageType:
    """Return the type of page that a title line tells."""
    transfer = phrases.TRANSFER_TITLE.fullmatch(line.text)
    return PageType.TECHNOLOGY_TRANSFER if transfer else PageType.TECHNICAL_COOPERATION


def find_header(text: str) -> phrases.TableHeader | None:
    """Return the header of a table that a line prints, None where it is none that is known."""
    if len(text) > phrases.LONGEST_PHRASE:
        return None
    return next((item for item in phrases.TABLE_HEADERS if item.pattern.fullmatch(text)), None)


def breaks_off(line: Line) -> bool:
    """Return whether an unread line is the beginning of "There are currently no items ..."."""
    begun = line.text.strip()
    return line.kind is Kind.UNREAD and bool(begun) and phrases.EMPTY_SENTENCE.startswith(begun)


def _find_title(raws: Sequence[str]) -> int:
    """Return the place of the title of the page, -1 where it has none."""
    return next((place for place, raw in enumerate(raws[:_HEAD]) if _is_title(raw)), -1)


def _is_title(raw: str) -> bool:
    return len(raw) <= phrases.LONGEST_PHRASE and any(
        pattern.fullmatch(raw) for pattern in (phrases.PAGE_TITLE, phrases.TRANSFER_TITLE)
    )


def _divide(raw: str, place: int, seen: _Seen) -> Iterator[tuple[int, str]]:
    """Yield the parts of a line, and where in it they begin; only prose is ever divided."""
    if seen.table or seen.second or seen.unknown_table or place <= seen.title or find_header(raw):
        yield 0, raw
        return
    starts = divide(raw, seen.count)
    for start, end in zip(starts, [*starts[1:], len(raw)], strict=True):
        yield start, raw[start:end]


def _kind(part: str, place: int, raws: Sequence[str], seen: _Seen, *, divided: bool) -> Kind:
    if seen.second:
        return Kind.SECOND_REPORT if part.strip() else Kind.BLANK
    if place > seen.title and _is_title(part):
        seen.second = seen.narrative or seen.table is not None or seen.submitter is not None
        return Kind.SECOND_REPORT if seen.second else Kind.PAGE_TITLE
    header = find_header(part)
    if header is not None:
        seen.table = TableSeen(header.page_type)
        return Kind.TABLE_HEADER
    if seen.table is not None:
        return kind_in_table(part, raws, place, seen.table)
    if not part.strip():
        return Kind.BLANK
    if place <= seen.title:
        return Kind.PAGE_TITLE if place == seen.title else Kind.FURNITURE
    following = raws[place + 1] if place + 1 < len(raws) else ""
    return _kind_in_narrative(part, following, seen, divided=divided)


def _kind_in_narrative(part: str, following: str, seen: _Seen, *, divided: bool) -> Kind:
    if phrases.TABLE_HEADING.fullmatch(part[: phrases.LONGEST_PHRASE]):
        return Kind.TABLE_HEADING
    if phrases.TABLE_LINK.fullmatch(part[: phrases.LONGEST_PHRASE]):
        return Kind.TABLE_LINK
    if _belongs_to_unknown_table(part, seen):
        return Kind.UNREAD
    if _RULE.fullmatch(part):
        seen.communication = False
        return Kind.SEPARATOR
    if FOOTNOTE.fullmatch(part):
        return Kind.FOOTNOTE
    head = None if seen.narrative else _kind_in_head(part, seen, divided=divided)
    if head is not None:
        return head
    seen.narrative = True
    return _kind_of_text(part, following, seen, divided=divided)


def _belongs_to_unknown_table(part: str, seen: _Seen) -> bool:
    """Return whether a line stands in a table whose header is not the one that we know."""
    seen.unknown_table = seen.unknown_table or phrases.UNKNOWN_HEADER.fullmatch(part) is not None
    row = split_number(part)
    return seen.unknown_table or (row is not None and TABLE_DATE.search(row[1]) is not None)


def _kind_in_head(part: str, seen: _Seen, *, divided: bool) -> Kind | None:
    """Return the kind of a line at the head of a document, None where the narrative begins."""
    continued = seen.communication and not (seen.after_blank or divided or _begins_anew(part))
    if continued or phrases.COMMUNICATION.match(part):
        seen.communication = True
        return Kind.COMMUNICATION
    if divided or len(part) > phrases.LONGEST_PHRASE:
        return None
    if match_symbol_line(part):
        return Kind.SYMBOL
    if phrases.CIRCULATION_LINE.fullmatch(part):
        return Kind.CIRCULATION
    if phrases.DOCUMENT_HEAD.fullmatch(part) and not _is_of_a_name(part, seen):
        return Kind.DOCUMENT_HEAD
    if phrases.SERIES_TITLE.fullmatch(part):
        seen.series = True
        return Kind.DOCUMENT_HEAD
    if _is_submitter(part, seen):
        seen.submitter = part.strip()
        return Kind.SUBMITTER
    return None


def _is_of_a_name(part: str, seen: _Seen) -> bool:
    """Return whether what could be the WTO's letterhead is a submitter's name, or its end."""
    if part.strip() == "Organization":
        return seen.submitter is not None and not seen.after_blank
    return seen.title >= 0 and part.strip() == "World Trade Organization"


def _begins_anew(part: str) -> bool:
    """Return whether a line has a number or a title of its own, and continues nothing."""
    patterns = (HEADING, LETTERED, PARAGRAPH, _NO_SUBMITTER)
    return any(pattern.fullmatch(part) for pattern in patterns) or bool(_OUTLINE.fullmatch(part))


def _is_submitter(part: str, seen: _Seen) -> bool:
    name = part.strip()
    if seen.submitter is not None and (seen.after_blank or name == seen.submitter):
        return name == seen.submitter
    shouted = name.isupper() and " " in name and not seen.series
    outlined = shouted or _OUTLINE.fullmatch(name) or _NO_SUBMITTER.fullmatch(name)
    glued = HEADING.fullmatch(name) or PARAGRAPH.fullmatch(name)
    begun = seen.submitter is not None or name[0].isupper()
    short = len(name) <= _LONGEST_SUBMITTER and begun
    said = outlined or glued or _SAYS.search(name) or any(sign.isdigit() for sign in name)
    return short and name[-1] not in ".:;,?!" and not said


def _kind_of_text(part: str, following: str, seen: _Seen, *, divided: bool) -> Kind:
    if len(part) <= _LONGEST_HEADING and _is_heading(part, following, seen, divided=divided):
        return Kind.HEADING
    numbered = PARAGRAPH.fullmatch(part)
    if numbered is not None:
        seen.count.paragraph = tuple(int(number) for number in numbered["number"].split("."))
        return Kind.PARAGRAPH
    return Kind.PROSE


def _is_heading(part: str, following: str, seen: _Seen, *, divided: bool) -> bool:
    numbered = HEADING.fullmatch(part)
    if numbered is not None and "." not in numbered["number"] and _VERB.search(numbered["title"]):
        return False
    if numbered is not None and _follows(numbered["number"], seen, divided=divided):
        if not divided:
            seen.count.heading = int(numbered["number"].split(".")[0])
        return True
    if divided:
        return LETTERED.fullmatch(part) is not None or part.isupper()
    if not seen.after_blank:
        return False
    alone = not following.strip()
    if LETTERED.fullmatch(part):
        return alone
    words = UNNUMBERED.fullmatch(part)
    short = words is not None and len(part.split()) <= _MOST_WORDS
    return short and (alone or PARAGRAPH.fullmatch(following.rstrip("\r")) is not None)


def _follows(number: str, seen: _Seen, *, divided: bool) -> bool:
    """Return whether a heading may have this number: one in prose has no place in the count."""
    first = int(number.split(".")[0])
    if divided:
        return first <= seen.count.heading  # the line has counted all its headings already
    if "." in number:
        return seen.after_blank or first == seen.count.heading
    return seen.after_blank and seen.count.heading < first <= seen.count.heading + _LOST_HEADINGS
