"""Describing: deterministic, whole, and every fact with its evidence."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, parse

from tests.entities.test_reconcile import AUTHORITIES, DATA
from tests.reports import pages
from trips_graph.entities.authorities import read_classification
from trips_graph.entities.match import open_register
from trips_graph.entities.reconcile import reconcile
from trips_graph.graph.describe import describe
from trips_graph.iris import Iris
from trips_graph.model.graph import NamedGraph
from trips_graph.model.release import Release
from trips_graph.reports.archive import open_source
from trips_graph.reports.manifest import Manifest
from trips_graph.reports.parse import parse as parse_report
from trips_graph.reports.prose.rules import ReadingRules
from trips_graph.terms import dcterms, oa, rdf, tg

REGISTER = open_register(AUTHORITIES, read_classification(DATA / "rules" / "classification.csv"))
GOLDEN = Path(__file__).parents[1] / "golden" / "1000364" / "graph.nq"


@pytest.fixture(scope="module")
def graph(known: Manifest, rules: ReadingRules, iris: Iris) -> NamedGraph:
    report = parse_report(open_source(DATA / "sources" / "1000364.txt", known), rules)
    return describe(reconcile(report, REGISTER), iris).graph


@pytest.fixture(scope="module")
def quads(graph: NamedGraph) -> list[Quad]:
    return list(parse(graph.encode(), format=RdfFormat.N_QUADS))


def described(text: str) -> list[Quad]:
    """Return the quads of an invented page."""
    made = describe(reconcile(pages.read(text), REGISTER), Iris("https://example.org/"))
    return list(parse(made.graph.encode(), format=RdfFormat.N_QUADS))


def objects(quads: list[Quad], predicate: NamedNode) -> list[str]:
    """Return the values of a property, sorted, IRIs without their namespace."""
    found = [quad.object for quad in quads if quad.predicate == predicate]
    values = [item.value for item in found if isinstance(item, NamedNode | Literal)]
    return sorted(value.rpartition("#")[2] for value in values)


def test_the_golden_graph_of_1000364(graph: NamedGraph, pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("--update-golden"):
        GOLDEN.write_bytes(graph.encode())
    assert graph.encode() == GOLDEN.read_bytes()


def test_the_graph_is_sorted_without_doubles_and_without_blank_nodes(
    graph: NamedGraph, quads: list[Quad]
) -> None:
    assert list(graph.nquads) == sorted(set(graph.nquads))
    for quad in quads:
        assert not isinstance(quad.subject, BlankNode)
        assert not isinstance(quad.object, BlankNode)
        assert quad.graph_name == NamedNode(graph.iri)


@pytest.mark.parametrize("kind", [tg.Activity, tg.ProgrammeEntry, tg.ReportedFigure, tg.Report])
def test_every_fact_leads_back_to_the_words_it_was_read_from(
    graph: NamedGraph, kind: NamedNode
) -> None:
    store = Store()
    store.bulk_load(graph.encode(), format=RdfFormat.N_QUADS)
    things = list(store.quads_for_pattern(None, rdf.type, kind))
    assert things
    for thing in things:
        passages = [
            quad.object for quad in store.quads_for_pattern(thing.subject, tg.evidence, None)
        ]
        assert passages, thing.subject
        for passage in passages:
            assert isinstance(passage, NamedNode)
            selectors = list(store.quads_for_pattern(passage, oa.hasSelector, None))
            assert len(selectors) == 2
            assert list(store.quads_for_pattern(passage, tg.line, None))


def test_numbers_of_1000364(quads: list[Quad]) -> None:
    kinds = [quad.object for quad in quads if quad.predicate == rdf.type]
    assert kinds.count(tg.ProgrammeEntry) == 11
    assert kinds.count(tg.Activity) == 14
    assert kinds.count(tg.ReportedFigure) == 3
    assert kinds.count(tg.Section) == 5
    assert len([quad for quad in quads if quad.predicate == tg.beneficiary]) == 30


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("Ghana", "stated"),
        ("", "not-stated"),
        ("ASEAN", "group-only"),
        ("Ghana; ASEAN", "stated"),
        ("Atlantis", "unresolved"),
        ("Ghana; Atlantis", "unresolved"),
    ],
)
def test_beneficiary_status(cell: str, status: str) -> None:
    quads = described(pages.page(f"1 A 05/03/2020 {cell}".rstrip()))
    assert objects(quads, tg.beneficiaryStatus) == [f"beneficiary-status-{status}"]


def test_what_is_not_known_is_not_stated() -> None:
    quads = described(pages.page("1 A 31/02/2020"))
    for absent in (tg.startDate, tg.startYear, tg.beneficiary, tg.reportYear, dcterms.issued):
        assert not [quad for quad in quads if quad.predicate == absent]
    printed = [quad.object for quad in quads if quad.predicate == tg.statedStart]
    assert printed == [Literal("31/02/2020")]


def test_precision_is_kept_as_stated(quads: list[Quad]) -> None:
    literals = {
        quad.object.datatype.value.rpartition("#")[2]
        for quad in quads
        if quad.predicate == tg.startDate and isinstance(quad.object, Literal)
    }
    assert literals == {"date", "gYearMonth"}


def test_every_shipped_report_is_in_the_release(release: Release) -> None:
    store = Store.read_only(str(release.store))
    reports = list(store.quads_for_pattern(None, rdf.type, tg.Report))
    assert len(reports) == 13
    years = {
        quad.object.value
        for quad in store.quads_for_pattern(None, tg.reportYear, None)
        if isinstance(quad.object, Literal)
    }
    assert years == {"2011", "2012", "2013", "2017", "2019", "2020", "2021"}
