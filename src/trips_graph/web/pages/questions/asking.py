"""Asking: the fields of an address become the values of a question, or a mistake that is told."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from rapidfuzz import process
from starlette.datastructures import QueryParams

from trips_graph.model.question import LONGEST, BadValue, Parameter, PublishedQuestion
from trips_graph.web.asked import UnknownField
from trips_graph.web.languages.locale import Said, join, name_field, say
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


class Mistake(UnknownField):
    """What is wrong with a field; `given` is what was written, `near` what may have been meant."""

    def __init__(
        self, said: Said, field: str, given: Mapping[str, str], near: tuple[str, ...] = ()
    ) -> None:
        super().__init__(said)
        self.field, self.given = field, given
        self.near = near

    @property
    def whole(self) -> Said:
        """The mistake with the names that are near."""
        meant = (say("Did you mean: %(names)s?", names=self.near),) if self.near else ()
        return join((self.said, *meant))


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
    _refuse_strangers(question, fields, given)
    given.pop(PAGE_FIELD, None)
    chosen = {item.name: _choose(reader, item, given) for item in question.parameters}
    values = {name: choice.value for name, choice in chosen.items()}
    asked = _ask(question, values, given)
    shown = {name: choice.label for name, choice in chosen.items()}
    days = {item.name: values[item.name] for item in question.parameters if item.kind == "day"}
    fixed = {name: value for name, value in values.items() if value}
    return Asked(asked, {**shown, **days}, shown, urlencode(fixed))


def read_page(fields: QueryParams) -> int:
    """Return which page of the rows is asked for. Errors: `Mistake` for no number from 1 on."""
    given = fields.get(PAGE_FIELD, "1")
    if not re.fullmatch("[1-9][0-9]{0,5}", given):
        raise Mistake(say("“%(name)s” is a number from 1 on.", name=PAGE_FIELD), PAGE_FIELD, {})
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
    question: PublishedQuestion, fields: QueryParams, given: Mapping[str, str]
) -> None:
    known = {item.name: name_field(item.name, item.label) for item in question.parameters}
    known[PAGE_FIELD] = name_field(PAGE_FIELD, "")
    for name, _ in fields.multi_items():
        if name not in known:
            near = [item for item, _, _ in process.extract(name, list(known), score_cutoff=_NEAR)]
            refused = say("This question takes no field “%(name)s”.", name=name[:LONGEST])
            taken = tuple(known[item] for item in near or known)
            raise Mistake(join((refused, say("It takes: %(names)s.", names=taken))), name, given)
        if len(fields.getlist(name)) > 1:
            raise Mistake(say("The field “%(name)s” stands twice.", name=known[name]), name, given)


def _choose(reader: Reader, parameter: Parameter, given: Mapping[str, str]) -> Choice:
    """Return what a field asks for; what stands in the file where it is not there or blank."""
    value = given.get(parameter.name, "") or parameter.value
    if parameter.kind == "day":
        return Choice(value, reader.locale.date(value))
    if parameter.kind not in NAMED or not value:
        return Choice(value, value)
    if len(value) > LONGEST:
        said = say("A name has at most %(count)s characters.", count=LONGEST)
        raise Mistake(said, parameter.name, given)
    try:
        return settle(reader, parameter, value)
    except UnknownName as unknown:
        if not given.get(parameter.name):
            return Choice(value, value)  # of our own choice: a release need not know it
        said = say("Nothing in this release is called “%(name)s”.", name=value)
        raise Mistake(said, parameter.name, given, unknown.near) from unknown


def _ask(
    question: PublishedQuestion, values: Mapping[str, str], given: Mapping[str, str]
) -> PublishedQuestion:
    try:
        return question.ask(values)
    except BadValue as error:
        name = str(error).partition(":")[0]
        parameter = next(item for item in question.parameters if item.name == name)
        said = say(
            "%(field)s: “%(value)s” cannot be asked for. %(hint)s.",
            field=name_field(name, parameter.label), value=values[name], hint=parameter.hint,
        )  # fmt: skip
        raise Mistake(said, name, given) from error
