"""The endpoint as a page: a form to write a query, and the first rows of its answer."""

from itertools import islice

from pyoxigraph import (
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from trips_graph.errors import BadQuery
from trips_graph.formats import GRAPH_FORMATS, RESULT_FORMATS, GraphFormat
from trips_graph.model.questions import read_questions
from trips_graph.web.problems import status_of
from trips_graph.web.querying.engine import Question, Rows, Stream, Term
from trips_graph.web.reader import reader_of
from trips_graph.web.site import Site

ROWS_SHOWN = 200
_MOST_READ = 2_000_000


def query_page(site: Site, request: Request) -> Response:
    """Return the form, with a question of ours in it."""
    return _page(site, request, "", None)


async def answer_page(site: Site, request: Request, question: Question, stream: Stream) -> Response:
    """Return the form with the query and the first rows of its answer, which is then dropped."""
    body, is_whole = bytearray(), True
    try:
        async for piece in stream:
            body += piece
            if len(body) > _MOST_READ:
                is_whole = False
                break
    finally:
        await stream.aclose()
    rows = read_first_rows(bytes(body), isinstance(question.form, GraphFormat), is_whole)
    return await run_in_threadpool(_page, site, request, question.query, rows)


def mistake_page(site: Site, request: Request, query: str, error: BadQuery) -> Response:
    """Return the form with the query still in it and, above, what is wrong and where."""
    response = _page(site, request, query, None, str(error))
    response.status_code = status_of(error)
    response.headers["Cache-Control"] = "no-store"
    return response


def read_first_rows(body: bytes, is_graph: bool, is_whole: bool) -> Rows:
    """Return the first rows of an answer in JSON, or the first triples of one in N-Triples."""
    names: tuple[str, ...] = ("subject", "predicate", "object")
    found: list[tuple[Term | None, ...]] = []
    try:
        if is_graph:
            triples = (quad.triple for quad in parse(body, format=RdfFormat.N_TRIPLES))
            found.extend(map(_cells, islice(triples, ROWS_SHOWN + 1)))
        else:
            results = parse_query_results(body, format=QueryResultsFormat.JSON)
            if not isinstance(results, QuerySolutions):
                return Rows((), (), boolean=bool(results))
            names = tuple(variable.value for variable in results.variables)
            found.extend(tuple(row) for row in islice(results, ROWS_SHOWN + 1))
    except SyntaxError:
        if is_whole:  # else it ends where we stopped reading
            raise
    more = len(found) > ROWS_SHOWN or not is_whole
    return Rows(names, tuple(found[:ROWS_SHOWN]), more=more)


def _cells(triple: Triple) -> tuple[Term | None, ...]:
    return triple.subject, triple.predicate, triple.object


def _page(
    site: Site, request: Request, query: str, rows: Rows | None, mistake: str = ""
) -> Response:
    questions = tuple(item for item in read_questions().by_name.values() if item.query)
    return reader_of(request).page(
        "sparql/sparql.html",
        request,
        query=query or questions[0].query,
        rows=rows,
        mistake=mistake,
        request_id=request.state.request_id,
        questions=questions,
        forms=(*RESULT_FORMATS, *GRAPH_FORMATS),
        title="SPARQL answer" if rows else "SPARQL",
    )
