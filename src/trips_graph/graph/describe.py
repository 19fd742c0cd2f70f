"""Room three of the corridor: describes a reconciled report in RDF, one short function a class.

Source of the terms: `ontology/trips.ttl`. The graph is a pure function of the report: no clock, no
blank nodes, sorted lines.
"""

import logging
from collections.abc import Iterator
from dataclasses import replace

from pyoxigraph import Literal, NamedNode

from trips_graph.graph.context import Context, period_of, supported
from trips_graph.graph.labels import RIGHTS, report_titles
from trips_graph.graph.literals import day, integer
from trips_graph.graph.narrative import describe_event, describe_figure
from trips_graph.graph.programmes import describe_entry, describe_names, describe_row_activity
from trips_graph.iris import Iris, concept
from trips_graph.model.entity import (
    THE_REPORT,
    ReconciledReport,
)
from trips_graph.model.graph import ReportGraph, Statement, named_graph
from trips_graph.model.passage import Evidence
from trips_graph.model.report import PageType, Section
from trips_graph.terms import dcterms, foaf, prov, rdf, rdfs, tg

_LOG = logging.getLogger(__name__)


def describe(reconciled: ReconciledReport, iris: Iris) -> ReportGraph:
    """Return the graph of one report.

    Shapes: one named graph, `/id/graph/report-<number>`, with a tg:Report, its tg:SourceDocument,
    tg:Sections, tg:ProgrammeEntries, tg:Activities, tg:ReportedFigures, tg:UnresolvedMentions and
    their evidence. Errors: none.
    """
    context = Context(reconciled, iris)
    report = context.report
    graph = named_graph(iris.graph(f"report-{report.number}"), _statements(context))
    _LOG.info("described report=%s quads=%d", report.number, len(graph.nquads))
    found = (*report.findings, *reconciled.findings)
    findings = tuple(replace(finding, report=report.number) for finding in found)
    return ReportGraph(report.number, graph, findings)


def _statements(context: Context) -> Iterator[Statement]:
    yield from _report(context)
    yield from _source_document(context)
    for section in context.report.sections:
        yield from _section(context, section)
    for row in context.report.rows:
        yield from describe_entry(context, row)
        yield from describe_row_activity(context, row)
    for event in context.report.narrative.events:
        yield from describe_event(context, event)
    for figure in context.report.narrative.figures:
        yield from describe_figure(context, figure)


def _report(context: Context) -> Iterator[Statement]:
    report, node, filing = context.report, context.node, context.report.filing
    yield node, rdf.type, tg.Report
    if report.page_type is PageType.TECHNOLOGY_TRANSFER:
        yield node, rdf.type, tg.TechnologyTransferReport
    yield node, tg.reportNumber, Literal(report.number)
    for language, title in report_titles(context.reconciled).items():
        yield node, dcterms.title, Literal(title, language=language)
    yield node, dcterms.language, Literal(filing.language)
    yield node, dcterms.rights, Literal(RIGHTS, language="en")
    yield node, tg.tableState, concept("table-state", report.table_state)
    if filing.address:
        yield node, foaf.page, NamedNode(filing.address)
    yield from _symbol_and_dates(context)
    yield from _submitter(context)
    yield from _period(context)
    yield from _updates(context)
    for mention in report.narrative.tools:
        yield from supported(context, node, mention.evidence, tg.usesTool)
    yield from describe_names(context, node, context.names(THE_REPORT))


def _symbol_and_dates(context: Context) -> Iterator[Statement]:
    report, node = context.report, context.node
    if report.symbol:
        yield node, dcterms.identifier, Literal(report.symbol.text)
        yield from _told(context, report.symbol.evidence, dcterms.identifier)
    if report.filing.symbol_source:
        yield node, tg.symbolSource, Literal(report.filing.symbol_source)
    for stated, property_ in (
        (report.circulated, dcterms.issued),
        (report.communicated, tg.communicationDate),
    ):
        if stated:
            yield node, property_, day(stated.day)
            yield from _told(context, stated.evidence, property_)
    if report.year is not None:
        yield node, tg.reportYear, integer(report.year)


def _submitter(context: Context) -> Iterator[Statement]:
    name, ref = context.reconciled.submitter_name, context.reconciled.submitter
    if name:
        yield context.node, tg.statedSubmitter, Literal(name.text)
        yield context.node, tg.submitterSource, concept("submitter-source", name.source)
        yield from _told(context, name.evidence, tg.submittedBy, rule=name.rule)
    if ref:
        yield context.node, tg.submittedBy, context.iris.thing(ref.kind, ref.key)


def _period(context: Context) -> Iterator[Statement]:
    report, stated = context.report, context.report.stated_period
    yield from period_of(context.node, report.period)
    if stated and report.period == stated.period:
        dates = (tg.periodStart, *((tg.periodEnd,) if stated.period.end else ()))
        yield from _told(context, stated.evidence, *dates, rule=stated.rule)


def _updates(context: Context) -> Iterator[Statement]:
    for earlier, number in context.reconciled.updates:
        yield context.node, tg.updatesSymbol, Literal(earlier.symbol)
        properties = [tg.updatesSymbol]
        if number:
            yield context.node, tg.updates, context.iris.report(number)
            properties.append(tg.updates)
        yield from _told(context, earlier.evidence, *properties, rule=earlier.rule)


def _told(
    context: Context, evidence: Evidence | None, *properties: NamedNode, rule: str | None = None
) -> Iterator[Statement]:
    """State where the report itself tells something, and by which rule that was read from prose."""
    if evidence:
        yield from supported(context, context.node, evidence, *properties)
        if rule:
            yield context.evidence(evidence), tg.readBy, context.iris.rule(rule)


def _source_document(context: Context) -> Iterator[Statement]:
    report, node = context.report, context.source
    yield context.node, prov.wasDerivedFrom, node
    yield node, rdf.type, tg.SourceDocument
    yield node, rdfs.label, Literal(f"source of report {report.number}", language="en")
    yield node, dcterms.isVersionOf, context.node
    yield node, tg.rendition, concept("rendition", report.rendition)
    if report.sha256:
        yield node, tg.sha256, Literal(report.sha256)
        yield node, dcterms.format, Literal(report.media_type)
    if report.filing.retrieved:
        yield node, tg.retrieved, day(report.filing.retrieved)


def _section(context: Context, section: Section) -> Iterator[Statement]:
    node = context.iris.section(context.report.number, section.key)
    yield node, rdf.type, tg.Section
    if section.number:
        yield node, tg.sectionNumber, Literal(section.number)
    if section.title:
        yield node, dcterms.title, Literal(section.title, language=context.report.filing.language)
    yield node, dcterms.isPartOf, context.node
