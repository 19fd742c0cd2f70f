"""Ordering: queries sort by English names; on pages rows follow the names that a reader sees."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from trips_graph.model.index import fold
from trips_graph.model.question import Column, PublishedQuestion
from trips_graph.web.pages.questions.answers import Answer, Row
from trips_graph.web.pages.questions.tables import show_cell
from trips_graph.web.reader import Reader

_ORDER = re.compile(r"^ORDER BY (.*)$", re.MULTILINE)
_VARIABLE = re.compile(r"\?(\w+)")


def order_answer(reader: Reader, asked: PublishedQuestion, answer: Answer) -> Answer:
    """Return the answer with its rows in the order of the query, names as the reader calls them."""
    *_, order = _ORDER.findall(asked.query) or [""]
    variables = list(dict.fromkeys(_VARIABLE.findall(order)))
    names = {item.name: item for item in asked.columns if item.thing and item.kind == "text"}
    while variables and variables[-1] not in names:
        variables.pop()
    return replace(answer, rows=tuple(_order(reader, asked, names, variables, answer.rows)))


def _order(
    reader: Reader,
    asked: PublishedQuestion,
    names: Mapping[str, Column],
    variables: Sequence[str],
    rows: Sequence[Row],
) -> Sequence[Row]:
    """Return the rows by the first variable, those that share its value by the others."""
    if not variables:
        return rows
    first, *others = variables
    groups = [
        _order(reader, asked, names, others, tuple(group))
        for _, group in groupby(rows, key=lambda row: row.get(first))
    ]
    if column := names.get(first):
        groups.sort(key=lambda group: fold(show_cell(reader, asked, column, group[0]).text))
    return tuple(row for group in groups for row in group)
