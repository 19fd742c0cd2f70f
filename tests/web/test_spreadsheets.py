"""CSV for spreadsheets: no room writes its own."""

import csv
from pathlib import Path

import pytest

import trips_graph.web
from trips_graph.web.spreadsheets import write_line

WEB = Path(trips_graph.web.__file__).parent


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d"])
def test_a_text_that_begins_like_a_formula_stays_text(start: str) -> None:
    (row,) = csv.reader(write_line([f"{start}1+1", -3, f"1{start}"]).splitlines(keepends=True))
    assert row == [f"'{start}1+1", "-3", f"1{start}"]


def test_every_csv_is_written_here() -> None:
    writers = [path.name for path in WEB.rglob("*.py") if "csv.writer" in path.read_text("utf-8")]
    assert writers == ["spreadsheets.py"]
