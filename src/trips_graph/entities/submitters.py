"""Decides who submitted a report: by its line, else by its prose, else by the manifest.

A name in prose is believed only if an authority answers to it; names that stand for different
bodies decide nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from trips_graph.entities.decided import Decided
from trips_graph.entities.match import Register
from trips_graph.model.decision import Decision
from trips_graph.model.entity import EntityKind, EntityRef, Unresolved
from trips_graph.model.finding import Finding, Severity
from trips_graph.model.report import Report, SubmitterName, SubmitterSource

SUBMITTERS = (EntityKind.MEMBER, EntityKind.ORGANISATION)
_COMMUNICATIONS = (
    "submitter-at-the-request-of", "submitter-received-from", "submitter-communication-from",
)  # fmt: skip
_WITH_ACRONYM = re.compile(r"(?P<name>.*\S)\s*\((?P<acronym>[A-Z][A-Za-z-]{1,9})\)")


@dataclass(frozen=True, slots=True)
class Submitter:
    """Who submitted a report: the name that tells it, what it stands for, and what stays open.

    `decisions` are those of the ledger that were obeyed for it.
    """

    name: SubmitterName | None = None
    ref: EntityRef | None = None
    unresolved: tuple[Unresolved, ...] = ()
    findings: tuple[Finding, ...] = ()
    decisions: tuple[Decision, ...] = ()


def resolve_submitter(report: Report, register: Register) -> Submitter:
    """Return the submitter of a report. Errors: none; doubts are findings."""
    deciding = _Deciding(report, register)
    line = deciding.first(SubmitterSource.LINE)
    spoken = deciding.read_prose()
    told = line if line and deciding.find(line) else spoken[0] if len(spoken) == 1 else None
    filed = deciding.first(SubmitterSource.MANIFEST)
    name = told or (filed if filed and deciding.find(filed) else None) or line or filed
    if name is None:
        return Submitter(findings=(deciding.miss(spoken),))
    ref = deciding.find(name)
    if ref is None:
        mention = Unresolved(name.text, "submitter", "submitter", name.evidence)
        return Submitter(name, None, (mention,), tuple(deciding.explain(name)))
    doubts = [
        *deciding.compare(ref, told, filed),
        *deciding.passed_over(line, name),
        *deciding.contradicted(ref, spoken),
    ]
    return Submitter(name, ref, findings=tuple(doubts), decisions=deciding.obeyed(name))


@dataclass(frozen=True, slots=True)
class _Deciding:
    """The names that a report offers, and the register that knows some of them."""

    report: Report
    register: Register

    def first(self, source: SubmitterSource) -> SubmitterName | None:
        """Return the first name from a source that stands for somebody; else the first."""
        names = [name for name in self.report.submitters if name.source is source]
        return next(filter(self.find, names), names[0] if names else None)

    def find(self, name: SubmitterName) -> EntityRef | None:
        """Return the one body of that name; None for none, several, or another's acronym."""
        asked, acronym = self._ask(name)
        found = asked.found()
        if len(found) != 1:
            return None
        (ref,) = found
        meant = self.register.find(acronym, SUBMITTERS) if acronym else frozenset()
        return ref if not meant or ref in meant else None

    def obeyed(self, name: SubmitterName) -> tuple[Decision, ...]:
        """Return the decisions of the ledger that settle a name."""
        return self._ask(name)[0].obeyed()

    def _ask(self, name: SubmitterName) -> tuple[Decided, str | None]:
        """Return what is asked for a name, and its acronym unless the whole is a name already."""
        kinds, number = frozenset(SUBMITTERS), self.report.number
        whole = Decided(self.register, number, name.text, kinds)
        match = _WITH_ACRONYM.fullmatch(name.text)
        if match is None or len(whole.found()) == 1:
            return whole, None
        return Decided(self.register, number, match["name"], kinds), match["acronym"]

    def read_prose(self) -> tuple[SubmitterName, ...]:
        """Return a name of each body that the most trusted rule of prose tells."""
        rule, found = None, dict[EntityRef, SubmitterName]()
        for name in self.report.submitters:
            if name.source is not SubmitterSource.PROSE or rule not in (None, name.rule):
                continue
            for one in self._each(name):
                ref = self.find(one)
                if ref is not None:
                    rule = name.rule
                    found.setdefault(ref, one)
        return tuple(found.values())

    def _each(self, name: SubmitterName) -> tuple[SubmitterName, ...]:
        """Return a name, or the bodies that it lists: `Australia and New Zealand`."""
        parts = tuple(replace(name, text=part) for part in name.text.split(" and "))
        return parts if self.find(name) is None and all(map(self.find, parts)) else (name,)

    def miss(self, spoken: tuple[SubmitterName, ...]) -> Finding:
        """Return the finding that nothing, or too much, tells the submitter."""
        if spoken:
            texts = ", ".join(repr(name.text) for name in spoken)
            message = f"the prose names {texts}; none is taken. Add the submitter to the manifest"
            return self.remark(None, "submitter-ambiguous", message)
        message = "nothing tells who submitted the report; add it to the manifest"
        return self.remark(None, "submitter-unknown", message)

    def explain(self, name: SubmitterName) -> Iterator[Finding]:
        """Yield why a name stands for nobody."""
        asked = self._ask(name)[0]
        found = asked.found()
        line = name.evidence.line if name.evidence else None
        if len(found) == 1:
            message = f"{name.text!r}: name and acronym stand for different bodies"
            yield self.remark(line, "name-and-acronym-differ", message)
        elif found:
            keys = ", ".join(str(ref) for ref in sorted(found))
            message = f"{name.text!r} stands for {keys}"
            yield self.remark(line, "name-ambiguous", "; ".join((message, *asked.hints())))
        else:
            message = f"{name.text!r} is not known as {asked.asked}"
            yield self.remark(line, "name-unresolved", "; ".join((message, *asked.hints())))

    def compare(
        self, ref: EntityRef, told: SubmitterName | None, filed: SubmitterName | None
    ) -> Iterator[Finding]:
        """Yield a finding where the page and the manifest name different bodies."""
        if self.report.sha256 is None or told is None or filed is None:
            return
        if self.find(filed) != ref:
            values = f"the page states {told.text!r}, the manifest {filed.text!r}"
            message = f"submitter: {values}; the page is used"
            yield self.remark(None, "manifest-disagrees", message)

    def passed_over(self, line: SubmitterName | None, name: SubmitterName) -> Iterator[Finding]:
        """Yield a finding where the first line of a page turned out not to be its submitter."""
        if line and line.text != name.text and line.evidence and self.find(line) is None:
            message = f"not read: {line.text[:80]!r} is no submitter; {name.text!r} is"
            yield self.remark(line.evidence.line, "line-unread", message)

    def contradicted(self, ref: EntityRef, spoken: tuple[SubmitterName, ...]) -> Iterator[Finding]:
        """Yield a finding where the communication that the page tells of is somebody else's."""
        for name in spoken:
            if name.rule in _COMMUNICATIONS and self.find(name) != ref and name.evidence:
                message = (
                    f"the communication is that of {name.text!r}; the line of the page is used"
                )
                yield self.remark(name.evidence.line, "submitter-contradicted", message)

    def remark(self, line: int | None, code: str, message: str) -> Finding:
        """Return a finding about the report."""
        return Finding(self.report.document, line, code, Severity.WARNING, message)
