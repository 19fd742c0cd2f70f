"""Tables of pictures: the numbers as they stand on the page, in CSV and in JSON."""

import csv
import json
from dataclasses import dataclass
from io import StringIO

from trips_graph.web.shown import Shown

_FORMULAS = ("=", "+", "-", "@", "\t", "\r")

Cell = Shown | int


@dataclass(frozen=True, slots=True)
class Table:
    """Headings in the reader's language, and rows of names and numbers."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def write_csv(table: Table) -> bytes:
    """Return the table as CSV (RFC 4180); no text of it is a formula to a spreadsheet."""
    written = StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(map(_disarm, table.headings))
    writer.writerows(map(_plain, table.rows))
    return written.getvalue().encode()


def write_json(title: str, table: Table) -> bytes:
    """Return the table as JSON: title, headings, rows in their order."""
    rows = [[cell if isinstance(cell, int) else cell.text for cell in row] for row in table.rows]
    return json.dumps(
        {"title": title, "headings": table.headings, "rows": rows}, ensure_ascii=False
    ).encode()


def _plain(row: tuple[Cell, ...]) -> tuple[str | int, ...]:
    return tuple(cell if isinstance(cell, int) else _disarm(cell.text) for cell in row)


def _disarm(text: str) -> str:
    """Return a text that begins like a formula behind an apostrophe, as OWASP advises."""
    return f"'{text}" if text.startswith(_FORMULAS) else text
