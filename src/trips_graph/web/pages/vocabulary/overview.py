"""The page `/def`: the vocabulary as a whole, an anchor for every term, and what surrounds it."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import Request
from pyoxigraph import Literal, NamedNode
from starlette.responses import Response

from trips_graph.terms import PREFIXES
from trips_graph.web.catalogue.source import publication_of
from trips_graph.web.pages.vocabulary.shapes import NAMESPACE as SHAPES
from trips_graph.web.pages.vocabulary.terms import (
    CLASSES,
    CONCEPTS,
    IRI,
    KINDS,
    NAMESPACE,
    SCHEMES,
    Entry,
    Vocabulary,
    expand,
    vocabulary_of,
)
from trips_graph.web.pages.vocabulary.uses import Uses, count_uses
from trips_graph.web.reader import Reader
from trips_graph.web.shown import Shown, shorten_iri

DEFINITION = ("skos:definition", "dcterms:description")


@dataclass(frozen=True, slots=True)
class Item:
    """A term in short: its local name, label and definition, and how often it is used."""

    name: str
    label: Shown
    definition: Shown | None
    uses: int | None


@dataclass(frozen=True, slots=True)
class Branch:
    """A class or a concept in its tree; `item` is None for a class of others."""

    shown: Shown
    item: Item | None
    below: tuple["Branch", ...]


@dataclass(frozen=True, slots=True)
class Scheme:
    """A concept scheme, and its concepts as a tree."""

    item: Item
    concepts: tuple[Branch, ...]


class Summary:
    """Makes the short forms of terms for one reader."""

    def __init__(self, reader: Reader, vocabulary: Vocabulary, uses: Uses) -> None:
        self._reader, self._vocabulary, self._uses = reader, vocabulary, uses

    def item(self, entry: Entry) -> Item:
        """Return a term in short."""
        language = self._reader.language
        definition = entry.text(language, *DEFINITION)
        return Item(
            entry.name,
            self._reader.show(entry.label(language)),
            self._reader.show(definition) if definition else None,
            self._uses.get(entry.iri),
        )

    def classes(self) -> tuple[Branch, ...]:
        """Return our classes as a tree, under the classes of others that they are subclasses of."""
        own = {entry.iri for entry in self._vocabulary.own(CLASSES)}
        above = {top for iri in own for top in self._vocabulary.above(iri)}
        tops = [iri for iri in above if not self._parents(iri)]
        return self._branches(sorted(tops, key=_order), "rdfs:subClassOf", own)

    def scheme(self, entry: Entry) -> Scheme:
        """Return a scheme with its concepts, the narrower ones below the broader."""
        members = {item.iri for item in self._vocabulary.stating("skos:inScheme", entry.iri)}
        tops = [iri for iri in members if not self._vocabulary.entries[iri].iris("skos:broader")]
        return Scheme(self.item(entry), self._branches(sorted(tops), "skos:broader", members))

    def _parents(self, iri: str) -> list[str]:
        entry = self._vocabulary.entries.get(iri)
        return entry.iris("rdfs:subClassOf") if entry else []

    def _branches(self, iris: Sequence[str], up: str, within: set[str]) -> tuple[Branch, ...]:
        return tuple(self._branch(iri, up, within) for iri in iris)

    def _branch(self, iri: str, up: str, within: set[str]) -> Branch:
        entry = self._vocabulary.entries.get(iri)
        own = entry if entry and iri in within else None
        below = [item.iri for item in self._vocabulary.stating(up, iri) if item.iri in within]
        return Branch(
            show_term(self._reader, iri),
            self.item(own) if own else None,
            self._branches(below, up, within),
        )


def render_overview(reader: Reader, request: Request) -> Response:
    """Return the page of the vocabulary."""
    vocabulary = vocabulary_of(reader.site)
    uses = count_uses(reader.site)
    summary = Summary(reader, vocabulary, uses)
    whole = vocabulary.entries.get(IRI, Entry(IRI, {}))
    sections = [
        (kind, [summary.item(entry) for entry in vocabulary.own(kind)])
        for kind in KINDS
        if kind not in (SCHEMES, CONCEPTS)
    ]
    return reader.page(
        "vocabulary/def.html", request, title=reader.gettext("Vocabulary"), iri=IRI,
        namespace=NAMESPACE, name=whole.text(reader.language, "dcterms:title"),
        about=whole.text(reader.language, "dcterms:description"),
        version=_first(whole, "owl:versionInfo"), version_iri=_first(whole, "owl:versionIRI"),
        licence=_first(whole, "dcterms:license"), publication=publication_of(reader.site.release),
        classes=summary.classes(), sections=sections,
        schemes=[summary.scheme(entry) for entry in vocabulary.own(SCHEMES)],
        reused=[(show_term(reader, e.iri), uses.get(e.iri)) for e in vocabulary.reused()],
        prefixes=PREFIXES,
    )  # fmt: skip


def show_term(reader: Reader, iri: str) -> Shown:
    """Return how a term is shown; one of ours leads to its page, a foreign one has its source."""
    if iri.startswith(NAMESPACE):
        shown = reader.show(NamedNode(iri))
        return Shown(shown.text, shown.lang, reader.at("/def/" + iri.removeprefix(NAMESPACE)))
    if iri.startswith(SHAPES):
        name = iri.removeprefix(SHAPES)
        return Shown(name, "", reader.at(f"/shapes#{name}"))
    name = shorten_iri(iri)
    return Shown(name if name != iri else _name_foreign(reader, iri), "", reader.href(iri), True)


def _name_foreign(reader: Reader, iri: str) -> str:
    """Return what a thing of others is called: the dataset that it stands in, and its key there."""
    publication = publication_of(reader.site.release)
    homes = publication.texts.homes if publication else {}
    found = (f"{name} {iri.removeprefix(space)}" for space, name in homes.items() if space in iri)
    return next(found, iri)


def _first(entry: Entry, name: str) -> str:
    values = entry.facts.get(expand(name), ())
    return next((v.value for v in values if isinstance(v, NamedNode | Literal)), "")


def _order(iri: str) -> tuple[bool, str]:
    return not iri.startswith(NAMESPACE), shorten_iri(iri)
