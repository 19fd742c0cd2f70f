"""Who and what reports name: authority records, and a report whose names are resolved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from trips_graph.model.finding import Finding
from trips_graph.model.passage import Evidence
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
    """A resolved name: kind and key of an authority record."""

    kind: EntityKind
    key: str


@dataclass(frozen=True, slots=True)
class Member:
    """A WTO Member (`joined` is its date of membership) or observer (`joined` is None)."""

    key: str
    name: str
    other_names: tuple[str, ...]
    member_kind: str
    joined: date | None
    iso2: str | None
    iso3: str | None
    m49: str | None
    wikidata: str | None
    geonames: str | None
    eu_country: str | None
    place_names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation; `names` by language, `identities` are IRIs of the same thing elsewhere.

    `member` is the key of the WTO Member that this organisation is, too (the European Union).
    """

    key: str
    names: Mapping[str, str]
    other_names: tuple[str, ...]
    organisation_kind: str
    identities: tuple[str, ...]
    concepts: tuple[str, ...]
    member: str | None


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
    """Every authority table, read and checked."""

    members: tuple[Member, ...]
    organisations: tuple[Organisation, ...]
    groups: tuple[NamedThing, ...]
    tools: tuple[NamedThing, ...]


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A name that no authority, or more than one, answers to.

    `evidence` is None where the manifest, not the page, states the name.
    """

    text: str
    role: str
    key: str
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class Resolved:
    """What one activity's names came to: references in printed order, and what stays open.

    `rules` are those that its title matches; they assign its type and topics.
    """

    beneficiaries: tuple[EntityRef, ...] = ()
    partners: tuple[EntityRef, ...] = ()
    tools: tuple[EntityRef, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    rules: tuple[ClassificationRule, ...] = ()


@dataclass(frozen=True, slots=True)
class ReconciledReport:
    """A report whose names are resolved; `names` is keyed by activity key, or `THE_REPORT`.

    `submitter_name` is the name that tells the submitter, resolved or not. `updates` pairs each
    earlier report with its number, None where it is not at hand.
    """

    report: Report
    submitter: EntityRef | None
    submitter_name: SubmitterName | None
    updates: tuple[tuple[EarlierReport, str | None], ...]
    names: Mapping[str, Resolved]
    findings: tuple[Finding, ...]
