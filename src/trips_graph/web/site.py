"""The site: what every page needs, put together once when the server starts.

A release, its workers, the templates, and the labels of the vocabulary, which change only with the
release. What is made of it for one reader stands in `reader`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources as package_files
from typing import Annotated, cast

from anyio import from_thread
from fastapi import Depends, Request
from jinja2 import Environment
from pyoxigraph import BlankNode, Literal, NamedNode

from trips_graph.model.release import Release
from trips_graph.settings import Settings
from trips_graph.web.linked.misses import Misses
from trips_graph.web.linked.scribes import Scribes
from trips_graph.web.querying.cache import AnswerCache
from trips_graph.web.querying.egress import Egress
from trips_graph.web.querying.engine import Engine, OwnQuestion, Rows, Term
from trips_graph.web.sparql.allowance import Allowance

Facts = Mapping[str, tuple[Term, ...]]
"""What is stated of a term: values by property."""
_PORTION = 100_000
Records = tuple[Mapping[str, Term | None], ...]
"""Rows by the variables of their query."""


@dataclass(frozen=True, slots=True)
class Site:
    """All that a page is made from.

    `scribes` write JSON-LD and `draughtsmen` draw pictures, in processes aside. `ontology` holds
    what the vocabulary says of its terms, `vocabulary` the labels of terms, and of what the
    authority tables name, both by IRI; `wholes` the rows of lists and counts, which change only
    with the release, and `asking` those that are being asked for now.
    """

    release: Release
    settings: Settings
    public: Engine
    own: Engine
    answers: AnswerCache
    templates: Environment
    scribes: Scribes
    draughtsmen: Scribes
    allowance: Allowance
    egress: Egress | None = None
    misses: Misses[bytes] = field(default_factory=Misses)
    ontology: dict[str, Facts] = field(default_factory=dict)
    vocabulary: dict[str, tuple[Term, ...]] = field(default_factory=dict)
    wholes: dict[str, Records] = field(default_factory=dict)
    asking: Misses[Records] = field(default_factory=Misses)
    graphs: frozenset[str] | None = None

    def route(self, iri: str) -> str | None:
        """Return the address at which SERVICE asks a server; None for one that is not asked."""
        return self.egress.route(iri) if self.egress else None

    @property
    def is_fixed(self) -> bool:
        """Whether what is served never changes, so that answers may be kept."""
        return bool(self.release.manifest.id)

    def ask(self, name: str, limit: int = 10_000, skip: int = 0, **bindings: str) -> Rows:
        """Return the rows of one of our own queries, its variables bound to IRIs."""
        return self.ask_query(read_query(name), limit, skip, **bindings)

    def ask_whole(self, name: str) -> Records:
        """Return all rows of one of our own queries; they are kept where they never change."""
        held = self.wholes.get(name)
        return self.asking.make(name, lambda: self._ask_whole(name)) if held is None else held

    def ask_texts(self, name: str) -> tuple[Mapping[str, str], ...]:
        """Return all rows of one of our own queries as texts, "" for what is unbound."""
        return tuple(
            {variable: _text(term) for variable, term in row.items()}
            for row in self.ask_whole(name)
        )

    def _ask_whole(self, name: str) -> Records:
        rows = self.ask(name, _PORTION)
        found = tuple(rows.records())
        while rows.more:
            rows = self.ask(name, _PORTION, len(found))
            found += tuple(rows.records())
        if self.is_fixed:
            self.wholes[name] = found
        return found

    def keep(self, key: str, make: Callable[[], bytes]) -> bytes:
        """Return what is kept under a key or being made already, else what is made now."""

        def find() -> bytes:
            held = self.answers.get(key)
            if held is None:
                held = make()
                self.answers.keep(key, held)
            return held

        return self.misses.make(key, find)

    def ask_query(self, query: str, limit: int, skip: int = 0, **bindings: str) -> Rows:
        """Return the rows of a query that we publish; from a worker thread, as all pages are."""
        question = OwnQuestion(query, bindings)
        return from_thread.run(self.own.rows, question, limit, skip)

    def ask_about(self, name: str, nodes: Iterable[NamedNode], limit: int) -> Rows:
        """Return the rows of one of our own queries about some things, for which it has a place."""
        values = " ".join(map(str, nodes))  # written by the engine: no IRI can leave its place
        query = read_query(name).replace("VALUES ?node { }", f"VALUES ?node {{ {values} }}")
        return self.ask_query(query, limit)

    def has_graph(self, key: str) -> bool:
        """Return whether the release has a graph of that key; a store elsewhere is believed to."""
        return self.graphs is None or self.iri(f"id/graph/{key}") in self.graphs

    def iri(self, path: str) -> str:
        """Return the IRI of what is served under that path of the base."""
        return self.release.manifest.base + path


def _text(term: Term | None) -> str:
    return term.value if isinstance(term, NamedNode | Literal | BlankNode) else ""


def site_of(request: Request) -> Site:
    """Return the site of the application that answers the request."""
    return cast(Site, request.app.state.site)


def client_of(request: Request) -> str:
    """Return whom a request comes from, as far as fairness goes."""
    return cast(str, request.state.client)


SiteOf = Annotated[Site, Depends(site_of)]


@cache
def read_query(name: str) -> str:
    """Return the text of one of our own queries, by its file's name without the ending."""
    return (package_files.files("trips_graph.web") / "queries" / f"{name}.rq").read_text("utf-8")
