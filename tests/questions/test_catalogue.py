"""The twenty questions that people ask all have a file that says how to read the answer."""

from __future__ import annotations

import re

import pytest
from pyoxigraph import Store

from tests.answering import answer
from trips_graph.formats import CSV
from trips_graph.model.question import BadValue, PublishedQuestion
from trips_graph.model.questions import find_question, read_questions
from trips_graph.settings import resources

from .asking import ask, ask_text, published

# What each question is about, by the number it has among the competency questions.
ABOUT = {
    1: "beneficiary", 2: "no report", 3: "reported", 4: "circulated", 5: "helped by",
    6: "least-developed", 7: "trend", 8: "money", 9: "flexibilities", 10: "66.2", 11: "partner",
    12: "overlapping", 13: "contact", 14: "copyright", 15: "delivered", 16: "average",
    17: "running", 18: "trained", 19: "without", 20: "where exactly",
}  # fmt: skip
IN_PART = {2, 4, 12, 17}
OF_LDCS = {2, 6, 7, 16}
CANNOT = {13}
NOT_INVENTED = {3, 12}
"""The invented pages hold nothing of the year, or of the beneficiary, that stands in these."""
QUESTIONS = list(read_questions().by_name.values())
CAUTIONS = read_questions().cautions


def test_all_twenty_have_a_file_in_their_order() -> None:
    assert [question.number for question in QUESTIONS] == sorted(ABOUT)
    assert all(question.name.startswith(f"q{question.number:02}-") for question in QUESTIONS)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_each_says_what_it_asks_and_how_to_read_the_answer(question: PublishedQuestion) -> None:
    assert ABOUT[question.number] in question.title.en.lower()
    assert question.title.en.endswith("?")
    assert question.about.en.endswith(".")
    assert (question.answers == "partly") == (question.number in IN_PART)
    told = (
        {CAUTIONS["every"], CAUTIONS["ldcs"]} if question.number in OF_LDCS else {CAUTIONS["every"]}
    )
    assert set(question.cautions) == told


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_what_has_no_answer_says_why_and_the_rest_has_a_query(question: PublishedQuestion) -> None:
    if question.number in CANNOT:
        assert question.missing is not None
        assert len(question.missing.en) > 80 and "would be needed" in question.missing.en
        assert question.query == ""
    else:
        assert not question.cannot
        assert "ORDER BY" in question.query


def test_the_caution_of_every_answer_and_that_of_ldcs() -> None:
    assert "non-exhaustive" in str(CAUTIONS["every"])
    assert "never means that none took place" in str(CAUTIONS["every"])
    assert "as of a date" in str(CAUTIONS["ldcs"])


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_who_takes_the_query_takes_the_cautions(question: PublishedQuestion) -> None:
    comments = " ".join(re.findall(r"^# (.*)$", question.query, re.MULTILINE))
    for note in (question.title, *question.notes) if question.query else ():
        assert str(note) in comments


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_a_value_stands_in_one_place(question: PublishedQuestion) -> None:
    for parameter in question.parameters:
        assert question.query.count(f"VALUES ?{parameter.name} ") == 1
        assert parameter.value or parameter.kind == "submitter"


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_the_file_itself_is_the_query(invented: Store, question: PublishedQuestion) -> None:
    """What stands in the file is what is answered: `trips-graph query @FILE` needs nothing else."""
    if question.query:
        text = (resources() / "data" / "questions" / f"{question.name}.rq").read_text("utf-8")
        found = answer(invented, text, CSV)
        assert found == answer(invented, question.query, CSV)
        assert found.count(b"\n") > 1 or question.number in NOT_INVENTED


def test_another_value_changes_only_its_line() -> None:
    question = published(2)
    changed = question.ask({"year": "2011"})
    assert changed.query == question.query.replace("{ 2019 }", "{ 2011 }")
    assert changed.parameters[0].value == "2011"
    assert question.ask({}) == question == question.ask({"year": " "})


@pytest.mark.parametrize(
    ("number", "name", "value"),
    [
        (2, "year", "20190"), (2, "year", "\uff12\uff10\uff11\uff19"), (2, "year", "2019 } #"),
        (17, "day", "2019-02-30"), (17, "day", "20190201"), (1, "asked", "x" * 201),
        (16, "year", "1994"),
    ],
)  # fmt: skip
def test_a_value_of_another_kind_is_refused(number: int, name: str, value: str) -> None:
    with pytest.raises(BadValue, match=name):
        published(number).ask({name: value})


@pytest.mark.parametrize(
    "value",
    ['KHM" } VALUES ?x { "', 'a"b', "back\\slash", "\\1", "line\nfeed", "} #", "O'Neil", "{}"],
)
def test_no_value_leaves_its_place(invented: Store, value: str) -> None:
    assert ask(invented, 1, "programme", asked=value) == []
    assert published(1).ask({"asked": value}).parameters[0].value == value.strip()


def test_a_value_in_one_question_is_what_the_reader_would_write(invented: Store) -> None:
    assert ask_text(invented, 1, asked="GHA") == ask_text(invented, 1, asked="Ghana")


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("q07", 7), ("q20-where-it-is-written", 20), ("beneficiary", 1), ("who-reported", 3),
        ("not-stated", 5), ("participations", 16), ("figures", 20),
    ],
)  # fmt: skip
def test_a_question_is_found_by_short_and_former_names(name: str, number: int) -> None:
    question = find_question(name)
    assert question is not None
    assert question.number == number


@pytest.mark.parametrize("name", ["", "q", "q21", "q0", "7", "where-it-is-written"])
def test_other_names_find_nothing(name: str) -> None:
    assert find_question(name) is None
