"""French texts have one apostrophe, and spaces before their marks at which no line breaks."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from tools.translate import WEB, read_catalogue

from trips_graph.settings import resources

UNFIT = re.compile(r"\w'\w|(?<=\S)[ \u202f][:;?!»](?!\w)|«[^\u00a0]")


def of_toml(read: object) -> Iterator[str]:
    """Yield what stands in French in a TOML file."""
    for name, value in read.items() if isinstance(read, dict) else ():
        if name == "fr":
            yield from value if isinstance(value, list) else (str(value),)
        yield from of_toml(value)
    for item in read if isinstance(read, list) else ():
        yield from of_toml(item)


def of_file(path: Path) -> Iterator[str]:
    """Yield what stands in French in a file."""
    text = path.read_text("utf-8")
    if path.suffix == ".toml":
        yield from of_toml(tomllib.loads(text))
    elif path.suffix == ".ttl":
        yield from re.findall(r'"([^"\n]*)"@fr', text)
    else:
        yield from (row["fr"] for row in csv.DictReader(text.splitlines()))


ROOT = resources()
FILES = (
    *sorted((ROOT / "data" / "questions").glob("*.toml")), ROOT / "data" / "catalogue.toml",
    *sorted((ROOT / "ontology").glob("*.ttl")), ROOT / "data" / "outside-terms.csv",
)  # fmt: skip


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_french_of_the_data(path: Path) -> None:
    assert [text for text in of_file(path) if UNFIT.search(text)] == []


@pytest.mark.parametrize("room", sorted(file.stem for file in WEB.glob("locale/fr/*.po")))
def test_french_of_a_room(room: str) -> None:
    texts = (text for item in read_catalogue("fr", room) if item.id for text in said(item.string))
    assert [text for text in texts if UNFIT.search(text)] == []


def said(string: object) -> tuple[str, ...]:
    """Return the forms of a translation."""
    return tuple(map(str, string)) if isinstance(string, list | tuple) else (str(string),)
