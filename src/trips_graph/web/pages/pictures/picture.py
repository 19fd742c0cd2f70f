"""A picture of a release: what is drawn, its words, its table, and how both are to be read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlencode

from pyoxigraph import NamedNode

from trips_graph.web.languages.locale import mark
from trips_graph.web.pages.pictures.drawing.chart import Chart, Mark, Words
from trips_graph.web.pages.pictures.drawing.names import print_name
from trips_graph.web.pages.pictures.table import Table
from trips_graph.web.reader import Reader
from trips_graph.web.shown import Shown

_NAMED = 5
EMPTY = mark("This release has nothing to show here.")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom a picture is to be about: one, as `member/KHM`, or with `ldc` LDCs alone."""

    of: str = ""
    ldc: Literal["", "yes"] = ""

    @property
    def query(self) -> str:
        """The fields of an address that asks for it."""
        fields = {"of": self.of, "ldc": self.ldc}
        return urlencode({name: value for name, value in fields.items() if value})


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture in the language of a reader.

    `table` stands on the page; where that has no room for all, `fuller` makes the table of the CSV.
    `notes` tell what is not in the picture. `wanted` is whom it is about; `choices` are those whom
    it can be about.
    """

    chart: Chart
    words: Words
    table: Table
    notes: tuple[str, ...] = ()
    wanted: Wanted = Wanted()
    choices: tuple[tuple[str, str], ...] = ()
    fuller: Callable[[], Table] | None = None

    @property
    def whole(self) -> Table:
        """The table with all its numbers."""
        return self.fuller() if self.fuller else self.table


@dataclass(frozen=True, slots=True)
class Subject:
    """What can be looked at: its name in addresses, its title, how to read it, who makes it.

    A picture that `is_of_one` Member, organisation or group can be asked for of it, one that
    `tells_ldcs` of least-developed Members alone.
    """

    name: str
    title: str
    about: str
    reading: tuple[str, ...]
    make: Callable[[Reader, Wanted], Picture]
    is_of_one: bool = False
    tells_ldcs: bool = False


def name_thing(reader: Reader, iri: str) -> Shown:
    """Return how a thing is called in the reader's language, and where it links."""
    return reader.show(NamedNode(iri))


def name_others(reader: Reader, number: int) -> str:
    """Return what so many things are called that share a row or a column."""
    told = reader.locale.ngettext("%(count)s other", "%(count)s others", number)
    return told % {"count": reader.locale.number(number)}


def describe(reader: Reader, marks: tuple[Mark, ...], names: Mapping[str, str]) -> str:
    """Return the highest marks in words, for who does not see the picture."""
    highest = sorted((mark for mark in marks if mark.value > 0), key=lambda mark: -mark.value)
    if not highest:
        return reader.gettext(EMPTY)
    told = tuple(
        ", ".join(filter(None, (print_name(names.get(mark.down, mark.down)), mark.across)))
        + reader.gettext(": ")
        + mark.text
        for mark in highest[:_NAMED]
    )
    return reader.gettext("The highest: %(list)s. All numbers stand in the table.") % {
        "list": reader.gettext("; ").join(told)
    }
