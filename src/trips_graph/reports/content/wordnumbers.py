"""Counts as Word does: the number that a numbered paragraph of a .docx shows but does not hold.

Source: ECMA-376 part 1, 17.9 (numbering). Bullets show `•`; formats without letters or digits show
as decimals.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_BULLET = "•"
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it starts, its format, and its text (`%1.%2`)."""

    start: int = 1
    form: str = "decimal"
    text: str = "%1."


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has counted.

    Lists of one definition count on together, except where a list says that it starts anew.
    """

    levels: dict[str, tuple[Level, ...]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    counts: dict[str, list[int]] = field(default_factory=dict)

    def advance(self, number: str, level: int) -> str:
        """Return what the next paragraph of a list shows, "" for a list that is not defined."""
        abstract = self.lists.get(number)
        levels = self.levels.get(abstract or "", ())
        if level >= len(levels) or abstract is None:
            return ""
        counts = self.counts.setdefault(abstract, [item.start - 1 for item in levels])
        for place, start in self.restarts.pop(number, {}).items():
            counts[place] = start - 1
        counts[level] += 1
        counts[level + 1 :] = [item.start - 1 for item in levels[level + 1 :]]
        return _show(levels, counts, level)


def read_numbering(element: Any) -> Numbering:
    """Return the numbering that an element `w:numbering` defines; None for a document without."""
    if element is None:
        return Numbering()
    levels = {
        item.get(f"{_W}abstractNumId"): tuple(_read_levels(item))
        for item in element.iter(f"{_W}abstractNum")
    }
    lists = {
        item.get(f"{_W}numId"): item.find(f"{_W}abstractNumId").get(f"{_W}val")
        for item in element.iter(f"{_W}num")
        if item.find(f"{_W}abstractNumId") is not None
    }
    restarts = {item.get(f"{_W}numId"): _restarts(item) for item in element.iter(f"{_W}num")}
    return Numbering(levels, lists, restarts)


def _restarts(item: Any) -> dict[int, int]:
    """Return at which numbers a list starts anew, by level."""
    found: dict[int, int] = {}
    for override in item.iter(f"{_W}lvlOverride"):
        level, start = override.get(f"{_W}ilvl", ""), _value(override, "startOverride", "")
        if level.isdigit() and start.isdigit() and int(level) < _LEVELS:
            found[int(level)] = int(start)
    return found


def _read_levels(abstract: Any) -> Iterator[Level]:
    for item in list(abstract.iter(f"{_W}lvl"))[:_LEVELS]:
        start = _value(item, "start", "1")
        yield Level(
            int(start) if start.isdigit() else 1,
            _value(item, "numFmt", "decimal"),
            _value(item, "lvlText", ""),
        )


def _value(item: Any, name: str, default: str) -> str:
    found = item.find(f"{_W}{name}")
    return default if found is None else found.get(f"{_W}val", default)


def _show(levels: tuple[Level, ...], counts: list[int], level: int) -> str:
    if levels[level].form == "bullet":
        return _BULLET
    text = levels[level].text
    for place in range(level + 1):
        text = text.replace(f"%{place + 1}", _format(counts[place], levels[place].form))
    return text


def _format(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter") and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman"):
        roman = _roman(count)
        return roman if form == "lowerRoman" else roman.upper()
    return str(count)


def _roman(count: int) -> str:
    signs = []
    for value, sign in _ROMAN:
        times, count = divmod(count, value)
        signs.append(sign * times)
    return "".join(signs)
