"""Decisions in RDF: each with author and reason; sameness both ways, never owl:sameAs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from tests.entities.test_decided import AUTHORITIES, DATA, PLAIN, deciding, decision
from tests.reports.pages import page, read
from trips_graph.entities.authorities import read_classification
from trips_graph.entities.ledger import open_ledger
from trips_graph.entities.reconcile import reconcile
from trips_graph.graph.decisions import describe_decisions
from trips_graph.graph.describe import describe
from trips_graph.graph.register import describe_register
from trips_graph.iris import Iris
from trips_graph.model.decision import Decision, DecisionKind, Verdict
from trips_graph.model.graph import NamedGraph
from trips_graph.terms import dcterms, org, owl, rdf, rdfs, skos, tg, xsd

IRIS = Iris("https://example.org/")
SAME = Decision(
    DecisionKind.ACTIVITY, "2-operation-a", "1-operation-a", Verdict.SAME, None, "Ann",
    date(2026, 3, 1), "one operation", 2,
)  # fmt: skip


def quads(graph: NamedGraph) -> set[Quad]:
    return set(parse(graph.encode(), format=RdfFormat.N_QUADS))


def values(graph: NamedGraph, subject: NamedNode, predicate: NamedNode) -> set[str]:
    return {
        quad.object.value
        for quad in quads(graph)
        if (quad.subject, quad.predicate) == (subject, predicate)
        and isinstance(quad.object, NamedNode | Literal)
    }


def test_sameness_is_stated_in_both_directions_with_its_decision() -> None:
    ledger = open_ledger(Path("d.csv"), (SAME,), PLAIN)
    graph = describe_decisions(ledger, {"1-operation-a", "2-operation-a"}, IRIS)
    one, two = IRIS.activity("1", "operation-a"), IRIS.activity("2", "operation-a")
    node = IRIS.decision(SAME.key)
    assert graph.iri == "https://example.org/id/graph/decisions"
    assert values(graph, one, tg.sameActivityAs) == {two.value}
    assert values(graph, two, tg.sameActivityAs) == {one.value}
    assert values(graph, one, tg.settledBy) == values(graph, two, tg.settledBy) == {node.value}
    assert values(graph, node, tg.decidesOn) == {one.value, two.value}
    assert values(graph, node, tg.decider) == {"Ann"}
    assert values(graph, node, dcterms.issued) == {"2026-03-01"}
    assert values(graph, node, dcterms.description) == {"one operation"}
    assert owl.sameAs not in {quad.predicate for quad in quads(graph)}


def test_nothing_is_said_of_an_activity_that_is_not_there() -> None:
    ledger = open_ledger(Path("d.csv"), (SAME,), PLAIN)
    graph = describe_decisions(ledger, {"1-operation-a"}, IRIS)
    assert {quad.subject for quad in quads(graph)} == {IRIS.decision(SAME.key)}
    assert values(graph, IRIS.decision(SAME.key), tg.decidesOn) == {
        IRIS.activity("1", "operation-a").value
    }


def test_a_decision_on_a_name_says_which_and_where() -> None:
    made = decision("Kambodia", "member/KHM", Verdict.NOT_SAME, "9999999")
    graph = describe_decisions(open_ledger(Path("d.csv"), (made,), PLAIN), (), IRIS)
    node = IRIS.decision(made.key)
    assert values(graph, node, tg.decidedName) == {"Kambodia"}
    assert values(graph, node, tg.decidesOn) == {IRIS.member("KHM").value}
    assert values(graph, node, tg.onlyInReport) == {"9999999"}
    assert values(graph, node, tg.verdict) == {"https://w3id.org/trips-graph/def#verdict-not-same"}


def test_an_activity_names_the_decision_that_settled_its_beneficiary() -> None:
    made = decision("Kambodia", "member/KHM")
    report = read(page("1 A 05/03/2020 Kambodia\n2 B 05/03/2020 Cambodia"))
    graph = describe(reconcile(report, deciding(made)), IRIS).graph
    node = IRIS.activity("9999999", "1")
    assert values(graph, node, tg.beneficiary) == {IRIS.member("KHM").value}
    assert values(graph, node, tg.settledBy) == {IRIS.decision(made.key).value}
    assert values(graph, IRIS.activity("9999999", "2"), tg.settledBy) == set()


def test_an_open_name_names_the_decision_that_left_it_open() -> None:
    made = decision("Kambodia", "", Verdict.UNSURE)
    report = read(page("1 A 05/03/2020 Kambodia"))
    graph = describe(reconcile(report, deciding(made)), IRIS).graph
    mention = IRIS.mention("9999999", "1-1")
    assert values(graph, mention, tg.settledBy) == {IRIS.decision(made.key).value}
    assert values(graph, IRIS.activity("9999999", "1"), tg.beneficiaryStatus) == {
        "https://w3id.org/trips-graph/def#beneficiary-status-unresolved"
    }


def test_a_cell_that_names_nobody_states_no_beneficiary() -> None:
    graph = describe(reconcile(read(page("1 A 05/03/2020 N/A")), PLAIN), IRIS).graph
    assert values(graph, IRIS.activity("9999999", "1"), tg.beneficiaryStatus) == {
        "https://w3id.org/trips-graph/def#beneficiary-status-not-stated"
    }
    assert values(graph, IRIS.entry("9999999", "1"), tg.statedBeneficiaries) == {"N/A"}


def test_ldc_status_is_as_precise_as_known_and_a_schedule_ends_nothing() -> None:
    graph = describe_register(AUTHORITIES, (), (), IRIS)
    found = quads(graph)

    def has(key: str, property_: NamedNode, literal: Literal) -> bool:
        return any(
            (quad.subject, quad.predicate, quad.object) == (IRIS.member(key), property_, literal)
            for quad in found
        )

    assert has("KHM", tg.ldcFrom, Literal("1991", datatype=xsd.gYear))
    assert has("WSM", tg.ldcUntil, Literal("2014-01-01", datatype=xsd.date))
    assert has("LAO", tg.ldcScheduledUntil, Literal("2026-11-24", datatype=xsd.date))
    assert values(graph, IRIS.member("LAO"), tg.ldcUntil) == set()
    assert values(graph, IRIS.member("GHA"), tg.ldcFrom) == set()


def test_a_former_name_is_a_thing_with_its_end_and_a_key_to_look_up() -> None:
    graph = describe_register(AUTHORITIES, (), (), IRIS)
    name = IRIS.thing("name", "SWZ-swaziland")
    assert name.value in values(graph, IRIS.member("SWZ"), tg.formerName)
    assert values(graph, name, tg.nameUntil) == {"2018-04-19"}
    assert values(graph, name, rdf.type) == {tg.FormerName.value}
    assert "Swaziland" in values(graph, IRIS.member("SWZ"), skos.hiddenLabel)


def test_no_other_name_is_a_label_of_a_member() -> None:
    graph = describe_register(AUTHORITIES, (), (), IRIS)
    labels = {"Chinese Taipei", "Taipei chinois", "Taipei Chino"}
    assert values(graph, IRIS.member("TPKM"), rdfs.label) == labels


def test_a_rule_says_what_it_assigns_so_that_each_assignment_names_its_rule() -> None:
    rules = read_classification(DATA / "rules" / "classification.csv")
    graph = describe_register(AUTHORITIES, rules, (), IRIS)
    for rule in rules:
        assigned = values(graph, IRIS.rule(rule.key), tg.assigns)
        assert assigned == {f"https://w3id.org/trips-graph/def#{rule.scheme}-{rule.concept}"}


def test_a_secretariat_is_a_unit_of_its_organisation() -> None:
    graph = describe_register(AUTHORITIES, (), (), IRIS)
    unit = IRIS.organisation("wto-secretariat")
    assert values(graph, unit, org.unitOf) == {IRIS.organisation("wto").value}
