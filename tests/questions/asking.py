"""Asks a published question of a store and returns its answer as people get it."""

import csv
import io
from pathlib import Path

from pyoxigraph import Store

from tests.answering import answer
from trips_graph.formats import CSV
from trips_graph.model.question import PublishedQuestion
from trips_graph.model.questions import find_question

THINGS = "https://w3id.org/trips-graph/id/"
EXPECTED = Path(__file__).with_name("expected")


def published(number: int) -> PublishedQuestion:
    """Return a question by its number."""
    question = find_question(f"q{number:02}")
    assert question is not None
    return question


def ask_text(store: Store, number: int, **values: str) -> str:
    """Return the answer as CSV, things by kind and key."""
    body = answer(store, published(number).ask(values).query, CSV)
    return body.decode().replace("\r\n", "\n").replace(THINGS, "")


def ask(store: Store, number: int, *columns: str, **values: str) -> list[tuple[str, ...]]:
    """Return some columns of the answer, a tuple for each row."""
    rows = csv.DictReader(io.StringIO(ask_text(store, number, **values)))
    return [tuple(row[column] for column in columns) for row in rows]


def ask_as(store: Store, number: int, written: str, **values: str) -> str:
    """Return the columns of the answer that an answer written down has, as CSV.

    The things that pages name in the reader's language come beside: `test_shapes` looks at them.
    """
    headings = written.partition("\n")[0].split(",")
    text = io.StringIO()
    writer = csv.DictWriter(text, headings, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(csv.DictReader(io.StringIO(ask_text(store, number, **values))))
    return text.getvalue()


def expected(folder: str, number: int) -> str:
    """Return an answer that was written down, as CSV."""
    return (EXPECTED / folder / f"q{number:02}.csv").read_text(encoding="utf-8")
