"""The files of the questions are read strictly: what is wrong is told with the file."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from trips_graph.model.questions import BadQuestion, read_folder
from trips_graph.settings import resources

FOLDER = resources() / "data" / "questions"
NAME = "q02-not-named"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with what the questions share, and one of them."""
    for name in ("questions.toml", f"{NAME}.toml", f"{NAME}.rq"):
        shutil.copy(FOLDER / name, tmp_path)
    return tmp_path


def test_a_folder_of_one_question_is_read(folder: Path) -> None:
    assert list(read_folder(folder).by_name) == [NAME]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("number = 2", "number = 2\ncolour = 1", "colour: Unexpected keyword argument"),
        ("number = 2", 'number = "2"', "number: Input should be a valid integer"),
        ("number = 2", "number = ", "no TOML"),
        ('theme = "beneficiaries"', 'theme = "weather"', "theme 'weather' is not known"),
        ('answers = "partly"', 'answers = "perhaps"', "answers: Input should be"),
        ('answers = "partly"', 'answers = "whole"', "missing says what the data lack"),
        ('fr = "Membre"\n', "", "column.name.fr: Field required"),
        ('es = "Miembro"\n', 'es = "Miembro"\nde = "Mitglied"\n', "column.name.de: Unexpected"),
        ('columns = ["name", "ldc"]', 'columns = ["name"]', "?ldc of the query has no heading"),
        ('columns = ["name", "ldc"]', 'columns = ["name", "ldc", "x"]', "'x' has no heading"),
        ('thing = "member"', 'thing = "person"', "?person is not in the query"),
        ('value = "2019"', 'value = "2020"', "?year has another value in the query"),
        ("named by some report of {year}", "named in {yaer}", "{yaer} is not selected"),
        ("{rows: one Member|# Members}", "{rows: one}", "two forms, three or none"),
        ("{rows: one Member|# Members}", "{rows: one Member", "too many"),
        ('x = "name"', 'x = "colour"', "the chart shows no column 'colour'"),
    ],
)
def test_what_is_wrong_is_told(folder: Path, old: str, new: str, reason: str) -> None:
    file = folder / f"{NAME}.toml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadQuestion, match=re.escape(reason)) as caught:
        read_folder(folder)
    assert str(caught.value).startswith(f"{NAME}.toml: ")


def test_a_question_without_its_query_is_refused(folder: Path) -> None:
    (folder / f"{NAME}.rq").unlink()
    with pytest.raises(BadQuestion, match="a question has a query"):
        read_folder(folder)
