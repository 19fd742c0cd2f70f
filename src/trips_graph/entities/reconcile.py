"""Room two of the corridor: resolves the names of a report against the authorities.

A name that no authority answers to, or more than one, becomes an unresolved mention and a finding:
never a guess, never lost.
"""

import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from trips_graph.entities.decided import Decided
from trips_graph.entities.match import Register
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
from trips_graph.model.report import Report, Row

_LOG = logging.getLogger(__name__)
_WITH_ACRONYM = re.compile(r"(?P<name>.*\S)\s*\((?P<acronym>[A-Z][A-Za-z-]{1,9})\)")
_SUBMITTERS = (EntityKind.MEMBER, EntityKind.ORGANISATION)
_BENEFICIARIES = (EntityKind.MEMBER, EntityKind.GROUP)
_KINDS: dict[str, tuple[EntityKind, ...]] = {
    "submitter": _SUBMITTERS,
    "beneficiary": _BENEFICIARIES,
    "partner": _SUBMITTERS,
    "tool": (EntityKind.TOOL,),
}


def reconcile(report: Report, register: Register) -> ReconciledReport:
    """Return the report with every name resolved or told as unresolved. Errors: none."""
    resolving = _Resolving(report, register)
    submitter, open_names = _decided_submitter(resolving) or _resolve_submitter(resolving)
    tools, loose = _resolve_mentions(resolving, report.narrative.tools, "tool", "tool")
    whole = Resolved(tools=tools, unresolved=(*open_names, *loose))
    names = {THE_REPORT: resolving.settle(whole)}
    for row in report.rows:
        resolved = _resolve_row(resolving, _without_nobody(resolving, row))
        names[str(row.number)] = resolving.settle(resolved)
    for event in report.narrative.events:
        names[event.key] = resolving.settle(_resolve_event(resolving, event))
    _LOG.info("reconciled report=%s unresolved=%d", report.number, len(resolving.findings))
    return ReconciledReport(report, submitter, names, tuple(resolving.findings))


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
            "name-unresolved", "is in no authority table"
        )  # fmt: skip
        message = f"{name!r} {why}; published as an unresolved mention"
        self.remark(line, code, "; ".join((message, *decided.hints())))
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


def _decided_submitter(
    resolving: _Resolving,
) -> tuple[EntityRef, tuple[Unresolved, ...]] | None:
    """Return the submitter that the ledger decides on, by the whole of what is printed."""
    printed = resolving.report.submitter
    if printed is None:
        return None
    kinds = frozenset(_SUBMITTERS)
    decided = Decided(resolving.register, resolving.report.number, printed.text, kinds)
    if not decided.settled():
        return None
    resolving.obeyed += decided.settled()
    return next(iter(decided.found())), ()


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


def _resolve_submitter(
    resolving: _Resolving,
) -> tuple[EntityRef | None, tuple[Unresolved, ...]]:
    """Resolve `Name (ACRONYM)` by its name; an acronym of another body makes it unresolved."""
    printed = resolving.report.submitter
    if printed is None:
        return None, ()
    line = printed.evidence.line if printed.evidence else None
    unresolved = (Unresolved(printed.text, "submitter", "submitter", printed.evidence),)
    name, acronym = _split_acronym(printed.text)
    found = resolving.find(name, _SUBMITTERS, line)
    meant = resolving.register.find(acronym, _SUBMITTERS) if acronym else frozenset()
    if found is not None and meant and found not in meant:
        message = f"{printed.text!r}: name and acronym stand for different bodies"
        resolving.remark(line, "name-and-acronym-differ", message)
        return None, unresolved
    return found, () if found else unresolved


def _split_acronym(printed: str) -> tuple[str, str | None]:
    match = _WITH_ACRONYM.fullmatch(printed)
    return (match["name"], match["acronym"]) if match else (printed, None)


def _resolve_row(resolving: _Resolving, row: Row) -> Resolved:
    if row.undivided is not None:
        whole = Unresolved(row.undivided, "beneficiary", f"{row.number}-1", row.evidence)
        return Resolved(unresolved=(whole,))
    refs: list[EntityRef] = []
    unresolved: list[Unresolved] = []
    for place, name in enumerate(row.beneficiaries, 1):
        found = resolving.find(name, _BENEFICIARIES, row.evidence.line)
        if found is None:
            key = f"{row.number}-{place}"
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
