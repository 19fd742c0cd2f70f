"""The terms of the vocabulary: what its graph says of each, read once with the release.

Every page of the room is made of them; the labels serve all pages.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from trips_graph.terms import PREFIXES, owl, rdf, rdfs, skos
from trips_graph.web.labels import best_label
from trips_graph.web.languages.locale import mark
from trips_graph.web.querying.engine import Term
from trips_graph.web.site import Facts, Site

GRAPH = "id/graph/vocabulary"
NAMESPACE = PREFIXES["tg"]
IRI = NAMESPACE.removesuffix("#")
_LABELS = (rdfs.label.value, skos.prefLabel.value)
_STATUS = "vs:term_status"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of terms: its heading, what one of them is called, the classes that make one so."""

    key: str
    title: str
    one: str
    classes: tuple[NamedNode, ...]


CLASSES = Kind("classes", mark("Classes"), mark("class"), (owl.Class,))
OBJECTS = Kind(
    "links", mark("Properties that lead to things"), mark("object property"), (owl.ObjectProperty,)
)
VALUES = Kind(
    "values", mark("Properties with values"), mark("datatype property"),
    (owl.DatatypeProperty, owl.AnnotationProperty),
)  # fmt: skip
SCHEMES = Kind("schemes", mark("Concept schemes"), mark("concept scheme"), (skos.ConceptScheme,))
CONCEPTS = Kind("concepts", mark("Concepts"), mark("concept"), (skos.Concept,))
KINDS = (CLASSES, OBJECTS, VALUES, SCHEMES, CONCEPTS)


@dataclass(frozen=True, slots=True)
class Entry:
    """One term and what is stated of it."""

    iri: str
    facts: Facts

    @property
    def name(self) -> str:
        """The local name: what an anchor and a page go by."""
        return self.iri.removeprefix(NAMESPACE)

    @property
    def kind(self) -> Kind | None:
        """The first kind that the term is of."""
        types = self.every(rdf.type.value)
        return next((kind for kind in KINDS if any(one in types for one in kind.classes)), None)

    @property
    def status(self) -> str:
        """What the vocabulary says of the use of the term: stable, reserved or deprecated."""
        if any(isinstance(v, Literal) and v.value == "true" for v in self.every("owl:deprecated")):
            return "deprecated"
        return next((v.value for v in self.every(_STATUS) if isinstance(v, Literal)), "")

    @property
    def labels(self) -> tuple[Term, ...]:
        """The labels in every language."""
        return tuple(self.every(*_LABELS))

    def label(self, language: str) -> Literal:
        """Return the label in a language, or the local name where there is none."""
        return best_label(self.labels, language) or Literal(self.name)

    def text(self, language: str, *properties: str) -> Literal | None:
        """Return the best text of properties in a language."""
        return best_label(self.every(*properties), language)

    def others(self, shown: Literal | None, *properties: str) -> list[Literal]:
        """Return the texts of properties in other languages than the one that is shown."""
        texts = (term for term in self.every(*properties) if isinstance(term, Literal))
        return [text for text in texts if shown is None or text.language != shown.language]

    def every(self, *properties: str) -> list[Term]:
        """Return the values of properties, given as IRIs or as prefixed names."""
        return [value for name in properties for value in self.facts.get(expand(name), ())]

    def iris(self, *properties: str) -> list[str]:
        """Return the IRIs among the values of properties."""
        return [value.value for value in self.every(*properties) if isinstance(value, NamedNode)]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All terms, by IRI: ours, and those of others that ours stand to."""

    entries: Mapping[str, Entry]
    _stating: dict[str, dict[str, list[Entry]]] = field(default_factory=dict)

    def own(self, *kinds: Kind) -> list[Entry]:
        """Return our terms of some kinds, by name."""
        return [entry for entry in self._sorted(own=True) if entry.kind in kinds]

    def reused(self) -> list[Entry]:
        """Return the classes and properties of others that the vocabulary names, by IRI."""
        return [entry for entry in self._sorted(own=False) if entry.kind in (*KINDS[:3],)]

    def find(self, name: str) -> Entry | None:
        """Return our term of a local name, None where there is no such."""
        entry = self.entries.get(NAMESPACE + name)
        return entry if entry and entry.kind else None

    def stating(self, name: str, iri: str) -> list[Entry]:
        """Return the terms that have a property with that term as its value, by IRI."""
        if name not in self._stating:
            stating = self._stating.setdefault(name, {})
            for entry in sorted(self.entries.values(), key=lambda entry: entry.iri):
                for value in entry.iris(name):
                    stating.setdefault(value, []).append(entry)
        return self._stating[name].get(iri, [])

    def above(self, iri: str, seen: frozenset[str] = frozenset()) -> list[str]:
        """Return a class and every class that it is a subclass of, the nearest first."""
        if iri in seen:
            return []
        parents = self.entries[iri].iris("rdfs:subClassOf") if iri in self.entries else []
        higher = (item for parent in parents for item in self.above(parent, seen | {iri}))
        return list(dict.fromkeys((iri, *higher)))

    def _sorted(self, own: bool) -> Iterable[Entry]:
        entries = sorted(self.entries.values(), key=lambda entry: (entry.name.lower(), entry.name))
        return (entry for entry in entries if entry.iri.startswith(NAMESPACE) is own)


def vocabulary_of(site: Site) -> Vocabulary:
    """Return the vocabulary of what is served."""
    return Vocabulary({iri: Entry(iri, facts) for iri, facts in site.ontology.items()})


def read_ontology(site: Site) -> dict[str, Facts]:
    """Return what the graph of the vocabulary says, by term."""
    found: dict[str, dict[str, list[Term]]] = {}
    for row in site.ask("vocabulary", limit=100_000, graph=site.iri(GRAPH)).records():
        term, name, value = row["term"], row["property"], row["value"]
        if isinstance(term, NamedNode) and isinstance(name, NamedNode) and value is not None:
            found.setdefault(term.value, {}).setdefault(name.value, []).append(value)
    return {
        iri: {name: tuple(values) for name, values in facts.items()} for iri, facts in found.items()
    }


def read_labels_of(ontology: Mapping[str, Facts]) -> dict[str, tuple[Term, ...]]:
    """Return the labels of every term, in all languages, by IRI."""
    return {iri: Entry(iri, facts).labels for iri, facts in ontology.items()}


def expand(name: str) -> str:
    """Return the IRI of a prefixed name; an IRI as it is."""
    prefix, _, rest = name.partition(":")
    return name if rest.startswith("//") else PREFIXES[prefix] + rest
