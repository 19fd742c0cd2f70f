"""VoID tells the truth: every count is counted again by SPARQL, over the store of the release."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal as Value
from pyoxigraph import NamedNode, QuerySolutions, Store
from rdflib import DCAT, DCTERMS, RDF, VOID, Graph, Literal, URIRef
from rdflib.term import Node

from trips_graph.model.release import Release

EVERYTHING_ELSE = "GRAPH ?g { %s } FILTER(!STRENDS(STR(?g), '/graph/catalogue'))"
HEAD = (
    "PREFIX owl: <http://www.w3.org/2002/07/owl#> "
    "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "
)


@pytest.fixture(scope="module")
def catalogue(release: Release) -> Graph:
    return Graph().parse(release.folder / "catalogue.ttl")


@pytest.fixture(scope="module")
def store(release: Release) -> Store:
    return Store.read_only(str(release.store))


@pytest.fixture(scope="module")
def content(release: Release) -> URIRef:
    return URIRef(f"{release.manifest.base}id/content/{release.manifest.id}")


def number(graph: Graph, node: Node | None, name: URIRef) -> int:
    (value,) = graph.objects(node, name)
    assert isinstance(value, Literal)
    return int(value)


def select(store: Store, query: str) -> list[list[str]]:
    found = store.query(query)
    assert isinstance(found, QuerySolutions)
    return [[term.value for term in row if isinstance(term, NamedNode | Value)] for row in found]


def counted(store: Store, what: str, pattern: str = "?s ?p ?o") -> int:
    query = f"{HEAD} SELECT (COUNT({what}) AS ?n) WHERE {{ {EVERYTHING_ELSE % pattern} }}"
    (row,) = select(store, query)
    return int(row[0])


def grouped(store: Store, key: str, pattern: str) -> dict[str, int]:
    query = (
        f"{HEAD} SELECT {key} (COUNT(DISTINCT ?s) AS ?subjects) (COUNT(*) AS ?n) "
        f"WHERE {{ {EVERYTHING_ELSE % pattern} }} GROUP BY {key}"
    )
    return {row[0]: int(row[2]) for row in select(store, query)}


def test_the_whole_counts_every_triple(
    release: Release, catalogue: Graph, store: Store, content: URIRef
) -> None:
    whole = URIRef(f"{release.manifest.base}id/release/{release.manifest.id}")
    assert number(catalogue, whole, VOID.triples) == len(store)
    assert (whole, VOID.subset, content) in catalogue
    dumps = set(catalogue.objects(whole, VOID.dataDump))
    assert dumps == set(catalogue.objects(None, DCAT.downloadURL))
    assert len(dumps) == 10
    endpoints = list(catalogue.objects(None, DCAT.endpointURL))
    assert list(catalogue.objects(whole, VOID.sparqlEndpoint)) == endpoints


@pytest.mark.parametrize(
    ("name", "what"),
    [
        (VOID.triples, "*"),
        (VOID.distinctSubjects, "DISTINCT ?s"),
        (VOID.distinctObjects, "DISTINCT ?o"),
        (VOID.properties, "DISTINCT ?p"),
    ],
)
def test_a_count_is_that_of_every_graph_but_the_catalogue(
    catalogue: Graph, store: Store, content: URIRef, name: URIRef, what: str
) -> None:
    assert number(catalogue, content, name) == counted(store, what) > 0


def test_entities_and_classes_are_counted(
    release: Release, catalogue: Graph, store: Store, content: URIRef
) -> None:
    own = f"?s ?p ?o FILTER(STRSTARTS(STR(?s), '{release.manifest.base}id/'))"
    assert number(catalogue, content, VOID.entities) == counted(store, "DISTINCT ?s", own)
    kinds = counted(store, "DISTINCT ?o", "?s rdf:type ?o")
    assert number(catalogue, content, VOID.classes) == kinds


def test_each_class_and_each_property_has_its_count(
    catalogue: Graph, store: Store, content: URIRef
) -> None:
    for kind, name, size, key, pattern in (
        (VOID.classPartition, VOID["class"], VOID.entities, "?o", "?s rdf:type ?o"),
        (VOID.propertyPartition, VOID.property, VOID.triples, "?p", "?s ?p ?o"),
    ):
        told = {
            str(catalogue.value(part, name)): number(catalogue, part, size)
            for part in catalogue.objects(content, kind)
        }
        assert told == grouped(store, key, pattern)


def test_each_linkset_leads_to_what_is_really_linked(catalogue: Graph, store: Store) -> None:
    linksets = list(catalogue.subjects(RDF.type, VOID.Linkset))
    assert len(linksets) >= 8
    total = 0
    for linkset in linksets:
        target = catalogue.value(linkset, VOID.objectsTarget)
        space = catalogue.value(target, VOID.uriSpace)
        predicate = catalogue.value(linkset, VOID.linkPredicate)
        pattern = f"?s <{predicate}> ?o FILTER(STRSTARTS(STR(?o), '{space}'))"
        assert number(catalogue, linkset, VOID.triples) == counted(store, "*", pattern)
        total += number(catalogue, linkset, VOID.triples)
        assert catalogue.value(target, DCTERMS.title) != space, f"{space} has no name in the table"
    assert (None, DCTERMS.title, Literal("Wikidata", lang="en")) in catalogue
    sames = counted(store, "*", "?s owl:sameAs ?o FILTER(!STRSTARTS(STR(?o), 'https://w3id.org/'))")
    matches = counted(
        store, "*", "?s ?p ?o FILTER(REGEX(STR(?p), '#(exact|close)Match$'))"
    )  # fmt: skip
    assert total == sames + matches


def test_the_examples_are_things_of_the_release(
    release: Release, catalogue: Graph, store: Store, content: URIRef
) -> None:
    examples = list(catalogue.objects(content, VOID.exampleResource))
    kinds = {str(item).removeprefix(release.manifest.base).split("/")[1] for item in examples}
    assert {"report", "activity", "member", "organisation", "evidence"} <= kinds
    for example in examples:
        found = list(store.quads_for_pattern(NamedNode(str(example)), None, None, None))
        assert found, example


def test_the_vocabularies_are_those_in_use(catalogue: Graph, content: URIRef) -> None:
    used = {
        str(term)
        for name in (VOID["class"], VOID.property)
        for term in catalogue.objects(None, name)
    }
    homes = {str(home) for home in catalogue.objects(content, VOID.vocabulary)}
    assert all(any(term.startswith(home) for home in homes) for term in used)
    assert all(any(term.startswith(home) for term in used) for home in homes)
