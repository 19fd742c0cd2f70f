"""Tombstones: a thing that was withdrawn is gone (410), with the day, the reason, the successor."""

from http import HTTPStatus

from fastapi import Request
from pyoxigraph import NamedNode
from starlette.responses import Response

from trips_graph.terms import dcterms, skos, tg
from trips_graph.web.languages.locale import say
from trips_graph.web.linked.links import Link, write_links
from trips_graph.web.pages.things.thing import Thing
from trips_graph.web.problems import problem
from trips_graph.web.querying.engine import Term
from trips_graph.web.reader import Reader


def send_tombstone(request: Request, reader: Reader, thing: Thing) -> Response:
    """Return 410 for a withdrawn thing, as a problem or as a page."""
    on = _text(thing.values(tg.withdrawnOn.value))
    why = _text(thing.values(skos.changeNote.value))
    told: dict[str, str] = {"withdrawnOn": on, "reason": why}
    links = [Link(thing.iri, "cite-as")]
    for successor in thing.values(dcterms.isReplacedBy.value):
        if isinstance(successor, NamedNode):
            told["successor"] = successor.value
            links.append(Link(reader.href(successor.value), "successor-version"))
    kind = thing.kind
    detail = say("This %(kind)s was withdrawn on %(on)s: %(why)s", kind=kind, on=on, why=why)
    headers = {"Link": write_links(links)}
    return problem(request, HTTPStatus.GONE, detail, headers, **told)


def _text(values: list[Term]) -> str:
    return " ".join(str(getattr(value, "value", value)) for value in values)
