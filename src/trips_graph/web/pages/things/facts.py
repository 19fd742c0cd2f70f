"""Facts: what is stated of a thing, grouped by property, each with the passages it was read in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from trips_graph.model.index import fold
from trips_graph.terms import dcterms, foaf, oa, prov, rdf, rdfs, skos, tg
from trips_graph.web.labels import Labels, best_label
from trips_graph.web.pages.things.thing import NAMES, Facts, read_iri
from trips_graph.web.pages.things.values import show_value
from trips_graph.web.querying.engine import Term
from trips_graph.web.reader import Reader
from trips_graph.web.shown import Shown, shorten_iri

PAGE = 50
"""Values of one property on a page."""

# Above the facts, beside them, and in how it is known.
_ELSEWHERE = {
    term.value
    for term in (
        rdf.type, rdfs.isDefinedBy, tg.evidence, oa.hasSelector, tg.readBy, tg.assignedBy,
        tg.settledBy, prov.wasDerivedFrom, tg.formerName,
    )
}  # fmt: skip
# What a reader wants to know first; the rest follows by label, look-up names last.
_FIRST = tuple(
    term.value
    for term in (
        tg.submittedBy, tg.reportYear, tg.periodStart, tg.periodEnd, dcterms.identifier,
        dcterms.issued, foaf.page, tg.tableState, tg.reportedBy, tg.reportedIn, tg.activityType,
        tg.topic, tg.startDate, tg.endDate, tg.startYear, tg.beneficiaryStatus, tg.beneficiary,
        tg.partner, tg.usesTool, tg.figureKind, tg.value, tg.unit, tg.qualifier, tg.about,
        tg.memberKind, tg.wtoAccession, tg.ldcFrom, tg.ldcUntil, tg.ldcScheduledUntil,
        tg.organisationKind, skos.definition, skos.example,
    )
)  # fmt: skip
# Of a text that stands in several languages a reader needs one; names are shown in each.
_TEXTS = {
    term.value
    for term in (
        skos.definition, skos.example, dcterms.description, dcterms.title, dcterms.rights,
        rdfs.comment,
    )
}  # fmt: skip
_LAST = (skos.altLabel.value, skos.hiddenLabel.value)


@dataclass(frozen=True, slots=True)
class Group:
    """The values of one property that a page shows; `total` counts them all.

    `name` is the property as it stands in addresses, `marks` the numbers of its passages.
    """

    property: Shown
    name: str
    values: tuple[Shown, ...]
    total: int
    marks: tuple[int, ...] = ()


def group_facts(
    reader: Reader, facts: Facts, labels: Labels, marks: Mapping[str, tuple[int, ...]]
) -> tuple[Group, ...]:
    """Return the facts by property, the first values of each."""
    grouped = _gather(facts)
    shown = {name: reader.show(NamedNode(name)) for name in grouped}
    groups = []
    for name in sorted(shown, key=lambda item: _place(item, shown[item].text)):
        values = show_values(reader, name, grouped[name], labels)
        head = values[:PAGE]
        groups.append(Group(shown[name], shorten_iri(name), head, len(values), marks.get(name, ())))
    return tuple(groups)


def show_values(
    reader: Reader, name: str, values: Sequence[Term], labels: Labels
) -> tuple[Shown, ...]:
    """Return the values of a property, sorted by their text, texts that are equal once."""
    shown: dict[tuple[str, str], Shown] = {}
    best = best_label(values, reader.language) if name in _TEXTS else None
    for value in sorted([best] if best else values, key=lambda term: _preference(reader, term)):
        item = show_value(reader, name, value, labels)
        shown.setdefault((item.text, item.href), item)
    return tuple(sorted(shown.values(), key=lambda item: fold(item.text)))


def _gather(facts: Facts) -> Mapping[str, list[Term]]:
    """Return the values by property; a lone name is the heading, and what stands apart is left."""
    grouped: dict[str, list[Term]] = {}
    for name, value in facts:
        if name not in _ELSEWHERE:
            grouped.setdefault(name, []).append(value)
    return {
        name: values
        for name, values in grouped.items()
        if not (name in NAMES and len({read_iri(value) for value in values}) == 1)
    }


def _place(name: str, label: str) -> tuple[int, str]:
    place = _FIRST.index(name) if name in _FIRST else len(_FIRST)
    return (place + 1 + _LAST.index(name), label) if name in _LAST else (place, fold(label))


def _preference(reader: Reader, term: Term) -> int:
    """Of equal texts in several languages that of the reader's is shown."""
    return int(isinstance(term, Literal) and term.language not in (reader.language, None))
