"""Provenance: which build, which graph, which rule and which decision a thing comes from."""

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from trips_graph.terms import prov, tg
from trips_graph.web.labels import Labels
from trips_graph.web.pages.things.evidence import Passage
from trips_graph.web.pages.things.thing import Thing
from trips_graph.web.querying.engine import Term
from trips_graph.web.reader import Reader
from trips_graph.web.shown import Shown

_RESOLVED = (tg.beneficiary, tg.partner, tg.reportedBy, tg.submittedBy, tg.usesTool)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the facts of a thing come from; `authorities` is the table that resolved its names."""

    graphs: tuple[Shown, ...]
    sources: tuple[Shown, ...]
    read_by: tuple[Shown, ...]
    assigned_by: tuple[Shown, ...]
    decisions: tuple[Shown, ...]
    authorities: str
    release: Shown
    software: str


def find_provenance(
    reader: Reader, thing: Thing, passages: Iterable[Passage], labels: Labels
) -> Provenance:
    """Return where the facts of a thing come from."""

    def shown(terms: Iterable[Term | None]) -> tuple[Shown, ...]:
        found = {item.href: item for item in (reader.show(term, labels) for term in terms if term)}
        return tuple(sorted(found.values(), key=lambda item: item.text))

    rules = {NamedNode(rule) for passage in passages for rule in passage.rules}
    resolved = thing.values(*(name.value for name in _RESOLVED))
    authorities = reader.site.iri("id/graph/authorities")
    manifest = reader.site.release.manifest
    release = NamedNode(reader.site.iri(f"id/release/{manifest.id}"))
    graphs = reader.ask("graphs-of", thing=thing.iri).records()
    return Provenance(
        shown(row["graph"] for row in graphs),
        shown(thing.values(prov.wasDerivedFrom.value)),
        shown((*thing.values(tg.readBy.value), *rules)),
        shown(thing.values(tg.assignedBy.value)),
        shown(thing.values(tg.settledBy.value)),
        reader.href(authorities) if resolved and reader.site.has_graph("authorities") else "",
        reader.show(release) if reader.site.has_graph("catalogue") else Shown(manifest.id),
        manifest.software,
    )
