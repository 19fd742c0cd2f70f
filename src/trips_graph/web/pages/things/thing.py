"""Pages about things: what a release says of one, where it read it, and what points to it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fastapi import Request
from pyoxigraph import Literal, NamedNode
from starlette.responses import Response

from trips_graph.terms import dcterms, foaf, rdf, rdfs, skos, tg
from trips_graph.web.labels import Labels, best_label, read_labels
from trips_graph.web.querying.engine import Term
from trips_graph.web.reader import Reader
from trips_graph.web.shown import Shown, shorten_iri
from trips_graph.web.site import Site

Facts = Sequence[tuple[str, Term]]

INCOMING_SHOWN = 50
_INCOMING_READ = 2000

_LABELS = (rdfs.label.value, skos.prefLabel.value, dcterms.title.value)
_FALLBACK = (tg.statedTitle.value, tg.mentionText.value)
_ELSEWHERE = (rdf.type.value, tg.evidence.value)

# What a reader wants to know first; the rest follows by label.
_FIRST = tuple(
    term.value
    for term in (
        tg.submittedBy, tg.reportYear, tg.periodStart, tg.periodEnd, dcterms.identifier,
        dcterms.issued, foaf.page, tg.tableState, tg.reportedBy, tg.reportedIn, tg.activityType,
        tg.topic, tg.startDate, tg.endDate, tg.startYear, tg.beneficiaryStatus, tg.beneficiary,
        tg.partner, tg.usesTool, tg.figureKind, tg.value, tg.unit, tg.qualifier, tg.about,
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing and its outgoing statements."""

    kind: str
    iri: str
    facts: Facts

    def values(self, *properties: str) -> list[Term]:
        """Return the values of the properties, in the order of the properties."""
        return [value for wanted in properties for name, value in self.facts if name == wanted]

    def notation(self, name: str, scheme: str) -> str:
        """Return the notation of the concept that a property has, "" where it has none."""
        concepts = (value.value for value in self.values(name) if isinstance(value, NamedNode))
        return next((iri.rpartition(scheme)[2] for iri in concepts), "")


@dataclass(frozen=True, slots=True)
class Group:
    """The values of one property; `total` counts them all, where not all are shown."""

    property: Shown
    values: tuple[Shown, ...]
    total: int


def read_thing(site: Site, kind: str, iri: str) -> Thing | None:
    """Return the thing of an IRI, None where no statement names it."""
    facts = tuple(
        (_iri(row["property"]), value)
        for row in site.ask("outgoing", thing=iri).records()
        if (value := row["value"]) is not None
    )
    if not facts and not site.ask("incoming", limit=1, thing=iri).rows:
        return None
    return Thing(kind, iri, facts)


def render_thing(reader: Reader, request: Request, thing: Thing, path: str) -> Response:
    """Return the page about a thing; reports and activities have pages of their own."""
    labels = read_labels(reader.ask("labels", thing=thing.iri), reader.language)
    name = best_label(thing.values(*_LABELS), reader.language) or best_label(
        thing.values(*_FALLBACK), reader.language
    )
    types = [reader.show(value, labels) for value in thing.values(rdf.type.value)]
    common = {
        "thing": thing,
        "doc": path,
        "name": name or Literal(reader.show(NamedNode(thing.iri)).text),
        "types": types,
        "facts": list(_groups(reader, thing.facts, labels)),
        "status": thing.notation(tg.beneficiaryStatus.value, "beneficiary-status-"),
        "parts": _parts(reader, thing.iri),
        "evidence": reader.ask("evidence", thing=thing.iri).records(),
        "title": name.value if name else shorten_iri(thing.iri),
    }
    if thing.kind == "report":
        return reader.page("things/report.html", request, **common, **_report(reader, thing))
    template = "things/activity.html" if thing.kind == "activity" else "things/thing.html"
    return reader.page(template, request, **common, incoming=list(_incoming(reader, thing.iri)))


def _report(reader: Reader, thing: Thing) -> dict[str, object]:
    rows: dict[str, dict[str, object]] = {}
    for row in reader.ask("report-rows", thing=thing.iri).records():
        held = rows.setdefault(_iri(row["entry"]), {**row, "beneficiaries": []})
        if row["beneficiary"] is not None and isinstance(held["beneficiaries"], list):
            held["beneficiaries"].append((row["beneficiary"], row["name"]))
    lists = {
        name: reader.ask(f"report-{name}", thing=thing.iri).records()
        for name in ("activities", "figures", "sections")
    }
    state = thing.notation(tg.tableState.value, "table-state-")
    return {"rows": list(rows.values()), "state": state, **lists}


def _groups(reader: Reader, facts: Facts, labels: Labels) -> Iterable[Group]:
    grouped: dict[str, list[Term]] = {}
    for name, value in facts:
        grouped.setdefault(name, []).append(value)
    shown = {name: reader.show(NamedNode(name)) for name in grouped if name not in _ELSEWHERE}
    place = {name: number for number, name in enumerate(_FIRST)}
    for name in sorted(shown, key=lambda n: (place.get(n, len(place)), shown[n].text.lower())):
        if name in _LABELS and len(grouped[name]) == 1:
            continue  # the one name stands above
        values = tuple(reader.show(value, labels) for value in grouped[name])
        yield Group(shown[name], tuple(sorted(values, key=lambda item: item.text)), len(values))


def _parts(reader: Reader, iri: str) -> dict[str, list[Group]]:
    """Return the facts of the thing's own fragment nodes, by fragment."""
    found: dict[str, list[tuple[str, Term]]] = {}
    for row in reader.ask("parts", thing=iri).records():
        if (value := row["value"]) is not None:
            fragment = _iri(row["part"]).partition("#")[2]
            found.setdefault(fragment, []).append((_iri(row["property"]), value))
    return {name: list(_groups(reader, facts, {})) for name, facts in found.items()}


def _incoming(reader: Reader, iri: str) -> Iterable[Group]:
    found = reader.ask("incoming", limit=_INCOMING_READ, thing=iri)
    labels = read_labels(found, reader.language)
    totals = Counter({
        _iri(row["property"]): _number(row["total"])
        for row in reader.ask("incoming-counts", thing=iri).records()
    })  # fmt: skip
    grouped: dict[str, list[Shown]] = {name: [] for name in totals}
    for row in found.records():
        held = grouped[_iri(row["property"])]
        if len(held) < INCOMING_SHOWN:
            held.append(reader.show(row["node"], labels))
    for name in sorted(grouped, key=lambda n: reader.show(NamedNode(n)).text.lower()):
        yield Group(reader.show(NamedNode(name)), tuple(grouped[name]), totals[name])


def _iri(term: Term | None) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)


def _number(term: Term | None) -> int:
    return int(term.value) if isinstance(term, Literal) and term.value.lstrip("-").isdigit() else 0
