"""The SPARQL endpoint: the query operation of the SPARQL 1.1 Protocol, over GET and POST.

https://www.w3.org/TR/sparql11-protocol/ sections 2.1 (query operation) and 2.1.4 (dataset).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import Response

from trips_graph.errors import BadInput, BadQuery, UnknownFormat
from trips_graph.formats import (
    CSV,
    GRAPH_FORMATS,
    JSON,
    JSON_LD,
    N_TRIPLES,
    RDF_XML,
    RESULT_FORMATS,
    TSV,
    TURTLE,
    XML,
    Format,
    find_format,
)
from trips_graph.web.negotiation import rank, wants_page
from trips_graph.web.pages.questions import read_questions
from trips_graph.web.querying.answers import AsRows, Question, Rows
from trips_graph.web.querying.guard import QueryTooLong, check_query
from trips_graph.web.querying.workers import WorkerCrashed
from trips_graph.web.site import Site, SiteOf

router = APIRouter(tags=["SPARQL"])

HTML = "text/html"
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
METHODS = "GET, HEAD, POST, OPTIONS"
ROWS_SHOWN = 200
_TOO_DEMANDING = (
    "the engine cannot evaluate this query: it is nested too deep or needs too much memory; "
    "make it simpler"
)

# Names that clients use beside the registered ones; the answer carries the registered one.
_ALIASES: Mapping[str, Format] = {
    "application/json": JSON,
    "application/xml": XML,
    "text/xml": XML,
    "text/plain": N_TRIPLES,
    "application/x-turtle": TURTLE,
    "application/turtle": TURTLE,
}
# What clients call formats in `format=`, a name of no specification; SPARQLWrapper sends several.
_CALLED: Mapping[str, tuple[str | AsRows, ...]] = {
    "html": (AsRows(ROWS_SHOWN),),
    HTML: (AsRows(ROWS_SHOWN),),
    "json": (JSON.name, JSON_LD.name),
    "xml": (XML.name, RDF_XML.name),
    "rdf+xml": (RDF_XML.name,),
    "json-ld": (JSON_LD.name,),
    "n3": (TURTLE.name,),
}
_ORDER: tuple[Format, ...] = (JSON, TURTLE, XML, CSV, TSV, JSON_LD, N_TRIPLES, RDF_XML)
_REST = tuple(form for form in (*RESULT_FORMATS, *GRAPH_FORMATS) if form not in _ORDER)
_OFFER: Mapping[str, str | AsRows] = {
    **{form.media_type: form.name for form in (*_ORDER, *_REST)},
    **{alias: form.name for alias, form in _ALIASES.items()},
    HTML: AsRows(ROWS_SHOWN),
}


# The routes read their fields themselves (some repeat), so their description stands here.
_FIELDS: Mapping[str, str] = {
    "query": "A SPARQL 1.1 query",
    "default-graph-uri": "A graph of the default graph; may repeat",
    "named-graph-uri": "A named graph; may repeat",
    "format": "json, xml, csv, tsv, turtle, jsonld, ntriples, rdfxml, trig, nquads or html",
}
_TEXT = {"schema": {"type": "string"}}
_GET = {
    "parameters": [
        {"name": name, "in": "query", "description": text, **_TEXT}
        for name, text in _FIELDS.items()
    ]
}
_FORM_SCHEMA = {"type": "object", "properties": {name: {"type": "string"} for name in _FIELDS}}
_POST = {"requestBody": {"content": {FORM: {"schema": _FORM_SCHEMA}, QUERY: _TEXT}}}


class TooDemanding(BadQuery):
    """A query that the engine cannot evaluate in the stack and the memory that it is given."""


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of a request, as pairs: the protocol lets some of them repeat."""

    pairs: tuple[tuple[str, str], ...]

    def every(self, name: str) -> tuple[str, ...]:
        """Return every value of a field."""
        return tuple(value for key, value in self.pairs if key == name)

    def one(self, name: str) -> str | None:
        """Return the value of a field that may stand once; `BadInput` where it stands twice."""
        found = self.every(name)
        if len(found) > 1:
            raise BadInput(f"the field {name!r} stands {len(found)} times; it may stand once")
        return found[0] if found else None


@router.get("/sparql", summary="Ask a query, or get a form to write one", openapi_extra=_GET)
@router.head("/sparql", include_in_schema=False)
async def get_sparql(request: Request, site: SiteOf) -> Response:
    """Return the answer to the query in the address."""
    fields = Fields(_pairs(request.url.query))
    if fields.one("query") is None and wants_page(request.headers.get("accept")):
        return _page(site, request, "", None)
    return await _respond(request, site, fields, fields.one("query"))


@router.post("/sparql", summary="Ask a query by form or as its own body", openapi_extra=_POST)
async def post_sparql(request: Request, site: SiteOf) -> Response:
    """Return the answer to the query in the body."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type == UPDATE:
        raise HTTPException(HTTPStatus.FORBIDDEN, "updates are refused: releases never change")
    if media_type not in (FORM, QUERY):
        raise HTTPException(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"send the query as {FORM} or as {QUERY}"
        )
    body = await _read(request, site.settings.query_characters)
    if media_type == QUERY:
        return await _respond(request, site, Fields(_pairs(request.url.query)), body)
    fields = Fields(_pairs(body))
    if fields.every("update"):
        raise HTTPException(HTTPStatus.FORBIDDEN, "updates are refused: releases never change")
    return await _respond(request, site, fields, fields.one("query"))


@router.options("/sparql", include_in_schema=False)
async def sparql_options() -> Response:
    """Return the methods of the endpoint."""
    return Response(status_code=HTTPStatus.NO_CONTENT, headers={"Allow": METHODS})


async def _respond(request: Request, site: Site, fields: Fields, query: str | None) -> Response:
    if query is None or not query.strip():
        raise BadInput("no query: send query=… by GET, or a query by POST")
    wanted = _wanted(fields.every("format"), request.headers.get("accept"))
    checked = check_query(query, site.settings.query_characters)
    question = Question(
        checked.text,
        wanted,
        default_graphs=_graphs(fields, "default-graph-uri"),
        named_graphs=_graphs(fields, "named-graph-uri"),
    )
    try:
        found = await run_in_threadpool(site.public.ask, question)
    except WorkerCrashed as error:  # a query of our own that does this is our fault: 500
        raise TooDemanding(_TOO_DEMANDING) from error
    if isinstance(found, Rows):
        return _page(site, request, query, found)
    return Response(found.body, headers={"Vary": "Accept"}, media_type=found.media_type)


def _page(site: Site, request: Request, query: str, rows: Rows | None) -> Response:
    questions = tuple(item for item in read_questions().values() if item.query)
    return site.page(
        "sparql.html",
        request,
        query=query or questions[0].query,
        rows=rows,
        questions=questions,
        forms=(*RESULT_FORMATS, *GRAPH_FORMATS),
        title="SPARQL answer" if rows else "SPARQL",
    )


def _wanted(names: Sequence[str], accept: str | None) -> tuple[str | AsRows, ...]:
    if called := [name.strip() for value in names for name in value.split(",")]:
        return _called(called)
    ranked = rank(accept, tuple(_OFFER))
    if not ranked:
        names = ", ".join(form.media_type for form in (*RESULT_FORMATS, *GRAPH_FORMATS))
        raise HTTPException(HTTPStatus.NOT_ACCEPTABLE, f"answers are written as {names}, {HTML}")
    return tuple(_OFFER[media_type] for media_type in ranked)


def _called(names: Sequence[str]) -> tuple[str | AsRows, ...]:
    """Return the formats that are called so; names that we do not know count if all are such."""
    found: list[str | AsRows] = []
    unknown: UnknownFormat | None = None
    for name in names:
        try:
            found.extend(_CALLED.get(name.lower()) or (find_format(name).name,))
        except UnknownFormat as error:
            unknown = error
    if unknown is not None and not found:
        raise unknown
    return tuple(found)


def _graphs(fields: Fields, name: str) -> tuple[str, ...] | None:
    return fields.every(name) or None


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    try:
        return tuple(parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=100))
    except ValueError as error:
        raise BadInput("the fields of the request cannot be read as UTF-8 form data") from error


async def _read(request: Request, longest: int) -> str:
    """Return the body as text; nothing beyond what the longest query can need is read."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > 12 * longest + 10_000:  # a character is 4 bytes, each written %XX
            raise QueryTooLong(
                f"the body is too long; queries of {longest:,} characters are accepted"
            )
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadInput("the query is not UTF-8") from error
