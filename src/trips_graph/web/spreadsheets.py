"""CSV (RFC 4180) that spreadsheets open without harm: no text in it is a formula to them."""

import csv
from collections.abc import Iterable
from io import StringIO

MEDIA_TYPE = "text/csv; charset=utf-8; header=present"
_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What spreadsheets take for the beginning of a formula, wide forms of the signs, too."""


def write_line(cells: Iterable[str | int]) -> str:
    r"""Return one line of CSV; numbers stay numbers.

    >>> write_line(["=1+1", 3])
    "'=1+1,3\r\n"
    """
    written = StringIO(newline="")
    csv.writer(written).writerow(cell if isinstance(cell, int) else disarm(cell) for cell in cells)
    return written.getvalue()


def disarm(text: str) -> str:
    """Return a text that begins like a formula behind an apostrophe, as OWASP advises."""
    return f"'{text}" if text.startswith(_FORMULAS) else text
