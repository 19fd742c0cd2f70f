"""Writes the index of a release, `index.sqlite`: same graphs, same bytes.

The server reads it for search and facets, which SPARQL is too slow for. It says nothing that the
graphs do not say.
"""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from importlib import resources
from pathlib import Path

from trips_graph.iris import Iris
from trips_graph.model.graph import NamedGraph
from trips_graph.model.index import SCHEMA, Activity, Thing, fold
from trips_graph.model.release import INDEX
from trips_graph.releases.index.activities import list_activities, rank_activities
from trips_graph.releases.index.facets import Facet, make_facets
from trips_graph.releases.index.facts import read_facts
from trips_graph.releases.index.things import list_labels, list_things
from trips_graph.releases.index.words import Names, list_words

_LIBRARY_VERSION = 96


def write_index(graphs: Iterable[NamedGraph], iris: Iris, folder: Path) -> Path:
    """Return the path of the index of the graphs, written into a folder that has none."""
    facts = read_facts(graphs)
    things = list_things(facts, iris)
    names = {thing.id: list_labels(facts, thing) for thing in things}
    activities = list_activities(facts, things)
    path = folder / INDEX
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        schema = resources.files("trips_graph.releases.index") / "schema.sql"
        database.executescript(schema.read_text("utf-8"))
        database.execute("BEGIN")
        _write_things(database, things, names)
        _write_activities(database, activities)
        _write_facets(database, make_facets(facts, things, activities))
        database.executemany(
            "INSERT INTO word (rowid, names, context) VALUES (?, ?, ?)",
            list_words(facts, things, names),
        )
        database.execute("INSERT INTO word (word) VALUES ('optimize')")
        database.execute("COMMIT")
        database.execute(f"PRAGMA user_version = {SCHEMA:d}")
        database.execute("VACUUM")
    _forget_library(path)
    return path


def _forget_library(path: Path) -> None:
    """Blank what tells the version of SQLite that wrote the file: another may write the same.

    Source: https://www.sqlite.org/fileformat.html#validfor (bytes 96 to 99 of the header).
    """
    with path.open("r+b") as file:
        file.seek(_LIBRARY_VERSION)
        file.write(bytes(4))


def _write_things(database: sqlite3.Connection, things: Iterable[Thing], names: Names) -> None:
    database.executemany(
        "INSERT INTO thing (id, kind, key, iri, scheme) VALUES (?, ?, ?, ?, ?)",
        ((thing.id, thing.kind, thing.key, thing.iri, thing.scheme) for thing in things),
    )
    database.executemany(
        "INSERT INTO label (thing, role, language, text, folded, until) VALUES (?, ?, ?, ?, ?, ?)",
        (
            (id_, label.role, label.language, label.text, fold(label.text), label.until)
            for id_, labels in names.items()
            for label in labels
        ),
    )


def _write_activities(database: sqlite3.Connection, activities: Iterable[Activity]) -> None:
    places = rank_activities(activities)
    database.executemany(
        "INSERT INTO activity VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                item.id, item.key, item.title, item.language, item.start, item.end, item.year,
                item.status, item.report, item.submitter, places[item.id].oldest,
                places[item.id].title, places[item.id].submitter,
            )
            for item in activities
        ),
    )  # fmt: skip
    database.executemany(
        "INSERT INTO named (activity, role, thing) VALUES (?, ?, ?)",
        (
            (item.id, role, thing)
            for item in activities
            for role in sorted(item.named)
            for thing in item.named[role]
        ),
    )


def _write_facets(database: sqlite3.Connection, facets: Iterable[Facet]) -> None:
    database.executemany(
        "INSERT INTO facet (name, value, thing, number, activities) VALUES (?, ?, ?, ?, ?)",
        (
            (item.name, item.value, item.thing, len(item.activities), item.activities.serialize())
            for item in facets
        ),
    )
