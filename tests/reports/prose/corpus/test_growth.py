"""No text makes reading hang, also where a whole report is one paragraph."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from itertools import cycle, islice
from types import FrameType

import pytest

from tests.reports.pages import RULES
from tests.reports.prose.corpus.corpus import cases, read
from trips_graph.model.report import Paragraph
from trips_graph.reports.prose.narrative import read_narrative

SENTENCES = [case.text for case in (*cases("facts.toml"), *cases("none.toml"))]
_BOUND = 60
"""Seconds after which reading hangs: a pattern that backtracks takes hours, every other one less
than a second."""


@pytest.fixture(autouse=True)
def bound() -> Iterator[None]:
    """Let a test fail that hangs."""

    def fail(_signal: int, _frame: FrameType | None) -> None:
        pytest.fail("reading hangs")

    before = signal.signal(signal.SIGALRM, fail)
    signal.alarm(_BOUND)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def flat(length: int) -> str:
    """Return one paragraph of about that many characters."""
    mean = sum(map(len, SENTENCES)) / len(SENTENCES)
    return " ".join(islice(cycle(SENTENCES), int(length / mean)))


def test_a_very_long_paragraph_is_read() -> None:
    once, often = (len(read(flat(length)).figures) for length in (20_000, 200_000))
    assert often > once > 0


@pytest.mark.parametrize(
    "words",
    ["training ", "Alpha Beta ", "12 ", "45, ", "Operation Alpha ", "in 2019 and 2020 ", "the The ",
     "in cooperation with Alpha and Beta ", "seized 5 of ", "contribution of the fund for "],
)  # fmt: skip
@pytest.mark.parametrize("stop", ["", ". "])
def test_no_pattern_is_lost_in_repetitions(words: str, stop: str) -> None:
    sentence = words * (2_900 // len(words)) + stop
    text = sentence * 10
    assert all(item.evidence.quote in text for item in read(text).figures)


def test_what_is_no_sentence_is_reported() -> None:
    text = "workshops, seminars, 45 trainees, " * 200
    narrative, findings = read_narrative(
        "invented", [Paragraph(None, None, text, 0, 7)], RULES.narrative
    )
    assert narrative.figures == ()
    assert [(item.code, item.line) for item in findings] == [("sentence-too-long", 7)]
