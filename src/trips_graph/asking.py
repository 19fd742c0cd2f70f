"""The command `trips-graph questions`: lists the questions that people ask, and answers one."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from trips_graph.errors import BadInput
from trips_graph.formats import Format, find_format
from trips_graph.model.question import PublishedQuestion
from trips_graph.model.questions import find_question, read_questions
from trips_graph.model.release import read_release
from trips_graph.options import AnyReleaseOption


def questions(
    name: Annotated[
        str | None, typer.Argument(help="The question to answer, such as q01.", metavar="[NAME]")
    ] = None,
    release: AnyReleaseOption = None,
    given: Annotated[
        list[str] | None,
        typer.Option("--with", help="Ask otherwise, such as year=2020.", metavar="NAME=VALUE"),
    ] = None,
    form: Annotated[str, typer.Option("--format", help="csv, json, tsv or xml.")] = "csv",
) -> None:
    """List the questions that people ask, or answer one from a release.

    The answer goes to standard output; how to read it goes to standard error.
    """
    if name is None:
        typer.echo("\n".join(_list(read_questions().by_name.values())))
        return
    asked = _find(name, given or ())
    if release is None:
        raise BadInput("an answer needs a release: --release DIR")
    _answer(asked, release, find_format(form))


def _list(found: Iterable[PublishedQuestion]) -> Iterator[str]:
    for question in found:
        cannot = " (these data cannot answer it)" if question.cannot else ""
        yield f"q{question.number:02}  {question.title}{cannot}"
        for parameter in question.parameters:
            yield f"     --with {parameter.name}={parameter.value}  {parameter.hint}"


def _find(name: str, given: Iterable[str]) -> PublishedQuestion:
    """Return the question as it is to be asked. Errors: `BadInput` where it has no answer."""
    question = find_question(name)
    if question is None:
        raise BadInput(f"no question is called {name!r}; `trips-graph questions` lists them")
    if question.cannot:
        raise BadInput(f"question {question.number}, {question.title} {question.missing}")
    return question.ask(dict(_split(text, question) for text in given))


def _split(text: str, question: PublishedQuestion) -> tuple[str, str]:
    """Return a parameter's name and value."""
    name, equals, value = text.partition("=")
    names = [parameter.name for parameter in question.parameters]
    if not equals or name not in names:
        known = ", ".join(names) or "none"
        raise BadInput(f"--with {text}: write NAME=VALUE; {question.name} takes: {known}")
    return name, value


def _answer(asked: PublishedQuestion, release: Path, form: Format) -> None:
    from trips_graph.web.querying.direct import answer_release  # here: it loads what writes JSON-LD

    opened = read_release(release)
    typer.echo("\n".join(map(str, (asked.title, *asked.notes))), err=True)
    answer_release(opened, asked.query, form, sys.stdout.buffer)
