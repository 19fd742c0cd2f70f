"""Tombstones: what was published once and is withdrawn keeps its IRI, a day, a reason, a successor.

The table is a CSV that people write. Its statements stand in the graph `/id/graph/tombstones`.
Shapes: `shapes/tombstone.ttl`.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from trips_graph.errors import BadInput, BadTable
from trips_graph.iris import Iris
from trips_graph.model.graph import NamedGraph, Statement, named_graph
from trips_graph.terms import dcterms, owl, skos, tg, xsd

COLUMNS = ("kind", "key", "withdrawn_on", "why", "successor")
_KIND = re.compile(r"[a-z]+")
_SUBJECT = re.compile(r"<([^>#]*)")


@dataclass(frozen=True, slots=True)
class Tombstone:
    """One line of the table; `successor` is another thing as `kind/key`, or empty."""

    line: int
    kind: str
    key: str
    withdrawn_on: date
    why: str
    successor: str


def read_tombstones(path: Path) -> tuple[Tombstone, ...]:
    """Return the tombstones in a file.

    Errors: `BadInput` where it cannot be read; `BadTable` with the line of what has a wrong form.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")  # spreadsheets write a byte order mark
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{path}: the tombstones cannot be read ({error})") from error
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise BadTable(path, 1, f"the columns must be {','.join(COLUMNS)}")
    try:
        found = tuple(_tombstone(path, reader.line_num, cells) for cells in reader)
    except csv.Error as error:
        raise BadTable(path, reader.reader.line_num, str(error)) from error
    _refuse_doubles(path, found)
    return found


def describe_tombstones(
    path: Path, tombstones: Sequence[Tombstone], described: Iterable[NamedGraph], iris: Iris
) -> NamedGraph:
    """Return the graph of the tombstones.

    Errors: `BadTable` with the line of a tombstone for a thing that `described` describes, or with
    a successor that it does not.
    """
    known = _subjects(described) if tombstones else set()
    for stone in tombstones:
        if iris.thing(stone.kind, stone.key).value in known:
            name = f"{stone.kind}/{stone.key}"
            raise BadTable(path, stone.line, f"{name} is withdrawn, but this release describes it")
        if stone.successor and _successor(stone, iris).value not in known:
            reason = f"the successor {stone.successor} is not in this release"
            raise BadTable(path, stone.line, reason)
    statements = (statement for stone in tombstones for statement in _describe(stone, iris))
    return named_graph(iris.graph("tombstones"), statements)


def _tombstone(path: Path, line: int, cells: Mapping[str, str | None]) -> Tombstone:
    if None in cells or None in cells.values():
        raise BadTable(path, line, f"needs {len(COLUMNS)} cells; quote a cell that holds a comma")
    cell = {name: (value or "").strip() for name, value in cells.items()}
    try:
        day = date.fromisoformat(cell["withdrawn_on"])
    except ValueError as error:
        raise BadTable(path, line, "withdrawn_on must be a day, YYYY-MM-DD") from error
    if not cell["why"]:
        raise BadTable(path, line, "why is empty; who asks for the thing is told the reason")
    for name in filter(None, (f"{cell['kind']}/{cell['key']}", cell["successor"])):
        _check_name(path, line, name)
    return Tombstone(line, cell["kind"], cell["key"], day, cell["why"], cell["successor"])


def _check_name(path: Path, line: int, name: str) -> None:
    kind, _, key = name.partition("/")
    try:
        sound = bool(_KIND.fullmatch(kind) and key) and not set("/?#") & set(key)
        NamedNode(f"https://example.org/{name}")
    except ValueError:
        sound = False
    if not sound:
        raise BadTable(path, line, f"{name!r} names no thing; write kind and key, report/1000364")


def _refuse_doubles(path: Path, tombstones: Iterable[Tombstone]) -> None:
    seen: dict[tuple[str, str], int] = {}
    for stone in tombstones:
        earlier = seen.setdefault((stone.kind, stone.key), stone.line)
        if earlier != stone.line:
            raise BadTable(path, stone.line, f"names the same thing as line {earlier}")


def _subjects(graphs: Iterable[NamedGraph]) -> set[str]:
    """Return the IRIs of what is described, without fragments."""
    lines = (line for graph in graphs for line in graph.nquads)
    return {found[1] for line in lines if (found := _SUBJECT.match(line))}


def _successor(stone: Tombstone, iris: Iris) -> NamedNode:
    kind, _, key = stone.successor.partition("/")
    return iris.thing(kind, key)


def _describe(stone: Tombstone, iris: Iris) -> Iterator[Statement]:
    node = iris.thing(stone.kind, stone.key)
    yield node, owl.deprecated, Literal("true", datatype=xsd.boolean)
    yield node, tg.withdrawnOn, Literal(stone.withdrawn_on.isoformat(), datatype=xsd.date)
    yield node, skos.changeNote, Literal(stone.why, language="en")
    if stone.successor:
        yield node, dcterms.isReplacedBy, _successor(stone, iris)
