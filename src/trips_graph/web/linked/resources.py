"""Things: `/id/…` sends on to `/doc/…`, which answers in HTML and in four formats of RDF.

The pattern is "303 URIs forwarding to different documents" of https://www.w3.org/TR/cooluris/.
What is not there is told at once, at `/id/…` too: a redirect says that there is such a thing.
"""

from dataclasses import dataclass
from http import HTTPStatus

from fastapi import APIRouter, Request
from pyoxigraph import NamedNode
from starlette.responses import RedirectResponse, Response

from trips_graph.terms import tg
from trips_graph.web.languages.locale import say
from trips_graph.web.linked.documents import send_document
from trips_graph.web.linked.profiles import SUFFIXES
from trips_graph.web.linked.things import GRAPH, document_path, make_document
from trips_graph.web.linked.tombstones import send_tombstone
from trips_graph.web.pages.things.part import PartOf
from trips_graph.web.pages.things.thing import CONCEPT, Thing, find_iri, read_thing
from trips_graph.web.problems import Declined
from trips_graph.web.reader import ReaderOf
from trips_graph.web.site import Site

router = APIRouter(tags=["Things"])


@dataclass(frozen=True, slots=True)
class _Asked:
    """The thing of a path, the path of its document, and the suffix that was asked for."""

    thing: Thing
    path: str
    suffix: str = ""

    @property
    def withdrawn(self) -> bool:
        """Whether the thing is known by its tombstone alone."""
        return bool(self.thing.values(tg.withdrawnOn.value))


@router.get("/id/{kind}/{key}", summary="A thing: sends on to its document", status_code=303)
@router.head("/id/{kind}/{key}", include_in_schema=False)
def get_id(kind: str, key: str, request: Request, reader: ReaderOf) -> Response:
    """Return the way to the document about the thing, on the same host; its query goes along."""
    if kind == CONCEPT:
        told = say("The IRI of a concept is a term of the vocabulary: /def#%(key)s", key=key)
        raise Declined(HTTPStatus.NOT_FOUND, told)
    asked = _find(reader.site, kind, key)
    if asked.withdrawn:
        return send_tombstone(request, reader, asked.thing)
    query = f"?{request.url.query}" if request.url.query else ""
    address = reader.at(asked.path) + (f".{asked.suffix}" if asked.suffix else "") + query
    headers = {"Cache-Control": "public, max-age=0, must-revalidate"}
    return RedirectResponse(address, HTTPStatus.SEE_OTHER, headers)


@router.get("/doc/{kind}/{key}", summary="The document about a thing, by Accept or by suffix")
@router.head("/doc/{kind}/{key}", include_in_schema=False)
def get_doc(kind: str, key: str, request: Request, reader: ReaderOf, part: PartOf) -> Response:
    """Return what this release says about a thing; of its page, the part that is asked for."""
    asked = _find(reader.site, kind, key)
    if asked.withdrawn:
        return send_tombstone(request, reader, asked.thing, SUFFIXES.get(asked.suffix))
    document = make_document(reader, request, asked.thing, asked.path, part)
    return send_document(reader, request, document, SUFFIXES.get(asked.suffix))


def _find(site: Site, kind: str, key: str) -> _Asked:
    """Return what a path names; 404 where this release names no such thing.

    Keys hold dots (`1000364-1.1`): a suffix counts where the key without it is a thing.
    """
    stem, dot, suffix = key.rpartition(".")
    if dot and suffix in SUFFIXES and (thing := _read(site, kind, stem)):
        return _Asked(thing, document_path(kind, stem), suffix)
    if thing := _read(site, kind, key):
        return _Asked(thing, document_path(kind, key))
    said = say("This release has no %(kind)s of the key %(key)s.", kind=kind, key=key)
    raise Declined(HTTPStatus.NOT_FOUND, said)


def _read(site: Site, kind: str, key: str) -> Thing | None:
    try:
        iri = NamedNode(find_iri(site, kind, key)).value
    except ValueError:  # the key holds what no IRI can hold
        return None
    if kind == GRAPH and site.ask("graph-start", graph=iri).rows:
        return read_thing(site, kind, iri) or Thing(kind, iri, ())
    return read_thing(site, kind, iri)
