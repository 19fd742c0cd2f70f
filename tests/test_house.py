"""The house keeps its measures: modules are short, the spine is there, nothing is left open."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted([*(ROOT / "src").rglob("*.py"), *(ROOT / "tools").rglob("*.py")])
TESTS = sorted((ROOT / "tests").rglob("*.py"))
SPINE = (
    "reports/parse.py", "entities/reconcile.py", "graph/describe.py", "checks/validate.py",
    "releases/publish.py",
)  # fmt: skip


@pytest.mark.parametrize("path", [*MODULES, *TESTS], ids=lambda path: path.name)
def test_no_module_has_more_than_300_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("name", SPINE)
def test_each_file_of_the_spine_says_its_place_in_the_corridor(name: str) -> None:
    text = (ROOT / "src" / "trips_graph" / name).read_text(encoding="utf-8")
    assert re.match(r'"""Room \w+ of the corridor: ', text)
    verb = name.rpartition("/")[2].removesuffix(".py")
    first = re.search(r"^def (\w+)\(", text, re.MULTILINE)
    assert first is not None
    assert first[1] == verb


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_nothing_is_left_open_or_silenced(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\b(TODO|FIXME|XXX|NotImplementedError)\b|type: ignore", text)
