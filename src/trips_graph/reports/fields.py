"""Reads the fields of a report: dates, numbers, ordinals.

Dates are day first (DD/MM/YYYY), as the gateway prints them; nothing is completed by guessing.
Spans of dates in prose are read in `spans.py`, amounts of money in `money.py`.
"""

import re
from calendar import monthrange
from datetime import date
from decimal import Decimal

from trips_graph.model.passage import PartialDate

# Spelled out: calendar.month_name follows the locale of the machine.
_MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, 1)}
MONTH = "|".join(MONTHS)
DATE = rf"(?:[0-9]{{1,2}}\s+)?(?:{MONTH})\s+[0-9]{{4}}"
"""A printed date or month: `1 October 2019`, `October 2018`."""
DAY = rf"[0-9]{{1,2}}\s+(?:{MONTH})(?:\s+[0-9]{{4}})?"
"""A printed day that may lack its year: `30 September`."""
TABLE_DATE = re.compile(r"(?<![0-9/])[0-9]{2}/[0-9]{2}/[0-9]{4}(?![0-9/])")
"""A date as the table of programmes prints it: DD/MM/YYYY."""
NUMBER = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
SCALE = r"\s+(?:thousand|million|billion)\b|(?:k|m|mn|bn|M)\b"
"""What multiplies a number: a word behind a blank, or letters that touch it."""
_SCALES = {
    "thousand": 1_000, "k": 1_000, "million": 1_000_000, "m": 1_000_000, "mn": 1_000_000,
    "billion": 1_000_000_000, "bn": 1_000_000_000,
}  # fmt: skip
_ONES = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_CARDINALS = {word: number for number, word in enumerate(_ONES, 1)}
_CARDINALS |= {word: number * 10 for number, word in enumerate(_TENS, 2)}
_NO_PART = ("", "and")
_UNITS = "|".join(_ONES[:9])
_BELOW_HUNDRED = rf"(?:{'|'.join(_TENS)})[- ](?:{_UNITS})|{'|'.join([*_TENS, *_ONES[:0:-1]])}"
CARDINAL = (
    rf"(?i:(?:{_UNITS})\s+hundred(?:(?:\s+and)?\s+(?:{_BELOW_HUNDRED}|one))?|{_BELOW_HUNDRED})"
)
"""A number in words, from two to 999: `one` alone is too often no number."""
_GROUPED = re.compile(r"\.[0-9]{3}$")
_NTHS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth",
)  # fmt: skip
_ORDINALS = {word: number for number, word in enumerate(_NTHS, 1)}
_ORDINALS |= {f"{word[:-1]}ieth": number * 10 for number, word in enumerate(_TENS, 2)}
ORDINAL = (
    r"(?:[0-9]{1,3}(?:st|nd|rd|th)"
    rf"|(?i:(?:(?:{'|'.join(_TENS)})-)?(?:{'|'.join(sorted(_ORDINALS, reverse=True))})))"
)
_PRINTED_DATE = re.compile(
    rf"(?:(?P<day>[0-9]{{1,2}})\s+)?(?P<month>{MONTH})(?:\s+(?P<year>[0-9]{{4}}))?"
)


def read_table_date(printed: str) -> date | None:
    """Return the day that DD/MM/YYYY prints, None where the calendar has no such day.

    >>> read_table_date("12/11/2018")
    datetime.date(2018, 11, 12)
    """
    day, month, year = (int(part) for part in printed.split("/"))
    return read_day(year, month, day)


def read_date(printed: str, later: PartialDate | None = None) -> PartialDate | None:
    """Return the date that prose prints, in the precision that it states.

    A day without a year takes it from `later`, the end of the same span. None where the calendar
    has no such day.

    >>> read_date("October 2018"), read_date("30 September", PartialDate("2019-10-01"))
    ('2018-10', '2019-09-30')
    """
    match = _PRINTED_DATE.fullmatch(printed.strip())
    if match is None:
        return None
    year = match["year"] or (later[:4] if later else None)
    if year is None or year == "0000":
        return None
    month = MONTHS[match["month"]]
    if match["day"] is None:
        return PartialDate(f"{year}-{month:02}")
    day = read_day(int(year), month, int(match["day"]))
    if day is None or (later and not match["year"] and day.isoformat()[: len(later)] > later):
        return None
    return PartialDate(day.isoformat())


def read_number(printed: str, scale: str | None = None) -> Decimal:
    """Return the number, in digits or in words, times its scale.

    >>> read_number("4.66", "million"), read_number("one hundred and thirty-one")
    (Decimal('4660000'), Decimal('131'))
    """
    word = printed.lower()
    if word[0].isalpha():
        hundreds, _, rest = word.rpartition("hundred")
        below = sum(_CARDINALS[part] for part in re.split(r"[\s-]+", rest) if part not in _NO_PART)
        return Decimal(100 * _CARDINALS.get(hundreds.strip(), 0) + below)
    value = Decimal(word.replace(",", "")) * _SCALES.get((scale or "").strip().lower(), 1)
    return Decimal(int(value)) if value == value.to_integral_value() else value.normalize()


def is_grouped(printed: str) -> bool:
    """Return whether a point may group digits: `20.000` is twenty, or twenty thousand."""
    return _GROUPED.search(printed) is not None


def read_ordinal(printed: str) -> int:
    """Return the number of an ordinal.

    >>> read_ordinal("16th"), read_ordinal("twenty-first")
    (16, 21)
    """
    if printed[0].isdigit():
        return int(printed[:-2])
    tens, _, last = printed.lower().rpartition("-")
    return _CARDINALS.get(tens, 0) + _ORDINALS[last]


def print_ordinal(number: int) -> str:
    """Return the number as an ordinal in digits, so that a thing has one name however printed.

    >>> print_ordinal(21), print_ordinal(12), print_ordinal(16)
    ('21st', '12th', '16th')
    """
    teens = 11 <= number % 100 <= 13
    ending = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def read_day(year: int, month: int, day: int) -> date | None:
    """Return the day, None where the calendar has no such day."""
    if year < 1 or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)
