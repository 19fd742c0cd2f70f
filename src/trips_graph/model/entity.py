"""Who and what reports name: authority records, and a report whose names are resolved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from trips_graph.model.decision import Decision
from trips_graph.model.finding import Finding
from trips_graph.model.passage import Evidence, PartialDate
from trips_graph.model.report import EarlierReport, Report, SubmitterName

THE_REPORT = ""
"""The key, in `ReconciledReport.names`, of the names that belong to the report itself."""


class EntityKind(StrEnum):
    """The kinds of authority records; the values are kinds in IRIs (`/id/<kind>/<key>`)."""

    MEMBER = "member"
    ORGANISATION = "organisation"
    GROUP = "group"
    TOOL = "tool"


@dataclass(frozen=True, slots=True, order=True)
class EntityRef:
    """A resolved name: kind and key of an authority record.

    >>> str(EntityRef(EntityKind.MEMBER, "KGZ"))
    'member/KGZ'
    """

    kind: EntityKind
    key: str

    def __str__(self) -> str:
        """Return `<kind>/<key>`, as ledgers and messages write it."""
        return f"{self.kind}/{self.key}"


@dataclass(frozen=True, slots=True)
class Proposal:
    """An authority whose name is near a printed one; `score` is at most 100 and settles nothing."""

    ref: EntityRef
    name: str
    score: int

    def __str__(self) -> str:
        """Return the proposal as messages tell it: `Kyrgyz Republic (member/KGZ) 93`."""
        return f"{self.name} ({self.ref}) {self.score}"


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that a Member or observer no longer has; `until` is when it ended, None: unknown."""

    name: str
    until: PartialDate | None


@dataclass(frozen=True, slots=True)
class Member:
    """A WTO Member (`joined` is its date of membership) or observer (`joined` is None).

    `names` are its labels, and those of its place, by language; the English one is the WTO's.
    It has been an LDC since `ldc_from`, and is none from `ldc_until` on; `ldc_scheduled` is when it
    is due to graduate by a resolution, where that is not known to have happened.
    """

    key: str
    other_names: tuple[str, ...]
    former_names: tuple[FormerName, ...]
    member_kind: str
    joined: date | None
    ldc_from: PartialDate | None
    ldc_until: PartialDate | None
    ldc_scheduled: PartialDate | None
    iso2: str | None
    iso3: str | None
    m49: str | None
    region: str | None
    wikidata: str | None
    geonames: str | None
    eu_country: str | None
    names: Mapping[str, str]

    @property
    def look_up_names(self) -> tuple[str, ...]:
        """Every name that is no label, each once: keys to find it by."""
        former = (former.name for former in self.former_names)
        labels = set(self.names.values())
        names = (*self.other_names, *former)
        return tuple(dict.fromkeys(name for name in names if name not in labels))


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation; `names` by language, `identities` are IRIs of the same thing elsewhere.

    `member` is the key of the WTO Member that this organisation is, too (the European Union);
    `unit_of` is the key of the organisation that it is a unit of (the WTO Secretariat).
    """

    key: str
    names: Mapping[str, str]
    other_names: tuple[str, ...]
    organisation_kind: str
    identities: tuple[str, ...]
    concepts: tuple[str, ...]
    member: str | None
    unit_of: str | None


@dataclass(frozen=True, slots=True)
class NamedThing:
    """A group of beneficiaries or a tool: a name in each language, and other names."""

    key: str
    names: Mapping[str, str]
    other_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClassificationRule:
    """Assigns an activity type or a topic to a title that matches its pattern."""

    key: str
    pattern: str
    scheme: str
    concept: str
    note: str


@dataclass(frozen=True, slots=True)
class Authorities:
    """Every authority table, read and checked.

    `nothing_stated` are texts that a cell of beneficiaries holds where it names nobody ("N/A").
    """

    members: tuple[Member, ...]
    organisations: tuple[Organisation, ...]
    groups: tuple[NamedThing, ...]
    tools: tuple[NamedThing, ...]
    nothing_stated: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A name that no authority, or more than one, answers to.

    `evidence` is None where the manifest, not the page, states the name. `seen` is the decision
    that left the name open.
    """

    text: str
    role: str
    key: str
    evidence: Evidence | None
    proposals: tuple[Proposal, ...] = ()
    seen: Decision | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """What one activity's names came to: references in printed order, and what stays open.

    `rules` are those that its title matches; they assign its type and topics. `decisions` are those
    of the ledger that settled one of the names.
    """

    beneficiaries: tuple[EntityRef, ...] = ()
    partners: tuple[EntityRef, ...] = ()
    tools: tuple[EntityRef, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    rules: tuple[ClassificationRule, ...] = ()
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class ReconciledReport:
    """A report whose names are resolved; `names` is keyed by activity key, or `THE_REPORT`.

    `submitter_name` is the name that tells the submitter, resolved or not; `submitter_labels` are
    those of the authority that it stands for, by language. `updates` pairs each
    earlier report with its number, None where it is not at hand.
    """

    report: Report
    submitter: EntityRef | None
    submitter_name: SubmitterName | None
    submitter_labels: Mapping[str, str]
    updates: tuple[tuple[EarlierReport, str | None], ...]
    names: Mapping[str, Resolved]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, order=True)
class Sketch:
    """What is needed of an activity to see whether another is the same.

    `key` is its key in the release, `<report>-<key in the report>`; `kind` says that it is an
    operation or a meeting, None that it is neither.
    """

    key: str
    title: str
    kind: str | None
    ordinal: int | None
    document: str
    line: int


@dataclass(frozen=True, slots=True)
class ActivityPair:
    """Two activities that may be the same; `seen` is the decision that left it open."""

    left: Sketch
    right: Sketch
    seen: Decision | None
