"""Describes rows of the table and their activities: one function per class."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from trips_graph.graph.context import Context, supported
from trips_graph.graph.literals import day, integer
from trips_graph.iris import concept
from trips_graph.model.entity import EntityKind, Resolved, Unresolved
from trips_graph.model.graph import Statement
from trips_graph.model.report import Row
from trips_graph.terms import dcterms, rdf, rdfs, tg


def describe_entry(context: Context, row: Row) -> Iterator[Statement]:
    """Describe a tg:ProgrammeEntry: the row as written."""
    node = context.iris.entry(context.report.number, row.key)
    yield node, rdf.type, tg.ProgrammeEntry
    yield (
        node,
        rdfs.label,
        Literal(f"row {row.number} of report {context.report.number}", language="en"),
    )
    yield node, tg.rowNumber, integer(row.number)
    yield node, dcterms.isPartOf, context.node
    yield node, tg.describes, context.activity(row.key)
    cells = {
        tg.statedTitle: row.title,
        tg.statedStart: row.printed_start,
        tg.statedBeneficiaries: row.printed_beneficiaries,
        tg.statedCategory: row.category,
    }
    stated = {property_: cell for property_, cell in cells.items() if cell}
    for property_, cell in {tg.statedTitle: row.title, **stated}.items():  # even an empty title
        yield node, property_, Literal(cell)
    yield from supported(context, node, row.evidence, *stated)


def describe_row_activity(context: Context, row: Row) -> Iterator[Statement]:
    """Describe the tg:Activity that a row describes."""
    key = row.key
    yield from describe_activity(context, key, row.title)
    if row.start:
        yield context.activity(key), tg.startDate, day(row.start)
        yield context.activity(key), tg.startYear, integer(row.start.year)
    known = {
        dcterms.title: row.title,
        tg.startDate: row.start,
        tg.beneficiary: context.names(key).beneficiaries,
    }
    properties = (property_ for property_, value in known.items() if value)
    yield from supported(context, context.activity(key), row.evidence, *properties)


def describe_activity(context: Context, key: str, title: str) -> Iterator[Statement]:
    """Describe what rows and events have in common: title, submitter, names, types, topics."""
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
    yield from describe_names(context, node, names)


def _status(names: Resolved) -> str:
    """Return the notation of the beneficiary status; an empty cell is unknown, never "all"."""
    if any(name.role == "beneficiary" for name in names.unresolved):
        return "unresolved"
    if any(ref.kind is EntityKind.MEMBER for ref in names.beneficiaries):
        return "stated"
    return "group-only" if names.beneficiaries else "not-stated"


def describe_names(context: Context, node: NamedNode, names: Resolved) -> Iterator[Statement]:
    """State the beneficiaries, partners, tools and open names of an activity or a report."""
    for property_, refs in (
        (tg.beneficiary, names.beneficiaries),
        (tg.partner, names.partners),
        (tg.usesTool, names.tools),
    ):
        for ref in refs:
            yield node, property_, context.iris.thing(ref.kind, ref.key)
    for decision in names.decisions:
        yield node, tg.settledBy, context.iris.decision(decision.key)
    for unresolved in names.unresolved:
        yield node, tg.unresolvedMention, context.mention(unresolved)
        yield from _unresolved_mention(context, unresolved)


def _unresolved_mention(context: Context, unresolved: Unresolved) -> Iterator[Statement]:
    node = context.mention(unresolved)
    yield node, rdf.type, tg.UnresolvedMention
    yield node, rdfs.label, Literal(unresolved.text)
    yield node, tg.mentionText, Literal(unresolved.text)
    yield node, tg.mentionRole, concept("mention-role", unresolved.role)
    yield node, tg.reportedIn, context.node
    if unresolved.seen:
        yield node, tg.settledBy, context.iris.decision(unresolved.seen.key)
    if unresolved.evidence:
        yield from supported(context, node, unresolved.evidence, tg.mentionText)
