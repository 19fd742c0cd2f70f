"""How often the terms of the vocabulary are used in the release, and where one sees by what."""

from collections.abc import Mapping
from urllib.parse import urlencode

from pyoxigraph import Literal, NamedNode

from trips_graph.terms import PREFIXES
from trips_graph.web.catalogue.source import publication_of
from trips_graph.web.pages.vocabulary.terms import CLASSES, CONCEPTS, GRAPH, SCHEMES, Entry
from trips_graph.web.querying.engine import Rows
from trips_graph.web.reader import Reader
from trips_graph.web.site import Site

Uses = Mapping[str, int]
"""By term: instances of a class, triples of a property, things that have a concept."""

_TG, _ORG = PREFIXES["tg"], PREFIXES["org"]
_LISTS = {
    f"{_TG}Report": "/reports",
    f"{_TG}Activity": "/activities",
    f"{_TG}Member": "/members",
    f"{_TG}Observer": "/members",
    f"{_TG}BeneficiaryGroup": "/groups",
    f"{_TG}Tool": "/tools",
    f"{_ORG}Organization": "/organisations",
}
_NAMED = """OPTIONAL {{ ?thing rdfs:label|dcterms:title|tg:mentionText ?label }}
}}
LIMIT 200
"""
_PROLOGUE = """PREFIX tg: <https://w3id.org/trips-graph/def#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
_INSTANCES = _PROLOGUE + "SELECT ?thing ?label WHERE {{\n  ?thing a <{iri}> .\n  " + _NAMED
_STATEMENTS = (
    _PROLOGUE + "SELECT ?thing ?label ?value WHERE {{\n  ?thing <{iri}> ?value .\n  " + _NAMED
)
_THINGS = (
    _PROLOGUE
    + "SELECT DISTINCT ?thing ?label ?property WHERE {{\n  ?thing ?property <{iri}> .\n  "
    + _NAMED
)


def count_terms(site: Site) -> Uses:
    """Return how often each class and property is used, as VoID counts; empty where it does not."""
    publication = publication_of(site.release)
    if publication is None:
        return {}
    counted = (*publication.statistics.classes, *publication.statistics.properties)
    return {item.iri: item.number for item in counted}


def count_concepts(site: Site) -> Uses:
    """Return how many things have each concept; those that none has are left out."""
    return _read_totals(site.ask("concept-uses", vocabulary=site.iri(GRAPH)))


def count_uses(site: Site, entry: Entry) -> int | None:
    """Return how often one term is used, None where that is not counted."""
    if entry.kind is SCHEMES:
        return None
    if entry.kind is CONCEPTS:
        rows = site.ask("concept-uses", vocabulary=site.iri(GRAPH), concept=entry.iri)
        return _read_totals(rows).get(entry.iri, 0)
    counted = count_terms(site)
    return counted.get(entry.iri, 0) if counted else None


def find_users(reader: Reader, entry: Entry) -> str:
    """Return the address of a list, or of a query, of the things that use a term."""
    if entry.iri in _LISTS:
        return reader.at(_LISTS[entry.iri])
    query = _INSTANCES if entry.kind is CLASSES else _STATEMENTS
    query = _THINGS if entry.kind is CONCEPTS else query
    fields = {"query": query.format(iri=entry.iri), "format": "html"}
    return reader.at("/sparql") + "?" + urlencode(fields)


def _read_totals(rows: Rows) -> Uses:
    return {
        row["concept"].value: int(row["total"].value)
        for row in rows.records()
        if isinstance(row["concept"], NamedNode) and isinstance(row["total"], Literal)
    }
