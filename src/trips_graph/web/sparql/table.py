"""The answer to a query as a page has it: its first rows, and the addresses of the whole of it.

An IRI is shown by its label, and as a query names it; a literal with its language or its datatype.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlencode

from pyoxigraph import Literal, NamedNode

from trips_graph.formats import GRAPH_FORMATS, RESULT_FORMATS, Format, GraphFormat
from trips_graph.web.labels import Labels, read_labels
from trips_graph.web.querying.engine import Question, Rows, Term
from trips_graph.web.reader import Reader
from trips_graph.web.shown import Shown
from trips_graph.web.sparql.names import find_prefixes, write_name

LONGEST_ADDRESS = 7_000
"""Characters of an address that everything on its way takes."""
_MOST_LABELLED = 400
_NUMBERS = ("xsd:integer", "xsd:decimal", "xsd:double", "xsd:float")
_DATES = ("xsd:date", "xsd:dateTime", "xsd:gYear", "xsd:gYearMonth")


@dataclass(frozen=True, slots=True)
class Cell:
    """A term in a table: how it is shown, its name in a query, and its kind for the style sheet.

    The name is "" where it is what is shown already.
    """

    shown: Shown
    name: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Download:
    """The whole answer in one format, and where it is."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """What is shown of an answer; `more` is whether rows follow, `boolean` the answer to ASK."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    more: bool
    boolean: bool | None
    is_graph: bool
    downloads: tuple[Download, ...]


def make_table(reader: Reader, question: Question, rows: Rows) -> AnswerTable:
    """Return an answer as a page shows it; from a worker thread, as all pages are made."""
    labels = _read_labels(reader, rows)
    prefixes = find_prefixes(reader.site)
    is_graph = isinstance(question.form, GraphFormat)
    return AnswerTable(
        columns=rows.variables,
        rows=tuple(
            tuple(None if term is None else _cell(reader, term, labels, prefixes) for term in row)
            for row in rows.rows
        ),
        more=rows.more,
        boolean=rows.boolean,
        is_graph=is_graph,
        downloads=tuple(_downloads(reader, question, _forms(is_graph, rows))),
    )


def _read_labels(reader: Reader, rows: Rows) -> Labels:
    """Return the labels of our things in these rows, but for those that every page knows."""
    home, known = reader.site.iri("id/"), reader.site.vocabulary
    nodes = dict.fromkeys(
        term
        for row in rows.rows
        for term in row
        if isinstance(term, NamedNode) and term.value.startswith(home) and term.value not in known
    )
    if not nodes:
        return {}
    shown = islice(nodes, _MOST_LABELLED)
    found = reader.site.ask_about("labels-of", shown, 10 * _MOST_LABELLED)
    return read_labels(found, reader.language)


def _cell(reader: Reader, term: Term, labels: Labels, prefixes: Mapping[str, str]) -> Cell:
    shown = reader.show(term, labels)
    if isinstance(term, NamedNode):
        name = write_name(term.value, prefixes)
        return Cell(shown, "" if name.strip("<>") == shown.text else name)
    if isinstance(term, Literal) and shown.datatype in _NUMBERS:
        return Cell(shown, kind="number")
    return Cell(shown, kind="date" if shown.datatype in _DATES else "")


def _forms(is_graph: bool, rows: Rows) -> Iterable[Format]:
    if is_graph:
        return GRAPH_FORMATS
    return (form for form in RESULT_FORMATS if form.boolean or rows.boolean is None)


def _downloads(reader: Reader, question: Question, forms: Iterable[Format]) -> Iterable[Download]:
    """Return where the whole answer is; nothing where the query is too long for an address."""
    fields = [("query", question.query)]
    fields += [("default-graph-uri", graph) for graph in question.default_graphs or ()]
    fields += [("named-graph-uri", graph) for graph in question.named_graphs or ()]
    for form in forms:
        address = reader.at("/sparql") + "?" + urlencode([*fields, ("format", form.name)])
        if len(address) <= LONGEST_ADDRESS:
            yield Download(form.title, address)
