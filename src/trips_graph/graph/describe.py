"""Room three of the corridor: describes a reconciled report in RDF, one short function a class.

Source of the terms: `ontology/trips.ttl`. The graph is a pure function of the report: no clock, no
blank nodes, sorted lines.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from trips_graph.graph.evidence import describe_evidence
from trips_graph.graph.literals import day, integer, number, partial
from trips_graph.iris import Iris, concept
from trips_graph.model.entity import EntityKind, ReconciledReport, Resolved, Unresolved
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
RIGHTS = (
    "Facts under CC BY 4.0. The text of the report belongs to its submitter and is published by the"
    " WTO; only short quotes are kept here, as evidence."
)
_NO_NAMES = Resolved()


def describe(reconciled: ReconciledReport, iris: Iris) -> ReportGraph:
    """Return the graph of one report.

    Shapes: one named graph, `/id/graph/report-<number>`, with a tg:Report, its tg:SourceDocument,
    tg:Sections, tg:ProgrammeEntries, tg:Activities, tg:ReportedFigures, tg:UnresolvedMentions and
    their evidence. Errors: none.
    """
    about = _About(reconciled, iris)
    report = reconciled.report
    graph = named_graph(iris.graph(f"report-{report.number}"), _statements(about))
    _LOG.info("described report=%s quads=%d", report.number, len(graph.nquads))
    return ReportGraph(report.number, graph, (*report.findings, *reconciled.findings))


@dataclass(frozen=True, slots=True)
class _About:
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
        return self.reconciled.names.get(key, _NO_NAMES)

    def evidence(self, evidence: Evidence) -> NamedNode:
        return self.iris.evidence(self.report.number, evidence.key)

    def activity(self, key: str) -> NamedNode:
        return self.iris.activity(self.report.number, key)

    def mention(self, unresolved: Unresolved) -> NamedNode:
        return self.iris.mention(self.report.number, unresolved.key)


def _statements(about: _About) -> Iterator[Statement]:
    yield from _report(about)
    yield from _source_document(about)
    for section in about.report.sections:
        yield from _section(about, section)
    for row in about.report.rows:
        yield from _programme_entry(about, row)
        yield from _row_activity(about, row)
    for event in about.report.narrative.events:
        yield from _event_activity(about, event)
    for figure in about.report.narrative.figures:
        yield from _reported_figure(about, figure)


def _report(about: _About) -> Iterator[Statement]:
    report, node, filing = about.report, about.node, about.report.filing
    yield node, rdf.type, tg.Report
    yield node, tg.reportNumber, Literal(report.number)
    yield node, dcterms.title, Literal(_title(report), language="en")
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
    yield from _submitter(about)
    yield from _period(node, report.period)
    if report.narrative.period_evidence:
        yield from _supported(about, node, report.narrative.period_evidence, tg.periodStart)
    for mention in report.narrative.tools:
        yield from _supported(about, node, mention.evidence, tg.usesTool)
    yield from _names(about, node, about.names(""))


def _title(report: Report) -> str:
    submitter = report.submitter.text if report.submitter else "unknown submitter"
    year = f", {report.year}" if report.year is not None else ""
    return f"Report on technical cooperation under TRIPS Article 67: {submitter}{year}"


def _submitter(about: _About) -> Iterator[Statement]:
    printed, ref = about.report.submitter, about.reconciled.submitter
    if printed:
        yield about.node, tg.statedSubmitter, Literal(printed.text)
    if ref:
        yield about.node, tg.submittedBy, about.iris.thing(ref.kind, ref.key)
    if printed and printed.evidence:
        yield from _supported(about, about.node, printed.evidence, tg.submittedBy)


def _source_document(about: _About) -> Iterator[Statement]:
    report = about.report
    key = report.sha256[:16] if report.sha256 else Rendition.MANIFEST.value
    node = about.iris.source(report.number, key)
    yield about.node, prov.wasDerivedFrom, node
    yield node, rdf.type, tg.SourceDocument
    yield node, rdfs.label, Literal(f"source of report {report.number}", language="en")
    yield node, tg.rendition, concept("rendition", report.rendition)
    if report.sha256:
        yield node, tg.sha256, Literal(report.sha256)
        yield node, dcterms.format, Literal("text/plain")
    if report.filing.retrieved:
        yield node, tg.retrieved, day(report.filing.retrieved)


def _section(about: _About, section: Section) -> Iterator[Statement]:
    node = about.iris.section(about.report.number, section.key)
    yield node, rdf.type, tg.Section
    yield node, tg.sectionNumber, Literal(section.number)
    yield node, dcterms.title, Literal(section.title, language=about.report.filing.language)
    yield node, dcterms.isPartOf, about.node


def _programme_entry(about: _About, row: Row) -> Iterator[Statement]:
    node = about.iris.entry(about.report.number, row.number)
    yield node, rdf.type, tg.ProgrammeEntry
    yield (
        node,
        rdfs.label,
        Literal(f"row {row.number} of report {about.report.number}", language="en"),
    )
    yield node, tg.rowNumber, integer(row.number)
    yield node, tg.statedTitle, Literal(row.title)
    if row.printed_start:
        yield node, tg.statedStart, Literal(row.printed_start)
    if row.printed_beneficiaries:
        yield node, tg.statedBeneficiaries, Literal(row.printed_beneficiaries)
    yield node, dcterms.isPartOf, about.node
    yield node, tg.describes, about.activity(str(row.number))
    yield from _supported(about, node, row.evidence, tg.describes)


def _row_activity(about: _About, row: Row) -> Iterator[Statement]:
    key = str(row.number)
    yield from _activity(about, key, row.title)
    if row.start:
        yield about.activity(key), tg.startDate, day(row.start)
        yield about.activity(key), tg.startYear, integer(row.start.year)
    yield about.activity(key), tg.evidence, about.evidence(row.evidence)


def _event_activity(about: _About, event: Event) -> Iterator[Statement]:
    node = about.activity(event.key)
    yield from _activity(about, event.key, event.title)
    yield node, tg.activityType, concept("activity-type", event.activity_type)
    yield node, tg.readBy, about.iris.rule(event.rule)
    if event.ordinal is not None:
        yield node, tg.ordinal, integer(event.ordinal)
    if event.period and event.period.start:
        yield node, tg.startDate, partial(event.period.start)
        yield node, tg.startYear, integer(int(event.period.start[:4]))
    if event.period and event.period.end:
        yield node, tg.endDate, partial(event.period.end)
    yield from _supported(about, node, event.evidence, dcterms.title)
    if event.period_evidence:
        yield from _supported(about, node, event.period_evidence, tg.startDate)
    for mention, property_ in (
        *((mention, tg.partner) for mention in event.partners),
        *((mention, tg.usesTool) for mention in event.tools),
    ):
        yield from _supported(about, node, mention.evidence, property_)


def _activity(about: _About, key: str, title: str) -> Iterator[Statement]:
    node, names = about.activity(key), about.names(key)
    yield node, rdf.type, tg.Activity
    yield node, dcterms.title, Literal(title, language=about.report.filing.language)
    yield node, tg.reportedIn, about.node
    submitter = about.reconciled.submitter
    if submitter:
        yield node, tg.reportedBy, about.iris.thing(submitter.kind, submitter.key)
    yield node, tg.beneficiaryStatus, concept("beneficiary-status", _status(names))
    properties = {"activity-type": tg.activityType, "topic": tg.topic}
    for rule in names.rules:
        yield node, properties[rule.scheme], concept(rule.scheme, rule.concept)
        yield node, tg.assignedBy, about.iris.rule(rule.key)
    yield from _names(about, node, names)


def _status(names: Resolved) -> str:
    """Return the notation of the beneficiary status; an empty cell is unknown, never "all"."""
    if any(name.role == "beneficiary" for name in names.unresolved):
        return "unresolved"
    if any(ref.kind is EntityKind.MEMBER for ref in names.beneficiaries):
        return "stated"
    return "group-only" if names.beneficiaries else "not-stated"


def _names(about: _About, node: NamedNode, names: Resolved) -> Iterator[Statement]:
    for property_, refs in (
        (tg.beneficiary, names.beneficiaries),
        (tg.partner, names.partners),
        (tg.usesTool, names.tools),
    ):
        for ref in refs:
            yield node, property_, about.iris.thing(ref.kind, ref.key)
    for unresolved in names.unresolved:
        yield node, tg.unresolvedMention, about.mention(unresolved)
        yield from _unresolved_mention(about, unresolved)


def _unresolved_mention(about: _About, unresolved: Unresolved) -> Iterator[Statement]:
    node = about.mention(unresolved)
    yield node, rdf.type, tg.UnresolvedMention
    yield node, rdfs.label, Literal(unresolved.text)
    yield node, tg.mentionText, Literal(unresolved.text)
    yield node, tg.mentionRole, concept("mention-role", unresolved.role)
    yield node, tg.reportedIn, about.node


def _reported_figure(about: _About, figure: Figure) -> Iterator[Statement]:
    node = about.iris.figure(about.report.number, figure.key)
    yield node, rdf.type, tg.ReportedFigure
    yield node, rdfs.label, Literal(_figure_label(figure), language="en")
    yield node, tg.figureKind, concept("figure-kind", figure.kind)
    yield node, tg.value, number(figure.value)
    yield node, tg.unit, concept("unit", figure.unit)
    if figure.qualifier:
        yield node, tg.qualifier, Literal(figure.qualifier)
    yield from _period(node, figure.period)
    yield node, tg.about, about.activity(figure.about) if figure.about else about.node
    yield node, tg.reportedIn, about.node
    yield node, tg.readBy, about.iris.rule(figure.rule)
    yield from _supported(about, node, figure.evidence, tg.value)


def _figure_label(figure: Figure) -> str:
    """Return a short name for people: `seizure value: 14,000,000 usd`."""
    words = (figure.qualifier, f"{figure.value:,}", figure.unit)
    return f"{figure.kind.replace('-', ' ')}: {' '.join(filter(None, words))}"


def _period(node: NamedNode, period: Period | None) -> Iterator[Statement]:
    if period and period.start:
        yield node, tg.periodStart, partial(period.start)
    if period and period.end:
        yield node, tg.periodEnd, partial(period.end)


def _supported(
    about: _About, node: NamedNode, evidence: Evidence, property_: NamedNode
) -> Iterator[Statement]:
    """Say which passage supports which property of a node."""
    yield node, tg.evidence, about.evidence(evidence)
    yield about.evidence(evidence), tg.supports, property_
    yield from describe_evidence(evidence, about.report.number, about.iris)
