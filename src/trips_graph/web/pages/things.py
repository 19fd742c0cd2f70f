"""Pages about things: what a release says of one, where it read it, and what points to it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fastapi import Request
from pyoxigraph import Literal, NamedNode
from starlette.responses import Response

from trips_graph.terms import dcterms, foaf, rdf, rdfs, skos, tg
from trips_graph.web.querying.engine import Rows, Term
from trips_graph.web.site import Labels, Shown, Site, shorten_iri

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


def render_thing(site: Site, request: Request, thing: Thing, path: str) -> Response:
    """Return the page about a thing; reports and activities have pages of their own."""
    labels = read_labels(site.ask("labels", thing=thing.iri), "node")
    name = best_label(thing.values(*_LABELS)) or best_label(thing.values(*_FALLBACK))
    types = [site.show(value, labels) for value in thing.values(rdf.type.value)]
    common = {
        "thing": thing,
        "doc": path,
        "name": name or Literal(site.show(NamedNode(thing.iri)).text),
        "types": types,
        "facts": list(_groups(site, thing.facts, labels)),
        "status": thing.notation(tg.beneficiaryStatus.value, "beneficiary-status-"),
        "parts": _parts(site, thing.iri),
        "evidence": site.ask("evidence", thing=thing.iri).records(),
        "title": name.value if name else shorten_iri(thing.iri),
    }
    if thing.kind == "report":
        return site.page("report.html", request, **common, **_report(site, thing))
    template = "activity.html" if thing.kind == "activity" else "thing.html"
    return site.page(template, request, **common, incoming=list(_incoming(site, thing.iri)))


def best_label(values: Iterable[Term]) -> Literal | None:
    """Return the label to show: English before no language before any other."""
    literals = [value for value in values if isinstance(value, Literal)]
    return min(literals, key=_order, default=None)


def read_labels(rows: Rows, node: str) -> Labels:
    """Return the best label of each node of a result with the variables `node` and `label`."""
    found: dict[str, list[Term]] = {}
    for row in rows.records():
        if (label := row["label"]) is not None:
            found.setdefault(_iri(row[node]), []).append(label)
    return {iri: label for iri, labels in found.items() if (label := best_label(labels))}


def _order(label: Literal) -> tuple[int, str, str]:
    language = label.language or ""
    return (0 if language.startswith("en") else 2 if language else 1, language, label.value)


def _report(site: Site, thing: Thing) -> dict[str, object]:
    rows: dict[str, dict[str, object]] = {}
    for row in site.ask("report-rows", thing=thing.iri).records():
        held = rows.setdefault(_iri(row["entry"]), {**row, "beneficiaries": []})
        if row["beneficiary"] is not None and isinstance(held["beneficiaries"], list):
            held["beneficiaries"].append((row["beneficiary"], row["name"]))
    lists = {
        name: site.ask(f"report-{name}", thing=thing.iri).records()
        for name in ("activities", "figures", "sections")
    }
    state = thing.notation(tg.tableState.value, "table-state-")
    return {"rows": list(rows.values()), "state": state, **lists}


def _groups(site: Site, facts: Facts, labels: Labels) -> Iterable[Group]:
    grouped: dict[str, list[Term]] = {}
    for name, value in facts:
        grouped.setdefault(name, []).append(value)
    shown = {name: site.show(NamedNode(name)) for name in grouped if name not in _ELSEWHERE}
    place = {name: number for number, name in enumerate(_FIRST)}
    for name in sorted(shown, key=lambda n: (place.get(n, len(place)), shown[n].text.lower())):
        if name in _LABELS and len(grouped[name]) == 1:
            continue  # the one name stands above
        values = tuple(site.show(value, labels) for value in grouped[name])
        yield Group(shown[name], tuple(sorted(values, key=lambda item: item.text)), len(values))


def _parts(site: Site, iri: str) -> dict[str, list[Group]]:
    """Return the facts of the thing's own fragment nodes, by fragment."""
    found: dict[str, list[tuple[str, Term]]] = {}
    for row in site.ask("parts", thing=iri).records():
        if (value := row["value"]) is not None:
            fragment = _iri(row["part"]).partition("#")[2]
            found.setdefault(fragment, []).append((_iri(row["property"]), value))
    return {name: list(_groups(site, facts, {})) for name, facts in found.items()}


def _incoming(site: Site, iri: str) -> Iterable[Group]:
    found = site.ask("incoming", limit=_INCOMING_READ, thing=iri)
    labels = read_labels(found, "node")
    totals = Counter({
        _iri(row["property"]): _number(row["total"])
        for row in site.ask("incoming-counts", thing=iri).records()
    })  # fmt: skip
    grouped: dict[str, list[Shown]] = {name: [] for name in totals}
    for row in found.records():
        held = grouped[_iri(row["property"])]
        if len(held) < INCOMING_SHOWN:
            held.append(site.show(row["node"], labels))
    for name in sorted(grouped, key=lambda n: site.show(NamedNode(n)).text.lower()):
        yield Group(site.show(NamedNode(name)), tuple(grouped[name]), totals[name])


def _iri(term: Term | None) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)


def _number(term: Term | None) -> int:
    return int(term.value) if isinstance(term, Literal) and term.value.lstrip("-").isdigit() else 0
