"""A question that we publish, in three languages: what it asks, how, and what its answer holds."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from textwrap import fill
from typing import Literal as OneOf
from urllib.parse import urlencode

from pyoxigraph import Literal

from trips_graph.errors import BadInput

_VALUES = r"VALUES \?{name} {{ (.*) }}"
LONGEST = 200
"""Characters of a value that may be asked for."""


class BadValue(BadInput):
    """A value that a question cannot be asked with."""


@dataclass(frozen=True, slots=True)
class Text:
    """What is said in words, in each of our languages; English where one text is wanted."""

    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012 - read by pydantic

    en: str
    fr: str
    es: str

    def say(self, language: str) -> str:
        """Return the text in a language."""
        return {"en": self.en, "fr": self.fr, "es": self.es}[language]

    def __str__(self) -> str:
        """Return the English text."""
        return self.en


@dataclass(frozen=True, slots=True)
class Parameter:
    """What may be asked for otherwise: a variable, its kind, its value now; "" asks for all.

    `first` is the first year that may be asked for, "" where every year may.
    """

    name: str
    kind: OneOf["beneficiary", "submitter", "year", "day"]
    label: Text
    hint: Text
    value: str
    first: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an answer; `thing` is the variable with the thing that its text names.

    `many` is what an axis is called that counts what stands in it.
    """

    name: str
    kind: str
    heading: Text
    thing: str = ""
    many: Text | None = None


@dataclass(frozen=True, slots=True)
class ChartPlan:
    """The picture of an answer: its kind and the columns that it shows.

    `title` is its own where it does not show what the question asks for.
    """

    kind: OneOf["bar", "matrix", "map"]
    x: str
    y: str
    value: str = ""
    title: Text | None = None


@dataclass(frozen=True, slots=True)
class PublishedQuestion:
    """A question that we publish; `missing` says what the data lack to answer it, or wholly.

    `none` tells an answer without rows; `baseless` why it has none where the release has no report
    of the year asked for: then nothing can be said.

    `words` are what stands in columns of the kind word, `rows` how many rows the answer has at
    least over the invented pages of our tests, with the values that stand here.
    """

    name: str
    number: int
    theme: str
    answers: OneOf["whole", "partly", "not"]
    title: Text
    about: Text
    missing: Text | None
    sentence: Text | None
    none: Text | None
    baseless: Text | None
    cautions: tuple[Text, ...]
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    words: Mapping[str, Text]
    chart: ChartPlan | None
    rows: int
    former: tuple[str, ...]
    query: str

    @property
    def cannot(self) -> bool:
        """Whether the data do not answer it."""
        return self.answers == "not"

    @property
    def notes(self) -> tuple[Text, ...]:
        """How its answer is to be read: its own words, and the cautions that it needs."""
        return (self.about, *((self.missing,) if self.missing else ()), *self.cautions)

    @property
    def variables(self) -> tuple[str, ...]:
        """The variables that its query selects."""
        return select_variables(self.query)

    @property
    def artefact(self) -> str:
        """The file of a release with the answer to exactly this query."""
        return f"answers/{self.name}-{sha256(self.query.encode()).hexdigest()[:8]}.json"

    def ask(self, values: Mapping[str, str]) -> "PublishedQuestion":
        """Return the question with other values; a blank one asks for what stands here.

        Errors: `BadValue` for a value of the wrong kind, or of a name that it does not know.
        """
        unknown = values.keys() - {parameter.name for parameter in self.parameters}
        if unknown:
            raise BadValue(f"{self.name} takes no {min(unknown)[:LONGEST]!r}")
        asked, query = [], self.query
        for parameter in self.parameters:
            value = values.get(parameter.name, "").strip() or parameter.value
            query = _put(query, replace(parameter, value=value))
            asked.append(replace(parameter, value=value))
        return replace(self, parameters=tuple(asked), query=query)

    def link(self, form: str = "") -> str:
        """Return the address that asks this question of the endpoint, in a format."""
        fields = {"query": self.query} | ({"format": form} if form else {})
        return "/sparql?" + urlencode(fields)


def select_variables(query: str) -> tuple[str, ...]:
    """Return the variables that a query of ours selects; none where it has no SELECT."""
    found = re.search(r"^SELECT (?:DISTINCT )?(.*?) WHERE", query, re.MULTILINE)
    names = re.findall(r"\([^?]*.*? AS \?(\w+)\)|\?(\w+)", found[1]) if found else ()
    return tuple(named or plain for named, plain in names)


def add_notes(query: str, notes: tuple[Text, ...]) -> str:
    """Return a query below its notes: who takes the query away takes the cautions with it."""
    told = (fill(str(note), 100, initial_indent="# ", subsequent_indent="# ") for note in notes)
    return "\n".join((*told, query))


def find_value(query: str, name: str) -> str | None:
    """Return the value of a parameter in a query, None where it is not in exactly one place."""
    found = re.findall(_VALUES.format(name=name), query)
    return found[0].strip('"') if len(found) == 1 else None


def _put(query: str, parameter: Parameter) -> str:
    """Return the query with that value: shown, sent on and answered are one and the same text."""
    values = f"VALUES ?{parameter.name} {{ {_term(parameter)} }}"
    return re.sub(_VALUES.format(name=parameter.name), lambda _: values, query)


def _term(parameter: Parameter) -> str:
    """Return the value as a term of SPARQL, written by the engine: no value can leave its place."""
    value = parameter.value
    if parameter.kind == "year":
        if not re.fullmatch("[0-9]{4}", value):
            raise BadValue(f"{parameter.name}: {value[:LONGEST]!r} is no year of four digits")
        if value < parameter.first:
            raise BadValue(f"{parameter.name}: {value} is before {parameter.first}")
        return value
    if parameter.kind == "day" and not _is_day(value):
        raise BadValue(f"{parameter.name}: {value[:LONGEST]!r} is no day; write YYYY-MM-DD")
    if len(value) > LONGEST:
        raise BadValue(f"{parameter.name}: at most {LONGEST} characters")
    return str(Literal(value))


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
