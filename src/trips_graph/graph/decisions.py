"""Describes the ledger: the graph `/id/graph/decisions`.

Shapes: tg:Decision, and tg:sameActivityAs between the activities that are decided to be the same.
"""

from collections.abc import Collection, Iterator

from pyoxigraph import Literal, NamedNode

from trips_graph.graph.literals import day
from trips_graph.iris import Iris, concept
from trips_graph.model.decision import Decision, DecisionKind, Ledger, Verdict
from trips_graph.model.graph import NamedGraph, Statement, named_graph
from trips_graph.terms import dcterms, rdf, rdfs, tg


def describe_decisions(ledger: Ledger, activities: Collection[str], iris: Iris) -> NamedGraph:
    """Return the graph of all decisions; what an activity that is not described would add is left
    out. `activities` are keys as in IRIs. Errors: none.
    """
    statements = (
        statement
        for decision in ledger.decisions
        for statement in _decision(decision, activities, iris)
    )
    return named_graph(iris.graph("decisions"), statements)


def _decision(decision: Decision, activities: Collection[str], iris: Iris) -> Iterator[Statement]:
    node = iris.decision(decision.key)
    yield node, rdf.type, tg.Decision
    yield node, rdfs.label, Literal(_label(decision), language="en")
    yield node, tg.verdict, concept("verdict", decision.verdict)
    yield node, tg.decider, Literal(decision.by)
    yield node, dcterms.issued, day(decision.on)
    yield node, dcterms.description, Literal(decision.why)
    if decision.report:
        yield node, tg.onlyInReport, Literal(decision.report)
    if decision.kind is DecisionKind.NAME:
        yield node, tg.decidedName, Literal(decision.left)
    about = _about(decision, activities, iris)
    for thing in about:
        yield node, tg.decidesOn, thing
    if decision.kind is DecisionKind.ACTIVITY and len(about) > 1:
        yield from _sameness(decision, node, *about)


def _about(decision: Decision, activities: Collection[str], iris: Iris) -> tuple[NamedNode, ...]:
    if decision.kind is DecisionKind.ACTIVITY:
        present = (key for key in decision.activities if key in activities)
        return tuple(iris.thing("activity", key) for key in present)
    kind, _, key = decision.right.partition("/")
    return (iris.thing(kind, key),) if key else ()


def _sameness(
    decision: Decision, node: NamedNode, left: NamedNode, right: NamedNode
) -> Iterator[Statement]:
    """State the sameness in both directions, so that no query needs a rule; and what settled it."""
    if decision.verdict is Verdict.SAME:
        yield left, tg.sameActivityAs, right
        yield right, tg.sameActivityAs, left
        yield left, tg.settledBy, node
        yield right, tg.settledBy, node


def _label(decision: Decision) -> str:
    if not decision.right:
        return f"{decision.left}: left open"
    words = {Verdict.SAME: "is", Verdict.NOT_SAME: "is not", Verdict.UNSURE: "may be"}
    return f"{decision.left} {words[decision.verdict]} {decision.right}"
