"""What the fields of an address ask for: what is not known is refused, with names near to it.

A filter that is passed over would answer another question than the one that was asked.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urlencode

from rapidfuzz import fuzz, process

from trips_graph.errors import BadInput
from trips_graph.model.index import fold
from trips_graph.web.languages.locale import Said, join, name_field, say

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
    """A field of an address that the page does not know, or a value that the field cannot have.

    `said` tells it in the language of the reader; programs get English.
    """

    def __init__(self, *said: Said) -> None:
        self.said = join(said)
        super().__init__(str(self.said))


def read_fields(pairs: Iterable[tuple[str, str]], known: Mapping[str, str]) -> Fields:
    """Return the fields of an address that are not empty; `known` are their headings.

    Errors: `UnknownField` where one of them is not among the known.
    """
    found: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        if name not in known:
            told = say("“%(name)s” is no field of this address.", name=_cut(name))
            names = {item: name_field(item, heading) for item, heading in known.items()}
            near = find_near(name, {item: item for item in known})
            raise UnknownField(told, *offer(names, near, tuple(names.values())))
        if value and value not in found.get(name, ()):
            found[name] = (*found.get(name, ()), value)
    return found


def read_one(fields: Fields, name: str) -> str:
    """Return the value of a field that has one, "" where it is absent. Errors: `UnknownField`."""
    values = fields.get(name, ())
    if len(values) > 1:
        raise UnknownField(say("“%(name)s” stands twice in the address.", name=name))
    return values[0] if values else ""


def read_page(fields: Fields) -> int:
    """Return the number of the page, 1 where none is asked for. Errors: `UnknownField`."""
    text = read_one(fields, "page") or "1"
    if not _NUMBER.fullmatch(text) or int(text) > LAST_PAGE:
        raise UnknownField(say("“page” is a number from 1 to %(last)s.", last=LAST_PAGE))
    return int(text)


def write_fields(pairs: Iterable[tuple[str, str | int]]) -> str:
    """Return fields as an address has them, with the mark before them; "" where there are none."""
    written = urlencode(list(pairs))
    return f"?{written}" if written else ""


def refuse_value(field: Said, value: str, known: Mapping[str, str]) -> UnknownField:
    """Return why a value is refused; `known` are the values that there are, and their names."""
    told = say("“%(value)s” is no value of “%(name)s”.", value=_cut(value), name=field)
    names = {key: key if name == key else f"{name} ({key})" for key, name in known.items()}
    forms = {key: key if name == key else f"{key} {name}" for key, name in known.items()}
    near = find_near(value, forms)
    return UnknownField(told, *offer(names, near, tuple(known)))


def find_near(text: str, forms: Mapping[str, str]) -> tuple[str, ...]:
    """Return the keys of the forms that are nearest to a text, the nearest first."""
    folded = {key: fold(form) for key, form in forms.items()}
    near = process.extract(
        fold(text[:_SHOWN]), folded, scorer=fuzz.WRatio, score_cutoff=_NEAR, limit=_OFFERED
    )
    return tuple(key for _, _, key in near)


def offer(
    names: Mapping[str, str | Said], near: tuple[str, ...], every: tuple[str | Said, ...]
) -> Iterator[Said]:
    """Yield whether one of the nearest is meant; all that there are, too, where they are few."""
    if near:
        yield say("Did you mean: %(names)s?", names=tuple(names[key] for key in near))
    if 0 < len(every) <= _FEW:
        yield say("There are: %(names)s.", names=every)


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
