"""The README shows real output: each of its queries is run here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import Store

from tests.answering import answer
from trips_graph.formats import CSV
from trips_graph.model.release import Release

README = Path(__file__).parents[1] / "README.md"
EXAMPLE = re.compile(
    r"\*\*(?P<title>[^*]+)\*\*\n\n"
    r"```sparql\n(?P<query>.*?)```\n\n```csv\n(?P<rows>.*?)```",
    re.DOTALL,
)
EXAMPLES = list(EXAMPLE.finditer(README.read_text(encoding="utf-8")))


def test_there_are_five_questions() -> None:
    assert len(EXAMPLES) == 5


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda match: match["title"][:30])
def test_the_query_gives_the_output_that_is_shown(
    release: Release, example: re.Match[str], pytestconfig: pytest.Config
) -> None:
    store = Store.read_only(str(release.store))
    rows = answer(store, example["query"], CSV).decode().replace("\r\n", "\n")
    if pytestconfig.getoption("--update-golden"):
        text = README.read_text(encoding="utf-8")
        shown = f"{example['query']}```\n\n```csv\n"
        README.write_text(text.replace(shown + example["rows"], shown + rows), encoding="utf-8")
    else:
        assert rows == example["rows"]
    assert rows.count("\n") >= 2
