"""Describes what the prose tells: events as activities, and reported figures."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from trips_graph.graph.context import Context, period_of, supported
from trips_graph.graph.labels import figure_label
from trips_graph.graph.literals import boolean, integer, number, partial
from trips_graph.graph.programmes import describe_activity
from trips_graph.iris import concept
from trips_graph.model.graph import Statement
from trips_graph.model.narrative import Event, Figure
from trips_graph.terms import dcterms, rdf, rdfs, tg


def describe_event(context: Context, event: Event) -> Iterator[Statement]:
    """Describe a tg:Activity that the prose tells of, each fact with its passage."""
    node = context.activity(event.key)
    yield from describe_activity(context, event.key, event.title)
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
    yield from supported(context, node, event.period_evidence or event.evidence, *dates)
    yield from supported(context, node, event.evidence, dcterms.title)
    for mention, property_ in (
        *((mention, tg.partner) for mention in event.partners),
        *((mention, tg.usesTool) for mention in event.tools),
    ):
        yield from supported(context, node, mention.evidence, property_)


def describe_figure(context: Context, figure: Figure) -> Iterator[Statement]:
    """Describe a tg:ReportedFigure: kind, value, unit, period, and what it is about."""
    node = context.iris.figure(context.report.number, figure.key)
    yield node, rdf.type, tg.ReportedFigure
    yield node, rdfs.label, Literal(figure_label(figure), language="en")
    yield node, tg.figureKind, concept("figure-kind", figure.kind)
    yield node, tg.value, number(figure.value)
    yield node, tg.unit, concept("unit", figure.unit)
    if figure.qualifier:
        yield node, tg.qualifier, Literal(figure.qualifier)
    yield from period_of(node, figure.period)
    if figure.stated_period and figure.period:
        yield node, tg.statedPeriod, Literal(figure.stated_period)
    if figure.cumulative is not None:
        yield node, tg.cumulative, boolean(figure.cumulative)
    yield node, tg.confidence, concept("confidence", figure.confidence)
    yield node, tg.about, _about(context, figure)
    yield node, tg.reportedIn, context.node
    yield node, tg.readBy, context.iris.rule(figure.rule)
    yield from supported(context, node, figure.evidence, tg.value)


def _about(context: Context, figure: Figure) -> NamedNode:
    """Return whose figure it is: the activity's, the submitter's by its acronym, the report's."""
    if figure.about:
        return context.activity(figure.about)
    submitter = context.reconciled.submitter
    if submitter and figure.body and figure.body.casefold() == submitter.key.casefold():
        return context.iris.thing(submitter.kind, submitter.key)
    return context.node
