"""A picture of a release: what is drawn, its words, its table, and how both are to be read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode

from trips_graph.web.languages.locale import mark
from trips_graph.web.pages.pictures.drawing.chart import NARROW, Chart, Mark, Words
from trips_graph.web.pages.pictures.drawing.names import print_name
from trips_graph.web.pages.pictures.table import Table
from trips_graph.web.reader import Reader
from trips_graph.web.shown import Shown

_NAMED = 5
EMPTY = mark("This release has nothing to show here.")


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture in the language of a reader.

    `table` stands on the page; where that has no room for all, `fuller` makes the table of the CSV.
    `notes` tell what is not in the picture. `of` is whom it is about, as `member/KHM`; `choices`
    are those whom it can be about.
    """

    chart: Chart
    words: Words
    table: Table
    notes: tuple[str, ...] = ()
    of: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    fuller: Callable[[], Table] | None = None

    @property
    def whole(self) -> Table:
        """The table with all its numbers."""
        return self.fuller() if self.fuller else self.table

    @property
    def narrow(self) -> Chart:
        """The same chart for phones."""
        return replace(self.chart, width=NARROW)


@dataclass(frozen=True, slots=True)
class Subject:
    """What can be looked at: its name in addresses, its title, how to read it, who makes it.

    `make` takes the reader and what the address asks for (`of`), which is "" but where a picture
    `is_of_one` Member, organisation or group.
    """

    name: str
    title: str
    about: str
    reading: tuple[str, ...]
    make: Callable[[Reader, str], Picture]
    is_of_one: bool = False


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
