"""Room two of the corridor: resolves the names of a report against the authorities.

A name that no authority answers to, or more than one, becomes an unresolved mention and a finding:
never a guess, never lost.
"""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from trips_graph.entities.decided import Decided
from trips_graph.entities.division import divide_row, join_trailing
from trips_graph.entities.match import Register
from trips_graph.entities.submitters import SUBMITTERS, resolve_submitter
from trips_graph.model.decision import Decision
from trips_graph.model.entity import (
    THE_REPORT,
    EntityKind,
    EntityRef,
    ReconciledReport,
    Resolved,
    Unresolved,
)
from trips_graph.model.finding import Finding, Severity
from trips_graph.model.narrative import Event, Mention
from trips_graph.model.report import EarlierReport, Report, Row

_LOG = logging.getLogger(__name__)
_BENEFICIARIES = (EntityKind.MEMBER, EntityKind.GROUP)
_KINDS: dict[str, tuple[EntityKind, ...]] = {
    "submitter": SUBMITTERS,
    "beneficiary": _BENEFICIARIES,
    "partner": SUBMITTERS,
    "tool": (EntityKind.TOOL,),
}


def reconcile(report: Report, register: Register) -> ReconciledReport:
    """Return the report with every name resolved or told as unresolved. Errors: none."""
    report, mended = _mend_rows(report, register)
    resolving = _Resolving(report, register)
    submitter = resolve_submitter(report, register)
    resolving.obeyed += submitter.decisions
    tools, loose = _resolve_mentions(resolving, report.narrative.tools, "tool", "tool")
    whole = Resolved(tools=tools, unresolved=(*submitter.unresolved, *loose))
    names = {THE_REPORT: resolving.settle(whole)}
    for row in report.rows:
        resolved = _resolve_row(resolving, _without_nobody(resolving, row))
        names[row.key] = resolving.settle(resolved)
    for event in report.narrative.events:
        names[event.key] = resolving.settle(_resolve_event(resolving, event))
    _LOG.info("reconciled report=%s unresolved=%d", report.number, len(resolving.findings))
    updates = tuple((item, register.numbers.get(item.symbol)) for item in report.updates)
    findings = (*submitter.findings, *mended, *resolving.findings, *_unknown(report, updates))
    labels = register.labels[submitter.ref] if submitter.ref else {}
    return ReconciledReport(report, submitter.ref, submitter.name, labels, updates, names, findings)


def _mend_rows(report: Report, register: Register) -> tuple[Report, tuple[Finding, ...]]:
    """Return the report with the rows mended that can be, each told instead of what was told."""
    rows, told, settled = [], [], set()
    for row in report.rows:
        divided = divide_row(row, report.page_type, register)
        joined = join_trailing(row, register)
        rows.append(divided or joined or row)
        if divided:
            message = f"row {row.number} was divided at the names in it: {divided.title!r}"
            told.append(_on_row(report, row, "row-divided", Severity.INFO, message))
            settled.add((row.evidence.line, "row-undivided"))
        if joined and row.trailing:
            message = f"row {row.number} was joined with the line behind it: {row.trailing.text!r}"
            told.append(_on_row(report, row, "row-continued", Severity.WARNING, message))
            settled.add((row.trailing.line, "line-unread"))
    kept = (item for item in report.findings if (item.line, item.code) not in settled)
    return replace(report, rows=tuple(rows), findings=tuple(kept)), tuple(told)


def _on_row(report: Report, row: Row, code: str, severity: Severity, message: str) -> Finding:
    return Finding(report.document, row.evidence.line, code, severity, message)


def _unknown(
    report: Report, updates: Iterable[tuple[EarlierReport, str | None]]
) -> Iterator[Finding]:
    unknown = [item for item, number in updates if number is None]
    if unknown:
        symbols = ", ".join(item.symbol for item in unknown)
        message = f"this report says that it updates {symbols}: not in this release"
        at = unknown[0].evidence.line
        yield Finding(report.document, at, "earlier-report-unknown", Severity.INFO, message)


@dataclass(slots=True)
class _Resolving:
    """A report on its way, with what was found on it and which decisions were obeyed."""

    report: Report
    register: Register
    findings: list[Finding] = field(default_factory=list)
    obeyed: list[Decision] = field(default_factory=list)

    def find(self, name: str, kinds: Iterable[EntityKind], line: int | None) -> EntityRef | None:
        """Return the one authority of that name; otherwise None, with a finding."""
        decided = Decided(self.register, self.report.number, name, frozenset(kinds))
        found = decided.found()
        if len(found) == 1:
            self.obeyed += decided.obeyed()
            return next(iter(found))
        keys = ", ".join(str(ref) for ref in sorted(found))
        code, why = ("name-ambiguous", f"stands for {keys}") if found else (
            "name-unresolved", f"is not known as {decided.asked}"
        )  # fmt: skip
        self.remark(line, code, "; ".join((f"{name!r} {why}", *decided.hints())))
        return None

    def remark(self, line: int | None, code: str, message: str) -> None:
        """Note a finding on the report."""
        document = self.report.document
        self.findings.append(Finding(document, line, code, Severity.WARNING, message))

    def settle(self, resolved: Resolved) -> Resolved:
        """Return what was resolved with the decisions that were obeyed for it, and what may help
        with the names that stay open.
        """
        decisions = tuple(dict.fromkeys(self.obeyed))
        self.obeyed.clear()
        unresolved = tuple(self._with_hints(name) for name in resolved.unresolved)
        return replace(resolved, unresolved=unresolved, decisions=decisions)

    def _with_hints(self, name: Unresolved) -> Unresolved:
        kinds = frozenset(_KINDS[name.role])
        decided = Decided(self.register, self.report.number, name.text, kinds)
        return replace(name, proposals=decided.proposals(), seen=decided.seen())


def _without_nobody(resolving: _Resolving, row: Row) -> Row:
    """Return the row without beneficiaries that name nobody; each is told."""
    named = []
    for text in row.beneficiaries:
        if resolving.register.names_nobody(text):
            message = f"row {row.number}: {text!r} names nobody; no beneficiary is taken from it"
            resolving.remark(row.evidence.line, "beneficiary-names-nobody", message)
        else:
            named.append(text)
    return replace(row, beneficiaries=tuple(named))


def _resolve_row(resolving: _Resolving, row: Row) -> Resolved:
    if row.undivided is not None:
        whole = Unresolved(row.undivided, "beneficiary", f"{row.key}-1", row.evidence)
        return Resolved(unresolved=(whole,))
    refs: list[EntityRef] = []
    unresolved: list[Unresolved] = []
    for place, name in enumerate(row.beneficiaries, 1):
        found = resolving.find(name, _BENEFICIARIES, row.evidence.line)
        if found is None:
            key = f"{row.key}-{place}"
            unresolved.append(Unresolved(name, "beneficiary", key, row.evidence))
        elif found not in refs:
            refs.append(found)
    rules = resolving.register.classify(row.title)
    return Resolved(beneficiaries=tuple(refs), unresolved=tuple(unresolved), rules=rules)


def _resolve_event(resolving: _Resolving, event: Event) -> Resolved:
    key = event.key
    partners, loose = _resolve_mentions(resolving, event.partners, "partner", f"{key}-partner")
    tools, lost = _resolve_mentions(resolving, event.tools, "tool", f"{key}-tool")
    rules = resolving.register.classify(event.title)
    return Resolved(partners=partners, tools=tools, unresolved=(*loose, *lost), rules=rules)


def _resolve_mentions(
    resolving: _Resolving, mentions: Iterable[Mention], role: str, prefix: str
) -> tuple[tuple[EntityRef, ...], tuple[Unresolved, ...]]:
    refs: list[EntityRef] = []
    unresolved: list[Unresolved] = []
    for place, mention in enumerate(mentions, 1):
        found = resolving.find(mention.name, _KINDS[role], mention.evidence.line)
        if found is None:
            key = f"{prefix}-{place}"
            unresolved.append(Unresolved(mention.name, role, key, mention.evidence))
        elif found not in refs:
            refs.append(found)
    return tuple(refs), tuple(unresolved)
