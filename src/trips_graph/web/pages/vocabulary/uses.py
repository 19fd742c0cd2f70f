"""How often the terms of the vocabulary are used in the release, and where one sees by what."""

from collections.abc import Mapping
from urllib.parse import urlencode

from trips_graph.terms import PREFIXES, rdfs
from trips_graph.web.catalogue.source import publication_of
from trips_graph.web.pages.things.thing import read_iri
from trips_graph.web.pages.vocabulary.terms import (
    CLASSES,
    CONCEPTS,
    OBJECTS,
    VALUES,
    Entry,
    vocabulary_of,
)
from trips_graph.web.reader import Reader
from trips_graph.web.site import Site

Uses = Mapping[str, int]
"""By term: instances of a class, triples of a property, things that have a concept.

A class that nothing is of itself counts those of the classes below it.
"""

_USED = (CLASSES, OBJECTS, VALUES)
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
_INSTANCES = (
    _PROLOGUE
    + "SELECT DISTINCT ?thing ?label WHERE {{\n  ?thing a/rdfs:subClassOf? <{iri}> .\n  "
    + _NAMED
)
_STATEMENTS = (
    _PROLOGUE + "SELECT ?thing ?label ?value WHERE {{\n  ?thing <{iri}> ?value .\n  " + _NAMED
)
_THINGS = (
    _PROLOGUE
    + "SELECT DISTINCT ?thing ?label ?property WHERE {{\n  ?thing ?property <{iri}> .\n  "
    + _NAMED
)


def count_uses(site: Site) -> Uses:
    """Return how often each term is used, as the release counts; those that it does not are out."""
    publication = publication_of(site.release)
    if publication is None:
        return {}
    counts = publication.statistics
    counted = {item.iri: item.number for item in (*counts.classes, *counts.properties)}
    own = dict.fromkeys((entry.iri for entry in vocabulary_of(site).own(*_USED)), 0)
    concepts = {item.iri: item.number for item in counts.concepts or ()}
    return {**_count_below(site, own, counted), **counted, **concepts}


def _count_below(site: Site, own: Uses, counted: Uses) -> Uses:
    """Return the counts of terms that nothing has itself: those of the classes just below each."""
    found = dict(own)
    for iri, facts in site.ontology.items():
        for above in map(read_iri, facts.get(rdfs.subClassOf.value, ())):
            if above in found:
                found[above] += counted.get(iri, 0)
    return found


def find_users(reader: Reader, entry: Entry) -> str:
    """Return the address of a list, or of a query, of the things that use a term."""
    if entry.iri in _LISTS:
        return reader.at(_LISTS[entry.iri])
    query = _INSTANCES if entry.kind is CLASSES else _STATEMENTS
    query = _THINGS if entry.kind is CONCEPTS else query
    fields = {"query": query.format(iri=entry.iri), "format": "html"}
    return reader.at("/sparql") + "?" + urlencode(fields)
