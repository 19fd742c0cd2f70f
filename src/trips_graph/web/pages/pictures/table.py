"""Tables of pictures: the numbers as they stand on the page, in CSV and in JSON."""

import json
from dataclasses import dataclass

from trips_graph.web.shown import Shown
from trips_graph.web.spreadsheets import write_line

Cell = Shown | int


@dataclass(frozen=True, slots=True)
class Table:
    """Headings in the reader's language, and rows of names and numbers; "" is what is not known."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def has_numbers(self) -> tuple[bool, ...]:
        """Whether a number stands in each column."""
        return tuple(
            any(isinstance(row[place], int) for row in self.rows)
            for place in range(len(self.headings))
        )


def write_csv(table: Table) -> bytes:
    """Return the table as CSV (RFC 4180); no text of it is a formula to a spreadsheet."""
    lines = (table.headings, *map(_plain, table.rows))
    return "".join(map(write_line, lines)).encode()


def write_json(title: str, table: Table) -> bytes:
    """Return the table as JSON: title, headings, rows in their order."""
    rows = [_plain(row) for row in table.rows]
    return json.dumps(
        {"title": title, "headings": table.headings, "rows": rows}, ensure_ascii=False
    ).encode()


def _plain(row: tuple[Cell, ...]) -> tuple[str | int, ...]:
    return tuple(cell if isinstance(cell, int) else cell.text for cell in row)
