"""What each part of a report's description shares: the report, its IRIs, evidence and periods."""

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from trips_graph.graph.evidence import describe_evidence
from trips_graph.graph.literals import partial
from trips_graph.iris import Iris
from trips_graph.model.entity import ReconciledReport, Resolved, Unresolved
from trips_graph.model.graph import Statement
from trips_graph.model.passage import Evidence, Period
from trips_graph.model.report import Rendition, Report
from trips_graph.terms import tg


@dataclass(frozen=True, slots=True)
class Context:
    """The report that is described, and how its things are named."""

    reconciled: ReconciledReport
    iris: Iris

    @property
    def report(self) -> Report:
        """The report as it was read."""
        return self.reconciled.report

    @property
    def node(self) -> NamedNode:
        """The IRI of the report."""
        return self.iris.report(self.report.number)

    @property
    def source(self) -> NamedNode:
        """The IRI of the text that was read: its words are not always those of the report."""
        sha256 = self.report.sha256
        return self.iris.source(
            self.report.number, sha256[:16] if sha256 else Rendition.MANIFEST.value
        )

    def names(self, key: str) -> Resolved:
        """Return the resolved names of an activity, or of the report."""
        return self.reconciled.names.get(key, Resolved())

    def evidence(self, evidence: Evidence) -> NamedNode:
        """Return the IRI of a passage."""
        return self.iris.evidence(self.report.number, evidence.key)

    def activity(self, key: str) -> NamedNode:
        """Return the IRI of an activity, by its key in the report."""
        return self.iris.activity(self.report.number, key)

    def mention(self, unresolved: Unresolved) -> NamedNode:
        """Return the IRI of an unresolved name."""
        return self.iris.mention(self.report.number, unresolved.key)


def period_of(node: NamedNode, period: Period | None) -> Iterator[Statement]:
    """State the period of a report or figure."""
    if period and period.start:
        yield node, tg.periodStart, partial(period.start)
    if period and period.end:
        yield node, tg.periodEnd, partial(period.end)


def supported(
    context: Context, node: NamedNode, evidence: Evidence, *properties: NamedNode
) -> Iterator[Statement]:
    """State which passage supports which properties of a node."""
    yield node, tg.evidence, context.evidence(evidence)
    for property_ in properties:
        yield context.evidence(evidence), tg.supports, property_
    yield from describe_evidence(evidence, context.report.number, context.source, context.iris)
