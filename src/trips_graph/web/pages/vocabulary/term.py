"""The page of one term: everything that is stated of it, demanded of it, and done with it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fastapi import Request
from pyoxigraph import Literal, NamedNode
from starlette.responses import Response

from trips_graph.web.languages.locale import mark
from trips_graph.web.pages.vocabulary.overview import DEFINITION, Summary, show_term
from trips_graph.web.pages.vocabulary.shapes import find_constraints
from trips_graph.web.pages.vocabulary.terms import CLASSES, SCHEMES, Entry, Vocabulary
from trips_graph.web.pages.vocabulary.uses import count_uses, find_users
from trips_graph.web.querying.engine import Term
from trips_graph.web.reader import Reader
from trips_graph.web.shown import Shown

_NOTES = ("skos:scopeNote", "skos:note", "skos:editorialNote", "skos:changeNote", "rdfs:comment")
_FORWARD = (
    (mark("Subclass of"), "rdfs:subClassOf"),
    (mark("Subproperty of"), "rdfs:subPropertyOf"),
    (mark("Property of"), "rdfs:domain"),
    (mark("Value"), "rdfs:range"),
    (mark("Inverse of"), "owl:inverseOf"),
    (mark("Equivalent class"), "owl:equivalentClass"),
    (mark("Equivalent property"), "owl:equivalentProperty"),
    (mark("Scheme"), "skos:inScheme"),
    (mark("Broader"), "skos:broader"),
    (mark("Notation"), "skos:notation"),
    (mark("The same concept"), "skos:exactMatch"),
    (mark("A similar concept"), "skos:closeMatch"),
    (mark("A broader concept elsewhere"), "skos:broadMatch"),
    (mark("Replaced by"), "dcterms:isReplacedBy"),
)
_BACKWARD = (
    (mark("Subclasses"), "rdfs:subClassOf"),
    (mark("Subproperties"), "rdfs:subPropertyOf"),
    (mark("Inverse"), "owl:inverseOf"),
    (mark("Narrower"), "skos:broader"),
)
_BOTH_WAYS = ((mark("Disjoint with"), "owl:disjointWith"),)


@dataclass(frozen=True, slots=True)
class Relation:
    """A heading, and the terms or texts that a term stands to in that way."""

    heading: str
    values: tuple[Shown, ...]


def render_term(reader: Reader, request: Request, vocabulary: Vocabulary, entry: Entry) -> Response:
    """Return the page of a term of ours."""
    language, summary = reader.language, Summary(reader, vocabulary, {})
    label = entry.label(language)
    definition = entry.text(language, *DEFINITION)
    return reader.page(
        "vocabulary/term.html", request, entry=entry, label=label, title=label.value,
        definition=definition, others=entry.others(label, "rdfs:label", "skos:prefLabel"),
        definitions=entry.others(definition, *DEFINITION),
        example=entry.text(language, "skos:example"), notes=_notes(reader, entry),
        relations=[item for item in _relations(reader, vocabulary, entry) if item.values],
        properties=_properties(reader, vocabulary, entry),
        leading=_leading(reader, vocabulary, entry),
        scheme=summary.scheme(entry) if entry.kind is SCHEMES else None,
        constraints=find_constraints(entry.iri),
        show_term=lambda iri: show_term(reader, iri),
        uses=count_uses(reader.site).get(entry.iri), users=find_users(reader, entry),
    )  # fmt: skip


def _notes(reader: Reader, entry: Entry) -> list[Shown]:
    """Return the notes, each kind of them in one language."""
    texts = (entry.text(reader.language, name) for name in _NOTES)
    return [reader.show(text) for text in texts if text]


def _relations(reader: Reader, vocabulary: Vocabulary, entry: Entry) -> Iterator[Relation]:
    for heading, name in _FORWARD:
        yield Relation(heading, _show(reader, entry.every(name)))
    for heading, name in _BACKWARD:
        found = vocabulary.stating(name, entry.iri)
        yield Relation(heading, _show(reader, [NamedNode(item.iri) for item in found]))
    for heading, name in _BOTH_WAYS:
        iris = (*entry.iris(name), *(item.iri for item in vocabulary.stating(name, entry.iri)))
        yield Relation(heading, _show(reader, [NamedNode(iri) for iri in dict.fromkeys(iris)]))


def _properties(reader: Reader, vocabulary: Vocabulary, entry: Entry) -> list[Relation]:
    """Return the properties of a class, and of each class above it."""
    if entry.kind is not CLASSES:
        return []
    found = (
        (iri, [NamedNode(item.iri) for item in vocabulary.stating("rdfs:domain", iri)])
        for iri in vocabulary.above(entry.iri)
    )
    return [
        Relation(show_term(reader, iri).text, _show(reader, properties))
        for iri, properties in found
        if properties
    ]


def _leading(reader: Reader, vocabulary: Vocabulary, entry: Entry) -> tuple[Shown, ...]:
    """Return the properties that lead to the things of a class, or have a value of a scheme."""
    found = vocabulary.stating("rdfs:range", entry.iri)
    return _show(reader, [NamedNode(item.iri) for item in found])


def _show(reader: Reader, values: Sequence[Term]) -> tuple[Shown, ...]:
    return tuple(
        show_term(reader, value.value) if isinstance(value, NamedNode) else reader.show(value)
        for value in values
        if isinstance(value, NamedNode | Literal)
    )
