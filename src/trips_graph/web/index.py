"""The index of the release that is served, as pages read it: things, names, activities, facets.

It is opened when a page first needs it. A release that was made before releases had an index, and
a store elsewhere that is served without files, have none: `NoIndex` says so.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from http import HTTPStatus
from importlib import resources as package_files
from itertools import islice
from pathlib import Path
from threading import local
from typing import Annotated, Any

from fastapi import Depends
from pyroaring import FrozenBitMap

from trips_graph.errors import EnvironmentUnfit
from trips_graph.model.index import SCHEMA, Activity, Thing
from trips_graph.model.release import INDEX, Release
from trips_graph.web.languages.locale import Said, mark
from trips_graph.web.problems import Declined
from trips_graph.web.reader import ReaderOf

ORDERS = ("newest", "oldest", "title", "submitter")
"""The orders in which activities are listed; in each, unknown values come last."""
_NONE = mark(
    "What is served here has no index, so nothing can be searched or filtered. An index is made "
    "with each release; this one is older, or it is a store without files."
)
_UNREADABLE = mark("The index of this release cannot be read, so nothing can be searched.")
_OTHER = mark("The index of this release was made for another version of this server.")
_RELEASES_HELD = 2  # a new release is taken up while the old one still answers


class NoIndex(EnvironmentUnfit):
    """The release that is served has no index, so nothing can be searched or filtered."""


@dataclass(frozen=True, slots=True)
class Label:
    """A name of a thing; `until` is when a former name ended, as precise as known."""

    role: str
    language: str
    text: str
    folded: str
    until: str | None


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet, as it stands in addresses; `thing` is what it is, None: a year, say."""

    value: str
    thing: int | None
    activities: FrozenBitMap


class Index:
    """An index, opened for each thread that asks it; safe to share."""

    def __init__(self, path: Path) -> None:
        self._path, self._local = path, local()
        self._orders: dict[str, tuple[int, ...]] = {}

    def ask(self, name: str, **values: object) -> list[tuple[Any, ...]]:
        """Return the rows of one of our own queries, its values bound."""
        return self._connection().execute(_read_query(name), values).fetchall()

    def things(self, ids: Iterable[int]) -> dict[int, Thing]:
        """Return the things of some ids."""
        return {row[0]: Thing(*row) for row in self.ask("things", ids=_encode(ids))}

    def find_thing(self, kind: str, key: str) -> Thing | None:
        """Return the thing of a kind and key, None where there is none."""
        return next((Thing(*row) for row in self.ask("thing", kind=kind, key=key)), None)

    def labels(self, ids: Iterable[int]) -> dict[int, tuple[Label, ...]]:
        """Return the names of some things, the best first."""
        found: dict[int, tuple[Label, ...]] = {}
        for thing, *label in self.ask("labels", ids=_encode(ids)):
            found[thing] = (*found.get(thing, ()), Label(*label))
        return found

    def activities(self, ids: Iterable[int]) -> tuple[Activity, ...]:
        """Return the activities of some ids, in the order of the ids given."""
        wanted = list(ids)
        named: dict[int, dict[str, tuple[int, ...]]] = {}
        for id_, role, thing in self.ask("named", ids=_encode(wanted)):
            roles = named.setdefault(id_, {})
            roles[role] = (*roles.get(role, ()), thing)
        rows = {row[0]: row for row in self.ask("activities", ids=_encode(wanted))}
        return tuple(Activity(*(*rows[id_], named.get(id_, {}))) for id_ in wanted if id_ in rows)

    @cached_property
    def facets(self) -> Mapping[str, Mapping[str, FacetValue]]:
        """The facets by name, their values by what stands in addresses."""
        found: dict[str, dict[str, FacetValue]] = {}
        for name, value, thing, activities in self.ask("facets"):
            held = FrozenBitMap.deserialize(activities)
            found.setdefault(name, {})[value] = FacetValue(value, thing, held)
        return found

    @cached_property
    def spans(self) -> Mapping[str, range]:
        """The ids of each kind of thing: one run for each."""
        return {kind: range(first, last + 1) for kind, first, last in self.ask("spans")}

    @cached_property
    def every_activity(self) -> FrozenBitMap:
        """The ids of all activities."""
        return FrozenBitMap(self.spans.get("activity", range(0)))

    def page(self, ids: FrozenBitMap, order: str, first: int, size: int) -> tuple[int, ...]:
        """Return some of the ids, from a place in an order of `ORDERS` on; places count from 0."""
        if order == "newest":
            return tuple(ids[first : first + size])
        ranked = (id_ for id_ in self._order(order) if id_ in ids)
        return tuple(islice(ranked, first, first + size))

    def _order(self, name: str) -> tuple[int, ...]:
        if name not in self._orders:
            self._orders[name] = tuple(row[0] for row in self.ask("order", wanted=name))
        return self._orders[name]

    def _connection(self) -> sqlite3.Connection:
        held: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if held is None:
            held = self._local.connection = _connect(self._path)
        return held


def best_name(labels: Sequence[Label], language: str) -> Label | None:
    """Return the name by which a thing is shown: in the language, in English, as stated, any."""
    shown = [label for label in labels if label.role in ("preferred", "stated")]
    order = {language: 0, "en": 1}
    return min(shown, key=lambda label: order.get(label.language, 2), default=None)


def find_index(reader: ReaderOf) -> Index:
    """Return the index of the release that a reader sees; 404 with the reason where it has none."""
    try:
        return index_of(reader.site.release)
    except NoIndex as error:
        raise Declined(HTTPStatus.NOT_FOUND, Said(str(error), {})) from error


IndexOf = Annotated[Index, Depends(find_index)]


def index_of(release: Release) -> Index:
    """Return the index of a release. Errors: `NoIndex` where it has none that can be read."""
    if release.artefact(INDEX) is None:
        raise NoIndex(_NONE)
    return _open(release.folder / INDEX)


@lru_cache(_RELEASES_HELD)
def _open(path: Path) -> Index:
    try:
        index = Index(path)
        version = index.ask("version")[0][0]
    except sqlite3.Error as error:
        raise NoIndex(_UNREADABLE) from error
    if version != SCHEMA:
        raise NoIndex(_OTHER)
    return index


def _connect(path: Path) -> sqlite3.Connection:
    """Open the file for reading alone: it never changes, so that no lock is needed."""
    connection = sqlite3.connect(f"{path.as_uri()}?immutable=1&mode=ro", uri=True)
    connection.execute(f"PRAGMA mmap_size = {path.stat().st_size:d}")
    return connection


@cache
def _read_query(name: str) -> str:
    folder = package_files.files("trips_graph.web") / "queries" / "index"
    return (folder / f"{name}.sql").read_text("utf-8")


def _encode(ids: Iterable[int]) -> str:
    return json.dumps(list(ids))
