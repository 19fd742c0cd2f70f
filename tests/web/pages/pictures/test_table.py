"""Tables: what a spreadsheet would take for a formula stays text."""

import csv
import json
from io import StringIO

import pytest

from trips_graph.web.pages.pictures.table import Table, write_csv, write_json
from trips_graph.web.shown import Shown


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_begins_like_a_formula_is_text(start: str) -> None:
    table = Table((f"{start}head", "Number"), ((Shown(f'{start}cmd|"/C calc"!A1'), -3),))
    written = write_csv(table).decode()
    head, row = csv.reader(StringIO(written, newline=""))
    assert head[0] == f"'{start}head" and row[0].startswith(f"'{start}cmd")
    assert row[1] == "-3"


def test_quotes_commas_and_lines_stay_in_their_cell() -> None:
    table = Table(("Name",), ((Shown('a "b", c\nd'),),))
    assert list(csv.reader(StringIO(write_csv(table).decode(), newline=""))) == [
        ["Name"], ['a "b", c\nd']
    ]  # fmt: skip


def test_json_has_headings_and_rows() -> None:
    table = Table(("Name", "Number"), ((Shown("Côte d'Ivoire"), 3),))
    assert json.loads(write_json("Title", table)) == {
        "title": "Title", "headings": ["Name", "Number"], "rows": [["Côte d'Ivoire", 3]]
    }  # fmt: skip
