"""Room three of the corridor: describes a reconciled report in RDF, one short function a class.

Source of the terms: `ontology/trips.ttl`. The graph is a pure function of the report: no clock, no
blank nodes, sorted lines.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from trips_graph.graph.evidence import describe_evidence
from trips_graph.graph.labels import RIGHTS, figure_label, report_title
from trips_graph.graph.literals import day, integer, number, partial
from trips_graph.iris import Iris, concept
from trips_graph.model.entity import (
    THE_REPORT,
    EntityKind,
    ReconciledReport,
    Resolved,
    Unresolved,
)
from trips_graph.model.graph import ReportGraph, Statement, named_graph
from trips_graph.model.report import (
    Event,
    Evidence,
    Figure,
    Period,
    Rendition,
    Report,
    Row,
    Section,
)
from trips_graph.terms import dcterms, foaf, prov, rdf, rdfs, tg

_LOG = logging.getLogger(__name__)


def describe(reconciled: ReconciledReport, iris: Iris) -> ReportGraph:
    """Return the graph of one report.

    Shapes: one named graph, `/id/graph/report-<number>`, with a tg:Report, its tg:SourceDocument,
    tg:Sections, tg:ProgrammeEntries, tg:Activities, tg:ReportedFigures, tg:UnresolvedMentions and
    their evidence. Errors: none.
    """
    context = _Context(reconciled, iris)
    report = context.report
    graph = named_graph(iris.graph(f"report-{report.number}"), _statements(context))
    _LOG.info("described report=%s quads=%d", report.number, len(graph.nquads))
    return ReportGraph(report.number, graph, (*report.findings, *reconciled.findings))


@dataclass(frozen=True, slots=True)
class _Context:
    """The report that is described, and how its things are named."""

    reconciled: ReconciledReport
    iris: Iris

    @property
    def report(self) -> Report:
        return self.reconciled.report

    @property
    def node(self) -> NamedNode:
        return self.iris.report(self.report.number)

    def names(self, key: str) -> Resolved:
        return self.reconciled.names.get(key, Resolved())

    def evidence(self, evidence: Evidence) -> NamedNode:
        return self.iris.evidence(self.report.number, evidence.key)

    def activity(self, key: str) -> NamedNode:
        return self.iris.activity(self.report.number, key)

    def mention(self, unresolved: Unresolved) -> NamedNode:
        return self.iris.mention(self.report.number, unresolved.key)


def _statements(context: _Context) -> Iterator[Statement]:
    yield from _report(context)
    yield from _source_document(context)
    for section in context.report.sections:
        yield from _section(context, section)
    for row in context.report.rows:
        yield from _programme_entry(context, row)
        yield from _row_activity(context, row)
    for event in context.report.narrative.events:
        yield from _event_activity(context, event)
    for figure in context.report.narrative.figures:
        yield from _reported_figure(context, figure)


def _report(context: _Context) -> Iterator[Statement]:
    report, node, filing = context.report, context.node, context.report.filing
    yield node, rdf.type, tg.Report
    yield node, tg.reportNumber, Literal(report.number)
    yield node, dcterms.title, Literal(report_title(report), language="en")
    yield node, dcterms.language, Literal(filing.language)
    yield node, dcterms.rights, Literal(RIGHTS, language="en")
    yield node, tg.tableState, concept("table-state", report.table_state)
    if filing.address:
        yield node, foaf.page, NamedNode(filing.address)
    if filing.symbol:
        yield node, dcterms.identifier, Literal(filing.symbol)
    if filing.symbol_source:
        yield node, tg.symbolSource, Literal(filing.symbol_source)
    if filing.circulated:
        yield node, dcterms.issued, day(filing.circulated)
    if filing.communicated:
        yield node, tg.communicationDate, day(filing.communicated)
    if report.year is not None:
        yield node, tg.reportYear, integer(report.year)
    yield from _submitter(context)
    yield from _period(node, report.period)
    evidence = report.narrative.period_evidence
    if evidence and report.period == report.narrative.period:
        yield from _supported(context, node, evidence, tg.periodStart, tg.periodEnd)
    for mention in report.narrative.tools:
        yield from _supported(context, node, mention.evidence, tg.usesTool)
    yield from _names(context, node, context.names(THE_REPORT))


def _submitter(context: _Context) -> Iterator[Statement]:
    printed, ref = context.report.submitter, context.reconciled.submitter
    if printed:
        yield context.node, tg.statedSubmitter, Literal(printed.text)
    if ref:
        yield context.node, tg.submittedBy, context.iris.thing(ref.kind, ref.key)
    if printed and printed.evidence:
        yield from _supported(context, context.node, printed.evidence, tg.submittedBy)


def _source_document(context: _Context) -> Iterator[Statement]:
    report = context.report
    key = report.sha256[:16] if report.sha256 else Rendition.MANIFEST.value
    node = context.iris.source(report.number, key)
    yield context.node, prov.wasDerivedFrom, node
    yield node, rdf.type, tg.SourceDocument
    yield node, rdfs.label, Literal(f"source of report {report.number}", language="en")
    yield node, tg.rendition, concept("rendition", report.rendition)
    if report.sha256:
        yield node, tg.sha256, Literal(report.sha256)
        yield node, dcterms.format, Literal("text/plain")
    if report.filing.retrieved:
        yield node, tg.retrieved, day(report.filing.retrieved)


def _section(context: _Context, section: Section) -> Iterator[Statement]:
    node = context.iris.section(context.report.number, section.key)
    yield node, rdf.type, tg.Section
    yield node, tg.sectionNumber, Literal(section.number)
    yield node, dcterms.title, Literal(section.title, language=context.report.filing.language)
    yield node, dcterms.isPartOf, context.node


def _programme_entry(context: _Context, row: Row) -> Iterator[Statement]:
    node = context.iris.entry(context.report.number, row.number)
    yield node, rdf.type, tg.ProgrammeEntry
    yield (
        node,
        rdfs.label,
        Literal(f"row {row.number} of report {context.report.number}", language="en"),
    )
    yield node, tg.rowNumber, integer(row.number)
    yield node, tg.statedTitle, Literal(row.title)
    if row.printed_start:
        yield node, tg.statedStart, Literal(row.printed_start)
    if row.printed_beneficiaries:
        yield node, tg.statedBeneficiaries, Literal(row.printed_beneficiaries)
    yield node, dcterms.isPartOf, context.node
    yield node, tg.describes, context.activity(str(row.number))
    stated = {
        tg.statedTitle: row.title,
        tg.statedStart: row.printed_start,
        tg.statedBeneficiaries: row.printed_beneficiaries,
    }
    properties = (property_ for property_, value in stated.items() if value)
    yield from _supported(context, node, row.evidence, *properties)


def _row_activity(context: _Context, row: Row) -> Iterator[Statement]:
    key = str(row.number)
    yield from _activity(context, key, row.title)
    if row.start:
        yield context.activity(key), tg.startDate, day(row.start)
        yield context.activity(key), tg.startYear, integer(row.start.year)
    known = {
        dcterms.title: row.title,
        tg.startDate: row.start,
        tg.beneficiary: context.names(key).beneficiaries,
    }
    properties = (property_ for property_, value in known.items() if value)
    yield from _supported(context, context.activity(key), row.evidence, *properties)


def _event_activity(context: _Context, event: Event) -> Iterator[Statement]:
    node = context.activity(event.key)
    yield from _activity(context, event.key, event.title)
    yield node, tg.activityType, concept("activity-type", event.activity_type)
    yield node, tg.readBy, context.iris.rule(event.rule)
    if event.ordinal is not None:
        yield node, tg.ordinal, integer(event.ordinal)
    if event.period and event.period.start:
        yield node, tg.startDate, partial(event.period.start)
        yield node, tg.startYear, integer(int(event.period.start[:4]))
    if event.period and event.period.end:
        yield node, tg.endDate, partial(event.period.end)
    dates = (tg.startDate, tg.endDate) if event.period else ()
    yield from _supported(context, node, event.period_evidence or event.evidence, *dates)
    yield from _supported(context, node, event.evidence, dcterms.title)
    for mention, property_ in (
        *((mention, tg.partner) for mention in event.partners),
        *((mention, tg.usesTool) for mention in event.tools),
    ):
        yield from _supported(context, node, mention.evidence, property_)


def _activity(context: _Context, key: str, title: str) -> Iterator[Statement]:
    node, names = context.activity(key), context.names(key)
    yield node, rdf.type, tg.Activity
    yield node, dcterms.title, Literal(title, language=context.report.filing.language)
    yield node, tg.reportedIn, context.node
    submitter = context.reconciled.submitter
    if submitter:
        yield node, tg.reportedBy, context.iris.thing(submitter.kind, submitter.key)
    yield node, tg.beneficiaryStatus, concept("beneficiary-status", _status(names))
    properties = {"activity-type": tg.activityType, "topic": tg.topic}
    for rule in names.rules:
        yield node, properties[rule.scheme], concept(rule.scheme, rule.concept)
        yield node, tg.assignedBy, context.iris.rule(rule.key)
    yield from _names(context, node, names)


def _status(names: Resolved) -> str:
    """Return the notation of the beneficiary status; an empty cell is unknown, never "all"."""
    if any(name.role == "beneficiary" for name in names.unresolved):
        return "unresolved"
    if any(ref.kind is EntityKind.MEMBER for ref in names.beneficiaries):
        return "stated"
    return "group-only" if names.beneficiaries else "not-stated"


def _names(context: _Context, node: NamedNode, names: Resolved) -> Iterator[Statement]:
    for property_, refs in (
        (tg.beneficiary, names.beneficiaries),
        (tg.partner, names.partners),
        (tg.usesTool, names.tools),
    ):
        for ref in refs:
            yield node, property_, context.iris.thing(ref.kind, ref.key)
    for unresolved in names.unresolved:
        yield node, tg.unresolvedMention, context.mention(unresolved)
        yield from _unresolved_mention(context, unresolved)


def _unresolved_mention(context: _Context, unresolved: Unresolved) -> Iterator[Statement]:
    node = context.mention(unresolved)
    yield node, rdf.type, tg.UnresolvedMention
    yield node, rdfs.label, Literal(unresolved.text)
    yield node, tg.mentionText, Literal(unresolved.text)
    yield node, tg.mentionRole, concept("mention-role", unresolved.role)
    yield node, tg.reportedIn, context.node
    if unresolved.evidence:
        yield from _supported(context, node, unresolved.evidence, tg.mentionText)


def _reported_figure(context: _Context, figure: Figure) -> Iterator[Statement]:
    node = context.iris.figure(context.report.number, figure.key)
    yield node, rdf.type, tg.ReportedFigure
    yield node, rdfs.label, Literal(figure_label(figure), language="en")
    yield node, tg.figureKind, concept("figure-kind", figure.kind)
    yield node, tg.value, number(figure.value)
    yield node, tg.unit, concept("unit", figure.unit)
    if figure.qualifier:
        yield node, tg.qualifier, Literal(figure.qualifier)
    yield from _period(node, figure.period)
    yield node, tg.about, context.activity(figure.about) if figure.about else context.node
    yield node, tg.reportedIn, context.node
    yield node, tg.readBy, context.iris.rule(figure.rule)
    yield from _supported(context, node, figure.evidence, tg.value)


def _period(node: NamedNode, period: Period | None) -> Iterator[Statement]:
    if period and period.start:
        yield node, tg.periodStart, partial(period.start)
    if period and period.end:
        yield node, tg.periodEnd, partial(period.end)


def _supported(
    context: _Context, node: NamedNode, evidence: Evidence, *properties: NamedNode
) -> Iterator[Statement]:
    """State which passage supports which properties of a node."""
    yield node, tg.evidence, context.evidence(evidence)
    for property_ in properties:
        yield context.evidence(evidence), tg.supports, property_
    yield from describe_evidence(evidence, context.report.number, context.iris)
