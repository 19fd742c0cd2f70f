"""Tombstones: a thing that was withdrawn is gone (410), with the day, the reason, the successor."""

from http import HTTPStatus

from fastapi import Request
from pyoxigraph import NamedNode
from starlette.responses import Response

from trips_graph.formats import GraphFormat
from trips_graph.terms import dcterms, skos, tg
from trips_graph.web.languages.locale import say
from trips_graph.web.linked.choosing import read_wishes
from trips_graph.web.linked.links import Link, write_links
from trips_graph.web.linked.profiles import FORMATS, HTML, TG
from trips_graph.web.linked.views import View, read_graph, write_view
from trips_graph.web.negotiation import rank
from trips_graph.web.pages.things.thing import Thing
from trips_graph.web.problems import PROBLEM_JSON, problem
from trips_graph.web.querying.engine import Term
from trips_graph.web.reader import Reader
from trips_graph.web.site import client_of


def send_tombstone(
    request: Request, reader: Reader, thing: Thing, suffix_type: str | None = None
) -> Response:
    """Return 410 for a withdrawn thing: as a problem, as a page, or in RDF where that is wanted."""
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
    if form := _choose_form(read_wishes(request, suffix_type).accept):
        view = View(TG, lambda: read_graph(reader.site, "thing", {"thing": thing.iri}), thing.iri)
        body = write_view(reader.site, view, form, client_of(request))
        told_by = headers | {"Vary": "Accept", "Cache-Control": "no-store"}
        return Response(body, HTTPStatus.GONE, told_by, form.media_type)
    return problem(request, HTTPStatus.GONE, detail, headers, **told)


def _choose_form(accept: str | None) -> GraphFormat | None:
    """Return the format of RDF that is wanted most; None where a page or a problem is."""
    forms = {form.media_type: form for form in FORMATS}
    wanted = rank(accept, (PROBLEM_JSON, HTML, *forms))
    return forms.get(wanted[0]) if wanted else None


def _text(values: list[Term]) -> str:
    return " ".join(str(getattr(value, "value", value)) for value in values)
