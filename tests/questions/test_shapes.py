"""Each answer has the shape that its file says: columns by kind, things by class, enough rows."""

from __future__ import annotations

import json
import re

import pytest
from pyoxigraph import Store

from tests.answering import answer
from trips_graph.formats import JSON
from trips_graph.model.question import Column, PublishedQuestion
from trips_graph.model.questions import read_questions
from trips_graph.model.release import Release
from trips_graph.terms import PREFIXES

from .asking import THINGS

QUESTIONS = [item for item in read_questions().by_name.values() if not item.cannot]
KINDS = read_questions().kinds
FORMS = {
    "date": r"\d{4}(-\d\d){0,2}",
    "year": r"\d{4}",
    "integer": r"-?\d+",
    "number": r"-?\d+(\.\d+)?",
    "boolean": "true|false",
    "text": r"(?s:.+)",
    "page": r"https://.+",
}
Row = dict[str, dict[str, str]]


def rows_of(store: Store, question: PublishedQuestion) -> list[Row]:
    """Return the rows of the answer with the values that stand in the file."""
    found: list[Row] = json.loads(answer(store, question.query, JSON))["results"]["bindings"]
    return found


def check(question: PublishedQuestion, column: Column, row: Row) -> None:
    """Hold one column of one row against the file of its question."""
    cell = row.get(column.name)
    if cell and column.kind == "word":
        assert cell["value"] in question.words
    elif cell and column.kind != "thing":
        assert re.fullmatch(FORMS[column.kind], cell["value"]), (column.name, cell)
    thing = row.get(column.thing)
    if thing:
        assert thing["type"] == "uri"
        kind = thing["value"].removeprefix(THINGS).partition("/")[0]
        kind = "def" if thing["value"].startswith(PREFIXES["tg"]) else kind
        assert kind in KINDS[column.thing], (column.thing, thing)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_the_answer_has_the_shape_that_the_file_tells(
    every_layout: Store, question: PublishedQuestion
) -> None:
    rows = rows_of(every_layout, question)
    assert len(rows) >= question.rows
    assert bool(rows) == bool(question.rows), "a file that expects none says so"
    for row in rows:
        for column in question.columns:
            check(question, column, row)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_a_release_holds_the_answer(
    fixtures_release: Release, every_layout: Store, question: PublishedQuestion
) -> None:
    artefact = fixtures_release.artefact(question.artefact)
    assert artefact is not None
    held = json.loads((fixtures_release.folder / artefact.path).read_bytes())
    assert held["results"]["bindings"] == rows_of(every_layout, question)
    assert artefact.media_type == JSON.media_type


def test_another_value_is_no_answer_of_the_release() -> None:
    question = read_questions().by_name["q02-not-named"]
    assert question.ask({"year": "2018"}).artefact != question.artefact
    assert question.ask({"year": "2019"}).artefact == question.artefact
