"""The endpoint as a page: a form to write a query, and the first rows of its answer."""

from dataclasses import dataclass
from functools import cache
from importlib import resources as package_files
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
from trips_graph.web.operation.headers import POLICY_WITH_SCRIPTS
from trips_graph.web.problems import status_of
from trips_graph.web.querying.answers import BadSyntax
from trips_graph.web.querying.engine import Question, Rows, Stream, Term
from trips_graph.web.querying.guard import Refused
from trips_graph.web.reader import reader_of
from trips_graph.web.site import Site
from trips_graph.web.sparql.names import find_prefixes
from trips_graph.web.sparql.table import AnswerTable, make_table

ROWS_SHOWN = 200
_MOST_READ = 2_000_000
_FIRST_PREFIXES = ("tg", "dcterms", "rdfs", "skos", "xsd", "member", "organisation")


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a query, in English, and its place where that is known, from 1 on."""

    reason: str
    line: int | None = None
    column: int | None = None


def query_page(request: Request) -> Response:
    """Return the form, with a question of ours in it."""
    return _page(request, "")


async def answer_page(request: Request, question: Question, stream: Stream) -> Response:
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
    return await run_in_threadpool(_answer, request, question, rows)


def mistake_page(request: Request, query: str, error: BadQuery) -> Response:
    """Return the form with the query still in it and, above, what is wrong and where."""
    told = Mistake(str(error))
    if isinstance(error, BadSyntax | Refused):
        told = Mistake(error.reason, error.line, error.column)
    response = _page(request, query, mistake=told)
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


def _answer(request: Request, question: Question, rows: Rows) -> Response:
    table = make_table(reader_of(request), question, rows)
    return _page(request, question.query, table=table)


def _page(
    request: Request,
    query: str,
    table: AnswerTable | None = None,
    mistake: Mistake | None = None,
) -> Response:
    reader = reader_of(request)
    questions = tuple(item for item in read_questions().by_name.values() if item.query)
    page = reader.page(
        "sparql/sparql.html",
        request,
        query=query or questions[0].query,
        is_asked=bool(query),
        table=table,
        mistake=mistake,
        request_id=request.state.request_id,
        questions=questions,
        forms=(*RESULT_FORMATS, *GRAPH_FORMATS),
        editor=find_editor(),
        fresh=_begin_query(reader.site),
        title=reader.gettext("SPARQL answer") if table else "SPARQL",
    )
    page.headers["Content-Security-Policy"] = POLICY_WITH_SCRIPTS
    return page


def _begin_query(site: Site) -> str:
    """Return a query to go on from: the prefixes that most queries need, and no pattern yet."""
    prefixes = find_prefixes(site)
    declared = "".join(f"PREFIX {name}: <{prefixes[name]}>\n" for name in _FIRST_PREFIXES)
    return declared + "SELECT * WHERE {\n  \n}\nLIMIT 100"


@cache
def find_editor() -> str:
    """Return what tells the bundle of the editor from others; "" where it was not made."""
    folder = package_files.files("trips_graph.web") / "static" / "editor"
    stamp = folder / "source.sha256"
    return stamp.read_text("utf-8")[:12] if stamp.is_file() else ""
