"""The SPARQL endpoint: the query operation of the SPARQL 1.1 Protocol.

https://www.w3.org/TR/sparql11-protocol/ sections 2.1 (query operation) and 2.1.4 (dataset). The
route is a plain one of Starlette: nothing between a query and its engine but what is needed.
"""

import logging
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from http import HTTPStatus
from time import perf_counter

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from trips_graph.errors import BadInput, BadQuery, TripsGraphError
from trips_graph.formats import JSON, N_TRIPLES, Format, GraphFormat
from trips_graph.web.catalogue.service import send_service
from trips_graph.web.linked.caching import is_current, make_strong_etag
from trips_graph.web.negotiation import wants_page
from trips_graph.web.operation.figures import Figures
from trips_graph.web.querying.engine import Question, Stream, TooDemanding, WorkerCrashed
from trips_graph.web.querying.guard import check_graphs, check_query
from trips_graph.web.site import Site, client_of, site_of
from trips_graph.web.sparql.arrival import Arrival, await_while_connected
from trips_graph.web.sparql.choice import choose, read_wanted
from trips_graph.web.sparql.fields import ACCEPTED, NO_QUERY, Fields, read_fields
from trips_graph.web.sparql.page import answer_page, mistake_page, query_page

PATH = "/sparql"
METHODS = ("GET", "HEAD", "POST", "QUERY", "OPTIONS")
_TOO_DEMANDING = (
    "the engine cannot evaluate this query: it is nested too deep or needs too much memory; "
    "make it simpler"
)
_CLIENT_LEFT = 499  # as nginx logs it
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question, the validator of its answer, and whether that answer may be kept."""

    question: Question
    etag: str
    is_repeatable: bool

    def headers(self) -> dict[str, str]:
        if not self.is_repeatable:
            return {"Vary": "Accept", "Cache-Control": "no-store"}
        return {
            "Vary": "Accept",
            "Cache-Control": "public, max-age=0, must-revalidate",
            "ETag": self.etag,
        }


async def answer_sparql(request: Request) -> Response:
    """Return the answer to a query, by whichever method it is asked."""
    request.scope["route"] = route  # for the figures: FastAPI sets it for routes of its own alone
    if request.method == "OPTIONS":
        headers = {"Allow": ", ".join(METHODS), "Accept-Query": ACCEPTED, "Accept-Post": ACCEPTED}
        return Response(status_code=HTTPStatus.NO_CONTENT, headers=headers)
    site = site_of(request)
    try:
        allow = partial(site.allowance.take, client_of(request))
        fields = await read_fields(request, site.settings.query_characters, allow)
        site = site_of(request)  # anew: another release may be current by now
        if request.method in ("GET", "HEAD") and not fields.pairs:
            return await run_in_threadpool(_describe, request, site)
        return await _answer_or_correct(request, site, fields)
    except ClientDisconnect:  # nobody is there to be told
        return Response(status_code=_CLIENT_LEFT)


route = Route(PATH, answer_sparql, methods=list(METHODS), name="sparql", include_in_schema=False)


async def _answer_or_correct(request: Request, site: Site, fields: Fields) -> Response:
    """Return the answer, or to a person the form with the query and what is wrong with it."""
    try:
        return await _answer(request, site, fields)
    except BadQuery as error:
        if not wants_page(request.headers.get("accept")):
            raise
        request.app.state.figures.failed(error)
        return await run_in_threadpool(mistake_page, request, fields.query(), error)


async def _answer(request: Request, site: Site, fields: Fields) -> Response:
    query = fields.query()
    wanted = read_wanted(fields.every("format"), request.headers.get("accept"))
    default_graphs = fields.graphs("default-graph-uri")
    named_graphs = fields.graphs("named-graph-uri")
    named = (*(default_graphs or ()), *(named_graphs or ()))
    check_graphs(named, site.graphs)
    of_query = None if named else site.graphs  # the protocol's dataset takes the place of FROM's
    checked = check_query(query, site.settings.query_characters, of_query, site.route)
    form = choose(wanted, checked.form)
    question = Question(
        checked.text,
        form or _shown_from(checked.form),
        fields.seconds(site.settings.query_seconds),
        default_graphs=default_graphs,
        named_graphs=named_graphs,
    )
    if form is None:
        stream = await _open(request, site, question)
        return await answer_page(request, replace(question, query=query), stream)
    asked = _ask(site, question, checked.repeatable)
    held = request.headers.get("if-none-match", "").strip()
    # `*` holds whatever there is; whether there is an answer is known once the query was asked.
    if asked.is_repeatable and held != "*" and is_current(held, asked.etag):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=asked.headers())
    return await _respond(request, site, asked)


def _describe(request: Request, site: Site) -> Response:
    """Return what stands at the endpoint where nothing is asked: its description, or its form."""
    for form in read_wanted((), request.headers.get("accept")):
        if form is None:
            return query_page(request)
        if isinstance(form, GraphFormat):
            return send_service(request, form.media_type)
    raise BadInput(NO_QUERY)


def _shown_from(kind: str | None) -> Format:
    """Return the format that the page of an answer is made from."""
    return N_TRIPLES if kind in ("CONSTRUCT", "DESCRIBE") else JSON


def _ask(site: Site, question: Question, is_repeatable: bool) -> _Asked:
    graphs = repr((question.default_graphs, question.named_graphs))
    release = site.release.manifest.id
    etag = make_strong_etag(release, question.query, graphs, question.form.name)
    return _Asked(question, etag, site.is_fixed and is_repeatable)


async def _respond(request: Request, site: Site, asked: _Asked) -> Response:
    headers = asked.headers() | {"Content-Type": asked.question.form.content_type}
    figures: Figures = request.app.state.figures
    if asked.is_repeatable and (held := site.answers.get(asked.etag)) is not None:
        figures.cache_hit()
        return _whole(request, asked, held)
    figures.cache_miss()
    started = perf_counter()
    arrival = Arrival(await _open(request, site, asked.question))
    try:
        await arrival.begin()
        if request.scope["http_version"] in ("1", "1.0"):  # Granian says the first
            await arrival.complete()
    except BaseException:
        await arrival.aclose()
        raise
    if not arrival.is_whole and request.method != "HEAD":
        return _Sent(_send(site, asked, arrival, figures, started), headers)
    await arrival.aclose()
    figures.query_seconds(perf_counter() - started)
    if arrival.is_whole:
        _keep(site, asked, arrival.body)
        return _whole(request, asked, arrival.body)
    return Response(headers=headers)


def _whole(request: Request, asked: _Asked, body: bytes) -> Response:
    if request.headers.get("if-none-match", "").strip() == "*" and asked.is_repeatable:
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=asked.headers())
    headers = asked.headers() | {"Content-Type": asked.question.form.content_type}
    return Response(body, headers=headers)


async def _open(request: Request, site: Site, question: Question) -> Stream:
    """Return the answer on its way; nobody goes on evaluating for a client that has left."""
    try:
        return await await_while_connected(request, site.public.open(question, client_of(request)))
    except BadQuery as error:
        if type(error) is BadQuery and site.egress:  # a server that did not answer is told by name
            raise BadQuery(site.egress.restore(str(error))) from error
        raise
    except WorkerCrashed as error:  # a query of our own that does this is our fault: 500
        raise TooDemanding(_TOO_DEMANDING) from error


async def _send(
    site: Site, asked: _Asked, arrival: Arrival, figures: Figures, started: float
) -> AsyncGenerator[bytes]:
    """Return the pieces of an answer; an error breaks the transfer off, so that it is seen."""
    held = bytearray()
    try:
        async for piece in arrival.rest():
            if len(held) <= site.answers.largest:
                held += piece
            yield piece
        _keep(site, asked, bytes(held))
    except TripsGraphError as error:
        logger.info("answer broken off reason=%s", error)
        figures.failed(error)
        raise
    finally:
        figures.query_seconds(perf_counter() - started)
        await arrival.aclose()


def _keep(site: Site, asked: _Asked, body: bytes) -> None:
    if asked.is_repeatable:
        site.answers.keep(asked.etag, body)


class _Sent(StreamingResponse):
    """A streamed answer that is closed in any case, also where its client leaves."""

    def __init__(self, pieces: AsyncGenerator[bytes], headers: Mapping[str, str]) -> None:
        super().__init__(pieces, headers=headers)
        self._pieces = pieces

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the answer."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            await self._pieces.aclose()
