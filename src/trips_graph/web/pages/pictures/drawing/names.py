"""Names as a picture has room for them: short, of printable characters, and still told apart."""

from collections.abc import Iterable
from dataclasses import replace
from unicodedata import category

from trips_graph.web.pages.pictures.drawing.chart import Chart

LONGEST = 60
_LAST_WHOLE, _INSTEAD = 0xFFFF, "□"
"""Where Vega has no room it cuts a text between units of UTF-16, and half a letter stops it."""
_JOINERS = "\u200c\u200d"  # some scripts need them


def shorten_names(chart: Chart) -> Chart:
    """Return the chart with names that can be drawn."""
    across, down = _shorten(chart.columns), _shorten(chart.rows)
    marks = tuple(
        replace(mark, across=across[mark.across], down=down[mark.down]) for mark in chart.marks
    )
    return replace(chart, marks=marks)


def print_name(name: str) -> str:
    """Return a name that can be printed, cut with an ellipsis where it is long."""
    begun = print_text(name[: LONGEST * 2])
    words = "".join(letter if ord(letter) <= _LAST_WHOLE else _INSTEAD for letter in begun)
    return words if len(words) <= LONGEST else words[:LONGEST].rstrip() + "…"


def print_text(text: str) -> str:
    """Return a text without controls, marks of writing direction among them: XML has few."""
    clean = (letter for letter in text if category(letter)[0] != "C" or letter in _JOINERS)
    return " ".join("".join(clean).split())


def _shorten(names: Iterable[str]) -> dict[str, str]:
    """Return what each name is drawn as; those that would be the same get a number."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        short = shown = print_name(name)
        number = 1
        while shown in taken:
            number += 1
            shown = f"{short} ({number})"
        taken.add(shown)
        found[name] = shown
    return found
