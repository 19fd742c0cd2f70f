"""Choices: what may be asked for by name, and which years there are.

Whoever is named is found by any of the names and codes that the release has, in any language and
case. A name that nothing bears is told with those that are near, and never taken for one of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode
from rapidfuzz import fuzz, process, utils

from trips_graph.model.index import fold
from trips_graph.model.question import BadValue, Parameter
from trips_graph.web.labels import best_label
from trips_graph.web.reader import Reader

CHOSEN = ("question-choices", "question-submitters", "question-years", "question-report-years")
"""Our own queries that tell what may be chosen."""
_NEAR, _SPREAD, _MOST_NEAR = 70, 12, 5
"""Of 100: how like a name must be, and how much less like than the likest; how many are told."""


class UnknownName(BadValue):
    """A name that nothing in the release bears; `near` are those that are like it."""

    def __init__(self, name: str, near: tuple[str, ...]) -> None:
        super().__init__(name)
        self.near = near


@dataclass(frozen=True, slots=True)
class Choice:
    """What may be chosen: its value in the query, and what the reader calls it."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Names:
    """The things that may be named, by IRI, each with its names and codes."""

    by_thing: Mapping[str, tuple[str, ...]]

    def find(self, name: str) -> tuple[str, ...]:
        """Return the things that bear a name, whatever its case."""
        wanted = name.lower()
        return tuple(
            thing
            for thing, keys in self.by_thing.items()
            if any(key.lower() == wanted for key in keys)
        )

    def near(self, name: str) -> tuple[str, ...]:
        """Return the things that bear a name like that, the likest first."""
        owners = [(key, thing) for thing, keys in self.by_thing.items() for key in keys]
        found = process.extract(
            name, [key for key, _ in owners], scorer=fuzz.WRatio,
            processor=utils.default_process, score_cutoff=_NEAR, limit=4 * _MOST_NEAR,
        )  # fmt: skip
        least = max((score for _, score, _ in found), default=0.0) - _SPREAD
        near = (owners[place][1] for _, score, place in found if score >= least)
        return tuple(dict.fromkeys(near))[:_MOST_NEAR]


def read_names(reader: Reader, kind: str) -> Names:
    """Return what may be named for a parameter of a kind: beneficiaries, or submitters."""
    found: dict[str, list[str]] = {}
    for row in reader.site.ask_texts("question-choices"):
        if kind == "submitter" or row["kind"] == kind:
            found.setdefault(row["thing"], []).append(row["key"])
    if kind == "submitter":
        wanted = [row["thing"] for row in reader.site.ask_texts("question-submitters")]
        return Names({thing: tuple(dict.fromkeys(found.get(thing, ()))) for thing in wanted})
    return Names({thing: tuple(dict.fromkeys(keys)) for thing, keys in found.items()})


def list_names(reader: Reader, names: Names) -> tuple[Choice, ...]:
    """Return the choices in the order of their labels, each as the reader calls it."""
    choices = (
        Choice(write_value(reader, thing, names), say(reader, thing)) for thing in names.by_thing
    )
    return tuple(sorted(choices, key=lambda choice: (fold(choice.label), choice.value)))


def list_years(reader: Reader) -> tuple[str, ...]:
    """Return the years of reports and of starts, the latest first."""
    years = {row["year"] for row in reader.site.ask_texts("question-years")}
    return tuple(sorted(years, reverse=True))


def list_report_years(reader: Reader) -> tuple[str, ...]:
    """Return the years of which the release has a report."""
    return tuple(row["year"] for row in reader.site.ask_texts("question-report-years"))


def settle(reader: Reader, parameter: Parameter, given: str) -> Choice:
    """Return what a name stands for, whichever of its spellings was given.

    Errors: `UnknownName`, with the names that are near.
    """
    names = read_names(reader, parameter.kind)
    found = names.find(given)
    if len(found) == 1:
        return Choice(write_value(reader, found[0], names), say(reader, found[0]))
    if found:
        return Choice(given, given)  # several bear it: the answer is that of all
    near = tuple(say(reader, thing) for thing in names.near(given))
    raise UnknownName(given, near)


def say(reader: Reader, thing: str) -> str:
    """Return what the reader calls a thing."""
    return reader.show(NamedNode(thing)).text


def write_value(reader: Reader, thing: str, names: Names) -> str:
    """Return the value that stands for a thing: its code if it has one, else its English name."""
    keys, code = names.by_thing[thing], thing.rpartition("/")[2]
    label = best_label(reader.site.vocabulary.get(thing, ()), "en")
    return code if code in keys or label is None else label.value
