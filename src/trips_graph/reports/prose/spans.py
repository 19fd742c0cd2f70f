"""Reads spans of dates in prose: `5-6 May 2021`, `from April 1996 to March 2022`, `2018-2022`."""

import re
from dataclasses import dataclass, replace

from trips_graph.model.passage import PartialDate, Period
from trips_graph.reports.fields import MONTH, MONTHS, read_day

_D = r"[0-9]{1,2}(?:st|nd|rd|th)?"
_M = rf"(?:{MONTH})"
_Y = r"(?:19|20)[0-9]{2}"
_TO = r"\s*(?:[-–‑—]|\b(?:to|and|until|through)\b)\s*"
YEAR = re.compile(rf"(?<![0-9,./]){_Y}(?![0-9]|,[0-9])")
"""A year as it stands in prose."""
SPAN = (
    r"(?<![0-9/.-])(?<![0-9],\s)(?:"
    rf"{_D}\s+{_M}(?:\s+{_Y})?{_TO}{_D}\s+{_M},?\s+{_Y}"
    rf"|{_D}{_TO}{_D}\s+{_M},?\s+{_Y}"
    rf"|{_M}\s+{_D}(?:,?\s+{_Y})?{_TO}(?:{_M}\s+)?{_D},?\s+{_Y}"
    rf"|{_D}\s+(?:of\s+)?{_M},?\s+{_Y}"
    rf"|{_M}\s+{_D},?\s+{_Y}"
    rf"|{_M}(?:,?\s+{_Y})?{_TO}{_M},?\s+{_Y}"
    rf"|{_M},?\s+{_Y}"
    rf"|{_Y}{_TO}{_Y}"
    rf"|{_Y}[-–‑/][0-9]{{2}}"
    rf"|{_Y}"
    r")(?![0-9]|[-–‑/][0-9])"
)
"""A printed date or span of dates, of days, months or years; it always states a year."""
_SEPARATOR = re.compile(_TO)
_SHORT = re.compile(r"(?P<century>[0-9]{2})(?P<from>[0-9]{2})[-–‑/](?P<to>[0-9]{2})")
_PART = re.compile(rf"(?P<month>{MONTH})|(?P<year>{_Y})|(?P<day>[0-9]{{1,2}})")


def read_when(printed: str) -> Period | None:
    """Return the period that a printed span states, in the precision that it states.

    None where the calendar has no such day, where the end is before the start, and where "and"
    joins two dates that do not follow each other: they are two dates, no span.

    >>> read_when("30 September to 1 October 2019")
    Period(start='2019-09-30', end='2019-10-01')
    >>> read_when("2011-12")
    Period(start='2011', end='2012')
    """
    short = _SHORT.fullmatch(printed)
    if short is not None:
        printed = f"{short['century']}{short['from']} to {short['century']}{short['to']}"
    separator = _SEPARATOR.search(printed)
    if separator is None:
        date = _partial(_parts(printed))
        return Period(date, date) if date else None
    first, last = _parts(printed[: separator.start()]), _parts(printed[separator.end() :])
    if last.day is not None:
        last = replace(last, month=last.month or first.month)
    first = replace(first, month=first.month or last.month, year=first.year or last.year)
    start, end = _partial(first), _partial(last)
    if start is None or end is None or len(start) != len(end) or end <= start:
        return None
    if "and" in separator.group() and not _follows(first, last):
        return None
    return Period(start, end)


@dataclass(frozen=True, slots=True)
class _Parts:
    """The parts of a printed date."""

    day: int | None = None
    month: int | None = None
    year: int | None = None


def _parts(printed: str) -> _Parts:
    parts = _Parts()
    for match in _PART.finditer(printed):
        if match["month"]:
            parts = replace(parts, month=MONTHS[match["month"]])
        elif match["year"]:
            parts = replace(parts, year=int(match["year"]))
        else:
            parts = replace(parts, day=int(match["day"]))
    return parts


def _partial(parts: _Parts) -> PartialDate | None:
    if parts.year is None:
        return None
    if parts.month is None:
        return PartialDate(str(parts.year)) if parts.day is None else None
    if parts.day is None:
        return PartialDate(f"{parts.year}-{parts.month:02}")
    day = read_day(parts.year, parts.month, parts.day)
    return PartialDate(day.isoformat()) if day else None


def _follows(first: _Parts, last: _Parts) -> bool:
    """Say whether the second date is the next one: the next day, month or year."""
    start, end = (
        (read_day(parts.year or 1, parts.month or 1, parts.day or 1)) for parts in (first, last)
    )
    if start is None or end is None:
        return False
    if first.day is not None:
        return (end - start).days == 1
    months = (end.year - start.year) * 12 + end.month - start.month
    return months == (12 if first.month is None else 1)
