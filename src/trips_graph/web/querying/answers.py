"""Answers to SPARQL queries, over one open store, in every format of `formats`.

The query workers and `trips-graph query` both call this module. It has no part in HTTP or in
processes, and it sets no limit of time: callers with queries of strangers run it in a worker.
"""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, BinaryIO, Protocol, cast

from pyld import jsonld
from pyoxigraph import (
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
    Variable,
    serialize,
)

from trips_graph.errors import BadInput, BadQuery, NotARelease
from trips_graph.formats import (
    JSON,
    JSON_LD,
    RDF_XML,
    TURTLE,
    XML,
    Format,
    GraphFormat,
    ResultFormat,
    compact,
    sort_prefixes,
)
from trips_graph.model.release import Release
from trips_graph.web.querying.context import Serialisation
from trips_graph.web.querying.engine import OwnQuestion, Rows, Term, TooDemanding
from trips_graph.web.querying.guard import names_dataset
from trips_graph.web.querying.reasons import say_reason

Result = QuerySolutions | QueryBoolean | Iterable[Triple]

TOO_DEMANDING = "the answer needs too much memory, or is nested too deep; ask for less"
_POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_NOT_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_XML_NAME = re.compile(r"[^\W\d][\w.\-]*\Z")
_LONGEST_REASON = 300
_COMPACTED = 500
"""How many triples are made compact JSON-LD at a time."""
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


class Output(Protocol):
    """What an answer is written to."""

    def write(self, data: bytes, /) -> int:
        """Return how many bytes were taken."""


class Asked(Protocol):
    """A query and the dataset that the protocol names for it; None and None leave it the query's.

    The default graph of a query that names no dataset is the union of all graphs.
    """

    @property
    def query(self) -> str:
        """The text."""

    @property
    def default_graphs(self) -> tuple[str, ...] | None:
        """The graphs of the default graph."""

    @property
    def named_graphs(self) -> tuple[str, ...] | None:
        """The named graphs."""


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


def write_answer(
    store: Store, asked: Asked, form: Format | None, serialisation: Serialisation, output: Output
) -> None:
    """Write the answer, row by row as it is found; without a format JSON for results, Turtle else.

    Errors: `BadQuery` (with line and column where the syntax is at fault), `FormatUnfit`,
    `TooDemanding`.
    """
    try:
        result = _evaluate(store, asked)
        form = form or (TURTLE if isinstance(result, QueryTriples) else JSON)
        write_result(result, form, serialisation, output)
    except SyntaxError as error:
        raise read_syntax_error(error, asked.query) from error
    except (MemoryError, RecursionError) as error:
        raise TooDemanding(TOO_DEMANDING) from error
    except (RuntimeError, ValueError) as error:
        raise BadQuery(str(error)[:_LONGEST_REASON]) from error
    except OSError as error:
        if error.errno is not None:  # the system's, of what is written to
            raise
        raise BadQuery(str(error)[:_LONGEST_REASON]) from error  # a server that SERVICE asked


def write_result(
    result: Result, form: Format, serialisation: Serialisation, output: Output
) -> None:
    """Write what a query gave in a format. Errors: `FormatUnfit`."""
    _refuse_unfit(result, form)
    checked = _Checked(output, form)
    if isinstance(result, QuerySolutions | QueryBoolean):
        assert isinstance(form, ResultFormat)  # the others were refused
        result.serialize(cast(BinaryIO, checked), format=form.engine)
    else:
        assert isinstance(form, GraphFormat)  # the others were refused
        _write_triples(result, form, serialisation, checked)


def read_rows(store: Store, question: OwnQuestion, limit: int, skip: int = 0) -> Rows:
    """Return at most `limit` rows after the first `skip`; of a graph its triples, sorted."""
    return take_rows(_ask_own(store, question), limit, skip)


def take_rows(result: Result, limit: int, skip: int) -> Rows:
    """Return rows of what a query gave; no more than they take is read of it."""
    if isinstance(result, QueryBoolean):
        return Rows((), (), boolean=bool(result))
    if isinstance(result, QuerySolutions):
        names = tuple(variable.value for variable in result.variables)
        terms: Iterator[tuple[Term | None, ...]] = (tuple(solution) for solution in result)
    else:
        names = ("subject", "predicate", "object")
        terms = ((item.subject, item.predicate, item.object) for item in _sorted(result))
    taken = tuple(islice(terms, skip, skip + limit + 1))
    return Rows(names, taken[:limit], more=len(taken) > limit)


def read_syntax_error(error: SyntaxError, query: str = "") -> BadQuery:
    """Return what the engine says of a query that is no SPARQL, with its place where it tells.

    With the query a prefix that is not declared is told by its name.
    """
    found = _POSITION.match(str(error))
    if not found:
        return BadQuery(str(error)[:_LONGEST_REASON])
    line, column = int(found[1]), int(found[2])
    reason = say_reason(" ".join(found[3].split()), query, line, column)
    short = reason if len(reason) <= _LONGEST_REASON else reason[:_LONGEST_REASON] + " …"
    return BadSyntax(short, line, column)


def _ask_own(store: Store, question: OwnQuestion) -> QuerySolutions | QueryBoolean | QueryTriples:
    bound: dict[Variable, Term] = {
        Variable(name): NamedNode(iri) for name, iri in question.bindings.items()
    }
    return store.query(question.query, substitutions=bound or None, use_default_graph_as_union=True)


def _evaluate(store: Store, asked: Asked) -> QuerySolutions | QueryBoolean | QueryTriples:
    if asked.default_graphs is not None or asked.named_graphs is not None:
        return store.query(
            asked.query,
            default_graph=[NamedNode(iri) for iri in asked.default_graphs or ()],
            named_graphs=[NamedNode(iri) for iri in asked.named_graphs or ()],
        )
    return store.query(asked.query, use_default_graph_as_union=not names_dataset(asked.query))


def _refuse_unfit(result: Result, form: Format) -> None:
    if isinstance(result, QueryBoolean):
        fits, kind = isinstance(form, ResultFormat) and form.boolean, "ASK"
    elif isinstance(result, QuerySolutions):
        fits, kind = isinstance(form, ResultFormat), "SELECT"
    else:
        fits, kind = isinstance(form, GraphFormat), "CONSTRUCT or DESCRIBE"
    if not fits:
        raise FormatUnfit(f"the answer to {kind} cannot be written as {form.title}")


def _sorted(triples: Iterable[Triple]) -> list[Triple]:
    found = {str(triple): triple for triple in triples}
    return [found[key] for key in sorted(found)]


def _write_triples(
    triples: Iterable[Triple], form: GraphFormat, serialisation: Serialisation, output: "_Checked"
) -> None:
    if form is JSON_LD:
        _write_json_ld(triples, serialisation, output)
        return
    if form is RDF_XML:
        triples = _namable(triples)
    items = (Quad(*triple) for triple in triples) if form.dataset else triples
    prefixes = dict(serialisation.prefixes) if form.prefixed else None
    serialize(items, cast(BinaryIO, output), format=form.engine, prefixes=prefixes)


def _write_json_ld(
    triples: Iterable[Triple], serialisation: Serialisation, output: "_Checked"
) -> None:
    """Write compact JSON-LD in batches; a node may stand in two, which means the same."""
    context = json.dumps(serialisation.context, indent=1, ensure_ascii=False)
    lead = f'{{\n "@context": {context},\n "@graph": [\n'
    for batch in _batches(triples):
        for node in _compact(batch, serialisation):
            output.write((lead + json.dumps(node, ensure_ascii=False)).encode())
            lead = ",\n"
    output.write(((lead if lead.startswith("{") else "\n") + " ]\n}\n").encode())


def _compact(batch: Iterable[Triple], serialisation: Serialisation) -> list[dict[str, Any]]:
    try:
        nodes: list[dict[str, Any]] = compact(batch, serialisation.context)["@graph"]
    except (jsonld.JsonLdError, OSError) as error:  # OSError: triple terms, of RDF 1.2
        raise FormatUnfit(f"this graph cannot be written as {JSON_LD.title}") from error
    return nodes


def _batches(triples: Iterable[Triple]) -> Iterator[list[Triple]]:
    rest = iter(triples)
    while batch := list(islice(rest, _COMPACTED)):
        yield batch


def _namable(triples: Iterable[Triple]) -> Iterator[Triple]:
    """RDF/XML writes a predicate as an element: its IRI must end in an XML name."""
    for triple in triples:
        if not _XML_NAME.search(triple.predicate.value):
            raise FormatUnfit(f"RDF/XML cannot write the predicate <{triple.predicate.value}>")
        yield triple


class _Checked:
    """Passes on what the engine writes: prefixes in order, and no letter that XML cannot carry."""

    def __init__(self, output: Output, form: Format) -> None:
        self._output, self._form = output, form
        self._is_xml = form in (XML, RDF_XML)
        self._begins = True

    def write(self, data: Any) -> int:
        """Return how many bytes were taken."""
        if self._is_xml and _NOT_XML.search(data):
            raise FormatUnfit(
                f"{self._form.title} cannot carry a control character of this answer; use JSON"
            )
        if self._begins:
            data, self._begins = sort_prefixes(bytes(data)), False
        self._output.write(data)
        return len(data)

    def flush(self) -> None:
        """Do nothing: whoever gave the output sends it."""
