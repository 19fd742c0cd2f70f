"""The questions that we publish: the twenty that people ask, each a file of SPARQL.

Its first lines tell its number, its title, how to read the answer, and what may be asked for
otherwise; a question that the data cannot answer tells why in place of a query.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import resources as package_files
from textwrap import fill
from urllib.parse import urlencode

from pyoxigraph import Literal

from trips_graph.errors import BadInput

CAUTIONS = (
    "Reports call themselves non-exhaustive: that none is found never means that none took place.",
    "LDC status holds as of a date: it begins and ends, and no answer without a date is right.",
)
_HEADER = re.compile(r"# (question|title|about|parameter|cannot): (.*)\n")
_VALUES = r"VALUES \?{name} {{ (.*) }}"
_LONGEST = 200
_FORMER = {
    "beneficiary": 1,
    "who-reported": 3,
    "not-stated": 5,
    "participations": 16,
    "figures": 20,
}


class BadValue(BadInput):
    """A value that a question cannot be asked with."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What may be asked for otherwise: a variable, its kind (text, year, day), its value now."""

    name: str
    kind: str
    about: str
    value: str


@dataclass(frozen=True, slots=True)
class PublishedQuestion:
    """A question that we publish: `cannot` says why the data do not answer it, or is empty."""

    name: str
    number: int
    title: str
    about: str
    cannot: str
    parameters: tuple[Parameter, ...]
    query: str

    @property
    def cautions(self) -> tuple[str, ...]:
        """How its answer is to be read: its own words, and the cautions of every answer."""
        return (self.about, *CAUTIONS)

    def ask(self, values: Mapping[str, str]) -> "PublishedQuestion":
        """Return the question with other values; what it does not know is passed over.

        Errors: `BadValue` for a value of the wrong kind.
        """
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


@cache
def read_questions() -> Mapping[str, PublishedQuestion]:
    """Return the published questions by name, in the order of their numbers."""
    folder = package_files.files("trips_graph.web") / "queries" / "questions"
    files = sorted((file for file in folder.iterdir()), key=lambda file: file.name)
    return {
        (name := file.name.removesuffix(".rq")): _question(name, file.read_text("utf-8"))
        for file in files
        if file.name.endswith(".rq")
    }


def find_question(name: str) -> PublishedQuestion | None:
    """Return the question of a name, of the start of one (`q01`), or of a name it had before."""
    start = f"q{_FORMER[name]:02}" if name in _FORMER else name
    found = read_questions()
    return found.get(start) or next(
        (question for key, question in found.items() if key.partition("-")[0] == start), None
    )


def _question(name: str, text: str) -> PublishedQuestion:
    header = defaultdict(list)
    for key, value in _HEADER.findall(text):
        header[key].append(value)
    title, about = header["title"][0], header["about"][0]
    body = _HEADER.sub("", text)
    # Who takes the query away takes the cautions with it.
    told = "".join(
        fill(line, 100, initial_indent="# ", subsequent_indent="# ") + "\n"
        for line in (title, about, *CAUTIONS)
    )
    return PublishedQuestion(
        name=name,
        number=int(header["question"][0]),
        title=title,
        about=about,
        cannot=" ".join(header["cannot"]),
        parameters=tuple(_parameter(line, body) for line in header["parameter"]),
        query=told + body if body else "",
    )


def _parameter(line: str, query: str) -> Parameter:
    """Return a parameter; its value is what the query has in its VALUES."""
    name, kind, about = line.split(" ", 2)
    value = re.findall(_VALUES.format(name=name), query)[0].strip('"')
    return Parameter(name, kind, about, value)


def _put(query: str, parameter: Parameter) -> str:
    """Return the query with that value: shown, sent on and answered are one and the same text."""
    values = f"VALUES ?{parameter.name} {{ {_term(parameter)} }}"
    return re.sub(_VALUES.format(name=parameter.name), lambda _: values, query)


def _term(parameter: Parameter) -> str:
    """Return the value as a term of SPARQL, written by the engine: no value can leave its place."""
    value = parameter.value
    if parameter.kind == "year":
        if not re.fullmatch("[0-9]{4}", value):
            raise BadValue(f"{parameter.name}: {value[:_LONGEST]!r} is no year of four digits")
        return value
    if parameter.kind == "day" and not _is_day(value):
        raise BadValue(f"{parameter.name}: {value[:_LONGEST]!r} is no day; write YYYY-MM-DD")
    if len(value) > _LONGEST:
        raise BadValue(f"{parameter.name}: at most {_LONGEST} characters")
    return str(Literal(value))


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
