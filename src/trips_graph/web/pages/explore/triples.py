"""A view as Turtle: what the release says of its activities, and the labels of what they name.

Where they were read (evidence), and what could not be resolved, stand in the documents of each.
"""

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from trips_graph.model.index import ROLES, Thing
from trips_graph.terms import PREFIXES, dcterms, rdf, rdfs, skos, tg, xsd
from trips_graph.web.index import Label
from trips_graph.web.pages.explore.rows import Portion, Row

_PROPERTIES = {**ROLES, "report": tg.reportedIn, "submitter": tg.reportedBy}
_PRECISION = {len("2018"): xsd.gYear, len("2018-10"): xsd.gYearMonth, len("2018-10-25"): xsd.date}
_HEAD = re.compile(rb"\A(?:@prefix[^\n]*\n)+")
_USED = {name: PREFIXES[name] for name in ("dcterms", "rdf", "rdfs", "skos", "tg", "xsd")}


def write_turtle(portions: Iterable[Portion]) -> Iterator[bytes]:
    """Yield Turtle; its prefixes stand once, at its head, and each label stands once."""
    labelled: set[int] = set()
    yield b"".join(f"@prefix {name}: <{iri}> .\n".encode() for name, iri in _USED.items())
    for portion in portions:
        triples = [triple for row in portion.rows for triple in _describe(row)]
        triples += _label(portion, labelled)
        written = serialize(triples, format=RdfFormat.TURTLE, prefixes=_USED) or b""
        yield _HEAD.sub(b"", written)


def _describe(row: Row) -> Iterator[Triple]:
    node, activity = NamedNode(row.iri), row.activity
    yield Triple(node, rdf.type, tg.Activity)
    if activity.title:
        title = Literal(activity.title, language=activity.language or None)
        yield Triple(node, dcterms.title, title)
    for name, date in ((tg.startDate, activity.start), (tg.endDate, activity.end)):
        if date:
            yield Triple(node, name, Literal(date, datatype=_PRECISION[len(date)]))
    if activity.year is not None:
        yield Triple(node, tg.startYear, Literal(activity.year))
    for role, name in _PROPERTIES.items():
        yield from (Triple(node, name, NamedNode(item.thing.iri)) for item in row.named[role])


def _label(portion: Portion, labelled: set[int]) -> Iterator[Triple]:
    """Yield the labels of the things that a portion names first."""
    for row in portion.rows:
        for named in (item for items in row.named.values() for item in items):
            if named.thing.id not in labelled:
                labelled.add(named.thing.id)
                yield from _labels(named.thing, portion.labels.get(named.thing.id, ()))


def _labels(thing: Thing, labels: Iterable[Label]) -> Iterator[Triple]:
    name = {"concept": skos.prefLabel, "report": dcterms.title}.get(thing.kind, rdfs.label)
    for label in labels:
        if label.role == "preferred" and _is_own(thing, label):
            text = Literal(label.text, language=label.language or None)
            yield Triple(NamedNode(thing.iri), name, text)


def _is_own(thing: Thing, label: Label) -> bool:
    """Return whether a label is the thing's own: French names of Members are those of places."""
    return thing.kind not in ("member", "observer") or label.language == "en"
