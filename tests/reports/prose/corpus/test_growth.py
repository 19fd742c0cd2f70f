"""Reading takes time in proportion to the text, also where a whole report is one paragraph."""

from __future__ import annotations

import time
from itertools import cycle, islice

import pytest

from tests.reports.pages import RULES
from tests.reports.prose.corpus.corpus import cases, read
from trips_graph.model.report import Paragraph
from trips_graph.reports.prose.narrative import read_narrative

SENTENCES = [case.text for case in (*cases("facts.toml"), *cases("none.toml"))]


def flat(length: int) -> str:
    """Return one paragraph of about that many characters."""
    mean = sum(map(len, SENTENCES)) / len(SENTENCES)
    return " ".join(islice(cycle(SENTENCES), int(length / mean)))


def seconds(text: str) -> float:
    started = time.process_time()
    read(text)
    return time.process_time() - started


def test_ten_times_the_text_takes_about_ten_times_as_long() -> None:
    seconds(flat(20_000))  # the first reading compiles
    assert seconds(flat(200_000)) < 25 * max(seconds(flat(20_000)), 0.05)


@pytest.mark.parametrize(
    "words",
    ["training ", "Alpha Beta ", "12 ", "45, ", "Operation Alpha ", "in 2019 and 2020 ", "the The ",
     "in cooperation with Alpha and Beta ", "seized 5 of ", "contribution of the fund for "],
)  # fmt: skip
@pytest.mark.parametrize("stop", ["", ". "])
def test_no_pattern_is_lost_in_repetitions(words: str, stop: str) -> None:
    sentence = words * (2_900 // len(words)) + stop
    assert seconds(sentence * 10) < 10


def test_what_is_no_sentence_is_reported() -> None:
    text = "workshops, seminars, 45 trainees, " * 200
    narrative, findings = read_narrative(
        "invented", [Paragraph(None, None, text, 0, 7)], RULES.narrative
    )
    assert narrative.figures == ()
    assert [(item.code, item.line) for item in findings] == [("sentence-too-long", 7)]
