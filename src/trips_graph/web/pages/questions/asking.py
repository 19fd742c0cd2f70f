"""Asking: the fields of an address become the values of a question, or a mistake that is told."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from rapidfuzz import process
from starlette.datastructures import QueryParams

from trips_graph.errors import BadInput
from trips_graph.model.question import LONGEST, BadValue, Parameter, PublishedQuestion
from trips_graph.web.pages.questions.choices import (
    Choice,
    UnknownName,
    list_names,
    list_years,
    read_names,
    settle,
)
from trips_graph.web.reader import Reader

PAGE_FIELD = "page"
NAMED = ("beneficiary", "submitter")
_NEAR = 50


class Mistake(BadInput):
    """What is wrong with a field; `given` is what was written, `near` what may have been meant."""

    def __init__(
        self, message: str, field: str, given: Mapping[str, str], near: tuple[str, ...] = ()
    ) -> None:
        super().__init__(message)
        self.field, self.given = field, given
        self.near = near

    @property
    def whole(self) -> str:
        """The message with the names that are near."""
        return " ".join((str(self), ", ".join(self.near) + "?")) if self.near else str(self)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is asked: with its values, as they are shown, and as fields of an address.

    `written` is what stands in the form; `query` are the fields that lead to exactly this answer.
    """

    question: PublishedQuestion
    written: Mapping[str, str] = field(default_factory=dict)
    shown: Mapping[str, str] = field(default_factory=dict)
    query: str = ""

    @property
    def path(self) -> str:
        """The address of exactly this answer, without language."""
        return f"/question/{self.question.name}" + (f"?{self.query}" if self.query else "")

    def form(self, suffix: str) -> str:
        """Return the address of this answer in another form."""
        return f"/question/{self.question.name}.{suffix}" + (f"?{self.query}" if self.query else "")


def read_asked(reader: Reader, question: PublishedQuestion, fields: QueryParams) -> Asked:
    """Return the question as the fields of an address ask it.

    Errors: `Mistake` for a field that it does not know or that stands twice, a value of another
    kind, a name that nothing in the release bears.
    """
    given = {name: value.strip()[: LONGEST + 1] for name, value in fields.items()}
    _refuse_strangers(reader, question, fields, given)
    given.pop(PAGE_FIELD, None)
    chosen = {item.name: _choose(reader, item, given) for item in question.parameters}
    values = {name: choice.value for name, choice in chosen.items()}
    asked = _ask(reader, question, values, given)
    shown = {name: choice.label for name, choice in chosen.items()}
    days = {item.name: values[item.name] for item in question.parameters if item.kind == "day"}
    fixed = {name: value for name, value in values.items() if value}
    return Asked(asked, {**shown, **days}, shown, urlencode(fixed))


def read_page(reader: Reader, fields: QueryParams) -> int:
    """Return which page of the rows is asked for. Errors: `Mistake` for no number from 1 on."""
    given = fields.get(PAGE_FIELD, "1")
    if not re.fullmatch("[1-9][0-9]{0,5}", given):
        text = reader.gettext("{field} is a number from 1 on").format(field=PAGE_FIELD)
        raise Mistake(text, PAGE_FIELD, {})
    return int(given)


def find_choices(reader: Reader, question: PublishedQuestion) -> Mapping[str, tuple[Choice, ...]]:
    """Return what may be chosen for each parameter that has choices."""
    found: dict[str, tuple[Choice, ...]] = {}
    for parameter in question.parameters:
        if parameter.kind in NAMED:
            found[parameter.name] = list_names(reader, read_names(reader, parameter.kind))
        elif parameter.kind == "year":
            years = {*list_years(reader), parameter.value}
            found[parameter.name] = tuple(
                Choice(year, year)
                for year in sorted(years, reverse=True)
                if year >= parameter.first
            )
    return found


def _refuse_strangers(
    reader: Reader, question: PublishedQuestion, fields: QueryParams, given: Mapping[str, str]
) -> None:
    known = [*(parameter.name for parameter in question.parameters), PAGE_FIELD]
    for name, _ in fields.multi_items():
        if name not in known:
            near = [item for item, _, _ in process.extract(name, known, score_cutoff=_NEAR)]
            text = reader.gettext("This question takes no field “{name}”.").format(
                name=name[:LONGEST]
            )
            hint = reader.gettext("It takes: {names}.").format(names=", ".join(near or known))
            raise Mistake(f"{text} {hint}", name, given)
        if len(fields.getlist(name)) > 1:
            text = reader.gettext("The field “{name}” stands twice.").format(name=name)
            raise Mistake(text, name, given)


def _choose(reader: Reader, parameter: Parameter, given: Mapping[str, str]) -> Choice:
    """Return what a field asks for; what stands in the file where it is not there or blank."""
    value = given.get(parameter.name, "") or parameter.value
    if parameter.kind == "day":
        return Choice(value, reader.locale.date(value))
    if parameter.kind not in NAMED or not value:
        return Choice(value, value)
    if len(value) > LONGEST:
        text = reader.gettext("A name has at most {count} characters.").format(count=LONGEST)
        raise Mistake(text, parameter.name, given)
    try:
        return settle(reader, parameter, value)
    except UnknownName as unknown:
        raise Mistake(str(unknown), parameter.name, given, unknown.near) from unknown


def _ask(
    reader: Reader,
    question: PublishedQuestion,
    values: Mapping[str, str],
    given: Mapping[str, str],
) -> PublishedQuestion:
    try:
        return question.ask(values)
    except BadValue as error:
        name = str(error).partition(":")[0]
        parameter = next(item for item in question.parameters if item.name == name)
        text = reader.gettext("{field}: “{value}” cannot be asked for. {hint}").format(
            field=parameter.label.say(reader.language),
            value=values[name],
            hint=parameter.hint.say(reader.language),
        )
        raise Mistake(text, name, given) from error
