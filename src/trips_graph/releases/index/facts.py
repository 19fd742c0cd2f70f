"""Reads from the quads what the index is made of: one pass, the few properties that it needs."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from trips_graph.model.graph import NamedGraph
from trips_graph.terms import dcterms, rdf, rdfs, skos, tg

Value = NamedNode | Literal

_NEEDED = (
    rdf.type, rdfs.label, skos.prefLabel, skos.altLabel, skos.hiddenLabel, skos.notation,
    skos.broader, skos.inScheme, dcterms.title, dcterms.identifier, tg.reportNumber, tg.reportYear,
    tg.submittedBy, tg.reportedBy, tg.reportedIn, tg.startDate, tg.endDate, tg.startYear,
    tg.beneficiary, tg.beneficiaryStatus, tg.activityType, tg.topic, tg.partner, tg.usesTool,
    tg.updatesSymbol, tg.place, tg.region, tg.iso3166Alpha3, tg.ldcFrom, tg.ldcUntil,
    tg.formerName, tg.nameUntil,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Facts:
    """Statements by subject and property; values in the order of their graphs, which is sorted."""

    statements: Mapping[str, Mapping[str, tuple[Value, ...]]]

    def values(self, iri: str, *properties: NamedNode) -> Iterator[Value]:
        """Yield the values of properties of a thing."""
        held = self.statements.get(iri, {})
        for name in properties:
            yield from held.get(name.value, ())

    def texts(self, iri: str, *properties: NamedNode) -> list[Literal]:
        """Return the literals among the values of properties."""
        return [value for value in self.values(iri, *properties) if isinstance(value, Literal)]

    def text(self, iri: str, name: NamedNode) -> str | None:
        """Return the first text of a property, None where there is none."""
        return next((value.value for value in self.texts(iri, name)), None)

    def iris(self, iri: str, *properties: NamedNode) -> list[str]:
        """Return the IRIs among the values of properties."""
        values = self.values(iri, *properties)
        return [value.value for value in values if isinstance(value, NamedNode)]

    def iri(self, iri: str, name: NamedNode) -> str | None:
        """Return the first IRI of a property, None where there is none."""
        return next(iter(self.iris(iri, name)), None)


def read_facts(graphs: Iterable[NamedGraph]) -> Facts:
    """Return the facts of the graphs that the index needs."""
    found: dict[str, dict[str, tuple[Value, ...]]] = {}
    for graph in sorted(graphs, key=lambda graph: graph.iri):
        for quad in parse(_needed_lines(graph), format=RdfFormat.N_QUADS):
            subject, value = quad.subject, quad.object
            if isinstance(subject, NamedNode) and isinstance(value, Value):
                held = found.setdefault(subject.value, {})
                name = quad.predicate.value
                held[name] = (*held.get(name, ()), value)
    return Facts(found)


def _needed_lines(graph: NamedGraph) -> bytes:
    needed = {f"<{name.value}>" for name in _NEEDED}
    lines = (line for line in graph.nquads if line.split(" ", 2)[1] in needed)
    return "\n".join(lines).encode()
