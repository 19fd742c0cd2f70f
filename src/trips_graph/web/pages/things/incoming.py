"""What points to a thing: counted by property, the first of each shown, every group paged.

No group is read whole but a small one, which is sorted: by date, the newest first, where its things
have dates, else by label. Activities of a Member or an organisation come sorted from the index of
the release. Other large groups stand in the order of the store, which never changes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from pyoxigraph import Literal, NamedNode

from trips_graph.terms import dcterms, foaf, oa, org, prov, skos, tg, void
from trips_graph.web.index import NoIndex, index_of
from trips_graph.web.languages.locale import mark
from trips_graph.web.pages.things.facts import PAGE
from trips_graph.web.pages.things.nodes import Node, read_nodes
from trips_graph.web.pages.things.thing import Thing, read_iri
from trips_graph.web.reader import Reader
from trips_graph.web.shown import shorten_iri
from trips_graph.web.site import read_query

MOST_SORTED = 200
"""Things of a group that are read to be sorted."""

_HEADINGS: Mapping[str, str] = {
    term.value: text
    for term, text in (
        (tg.beneficiary, mark("Activities for it")),
        (tg.submittedBy, mark("Reports that it filed")),
        (tg.reportedBy, mark("Activities that it reported")),
        (tg.partner, mark("Activities that it took part in")),
        (tg.usesTool, mark("Where it is used")),
        (tg.topic, mark("Activities on this topic")),
        (tg.activityType, mark("Activities of this type")),
        (tg.describes, mark("The row as written")),
        (tg.about, mark("Figures about it")),
        (tg.reportedIn, mark("What it reports")),
        (dcterms.isPartOf, mark("Its parts")),
        (dcterms.isVersionOf, mark("The text that was read of it")),
        (tg.updates, mark("Later reports that update it")),
        (dcterms.isReplacedBy, mark("What it replaces, withdrawn")),
        (tg.evidence, mark("What was read here")),
        (oa.hasSource, mark("Passages of it")),
        (tg.inSection, mark("Passages of this section")),
        (prov.wasDerivedFrom, mark("What was read from it")),
        (tg.readBy, mark("What this rule read")),
        (tg.assignedBy, mark("What this rule was applied to")),
        (tg.settledBy, mark("What this decision settled")),
        (tg.unresolvedMention, mark("Who names it")),
        (tg.place, mark("Member or observer of this place")),
        (tg.formerName, mark("Whose name it was")),
        (tg.region, mark("Places in this region")),
        (org.unitOf, mark("Bodies that belong to it")),
        (skos.broader, mark("Narrower concepts")),
        (skos.inScheme, mark("Its concepts")),
        (tg.assigns, mark("Rules that assign it")),
        (foaf.focus, mark("Concepts elsewhere about it")),
    )
}
_FACETS = {tg.beneficiary.value: "beneficiary", tg.reportedBy.value: "submitter"}


@dataclass(frozen=True, slots=True)
class Incoming:
    """A page of what points to a thing by one property; `name` is the property in addresses."""

    heading: str
    name: str
    nodes: tuple[Node, ...]
    total: int
    page: int = 1

    @property
    def first(self) -> int:
        """The number of the first thing that is shown."""
        return (self.page - 1) * PAGE + 1

    @property
    def last(self) -> int:
        """The number of the last thing that is shown."""
        return self.first + len(self.nodes) - 1

    @property
    def pages(self) -> int:
        """How many pages the group has."""
        return max(-(-self.total // PAGE), 1)


def count_incoming(reader: Reader, thing: Thing, without: Iterable[str] = ()) -> Mapping[str, int]:
    """Return how many things point to a thing, by property, in the order of the page."""
    found = {
        read_iri(row["property"]): int(row["total"].value)
        for row in reader.ask("incoming-counts", thing=thing.iri).records()
        if isinstance(row["total"], Literal)
    }
    found.pop(void.exampleResource.value, None)  # it is one by chance
    order = {name: place for place, name in enumerate(_HEADINGS)}
    shown = sorted(found.keys() - set(without), key=lambda name: (order.get(name, 99), name))
    return {name: found[name] for name in shown}


def read_incoming(reader: Reader, thing: Thing, name: str, total: int, page: int = 1) -> Incoming:
    """Return a page of a group; pages count from 1."""
    skip = (page - 1) * PAGE
    iris = _from_index(reader, thing, name, total, skip)
    if iris is None and total <= MOST_SORTED:
        nodes = read_nodes(reader, _ask(reader, thing, name, 0, MOST_SORTED))
        shown = tuple(sorted(nodes, key=lambda node: node.order))[skip : skip + PAGE]
    else:
        wanted = _ask(reader, thing, name, skip, PAGE) if iris is None else iris
        shown = read_nodes(reader, wanted)
    others = tuple(_without(node, reader.href(thing.iri)) for node in shown)
    return Incoming(head_of(reader, name), shorten_iri(name), others, total, page)


def head_of(reader: Reader, name: str) -> str:
    """Return the heading of what points to a thing by a property."""
    if name in _HEADINGS:
        return reader.gettext(_HEADINGS[name])
    label = reader.show(NamedNode(name)).text
    return reader.gettext("Where it stands as “%(property)s”") % {"property": label}


def _without(node: Node, href: str) -> Node:
    """Return a line that does not tell again whose page it stands on."""
    return replace(
        node,
        by=node.by if node.by and node.by.href != href else None,
        report=node.report if node.report and node.report.href != href else None,
    )


def _ask(reader: Reader, thing: Thing, name: str, skip: int, limit: int) -> list[str]:
    """Return some things of a group, in the order of the store.

    The engine itself skips what is not wanted: it need not hand it over. SPARQL binds no LIMIT.
    """
    query = f"{read_query('incoming')}\nLIMIT {limit:d} OFFSET {skip:d}"
    rows = reader.site.ask_query(query, limit, thing=thing.iri, property=name)
    return [row[-1].value for row in rows.rows if isinstance(row[-1], NamedNode)]


def _from_index(reader: Reader, thing: Thing, name: str, total: int, skip: int) -> list[str] | None:
    """Return some activities of a large group, the newest first; None where no index has it."""
    if total <= MOST_SORTED or name not in _FACETS:
        return None
    try:
        index = index_of(reader.site.release)
    except NoIndex:
        return None
    found = index.facets.get(_FACETS[name], {}).get(thing.iri.rpartition("/")[2])
    if found is None or len(found.activities) != total:
        return None
    ids = index.page(found.activities, "newest", skip, PAGE)
    things = index.things(ids)
    return [things[number].iri for number in ids]
