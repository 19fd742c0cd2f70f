"""Writes how much of each report could be read, and the names that were left open.

Both are asked of the store of the release once, so that who serves it need not.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from importlib import resources as package_files
from pathlib import Path

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from trips_graph.model.coverage import COVERAGE, UNRESOLVED, Coverage, Mention
from trips_graph.model.finding import Finding

_CODES = ("name-unresolved", "name-ambiguous")
Row = Mapping[str, str]


def write_coverage(
    store: Path, findings: Iterable[Finding], folder: Path
) -> Iterator[tuple[Path, str, str]]:
    """Write the coverage of a store that is built; yield path, media type and title of each file.

    What the findings tell of a name that was left open goes with it.
    """
    opened = Store.read_only(str(store))
    mentions = read_mentions(opened, findings)
    path = folder / COVERAGE
    path.write_bytes(_encode(read_coverage(opened, mentions)))
    yield path, "application/json", "How much of each report was read"
    path = folder / UNRESOLVED
    path.write_bytes(_encode(mentions))
    yield path, "application/json", "Names that were left open, with the place of each"


def read_coverage(store: Store, mentions: Iterable[Mention]) -> tuple[Coverage, ...]:
    """Return the coverage of every report, those with the most names left open first."""
    opened = Counter(mention.report for mention in mentions)
    counts = {row["report"]: row for row in _ask(store, "coverage-rows")}
    found = (
        _coverage(row, counts.get(row["report"], {}), opened[row["report"]])
        for row in _ask(store, "coverage-reports")
    )
    return tuple(sorted(found, key=lambda item: (-item.unresolved, -(item.year or 0), item.number)))


def read_mentions(store: Store, findings: Iterable[Finding]) -> tuple[Mention, ...]:
    """Return every unresolved mention, by name and report."""
    told = {
        (finding.report, str(finding.line)): finding.message
        for finding in findings
        if finding.code in _CODES
    }
    found = (_mention(row, told) for row in _ask(store, "unresolved"))
    return tuple(sorted(found, key=lambda item: (item.text, item.number, item.mention)))


def _coverage(row: Row, counts: Row, unresolved: int) -> Coverage:
    return Coverage(
        number=row["number"],
        report=row["report"],
        article="66.2" if row["transfer"] == "true" else "67",
        submitter=row["submitter"],
        year=int(row["year"]) if row["year"] else None,
        state=row["state"],
        rendition=row["rendition"],
        sections=int(row["sections"]),
        rows=int(counts.get("rows", 0)),
        dated=int(counts.get("dated", 0)),
        named=int(counts.get("named", 0)),
        unresolved=unresolved,
    )


def _mention(row: Row, told: Mapping[tuple[str, str], str]) -> Mention:
    message = told.get((row["number"], row["line"]), "")
    own = {field.name: row[field.name] for field in fields(Mention) if field.name != "told"}
    return Mention(**own, told=message if repr(row["text"]) in message else "")


def _ask(store: Store, name: str) -> Iterator[Row]:
    """Yield the rows of a query; terms are told by their text, "" where there is none."""
    query = (package_files.files("trips_graph.releases") / "queries" / f"{name}.rq").read_text()
    rows = store.query(query, use_default_graph_as_union=True)
    assert isinstance(rows, QuerySolutions)
    names = [variable.value for variable in rows.variables]
    for row in rows:
        yield {name: _text(row[name]) for name in names}


def _text(term: object) -> str:
    return term.value if isinstance(term, Literal | NamedNode) else ""


def _encode(rows: Sequence[Coverage | Mention]) -> bytes:
    return (json.dumps([asdict(row) for row in rows], indent=1, ensure_ascii=False) + "\n").encode()
