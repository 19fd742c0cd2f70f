"""Charts: what is to be drawn, before anything is drawn. Any room may make one."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

WIDE, NARROW = 720, 340
"""Widths in pixels: for screens and for phones."""
_MAP_HEIGHT = 0.52
_LEGEND = 60


class Kind(StrEnum):
    """How marks are drawn, and what `across` and `down` of a mark are there.

    `columns` and `lines`: across a year or step, down the series. `bars`: down a name. `matrix`: a
    cell. `map`: down the key of a Member (`KHM`). `classes`: a map where `text` is a class and
    `value` its place among the colours, from 1 on.
    """

    COLUMNS = "columns"
    LINES = "lines"
    BARS = "bars"
    MATRIX = "matrix"
    MAP = "map"
    CLASSES = "classes"


@dataclass(frozen=True, slots=True)
class Mark:
    """One value, as it is written (`text`) and where it stands."""

    value: float
    text: str
    across: str = ""
    down: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a picture in the language of its reader.

    `about` is its description for who does not see it; `across`, `down` and `value` name what the
    axes and the legend show; `zero` is a value of nothing, `empty` a picture without marks.
    """

    language: str
    title: str
    about: str
    across: str
    down: str
    value: str
    zero: str
    empty: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture to be drawn: its kind, its marks in the order in which they stand, its width."""

    kind: Kind
    marks: tuple[Mark, ...]
    width: int = WIDE

    @property
    def height(self) -> int:
        """The height in pixels: known before it is drawn, so that a page leaves room for it."""
        if not self.marks:
            return 80
        if self.kind in (Kind.MAP, Kind.CLASSES):
            return round(self.width * _MAP_HEIGHT) + _LEGEND
        if self.kind is Kind.BARS:
            return 26 * len(self.rows) + 60
        if self.kind is Kind.MATRIX:
            return 22 * len(self.rows) + 220
        return 320

    @property
    def narrow(self) -> "Chart":
        """The same chart for phones."""
        return replace(self, width=NARROW)

    @property
    def columns(self) -> tuple[str, ...]:
        """What stands across, each once."""
        return _each(mark.across for mark in self.marks)

    @property
    def rows(self) -> tuple[str, ...]:
        """What stands down, each once."""
        return _each(mark.down for mark in self.marks)


def _each(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
