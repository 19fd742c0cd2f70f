"""Reads amounts of money in prose; what marks which currency is data, in `narrative.toml`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from trips_graph.reports.fields import NUMBER, SCALE, is_grouped, read_number

_LEAST = 1000  # what is less has probably lost its "million"
_WHOLE = r"(?<![0-9.,'’–-])(?<![0-9][ \u00a0])"
_NO_MORE = r"(?![0-9]|[.,'’ \u00a0][0-9]|\s*[-–]\s*[0-9])"


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency: its ISO 4217 code, the marks before or behind an amount, its names behind one.

    A currency without a code stands for marks that several share.
    """

    code: str
    marks: tuple[str, ...]
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money; `code` is None where its marks do not tell the currency."""

    value: Decimal
    code: str | None


class Currencies:
    """The currencies that are known by their marks and names."""

    def __init__(self, currencies: Iterable[Currency]) -> None:
        known = tuple(currencies)
        self._codes = {_fold(text): item.code for item in known for text in _texts(item)}
        marks = _one_of(mark for item in known for mark in (item.code, *item.marks))
        names = _one_of(name for item in known for name in (item.code, *item.marks, *item.names))
        before = rf"(?<![A-Za-z$€£¥]){marks}\s?(?:{NUMBER}){_NO_MORE}(?:{SCALE})?"
        behind = rf"{_WHOLE}(?:{NUMBER}){_NO_MORE}(?:{SCALE})?\s?{names}(?!\w)"
        self.pattern = rf"(?:{before}(?:\s?{names}(?!\w))?|{behind})"
        self._number = re.compile(rf"(?P<value>{NUMBER})(?P<scale>{SCALE})?")

    def read(self, printed: str) -> Amount | None:
        """Return the amount; None where it can be read in two ways, as `EUR 1.500`, `CHF 5.13`."""
        match = self._number.search(printed)
        if match is None or (not match["scale"] and is_grouped(match["value"])):
            return None
        marks = (printed[: match.start()], printed[match.end() :])
        codes = {self._codes[_fold(mark)] for mark in marks if mark.strip()} - {""}
        value = read_number(match["value"], match["scale"])
        if value < _LEAST:
            return None
        return Amount(value, codes.pop() if len(codes) == 1 else None)


def _texts(currency: Currency) -> tuple[str, ...]:
    return tuple(filter(None, (currency.code, *currency.marks, *currency.names)))


def _fold(text: str) -> str:
    return " ".join(text.split()).casefold()


def _one_of(texts: Iterable[str]) -> str:
    """Return a pattern for any of the texts, the longest first."""
    longest = sorted({text for text in texts if text}, key=lambda text: (-len(text), text))
    patterns = (re.escape(text).replace(r"\ ", r"\s+") for text in longest)
    return f"(?:{'|'.join(patterns)})"
