"""A thing: what a release states of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from trips_graph.terms import PREFIXES, dcterms, foaf, rdf, rdfs, skos, tg
from trips_graph.web.querying.engine import Term
from trips_graph.web.site import Site

Facts = Sequence[tuple[str, Term]]

CONCEPT = "concept"
_CONCEPTS = (skos.Concept, skos.ConceptScheme)
NAMES = tuple(
    term.value
    for term in (
        rdfs.label, skos.prefLabel, dcterms.title, foaf.name, tg.statedTitle, tg.mentionText
    )
)  # fmt: skip
"""The properties that name a thing, the best first."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing and its outgoing statements."""

    kind: str
    iri: str
    facts: Facts

    def values(self, *properties: str) -> list[Term]:
        """Return the values of the properties, in the order of the properties."""
        return [value for wanted in properties for name, value in self.facts if name == wanted]

    def text(self, *properties: NamedNode) -> str:
        """Return the first text of the properties, "" where there is none."""
        found = self.values(*(name.value for name in properties))
        return next((value.value for value in found if isinstance(value, Literal)), "")

    def node(self, *properties: NamedNode) -> NamedNode | None:
        """Return the first thing that the properties lead to."""
        found = self.values(*(name.value for name in properties))
        return next((value for value in found if isinstance(value, NamedNode)), None)

    def notation(self, name: str, scheme: str) -> str:
        """Return the notation of the concept that a property has, "" where it has none."""
        concepts = (value.value for value in self.values(name) if isinstance(value, NamedNode))
        return next((iri.rpartition(scheme)[2] for iri in concepts), "")


def find_iri(site: Site, kind: str, key: str) -> str:
    """Return the IRI of what a path names: a concept is a term of the vocabulary."""
    return PREFIXES["tg"] + key if kind == CONCEPT else site.iri(f"id/{kind}/{key}")


def read_thing(site: Site, kind: str, iri: str) -> Thing | None:
    """Return the thing of an IRI, None where no statement names it; of our terms concepts alone."""
    facts = tuple(
        (read_iri(row["property"]), value)
        for row in site.ask("outgoing", thing=iri).records()
        if (value := row["value"]) is not None
    )
    if kind == CONCEPT and not any((rdf.type.value, term) in facts for term in _CONCEPTS):
        return None
    if not facts and not site.ask("incoming", limit=1, thing=iri).rows:
        return None
    return Thing(kind, iri, facts)


def read_iri(term: Term | None) -> str:
    """Return the IRI that a term is, else how it is written."""
    return term.value if isinstance(term, NamedNode) else str(term)
