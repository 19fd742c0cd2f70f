"""Answers to SPARQL queries, over one open store, in every format of `formats`.

The query workers and `trips-graph query` both call this module. It has no part in HTTP or in
processes, and it sets no limit of time: callers with queries of strangers run it in a worker.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import islice
from typing import Any, cast

from pyld import jsonld
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
    Variable,
)

from trips_graph.errors import BadInput, BadQuery, NotARelease
from trips_graph.formats import (
    JSON,
    RDF_XML,
    TURTLE,
    XML,
    Format,
    GraphFormat,
    ResultFormat,
    find_format,
    write_graph,
)
from trips_graph.model.release import Release
from trips_graph.web.querying.context import Serialisation, read_own_serialisation
from trips_graph.web.querying.guard import names_dataset

Term = NamedNode | BlankNode | Literal | Triple
Result = QuerySolutions | QueryBoolean | QueryTriples

_POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_NOT_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_XML_NAME = re.compile(r"[^\W\d][\w.\-]*\Z")
_LONGEST_REASON = 300
_REBUILD = "Build the release again: trips-graph build --out DIR"


class BadSyntax(BadQuery):
    """A query that is no SPARQL; `line` and `column` are 1-based."""

    def __init__(self, reason: str, line: int, column: int) -> None:
        super().__init__(reason, line, column)
        self.reason, self.line, self.column = reason, line, column

    def __str__(self) -> str:
        """Return place and reason."""
        return f"line {self.line}, column {self.column}: {self.reason}"


class FormatUnfit(BadInput):
    """An answer that no wanted format can carry."""


class AnswerTooLarge(BadInput):
    """An answer that outgrows the setting `answer_bytes`."""


@dataclass(frozen=True, slots=True)
class AsRows:
    """Wants terms, not bytes: at most `limit` rows after the first `skip`."""

    limit: int
    skip: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """One query and how its answer is wanted.

    `wanted` is in order of preference, formats by name: the first that fits the form of the query
    is taken. `bindings` binds variables to IRIs; the engine wants them in the projection.
    `default_graphs` and `named_graphs` are the protocol's; None and None leave the dataset to the
    query, whose default graph is then the union.
    """

    query: str
    wanted: Sequence[str | AsRows] = (JSON.name, TURTLE.name)
    bindings: Mapping[str, str] = field(default_factory=dict)
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The bytes of an answer, and their media type."""

    body: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Rows:
    """The terms of an answer; `more` is whether rows follow, `boolean` the answer to ASK."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    more: bool = False
    boolean: bool | None = None

    def records(self) -> list[dict[str, Term | None]]:
        """Return each row as a mapping from variable to term."""
        return [dict(zip(self.variables, row, strict=True)) for row in self.rows]


def open_store(release: Release) -> Store:
    """Return the store of a release, opened for reading only.

    Errors: `NotARelease` where the store is missing or the engine cannot open it.
    """
    if not release.store.is_dir():
        raise NotARelease(f"{release.store}: the store of this release is missing. {_REBUILD}")
    try:
        return Store.read_only(str(release.store))
    except (OSError, RuntimeError) as error:  # RuntimeError: RocksDB's "Corruption: …"
        reason = str(error)[:_LONGEST_REASON]
        raise NotARelease(
            f"{release.store}: the store of this release cannot be opened ({reason}). {_REBUILD}"
        ) from error


def answer(
    store: Store,
    query: str,
    form: Format | None = None,
    serialisation: Serialisation | None = None,
    largest: int = 10**12,
) -> Answer:
    """Return the answer to a query; without a format JSON for results and Turtle for graphs.

    Errors: `BadQuery` (with line and column where the syntax is at fault), `FormatUnfit`,
    `AnswerTooLarge` over `largest` bytes.
    """
    question = Question(query, (form.name,)) if form else Question(query)
    written = serialisation or read_own_serialisation()
    return cast(Answer, answer_question(store, question, written, largest))


def answer_question(
    store: Store, question: Question, serialisation: Serialisation, largest: int
) -> Answer | Rows:
    """Return the answer to a question in the first wanted form that fits it; errors as `answer`."""
    try:
        result = _evaluate(store, question)
        form = _choose(result, question.wanted)
        if isinstance(form, AsRows):
            return _rows(result, form)
        if isinstance(result, QueryTriples):
            return _graph(result, form, serialisation, largest)
        return _results(result, form, largest)
    except SyntaxError as error:
        raise _syntax(error) from error
    except (RuntimeError, ValueError) as error:
        raise BadQuery(str(error)[:_LONGEST_REASON]) from error


def _evaluate(store: Store, question: Question) -> Result:
    bindings: dict[Variable, Term] = {
        Variable(name): NamedNode(iri) for name, iri in question.bindings.items()
    }
    given = question.default_graphs is not None or question.named_graphs is not None
    if given:
        return store.query(
            question.query,
            substitutions=bindings or None,
            default_graph=[NamedNode(iri) for iri in question.default_graphs or ()],
            named_graphs=[NamedNode(iri) for iri in question.named_graphs or ()],
        )
    return store.query(
        question.query,
        substitutions=bindings or None,
        use_default_graph_as_union=not names_dataset(question.query),
    )


def _choose(result: Result, wanted: Sequence[str | AsRows]) -> Format | AsRows:
    kind, fits = _fitting(result)
    forms = [form if isinstance(form, AsRows) else find_format(form) for form in wanted]
    for form in forms:
        if isinstance(form, AsRows) or fits(form):
            return form
    names = ", ".join(form.title for form in forms if not isinstance(form, AsRows))
    raise FormatUnfit(f"the answer to {kind} cannot be written as {names or 'what was asked for'}")


def _fitting(result: Result) -> tuple[str, Any]:
    if isinstance(result, QueryTriples):
        return "CONSTRUCT or DESCRIBE", lambda form: isinstance(form, GraphFormat)
    if isinstance(result, QueryBoolean):
        return "ASK", lambda form: isinstance(form, ResultFormat) and form.boolean
    return "SELECT", lambda form: isinstance(form, ResultFormat)


def _rows(result: Result, form: AsRows) -> Rows:
    if isinstance(result, QueryBoolean):
        return Rows((), (), boolean=bool(result))
    if isinstance(result, QueryTriples):
        names: tuple[str, ...] = ("subject", "predicate", "object")
        terms: Iterable[tuple[Term | None, ...]] = sorted(
            {(item.subject, item.predicate, item.object) for item in result}, key=str
        )
    else:
        names = tuple(variable.value for variable in result.variables)
        terms = (tuple(solution) for solution in result)
    taken = tuple(islice(terms, form.skip, form.skip + form.limit + 1))
    return Rows(names, taken[: form.limit], more=len(taken) > form.limit)


def _results(result: QuerySolutions | QueryBoolean, form: Format, largest: int) -> Answer:
    if not isinstance(form, ResultFormat):
        raise FormatUnfit(f"results cannot be written as {form.title}")
    output = _Limited(largest)
    result.serialize(output, format=form.engine)
    return _checked(output.getvalue(), form, largest)


def _graph(
    result: QueryTriples, form: Format, serialisation: Serialisation, largest: int
) -> Answer:
    if not isinstance(form, GraphFormat):
        raise FormatUnfit(f"a graph cannot be written as {form.title}")
    found = {str(triple): triple for triple in result}
    triples = [found[key] for key in sorted(found)]
    if form is RDF_XML:
        _refuse_unnamable(triples)
    try:
        body = write_graph(triples, form, serialisation.prefixes, serialisation.context)
    except jsonld.JsonLdError as error:
        raise FormatUnfit(f"this graph cannot be written as {form.title}") from error
    return _checked(body, form, largest)


def _refuse_unnamable(triples: Iterable[Triple]) -> None:
    """RDF/XML writes a predicate as an element: its IRI must end in an XML name."""
    for triple in triples:
        if not _XML_NAME.search(triple.predicate.value):
            raise FormatUnfit(f"RDF/XML cannot write the predicate <{triple.predicate.value}>")


def _checked(body: bytes, form: Format, largest: int) -> Answer:
    if len(body) > largest:
        raise AnswerTooLarge(_too_large(largest))
    if form in (XML, RDF_XML) and _NOT_XML.search(body):
        raise FormatUnfit(f"{form.title} cannot carry a control character of this answer; use JSON")
    return Answer(body, form.media_type)


def _too_large(largest: int) -> str:
    return f"the answer is larger than {largest:,} bytes; ask for less (LIMIT), or take the dumps"


def _syntax(error: SyntaxError) -> BadQuery:
    found = _POSITION.match(str(error))
    if not found:
        return BadQuery(str(error)[:_LONGEST_REASON])
    reason = " ".join(found[3].split())
    short = reason if len(reason) <= _LONGEST_REASON else reason[:_LONGEST_REASON] + " …"
    return BadSyntax(short, int(found[1]), int(found[2]))


class _Limited(BytesIO):
    """A buffer that refuses to outgrow its limit (a framework hook of `serialize`)."""

    def __init__(self, largest: int) -> None:
        super().__init__()
        self.largest = largest

    def write(self, data: Any) -> int:
        """Return how many bytes were kept."""
        if self.tell() + len(data) > self.largest:
            raise AnswerTooLarge(_too_large(self.largest))
        return super().write(data)
