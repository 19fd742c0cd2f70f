"""The schema.org description in a page: the thing by the profile of its kind."""

from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import Literal, NamedNode, Triple

from trips_graph.terms import rdf
from trips_graph.web.linked.views import read_graph
from trips_graph.web.pages.things.thing import Thing, read_iri
from trips_graph.web.querying.engine import Term
from trips_graph.web.shown import brief
from trips_graph.web.site import Site

SCHEMA = "https://schema.org/"
_MOST_VALUES = 20
_QUERIES: Mapping[str, str] = {
    "report": "schema-report-itself", "activity": "schema-activity",
    "member": "schema-organisation", "organisation": "schema-organisation",
    "dataset": "schema-dataset", "release": "schema-dataset",
}  # fmt: skip
_TYPES: Mapping[str, str] = {
    "place": "Place", "concept": "DefinedTerm", "section": "CreativeWork",
    "entry": "CreativeWork", "evidence": "Quotation",
}  # fmt: skip
Described = dict[str, object]


def describe_thing(site: Site, thing: Thing, name: str) -> Described:
    """Return the thing as schema.org has it; where we have no profile, by kind and name alone."""
    query = _QUERIES.get(thing.kind)
    triples = read_graph(site, query, {"thing": thing.iri}) if query else ()
    described = _nest(triples, thing.iri)
    described.setdefault("@type", _TYPES.get(thing.kind, "Thing"))
    described.setdefault("name", brief(name))
    return {"@context": SCHEMA, **described}


def _nest(triples: Sequence[Triple], root: str) -> Described:
    """Return the node of an IRI as JSON-LD; nodes that it leads to stand inside, but not theirs."""
    nodes: dict[str, dict[str, list[Term]]] = {}
    for triple in triples:
        named = nodes.setdefault(read_iri(_term(triple.subject)), {})
        named.setdefault(triple.predicate.value, []).append(_term(triple.object))

    def write(iri: str, depth: int) -> Described:
        written: Described = {"@id": iri}
        for name, values in nodes.get(iri, {}).items():
            kept = values[:_MOST_VALUES]
            if name == rdf.type.value:
                written["@type"] = _lone(read_iri(value).removeprefix(SCHEMA) for value in kept)
            elif depth or all(isinstance(value, Literal) for value in kept):
                written[name.removeprefix(SCHEMA)] = _lone(value_of(item, depth) for item in kept)
        return written

    def value_of(value: Term, depth: int) -> object:
        if isinstance(value, Literal):
            return brief(value.value) if value.language is None else _tagged(value)
        iri = read_iri(value)
        return write(iri, depth - 1) if iri in nodes else iri

    return write(root, 1)


def _tagged(value: Literal) -> Described:
    return {"@language": value.language, "@value": brief(value.value)}


def _lone(values: Iterable[object]) -> object:
    """Return a single value by itself, several as a list."""
    found = list(values)
    return found[0] if len(found) == 1 else found


def _term(term: object) -> Term:
    return term if isinstance(term, NamedNode | Literal) else Literal(str(term))
