"""Cross tables: counts by row and column, of which the longest part can be drawn.

What is drawn, what stands in the table and what stands in the CSV are cut from one cross table.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from trips_graph.model.index import fold
from trips_graph.web.pages.pictures.drawing.chart import Mark
from trips_graph.web.pages.pictures.table import Table
from trips_graph.web.shown import Shown

REST = "rest"
"""The key of the row or the column that sums what was cut."""
UNRECOGNISED = "unrecognised"
"""The key of what is named, but not recognised."""
_APART = (UNRECOGNISED, "")
Name = Callable[[str], Shown]


@dataclass(frozen=True, slots=True)
class Crosstab:
    """Counts by the keys of rows and columns, both in the order in which they stand.

    The key "" stands for what is not known; it comes last, after what is not recognised. Neither is
    ever cut.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: Mapping[tuple[str, str], int]

    def cut(self, rows: int, columns: int) -> "Crosstab":
        """Return at most so many rows and columns: one more sums the others of each."""
        row_of, column_of = _merge(self.rows, rows), _merge(self.columns, columns)
        counts: Counter[tuple[str, str]] = Counter()
        for (row, column), count in self.counts.items():
            counts[row_of[row], column_of[column]] += count
        return Crosstab(_each(row_of.values()), _each(column_of.values()), counts)

    def at(self, row: str, column: str) -> int:
        """Return a count; 0 where there is none."""
        return self.counts.get((row, column), 0)

    def table(self, corner: str, name_row: Name, name_column: Name) -> Table:
        """Return it as a table; the heading of its first column is `corner`."""
        return Table(
            (corner, *(name_column(column).text for column in self.columns)),
            tuple(
                (name_row(row), *(self.at(row, column) for column in self.columns))
                for row in self.rows
            ),
        )

    def marks(
        self, name_row: Name, name_column: Name, write: Callable[[int], str]
    ) -> tuple[Mark, ...]:
        """Return a mark for each cell."""
        return tuple(
            Mark(count := self.at(row, column), write(count), name_column(column).text, label)
            for row in self.rows
            for label in (name_row(row).text,)
            for column in self.columns
        )


def make_crosstab(counts: Iterable[tuple[str, str, int]]) -> Crosstab:
    """Return the counts of rows and columns, the largest sums first."""
    cells: Counter[tuple[str, str]] = Counter()
    rows: Counter[str] = Counter()
    columns: Counter[str] = Counter()
    for row, column, count in counts:
        cells[row, column] += count
        rows[row] += count
        columns[column] += count
    return Crosstab(_largest(rows), _largest(columns), cells)


def _largest(sums: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(sums, key=lambda key: (not key, key in _APART, -sums[key], fold(key), key)))


def _merge(keys: tuple[str, ...], most: int) -> dict[str, str]:
    """Return the key that each belongs to; a rest of one is no rest."""
    named = tuple(key for key in keys if key not in _APART)
    kept = {*_APART, *(named if len(named) <= most + 1 else named[:most])}
    return {key: key if key in kept else REST for key in keys}


def _each(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))
