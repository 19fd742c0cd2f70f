"""Counts what a release holds: what VoID states (https://www.w3.org/TR/void/#statistics)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from trips_graph.iris import VOCABULARY, Iris
from trips_graph.model.graph import NamedGraph
from trips_graph.model.publication import Count, Links, Statistics
from trips_graph.terms import owl, rdf, skos, tg

_LINKS = {owl.sameAs, skos.exactMatch, skos.closeMatch}
_YEARS = {tg.periodStart, tg.periodEnd, tg.startDate, tg.endDate}


def count(graphs: Iterable[NamedGraph], iris: Iris) -> Statistics:
    """Return the counts over the graphs; an entity is a thing under `<base>id/`."""
    tally = _Tally(f"{iris.base}id/")
    vocabulary = iris.graph("vocabulary").value
    for graph in graphs:
        tally.graphs[graph.iri] = len(graph.nquads)
        for quad in parse(graph.encode(), format=RdfFormat.N_QUADS):
            tally.add(quad)
            if graph.iri != vocabulary:
                tally.add_use(quad)
    return Statistics(
        graphs=_counts(tally.graphs),
        entities=sum(subject.startswith(tally.space) for subject in tally.subjects),
        subjects=len(tally.subjects),
        objects=len(tally.objects),
        classes=_counts(tally.classes),
        properties=_counts(tally.properties),
        links=tuple(sorted(Links(*key, number) for key, number in tally.links.items())),
        examples=tuple(sorted(tally.examples.values())),
        languages=tuple(sorted(tally.languages)),
        years=(min(tally.years), max(tally.years)) if tally.years else None,
        concepts=tuple(Count(iri, len(tally.users.get(iri, ()))) for iri in sorted(tally.concepts)),
    )


@dataclass(slots=True)
class _Tally:
    """What has been seen so far; `examples` has the first instance of each class of ours."""

    space: str
    graphs: Counter[str] = field(default_factory=Counter)
    subjects: set[str] = field(default_factory=set)
    objects: set[NamedNode | Literal] = field(default_factory=set)
    classes: Counter[str] = field(default_factory=Counter)
    properties: Counter[str] = field(default_factory=Counter)
    links: Counter[tuple[str, str]] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)
    languages: set[str] = field(default_factory=set)
    years: set[int] = field(default_factory=set)
    concepts: set[str] = field(default_factory=set)
    users: dict[str, set[str]] = field(default_factory=dict)

    def add(self, quad: Quad) -> None:
        """Count one quad; a release has no blank nodes."""
        subject, predicate, value = quad.subject, quad.predicate, quad.object
        assert isinstance(subject, NamedNode)
        assert isinstance(value, NamedNode | Literal)
        self.subjects.add(subject.value)
        self.objects.add(value)
        self.properties[predicate.value] += 1
        if predicate == rdf.type:
            self._add_instance(subject.value, value.value)
        if predicate in _LINKS and not value.value.startswith(self.space):
            self.links[_space(value.value), predicate.value] += 1
        if predicate in _YEARS:
            self.years.add(int(value.value[:4]))
        if isinstance(value, Literal) and value.language:
            self.languages.add(value.language)

    def add_use(self, quad: Quad) -> None:
        """Count who has a concept of ours; the vocabulary itself does not use its concepts."""
        if isinstance(quad.object, NamedNode) and quad.object.value.startswith(VOCABULARY):
            self.users.setdefault(quad.object.value, set()).add(str(quad.subject))

    def _add_instance(self, subject: str, kind: str) -> None:
        self.classes[kind] += 1
        if kind == skos.Concept.value and subject.startswith(VOCABULARY):
            self.concepts.add(subject)
        if subject.startswith(self.space) and "#" not in subject:  # a fragment has no document
            self.examples[kind] = min(subject, self.examples.get(kind, subject))


def _space(iri: str) -> str:
    """Return the namespace of a thing of others: all but its last step.

    >>> _space("https://sws.geonames.org/878675/"), _space("http://www.wikidata.org/entity/Q954")
    ('https://sws.geonames.org/', 'http://www.wikidata.org/entity/')
    """
    return iri.removesuffix("/").rpartition("/")[0] + "/"


def _counts(found: Mapping[str, int]) -> tuple[Count, ...]:
    return tuple(sorted(Count(iri, number) for iri, number in found.items()))
