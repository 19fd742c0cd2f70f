"""What the fields of an address ask for: what is not known is refused, with names near to it.

A filter that is passed over would answer another question than the one that was asked.
"""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from rapidfuzz import fuzz, process

from trips_graph.errors import BadInput
from trips_graph.model.index import fold
from trips_graph.web.languages.locale import Locale

_NEAR = 60
"""The least score, of 100, at which a name is offered."""
_OFFERED = 3
_FEW = 12
_SHOWN = 80
_NUMBER = re.compile(r"[1-9][0-9]{0,5}")
LAST_PAGE = 10_000

Fields = Mapping[str, tuple[str, ...]]
"""The fields of an address; each has its values once, in the order in which they came."""


class UnknownField(BadInput):
    """A field of an address that the page does not know, or a value that the field cannot have."""


def read_fields(pairs: Iterable[tuple[str, str]], known: tuple[str, ...], locale: Locale) -> Fields:
    """Return the fields of an address that are not empty.

    Errors: `UnknownField` where one of them is not among the known.
    """
    found: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        if name not in known:
            told = locale.gettext("“%s” is no field of this address.") % _cut(name)
            raise UnknownField(f"{told} {offer(name, {item: item for item in known}, locale)}")
        if value and value not in found.get(name, ()):
            found[name] = (*found.get(name, ()), value)
    return found


def read_one(fields: Fields, name: str, locale: Locale) -> str:
    """Return the value of a field that has one, "" where it is absent. Errors: `UnknownField`."""
    values = fields.get(name, ())
    if len(values) > 1:
        raise UnknownField(locale.gettext("“%s” stands twice in the address.") % name)
    return values[0] if values else ""


def read_page(fields: Fields, locale: Locale) -> int:
    """Return the number of the page, 1 where none is asked for. Errors: `UnknownField`."""
    text = read_one(fields, "page", locale) or "1"
    if not _NUMBER.fullmatch(text) or int(text) > LAST_PAGE:
        told = locale.gettext("“page” is a number from 1 to %s.")
        raise UnknownField(told % locale.number(LAST_PAGE))
    return int(text)


def write_fields(pairs: Iterable[tuple[str, str | int]]) -> str:
    """Return fields as an address has them, with the mark before them; "" where there are none."""
    written = urlencode(list(pairs))
    return f"?{written}" if written else ""


def refuse_value(name: str, value: str, known: Mapping[str, str], locale: Locale) -> UnknownField:
    """Return why a value is refused; `known` are the values that there are, and their names."""
    told = locale.gettext("“%(value)s” is no value of “%(name)s”.")
    said = told % {"value": _cut(value), "name": name}
    return UnknownField(f"{said} {offer(value, known, locale)}".strip())


def offer(text: str, known: Mapping[str, str], locale: Locale) -> str:
    """Return whether one of the nearest names is meant; all names, too, where they are few."""
    forms = {key: fold(f"{key} {name}" if key != name else key) for key, name in known.items()}
    near = process.extract(
        fold(text[:_SHOWN]), forms, scorer=fuzz.WRatio, score_cutoff=_NEAR, limit=_OFFERED
    )
    told = []
    if near:
        meant = locale.list(tuple(_name(key, known) for _, _, key in near))
        told.append(locale.gettext("Did you mean: %s?") % meant)
    if 0 < len(known) <= _FEW:
        told.append(locale.gettext("There are: %s.") % locale.list(tuple(known)))
    return " ".join(told)


def _name(key: str, known: Mapping[str, str]) -> str:
    return key if known[key] == key else f"{key} ({known[key]})"


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
