"""Loads a release into a store of others, graph by graph; killed at any moment, it goes on there.

What stands in the store already is told by a ledger in the store itself: the graph `…/pushed` has
the SHA-256 of each graph that was written whole. The catalogue comes last: a store that has the
catalogue of a release has all of that release.
"""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from trips_graph.iris import Iris
from trips_graph.model.release import Release
from trips_graph.releases.push.graphstore import GraphStore
from trips_graph.releases.push.parts import GraphPart, read_parts
from trips_graph.stores import StoreUnfit
from trips_graph.terms import dcterms

_LOG = logging.getLogger(__name__)
_TRIPLES_AT_ONCE = 50_000  # a graph of so many is noted at once,
_GRAPHS_AT_ONCE = 50  # smaller ones together: a kill costs so many graphs at most

Told = Callable[[int, int], None]
"""Is told how many triples are sent of how many."""


@dataclass(frozen=True, slots=True)
class PushPlan:
    """What is to be done: graphs that are there, that are to be written, that are to go."""

    kept: tuple[GraphPart, ...]
    written: tuple[GraphPart, ...]
    gone: tuple[str, ...]

    def counts(self) -> dict[str, int]:
        """Return the numbers of a summary."""
        return {
            "graphs kept": len(self.kept),
            "graphs written": len(self.written),
            "graphs deleted": len(self.gone),
            "triples written": sum(part.triples for part in self.written),
        }


def plan_push(release: Release, store: GraphStore) -> PushPlan:
    """Return what has to be done so that the store holds this release; nothing is written.

    Errors: `NotARelease` for a damaged dump; `StoreUnfit`.
    """
    names = _names(release)
    parts, noted, counts = (
        read_parts(release), store.read_ledger(names.ledger), store.count_graphs()
    )  # fmt: skip
    kept = {
        part.iri
        for part in parts
        if noted.get(part.iri) == _mark(part) and counts.get(part.iri) == part.triples
    }
    known = {*noted, *counts} - {part.iri for part in parts} - {names.ledger}
    gone = tuple(sorted(iri for iri in known if iri.startswith(names.ours)))
    if gone or len(kept) < len(parts):
        kept.discard(names.catalogue)  # it is the mark of a whole release: written again, last
    return PushPlan(
        tuple(part for part in parts if part.iri in kept),
        tuple(part for part in parts if part.iri not in kept),
        gone,
    )


def push(release: Release, store: GraphStore, told: Told) -> PushPlan:
    """Return what was done; the store then holds the graphs of this release, counted.

    *graphs*: each named graph of the release under its own IRI, and the ledger. Graphs under our
    base that this release has not are deleted, others are not touched.
    *errors*: `NotARelease` for a damaged dump; `StoreUnfit`, also where a graph has another number
    of triples afterwards.
    """
    names, plan = _names(release), plan_push(release, store)
    if not plan.written and not plan.gone:
        return plan
    _LOG.info("push release=%s graphs=%d", release.manifest.id, len(plan.written))
    store.delete(names.catalogue)  # from here on the store holds no whole release
    _begin_ledger(store, names.ledger, plan.kept)
    rest = tuple(part for part in plan.written if part.iri != names.catalogue)
    _write(store, names.ledger, rest, told)
    for iri in plan.gone:
        store.delete(iri)
    _check(store, plan.kept + rest)
    catalogue = tuple(part for part in plan.written if part.iri == names.catalogue)
    _write(store, names.ledger, catalogue, told)
    _check(store, catalogue)
    return plan


@dataclass(frozen=True, slots=True)
class _Names:
    """The graphs with a part of their own in this, and how the IRIs of all of ours begin."""

    catalogue: str
    ledger: str
    ours: str


def _names(release: Release) -> _Names:
    iris = Iris(release.manifest.base)
    graphs = (iris.graph(key).value for key in ("catalogue", "pushed", ""))
    return _Names(*graphs)


def _begin_ledger(store: GraphStore, ledger: str, kept: Iterable[GraphPart]) -> None:
    """Forget what is about to be written: a mark stands for what is there, never for what was."""
    body = _marks(kept)
    store.put(ledger, (body,), len(body))


def _write(store: GraphStore, ledger: str, parts: Sequence[GraphPart], told: Told) -> None:
    """Write the graphs and note what is written, a few at a time."""
    total, sent, unnoted = sum(part.triples for part in parts), 0, list[GraphPart]()
    for part in parts:
        store.put(part.iri, part, part.size)
        sent += part.triples
        unnoted.append(part)
        if len(unnoted) >= _GRAPHS_AT_ONCE or part.triples >= _TRIPLES_AT_ONCE:
            _note(store, ledger, unnoted)
            unnoted.clear()
        told(sent, total)
    _note(store, ledger, unnoted)


def _note(store: GraphStore, ledger: str, parts: Sequence[GraphPart]) -> None:
    if parts:
        store.add(ledger, _marks(parts))


def _marks(parts: Iterable[GraphPart]) -> bytes:
    marks = (
        Triple(NamedNode(part.iri), dcterms.identifier, Literal(_mark(part))) for part in parts
    )
    return "".join(f"{mark} .\n" for mark in marks).encode()


def _mark(part: GraphPart) -> str:
    return f"sha256:{part.sha256}"


def _check(store: GraphStore, parts: Iterable[GraphPart]) -> None:
    """Refuse a store that holds another number of triples than it was sent."""
    counts = store.count_graphs()
    for part in parts:
        found = counts.get(part.iri, 0)
        if found != part.triples:
            raise StoreUnfit(
                f"the graph <{part.iri}> has {found:,} triples in the store, {part.triples:,} in "
                "the release. Push again; where it stays so, the store changes what it is sent"
            )
