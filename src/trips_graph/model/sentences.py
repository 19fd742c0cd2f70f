"""Sentences that tell an answer: texts with places for names, years and counted things.

`{asked}` is a value that was asked for, `{start}` the years of a column. `{programme: one|# many}`
has a form for one and one for more, or three, the first for none; `#` is the number. What is
counted: the `rows`; a `column`'s different values; by `column=value` the rows that have it (`=*`
any, `=` none), by `column>0` those with more; by `+column` the sum. `column in other=value` counts
in the rows that have it alone. What stands in `[…]` is left out where its place is empty.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PLACE = re.compile(r"\{([^{}:]+)(?::([^{}]*))?\}")
_WHOLE = re.compile(r"\[[^\[\]]*\]|[^\[\]]+")
_SELECTION = re.compile(r"(\+?)(\w+)(?:([=>])(.*)| in (\w+)=(.*))?")
ROWS = "rows"


@dataclass(frozen=True, slots=True)
class Selection:
    """What is counted: a column, how ("" different values, "+" sum, "=" or ">" some rows).

    `among` is the column that rows have `kept` in, where only some of them are looked at.
    """

    column: str
    how: str = ""
    value: str = ""
    among: str = ""
    kept: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a sentence; without forms it holds a name or years."""

    selection: Selection
    forms: tuple[str, ...] = ()

    def choose(self, number: int, written: str) -> str:
        """Return the form for a number, which is written so."""
        one, many = self.forms[-2:]
        form = one if number == 1 else many
        if number == 0 and len(self.forms) == len(("none", "one", "many")):
            form = self.forms[0]
        return form.replace("#", written)


Piece = str | Place


@dataclass(frozen=True, slots=True)
class Part:
    """Pieces of a sentence; `optional` where they go when a place of theirs is empty."""

    pieces: tuple[Piece, ...]
    optional: bool


def read_sentence(text: str) -> tuple[Part, ...]:
    """Return the parts of a sentence. Errors: `ValueError` for a place that is not well formed."""
    if "".join(_WHOLE.findall(text)) != text:
        raise ValueError(f"{text!r} has a bracket too many")
    return tuple(
        Part(tuple(_pieces(part.strip("[]"))), part.startswith("["))
        for part in _WHOLE.findall(text)
    )


def places_of(sentence: tuple[Part, ...]) -> Iterator[Place]:
    """Return every place of a sentence."""
    return (piece for part in sentence for piece in part.pieces if isinstance(piece, Place))


def _pieces(text: str) -> Iterator[Piece]:
    end = 0
    for found in _PLACE.finditer(text):
        yield _plain(text[end : found.start()])
        yield _place(found[1], found[2])
        end = found.end()
    yield _plain(text[end:])


def _plain(text: str) -> str:
    if "{" in text or "}" in text:
        raise ValueError(f"{text!r} has a brace too many")
    return text


def _place(selection: str, forms: str | None) -> Place:
    found = _SELECTION.fullmatch(selection)
    divided = tuple(form.lstrip(" ") for form in forms.split("|")) if forms is not None else ()
    if found is None or len(divided) not in (0, 2, 3):
        raise ValueError(f"{{{selection}}} is no place: two forms, three or none")
    selected = Selection(
        found[2], found[1] or found[3] or "", found[4] or "", found[5] or "", found[6] or ""
    )
    return Place(selected, divided)
