"""Classifies the lines of a table: rows, their continuations, and what belongs to no row.

A row starts only at the start of a line, with the number that follows. A line continues a row only
where the row is open and nothing else claims the line.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from trips_graph.model.report import PageType
from trips_graph.reports.fields import TABLE_DATE
from trips_graph.reports.page import phrases
from trips_graph.reports.page.lines import Kind, split_number

_AHEAD = 20  # lines that are looked at for the next row


@dataclass(slots=True)
class TableSeen:
    """What came before the line at hand in its table.

    `row` is the number of the last row, `whole` whether it is complete, `open` whether its last
    line promises more: it has no date yet, or ends in the separator of beneficiaries. `spaced`
    tells that blank lines stand between the rows, as some saved pages have them.
    """

    page_type: PageType
    row: int = 0
    whole: bool = True
    open: bool = False
    after_blank: bool = False
    spaced: bool = False


def kind_in_table(raw: str, raws: Sequence[str], place: int, seen: TableSeen) -> Kind:
    """Return the kind of a line of a table; `place` is where it stands among all lines."""
    if not raw.strip():
        seen.open = False
        return Kind.BLANK
    if len(raw) <= phrases.LONGEST_PHRASE:
        for pattern, kind in (
            (phrases.TABLE_HEADING, Kind.TABLE_HEADING),
            (phrases.TABLE_LINK, Kind.TABLE_LINK),
            (phrases.TABLE_EMPTY, Kind.TABLE_EMPTY),
            (phrases.FURNITURE, Kind.FURNITURE),
        ):
            if pattern.fullmatch(raw):
                seen.open = False
                return kind
    row = split_number(raw)
    if row is not None:
        return _kind_of_numbered(row[0], raw, seen)
    return _kind_of_continuation(raw, raws[place + 1 : place + _AHEAD], seen)


def _kind_of_numbered(number: int, raw: str, seen: TableSeen) -> Kind:
    """A row follows its predecessor; after a gap both it and its predecessor must be complete.

    Behind a blank line stands text that is no row (`12 items found`), unless blank lines stand
    between all rows.
    """
    whole = _is_whole(raw)
    follows = number == seen.row + 1 or (number > seen.row and whole and seen.whole)
    if not follows or (seen.after_blank and not whole and not seen.spaced and seen.row):
        seen.open = False
        return Kind.UNREAD
    seen.spaced = seen.spaced or (seen.after_blank and seen.row > 0)
    seen.row, seen.whole = number, whole
    seen.open = not whole or raw.rstrip().endswith(";")
    return Kind.ROW


def _is_whole(raw: str) -> bool:
    """Return whether a row is complete in its line: cells divided by tabs, or a date."""
    return "\t" in raw.strip() or TABLE_DATE.search(raw) is not None


def _kind_of_continuation(raw: str, following: Sequence[str], seen: TableSeen) -> Kind:
    dated = TABLE_DATE.search(raw) is not None
    if not seen.open or (dated and (seen.whole or not _next_row_follows(raw, following, seen))):
        seen.open = False
        return Kind.UNREAD
    seen.whole = seen.whole or dated
    seen.open = not seen.whole or raw.rstrip().endswith(";")
    return Kind.ROW_CONTINUED


def _next_row_follows(raw: str, following: Sequence[str], seen: TableSeen) -> bool:
    """Return whether a line's date can only be the last row's: no row lost its number here."""
    if raw.lstrip()[:1].isdigit():
        return False
    numbered = (row[0] for line in following if (row := split_number(line.removesuffix("\r"))))
    return next(numbered, seen.row + 1) == seen.row + 1
