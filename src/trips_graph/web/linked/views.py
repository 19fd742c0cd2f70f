"""Views: what a document says under one profile, as a graph and as bytes."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from typing import Any

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, parse
from starlette.exceptions import HTTPException

from trips_graph.formats import JSON_LD, RDF_XML, GraphFormat, frame, write_graph, write_json
from trips_graph.settings import resources
from trips_graph.web.linked.profiles import Profile
from trips_graph.web.querying.answers import AnswerTooLarge
from trips_graph.web.querying.context import read_serialisation
from trips_graph.web.site import Site

LARGEST = 200_000
LARGEST_TREE = 20_000
"""Triples of which JSON-LD is made on request: PyLD takes 0.4 ms for each."""
FRAMES = ("report", "activity", "thing", "schema")
Triples = Sequence[Triple]


@dataclass(frozen=True, slots=True)
class View:
    """A profile of one document and how its graph is read.

    `root` and `frame` make its JSON-LD one tree (`frame` names a file of `ontology/frames/`); where
    `root` is None it is a flat list of nodes.
    """

    profile: Profile
    read: Callable[[], Triples]
    root: str | None = None
    frame: str = "thing"


def read_graph(site: Site, name: str, bindings: Mapping[str, str]) -> Triples:
    """Return the graph that one of our own CONSTRUCT queries makes.

    Errors: `AnswerTooLarge` over `LARGEST` triples: it is never cut.
    """
    found = site.ask(name, LARGEST, 0, **bindings)
    if found.more:
        raise AnswerTooLarge(f"this graph has over {LARGEST:,} triples; take the dumps at /data")
    return [
        Triple(subject, predicate, value)
        for subject, predicate, value in found.rows
        if isinstance(subject, NamedNode | BlankNode)
        and isinstance(predicate, NamedNode)
        and value is not None
    ]


def write_view(site: Site, view: View, form: GraphFormat, client: str) -> bytes:
    """Return the graph of a view in a format of RDF; 406 where the format cannot carry it."""
    serialisation = read_serialisation(site.release)
    triples = view.read()
    if form is JSON_LD:
        _refuse_many(triples)
        if view.root is None or not triples:
            return site.scribes.write(client, _write_list, triples, serialisation.context)
        pattern = _pattern(view.frame, serialisation.context)
        return site.scribes.write(client, _write_tree, triples, view.root, pattern)
    written = write_graph(triples, form, serialisation.prefixes, serialisation.context)
    if form is RDF_XML:
        _refuse_broken(written)
    return written


def _write_tree(triples: Triples, root: str, pattern: Mapping[str, Any]) -> bytes:
    return write_json(frame(triples, root, pattern))


def _write_list(triples: Triples, context: Mapping[str, Any]) -> bytes:
    return write_graph(triples, JSON_LD, {}, context)


def _refuse_many(triples: Triples) -> None:
    if len(triples) > LARGEST_TREE:
        raise AnswerTooLarge(
            f"this graph has over {LARGEST_TREE:,} triples, too many for compact JSON-LD here; "
            "take another format, or the dumps at /data"
        )


@cache
def read_frame(name: str) -> bytes:
    """Return a published JSON-LD frame, by its file's name without the ending."""
    return (resources() / "ontology" / "frames" / f"{name}.jsonld").read_bytes()


def _pattern(name: str, context: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a frame; where it names the published context by its address, with that context."""
    pattern: dict[str, Any] = json.loads(read_frame(name))
    return pattern | {"@context": context} if isinstance(pattern["@context"], str) else pattern


def _refuse_broken(written: bytes) -> None:
    """RDF/XML has no control characters, nor predicates that end in no name: read it to see."""
    try:
        for _ in parse(written, format=RdfFormat.RDF_XML):
            pass
    except SyntaxError as error:
        raise HTTPException(HTTPStatus.NOT_ACCEPTABLE, "RDF/XML cannot carry this graph") from error
