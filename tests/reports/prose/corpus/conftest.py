"""Prints, at the end of a test run, how well the invented sentences are read."""

from __future__ import annotations

import pytest

from tests.reports.prose.corpus.corpus import Score

SCORES = pytest.StashKey[dict[str, Score]]()


@pytest.fixture
def scores(pytestconfig: pytest.Config) -> dict[str, Score]:
    """What is printed at the end of the run, by name."""
    return pytestconfig.stash.setdefault(SCORES, {})


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    scores = config.stash.get(SCORES, {})
    if scores:
        terminalreporter.section("facts in prose: precision and recall")
    for name, score in scores.items():
        for line in score.table(name):
            terminalreporter.write_line(line)
