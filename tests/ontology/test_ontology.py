"""The vocabulary: nothing undocumented, nothing undeclared, nothing that OWL 2 DL does not have."""

from __future__ import annotations

import pytest
from rdflib import OWL, RDF, RDFS, SH, SKOS, XSD, BNode, Graph, Literal, URIRef

from tests.ontology.turtle import (
    PROPERTIES,
    TG,
    known_terms,
    ontology_files,
    own,
    read,
    shape_files,
    short,
)
from trips_graph import terms

LANGUAGES = {"en", "fr", "es"}
GRAPH = read(ontology_files())
SHAPES = read(shape_files())
CLASSES = own(GRAPH, OWL.Class)
TERMS = own(GRAPH, OWL.Class, *PROPERTIES)
SCHEMES = own(GRAPH, SKOS.ConceptScheme)
CONCEPTS = own(GRAPH, SKOS.Concept)
DEFINED_BY = URIRef(TG.removesuffix("#"))
STATUS = URIRef(terms.PREFIXES["vs"] + "term_status")
# Only subclasses of tg:Beneficiary have instances, and each has a shape; what is asked of a report
# is asked of its subclass, too, because SHACL's targets reach subclasses.
NOT_BY_ITSELF = {"Beneficiary", "TechnologyTransferReport"}


def languages(graph: Graph, term: URIRef, name: URIRef) -> list[str]:
    texts = [text for text in graph.objects(term, name) if isinstance(text, Literal)]
    assert all(text.strip() for text in texts)
    return sorted(str(text.language) for text in texts)


@pytest.mark.parametrize("term", TERMS, ids=short)
def test_each_term_has_label_definition_example_and_home(term: URIRef) -> None:
    assert languages(GRAPH, term, RDFS.label) == sorted(LANGUAGES)
    assert languages(GRAPH, term, SKOS.definition) == sorted(LANGUAGES)
    assert list(GRAPH.objects(term, SKOS.example))
    assert list(GRAPH.objects(term, RDFS.isDefinedBy)) == [DEFINED_BY]
    assert str(GRAPH.value(term, STATUS)) in ("stable", "reserved")


@pytest.mark.parametrize("concept", CONCEPTS, ids=short)
def test_each_concept_has_labels_definitions_scheme_and_notation(concept: URIRef) -> None:
    assert languages(GRAPH, concept, SKOS.prefLabel) == sorted(LANGUAGES)
    assert languages(GRAPH, concept, SKOS.definition) == sorted(LANGUAGES)
    assert [scheme in SCHEMES for scheme in GRAPH.objects(concept, SKOS.inScheme)] == [True]
    assert list(GRAPH.objects(concept, RDFS.isDefinedBy)) == [DEFINED_BY]
    notation = GRAPH.value(concept, SKOS.notation)
    assert isinstance(notation, Literal)
    assert notation.datatype is None
    assert short(concept).endswith(f"-{notation.lower()}")


@pytest.mark.parametrize("scheme", SCHEMES, ids=short)
def test_each_scheme_is_labelled_and_its_concepts_are_named_alike(scheme: URIRef) -> None:
    assert languages(GRAPH, scheme, SKOS.prefLabel) == sorted(LANGUAGES)
    concepts = [str(concept) for concept in GRAPH.subjects(SKOS.inScheme, scheme)]
    kinds = {
        concept.removesuffix(f"-{str(GRAPH.value(URIRef(concept), SKOS.notation)).lower()}")
        for concept in concepts
    }
    assert len(concepts) > 1
    assert len(kinds) == 1


@pytest.mark.parametrize("concept", CONCEPTS, ids=short)
def test_each_concept_is_on_top_or_below_one_of_its_scheme(concept: URIRef) -> None:
    scheme = GRAPH.value(concept, SKOS.inScheme)
    broader = list(GRAPH.objects(concept, SKOS.broader))
    on_top = (concept, SKOS.topConceptOf, scheme) in GRAPH
    assert on_top == (not broader)
    assert all((above, SKOS.inScheme, scheme) in GRAPH for above in broader)


@pytest.mark.parametrize("term", CLASSES, ids=short)
def test_each_class_has_a_shape(term: URIRef) -> None:
    if short(term) not in NOT_BY_ITSELF:
        assert list(SHAPES.subjects(SH.targetClass, term))


@pytest.mark.parametrize("term", own(GRAPH, *PROPERTIES), ids=short)
def test_each_property_stands_in_a_shape(term: URIRef) -> None:
    assert list(SHAPES.subjects(SH.path, term))


def test_each_reused_class_of_a_domain_or_range_is_a_stub_with_label_and_home() -> None:
    stubs = {
        str(term)
        for kind in (OWL.Class, *PROPERTIES)
        for term in GRAPH.subjects(RDF.type, kind)
        if not str(term).startswith(TG)
    }
    assert stubs
    for stub in stubs:
        assert languages(GRAPH, URIRef(stub), RDFS.label) == ["en"], stub
        assert len(list(GRAPH.objects(URIRef(stub), RDFS.isDefinedBy))) == 1, stub


def test_each_own_iri_in_the_ontology_is_declared() -> None:
    iris = {term for triple in GRAPH for term in triple if isinstance(term, URIRef)}
    declared = {*TERMS, *SCHEMES, *CONCEPTS}
    assert {iri for iri in iris if iri.startswith(TG)} <= declared | {URIRef(TG)}


def test_each_property_and_class_that_the_ontology_uses_is_known() -> None:
    used = {*GRAPH.predicates(), *GRAPH.objects(None, RDF.type)}
    for link in (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.disjointWith):
        used |= set(GRAPH.objects(None, link))
    assert {str(term) for term in used} <= known_terms()


def test_no_blank_nodes() -> None:
    assert not [triple for triple in GRAPH if any(isinstance(term, BNode) for term in triple)]


def test_only_what_owl_2_dl_and_hermit_have() -> None:
    assert not list(GRAPH.subjects(OWL.imports))
    assert not list(GRAPH.subjects(RDF.type, OWL.Restriction))
    ranges = set(GRAPH.objects(None, RDFS.range))
    assert {range_ for range_ in ranges if str(range_).startswith(terms.PREFIXES["xsd"])} == {
        XSD.string,
        XSD.integer,
        XSD.decimal,
        XSD.boolean,
    }


def test_terms_have_one_kind_each() -> None:
    kinds = [set(own(GRAPH, kind)) for kind in (OWL.Class, *PROPERTIES, SKOS.Concept)]
    kinds.append(set(SCHEMES))
    assert sum(len(kind) for kind in kinds) == len(set().union(*kinds))


def test_prov_keeps_activities_and_entities_apart() -> None:
    """https://www.w3.org/TR/prov-o/#Activity: prov:Activity is disjoint with prov:Entity."""
    prov = terms.PREFIXES["prov"]
    pair = (URIRef(prov + "Activity"), OWL.disjointWith, URIRef(prov + "Entity"))
    assert pair in GRAPH


def test_nothing_limits_the_beneficiaries() -> None:
    beneficiary = URIRef(TG + "beneficiary")
    assert list(GRAPH.objects(beneficiary, RDF.type)) == [OWL.ObjectProperty]


def test_alignments_go_from_concept_to_concept() -> None:
    matches = [
        (concept, str(other))
        for link in (SKOS.exactMatch, SKOS.closeMatch)
        for concept, other in GRAPH.subject_objects(link)
    ]
    assert matches
    assert {concept for concept, _ in matches} <= set(CONCEPTS)
    homes = ("http://eurovoc.europa.eu/", "http://metadata.un.org/thesaurus/",
             "http://publications.europa.eu/resource/authority/currency/")  # fmt: skip
    assert all(other.startswith(homes) for _, other in matches)


def test_counterfeiting_is_of_goods_not_of_money() -> None:
    matches = set(GRAPH.objects(URIRef(TG + "topic-counterfeiting"), SKOS.exactMatch))
    assert matches == {URIRef("http://eurovoc.europa.eu/167")}
    assert (None, None, URIRef("http://eurovoc.europa.eu/8434")) not in GRAPH


def test_an_updated_report_is_not_revised() -> None:
    """https://www.w3.org/TR/prov-o/#wasRevisionOf: a revision is a version of the same thing."""
    references = URIRef(terms.PREFIXES["dcterms"] + "references")
    assert list(GRAPH.objects(URIRef(TG + "updates"), RDFS.subPropertyOf)) == [references]


def test_what_is_reserved_is_known_to_be() -> None:
    reserved = {short(str(term)) for term in GRAPH.subjects(STATUS, Literal("reserved"))}
    assert reserved == set()
