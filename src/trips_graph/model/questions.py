"""Reads the questions that we publish: a TOML file each in `data/questions`, its query beside it.

Strict: a key that is not known, a text that lacks a language, a variable of the query without a
heading is an error that names the file.
"""

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal as OneOf
from typing import TypeVar

from pydantic import ConfigDict, TypeAdapter, ValidationError

from trips_graph.errors import BadInput
from trips_graph.model.question import (
    ChartPlan,
    Column,
    Parameter,
    PublishedQuestion,
    Text,
    add_notes,
    find_value,
    select_variables,
)
from trips_graph.model.sentences import ROWS, places_of, read_sentence
from trips_graph.settings import resources

SHARED = "questions.toml"
_STRICT = ConfigDict(extra="forbid")
_Kind = TypeVar("_Kind")


class BadQuestion(BadInput):
    """A file of a question that breaks the rules of such files."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path.name}: {reason}")


@dataclass(frozen=True, slots=True)
class Questions:
    """All published questions by name, in the order of their numbers, and what they share.

    `cautions` are by name; `kinds` are the kinds of things that a variable holds.
    """

    themes: Mapping[str, Text]
    cautions: Mapping[str, Text]
    kinds: Mapping[str, tuple[str, ...]]
    by_name: Mapping[str, PublishedQuestion]


@dataclass(frozen=True, slots=True)
class _Heading:
    __pydantic_config__ = _STRICT

    kind: OneOf["text", "word", "date", "year", "integer", "number", "boolean", "thing", "page"]
    en: str
    fr: str
    es: str
    thing: str = ""
    many: Text | None = None

    def column(self, name: str) -> Column:
        return Column(name, self.kind, Text(self.en, self.fr, self.es), self.thing, self.many)


@dataclass(frozen=True, slots=True)
class _Shared:
    __pydantic_config__ = _STRICT

    themes: dict[str, Text]
    cautions: dict[str, Text]
    kinds: dict[str, tuple[str, ...]]
    columns: dict[str, _Heading]
    words: dict[str, Text]


@dataclass(frozen=True, slots=True)
class _File:
    __pydantic_config__ = _STRICT

    number: int
    theme: str
    answers: OneOf["whole", "partly", "not"]
    title: Text
    about: Text
    missing: Text | None = None
    sentence: Text | None = None
    none: Text | None = None
    baseless: Text | None = None
    cautions: tuple[str, ...] = ("every",)
    former: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    column: dict[str, _Heading] = field(default_factory=dict)
    words: dict[str, Text] = field(default_factory=dict)
    parameters: tuple[Parameter, ...] = ()
    chart: ChartPlan | None = None
    rows: int = 0


@cache
def read_questions() -> Questions:
    """Return the published questions that are shipped. Errors: `BadQuestion`."""
    return read_folder(resources() / "data" / "questions")


def find_question(name: str) -> PublishedQuestion | None:
    """Return the question of a name, of the start of one (`q01`), or of a name it had before."""
    found = read_questions().by_name
    return found.get(name) or next(
        (
            question
            for key, question in found.items()
            if key.partition("-")[0] == name or name in question.former
        ),
        None,
    )


def read_folder(folder: Path) -> Questions:
    """Return the questions of a folder. Errors: `BadQuestion`, with the file and the reason."""
    shared = _read(folder / SHARED, TypeAdapter(_Shared))
    files = sorted(path for path in folder.glob("*.toml") if path.name != SHARED)
    found = [_question(path, shared) for path in files]
    return Questions(
        shared.themes, shared.cautions, shared.kinds, {item.name: item for item in found}
    )


def _read(path: Path, form: TypeAdapter[_Kind]) -> _Kind:
    try:
        read = tomllib.loads(path.read_text("utf-8"))
        return form.validate_json(json.dumps(read), strict=True)
    except tomllib.TOMLDecodeError as error:
        raise BadQuestion(path, f"no TOML ({error})") from error
    except ValidationError as error:
        faults = (f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
        raise BadQuestion(path, "; ".join(faults)) from error


def _question(path: Path, shared: _Shared) -> PublishedQuestion:
    file = _read(path, TypeAdapter(_File))
    beside = path.with_suffix(".rq")
    query = beside.read_text("utf-8") if beside.exists() else ""
    headings = {**shared.columns, **file.column}
    words = {**file.words, **shared.words, **file.words}  # those of the file first, and over all
    columns = tuple(headings[name].column(name) for name in file.columns if name in headings)
    faults = (
        *_find_faults(file, query, columns),
        *_find_misfits(file, shared, set(select_variables(query))),
    )
    if faults:
        raise BadQuestion(path, "; ".join(faults))
    cautions = tuple(shared.cautions[name] for name in file.cautions)
    notes = (file.title, file.about, *((file.missing,) if file.missing else ()), *cautions)
    return PublishedQuestion(
        name=path.stem, number=file.number, theme=file.theme, answers=file.answers,
        title=file.title, about=file.about, missing=file.missing, sentence=file.sentence,
        none=file.none, baseless=file.baseless, cautions=cautions, parameters=file.parameters,
        columns=columns, words=words, chart=file.chart, rows=file.rows, former=file.former,
        query=add_notes(query, notes) if query else "",
    )  # fmt: skip


def _find_faults(file: _File, query: str, columns: tuple[Column, ...]) -> Iterator[str]:
    """Yield what is wrong between the file and the query beside it."""
    selected = set(select_variables(query))
    headed = {column.name for column in columns}
    things = {column.thing for column in columns if column.thing}
    if bool(query) != (file.answers != "not"):
        yield "a question has a query, but for one that the data do not answer"
    yield from (f"column {name!r} has no heading" for name in set(file.columns) - headed)
    yield from (f"?{name} of the query has no heading" for name in selected - headed - things)
    yield from (f"?{name} is not in the query" for name in (headed | things) - selected)
    for parameter in file.parameters:
        if find_value(query, parameter.name) != parameter.value:
            yield f"?{parameter.name} has another value in the query, or stands in several places"


def _find_misfits(file: _File, shared: _Shared, selected: set[str]) -> Iterator[str]:
    """Yield what is wrong inside the file."""
    if file.theme not in shared.themes:
        yield f"theme {file.theme!r} is not known"
    yield from (f"caution {name!r} is not known" for name in {*file.cautions} - {*shared.cautions})
    if (file.missing is None) != (file.answers == "whole"):
        yield "missing says what the data lack: for what they answer partly or not"
    if (file.sentence is None or file.none is None) != (file.answers == "not"):
        yield "sentence and none tell the answer, where there is one"
    known = {*selected, ROWS, *(parameter.name for parameter in file.parameters)}
    for sentence in (file.sentence, file.none, file.baseless):
        for text in (sentence.en, sentence.fr, sentence.es) if sentence else ():
            yield from _find_strangers(text, known)
    if file.chart:
        shown = {file.chart.x, file.chart.y, file.chart.value} - {""}
        yield from (f"the chart shows no column {name!r}" for name in shown - set(file.columns))


def _find_strangers(text: str, known: set[str]) -> Iterator[str]:
    try:
        selections = [place.selection for place in places_of(read_sentence(text))]
        named = {name for item in selections for name in (item.column, item.among) if name}
    except ValueError as error:
        yield str(error)
    else:
        yield from (
            f"{{{name}}} is not selected and no parameter" for name in sorted(named - known)
        )
