"""`trips-graph questions`, run as a user runs it: the list, an answer, and what has none."""

from __future__ import annotations

import csv
import io

import pytest

from trips_graph.model.questions import read_questions
from trips_graph.model.release import Release

from .test_cli import run


def test_the_list_has_all_twenty_and_what_they_take() -> None:
    done = run("questions")
    assert done.returncode == 0, done.stderr
    for question in read_questions().by_name.values():
        assert f"q{question.number:02}  {question.title}" in done.stdout
        for parameter in question.parameters:
            assert f"--with {parameter.name}={parameter.value}" in done.stdout
    assert done.stdout.count("these data cannot answer it") == 1


def test_an_answer_goes_out_and_its_cautions_go_beside(release: Release) -> None:
    done = run("questions", "q01", "--release", release.folder, "--with", "asked=Ghana")
    assert done.returncode == 0, done.stderr
    (row,) = csv.DictReader(io.StringIO(done.stdout))
    assert (row["beneficiary"], row["start"], row["line"]) == ("Ghana", "2019-01-28", "35")
    assert str(read_questions().cautions["every"]) in done.stderr


def test_an_answer_in_another_format(release: Release) -> None:
    done = run("questions", "q03-who-reported", "--release", release.folder, "--format", "json")
    assert done.returncode == 0, done.stderr
    assert '"bindings"' in done.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["q13"], "question 13, Whom does one contact at a submitter? A report names"),
        (["q99"], "no question is called 'q99'"),
        (["q01"], "an answer needs a release: --release DIR"),
        (["q02", "--with", "yaer=2020"], "q02-not-named takes: year"),
        (["q04", "--with", "year=2020"], "takes: none"),
        (["q02", "--with", "year"], "write NAME=VALUE"),
        (["q02", "--with", "year=soon"], "'soon' is no year of four digits"),
        (["q01", "--release", "{release}", "--format", "doc"], "'doc'"),
        (["q01", "--release", "{release}", "--format", "turtle"], "Turtle"),
    ],
)
def test_what_cannot_be_asked_is_told(release: Release, arguments: list[str], message: str) -> None:
    given = [item.replace("{release}", str(release.folder)) for item in arguments]
    done = run("questions", *given)
    assert done.returncode == 3
    assert message in done.stderr
    assert done.stdout == ""
