"""Pages about things: heading and way, facts, evidence, what points here, how it is known."""

from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus

from fastapi import Request
from pyoxigraph import NamedNode
from starlette.exceptions import HTTPException
from starlette.responses import Response

from trips_graph.terms import dcterms, oa, rdf, tg
from trips_graph.web.labels import read_labels
from trips_graph.web.pages.things.citation import make_citation
from trips_graph.web.pages.things.crumbs import describe_crumbs, find_crumbs
from trips_graph.web.pages.things.described import describe_thing
from trips_graph.web.pages.things.evidence import mark_facts, read_line, read_passage, read_passages
from trips_graph.web.pages.things.facts import PAGE, Group, group_facts, show_values
from trips_graph.web.pages.things.heading import make_heading
from trips_graph.web.pages.things.incoming import (
    Incoming,
    count_incoming,
    head_of,
    read_incoming,
)
from trips_graph.web.pages.things.nodes import Node, read_nodes
from trips_graph.web.pages.things.part import Part, expand
from trips_graph.web.pages.things.provenance import find_provenance
from trips_graph.web.pages.things.report import read_tables
from trips_graph.web.pages.things.thing import Facts, Thing, read_iri
from trips_graph.web.querying.engine import Term
from trips_graph.web.reader import Reader
from trips_graph.web.shown import shorten_iri

Extra = Mapping[str, object]
Groups = Sequence[Incoming]

_TABLED = {"report": (dcterms.isPartOf.value, tg.reportedIn.value)}
"""What points to a thing and stands in tables of its page."""
_FOR, _BY = shorten_iri(tg.beneficiary.value), shorten_iri(tg.reportedBy.value)
_ONLY_COUNTED = (oa.hasSource.value, rdf.type.value)


def render_thing(reader: Reader, request: Request, thing: Thing, path: str, part: Part) -> Response:
    """Return the page about a thing, or the part of it that is asked for.

    Errors: `HTTPException` 404 for a part that there is not.
    """
    labels = read_labels(reader.ask("labels", thing=thing.iri), reader.language)
    heading = make_heading(reader, thing, labels)
    crumbs = find_crumbs(reader, thing, heading.text)
    common = {"thing": thing, "doc": path, "heading": heading, "crumbs": crumbs, "part": part,
              "title": heading.text}  # fmt: skip
    if part.of or part.has:
        group = _read_part(reader, thing, part)
        return reader.page("things/part.html", request, **common, group=group)
    if part.page > 1 and thing.kind != "report":
        raise _no_part(reader)
    passages = read_passages(reader, thing)
    incoming = _read_incoming(reader, thing) if part.page == 1 else []
    embedded = describe_thing(reader.site, thing, heading.text)
    shown = {
        "embedded": [embedded, describe_crumbs(reader, crumbs, path)],
        "facts": group_facts(reader, _own_facts(thing), labels, mark_facts(passages)),
        "fragments": _read_fragments(reader, thing),
        "passages": passages,
        "incoming": incoming,
        "provenance": find_provenance(reader, thing, passages, labels),
        "citation": make_citation(reader, thing, heading.whole),
    }
    template, read_more = _KINDS.get(thing.kind, ("things/thing.html", _nothing))
    return reader.page(
        template, request, **common, **shown, **read_more(reader, thing, part, incoming)
    )


def _read_part(reader: Reader, thing: Thing, part: Part) -> Incoming:
    """Return a page of one group, of what points to the thing or of what it has."""
    name = expand(part.of or part.has)
    if part.has:
        return _read_values(reader, thing, name, part.page)
    total = count_incoming(reader, thing).get(name, 0)
    if (part.page - 1) * PAGE >= total:
        raise _no_part(reader)
    return read_incoming(reader, thing, name, total, part.page)


def _read_values(reader: Reader, thing: Thing, name: str, page: int) -> Incoming:
    labels = read_labels(reader.ask("labels", thing=thing.iri), reader.language)
    values = show_values(reader, name, thing.values(name), labels)
    first = (page - 1) * PAGE
    if first >= len(values):
        raise _no_part(reader)
    nodes = tuple(Node(value) for value in values[first : first + PAGE])
    heading = reader.show(NamedNode(name)).text
    return Incoming(heading, shorten_iri(name), nodes, len(values), page)


def _own_facts(thing: Thing) -> Facts:
    """Return what is stated, without the way to the thing's own fragments, which stand below."""
    own = f"{thing.iri}#"
    return [fact for fact in thing.facts if not read_iri(fact[1]).startswith(own)]


def _read_incoming(reader: Reader, thing: Thing) -> list[Incoming]:
    """Return what points to a thing: the first of each group, of some only the number."""
    counted = count_incoming(reader, thing, _TABLED.get(thing.kind, ()))
    return [
        Incoming(head_of(reader, name), shorten_iri(name), (), total)
        if name in _ONLY_COUNTED
        else read_incoming(reader, thing, name, total)
        for name, total in counted.items()
    ]


def _read_fragments(reader: Reader, thing: Thing) -> dict[str, tuple[Group, ...]]:
    """Return the facts of the thing's own fragment nodes, by fragment."""
    found: dict[str, list[tuple[str, Term]]] = {}
    for row in reader.ask("parts", thing=thing.iri).records():
        if (value := row["value"]) is not None:
            fragment = read_iri(row["part"]).partition("#")[2]
            found.setdefault(fragment, []).append((read_iri(row["property"]), value))
    return {name: group_facts(reader, facts, {}, {}) for name, facts in found.items()}


def _report(reader: Reader, thing: Thing, part: Part, incoming: Groups) -> Extra:
    tables = read_tables(reader, thing, part.page)
    if part.page > 1 and not tables.rows:
        raise _no_part(reader)
    return {"tables": tables}


def _activity(reader: Reader, thing: Thing, part: Part, incoming: Groups) -> Extra:
    return {"status": thing.notation(tg.beneficiaryStatus.value, "beneficiary-status-")}


def _passage(reader: Reader, thing: Thing, part: Part, incoming: Groups) -> Extra:
    passage = read_passage(reader, thing.iri)
    return {"passage": passage, "words": read_line(reader, passage)}


def _actor(reader: Reader, thing: Thing, part: Part, incoming: Groups) -> Extra:
    """Return what a Member, an organisation or a group is read for, besides its activities."""
    place = [
        (read_iri(row["property"]), value)
        for row in reader.ask("place", thing=thing.iri).records()
        if (value := row["value"]) is not None
    ]
    names = [read_iri(value) for value in thing.values(tg.formerName.value)]
    pointing = {group.name for group in incoming}
    return {
        "former": read_nodes(reader, names),
        "place": group_facts(reader, place, {}, {}),
        "ways": _find_ways(reader, thing, pointing),
    }


def _find_ways(reader: Reader, thing: Thing, pointing: set[str]) -> list[tuple[str, str]]:
    """Return where else a reader sees an actor: lists of its activities, and its picture."""
    key = thing.iri.rpartition("/")[2]
    ways = []
    if _FOR in pointing:
        told = reader.gettext("All activities for it, with filters")
        ways.append((told, f"/activities?beneficiary={key}"))
    if _BY in pointing:
        told = reader.gettext("All activities that it reported, with filters")
        ways.append((told, f"/activities?submitter={key}"))
    if ways:
        picture = f"/pictures/timeline?of={thing.kind}/{key}"
        ways.append((reader.gettext("Its timeline as a picture"), picture))
    return [(text, reader.at(path)) for text, path in ways]


def _nothing(reader: Reader, thing: Thing, part: Part, incoming: Groups) -> Extra:
    return {}


def _no_part(reader: Reader) -> HTTPException:
    return HTTPException(HTTPStatus.NOT_FOUND, reader.gettext("This page has no such part."))


_KINDS: Mapping[str, tuple[str, Callable[[Reader, Thing, Part, Groups], Extra]]] = {
    "report": ("things/report.html", _report),
    "activity": ("things/activity.html", _activity),
    "member": ("things/actor.html", _actor),
    "organisation": ("things/actor.html", _actor),
    "group": ("things/actor.html", _actor),
    "evidence": ("things/passage.html", _passage),
}
