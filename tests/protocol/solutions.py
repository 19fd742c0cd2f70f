"""Answers compared as the specification demands: bags or lists of solutions, graphs, truth.

Blank nodes are equal where one renaming of them makes all equal (RDF 1.1 Concepts, 3.6). Numbers
are compared by datatype and value, since an engine may write the same number otherwise.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
    parse,
    parse_query_results,
)

_RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS = tuple(_XSD + name for name in ("integer", "decimal", "double", "float"))

Term = NamedNode | BlankNode | Literal | Triple | None
Row = tuple[Term, ...]
Renaming = Mapping[BlankNode, BlankNode]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in terms: columns by name and rows; a graph has no columns, truth no rows."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    ordered: bool = False
    boolean: bool | None = None


def read_answer(body: bytes, media_type: str) -> Answer:
    """Return the answer in the bytes of a response or of a file with the expected results."""
    if media_type == "text/csv":
        return _read_csv(body)
    if results := QueryResultsFormat.from_media_type(media_type):
        found = parse_query_results(body, results)
        if isinstance(found, QueryBoolean):
            return Answer((), (), boolean=bool(found))
        names = sorted(variable.value for variable in found.variables)
        return Answer(tuple(names), tuple(tuple(row[name] for name in names) for row in found))
    form = RdfFormat.from_media_type(media_type)
    assert form is not None, media_type
    triples = {quad.triple for quad in parse(body, format=form, base_iri="http://a.example/")}
    return Answer((), tuple((t.subject, t.predicate, t.object) for t in triples))


def read_expected(body: bytes, iri: str) -> Answer:
    """Return the answer that a file of the suite holds, in whatever format it is written."""
    ending = iri.rpartition(".")[2]
    if results := QueryResultsFormat.from_extension(ending):
        return read_answer(body, results.media_type.partition(";")[0])
    form = RdfFormat.from_extension(ending)
    assert form is not None, iri
    store = Store()
    store.load(body, format=form, base_iri=iri)
    if store.query(f"ASK {{ ?s a <{_RS}ResultSet> }}"):
        return _read_result_set(store)
    return Answer((), tuple((quad.subject, quad.predicate, quad.object) for quad in store))


def same(expected: Answer, actual: Answer, lax: bool = False) -> bool:
    """Return whether both answers are one; `lax` lets rows that repeat be fewer (REDUCED)."""
    if (expected.columns, expected.boolean) != (actual.columns, actual.boolean):
        return False
    wanted = [tuple(map(_plain, row)) for row in expected.rows]
    found = [tuple(map(_plain, row)) for row in actual.rows]
    if lax:
        return set(wanted) == set(found) and len(found) <= len(wanted)
    if expected.ordered:
        return _match(wanted, found, {}, reach=1)
    return _mask(wanted) == _mask(found) and _match(*_apart(wanted, found), {})


def _apart(wanted: list[Row], found: list[Row]) -> tuple[list[Row], list[Row]]:
    """Return the rows of both that hold blank nodes; the others are equal by their mask."""
    return [row for row in wanted if _blank(row)], [row for row in found if _blank(row)]


def _blank(row: Row) -> bool:
    return any(isinstance(term, BlankNode) for term in row)


def _mask(rows: Iterable[Row]) -> Counter[Row]:
    one = BlankNode("x")
    return Counter(tuple(one if isinstance(t, BlankNode) else t for t in row) for row in rows)


def _match(wanted: list[Row], found: list[Row], renaming: Renaming, reach: int = 10**6) -> bool:
    """Return whether a renaming makes both one; in a list only the first can be the next."""
    if not wanted or not found:
        return not wanted and not found
    for place, row in enumerate(found[:reach]):
        longer = _rename(wanted[0], row, renaming)
        rest = found[:place] + found[place + 1 :]
        if longer is not None and _match(wanted[1:], rest, longer, reach):
            return True
    return False


def _rename(wanted: Row, found: Row, renaming: Renaming) -> Renaming | None:
    longer = dict(renaming)
    for one, other in zip(wanted, found, strict=True):
        if isinstance(one, BlankNode) and isinstance(other, BlankNode):
            if longer.setdefault(one, other) != other:
                return None
        elif one != other:
            return None
    return longer if len(set(longer.values())) == len(longer) else None


def _plain(term: Term) -> Term:
    if isinstance(term, Literal) and term.datatype.value in _NUMBERS:
        return Literal(_number(term), datatype=term.datatype)
    return term


def _number(term: Literal) -> str:
    try:
        if term.datatype.value.endswith(("double", "float")):
            return repr(float(term.value))
        return str(Decimal(term.value).normalize())
    except (ValueError, InvalidOperation):
        return term.value


def _read_csv(body: bytes) -> Answer:
    """Return CSV as rows of plain literals, and of blank nodes where a cell has their mark."""
    columns, *lines = csv.reader(io.StringIO(body.decode(), newline=""))
    order = sorted(range(len(columns)), key=columns.__getitem__)
    rows = (tuple(_cell(line[place]) for place in order) for line in lines)
    return Answer(tuple(columns[place] for place in order), tuple(rows))


def _cell(text: str) -> Term:
    return BlankNode(text.removeprefix("_:")) if text.startswith("_:") else Literal(text)


def _read_result_set(store: Store) -> Answer:
    """Return results that are written in the vocabulary of the working group."""
    truth = _values(store, f"SELECT ?x {{ ?s <{_RS}boolean> ?x }}")
    if truth:
        return Answer((), (), boolean=truth[0] in ("true", "1"))
    names = sorted(_values(store, f"SELECT DISTINCT ?x {{ ?s <{_RS}resultVariable> ?x }}"))
    rows: dict[object, tuple[int, dict[str, Term]]] = {}
    for row in _solutions(store):
        _, cells = rows.setdefault(row[0], (int(getattr(row[1], "value", 0)), {}))
        if isinstance(row[2], Literal):
            cells[row[2].value] = row[3]
    ordered = any(place for place, _ in rows.values())
    sorted_rows = sorted(rows.values(), key=lambda item: item[0])
    return Answer(
        tuple(names),
        tuple(tuple(cells.get(name) for name in names) for _, cells in sorted_rows),
        ordered,
    )


def _solutions(store: Store) -> list[Row]:
    query = f"""PREFIX rs: <{_RS}> SELECT ?row ?index ?variable ?value {{
      ?s rs:solution ?row . OPTIONAL {{ ?row rs:index ?index }}
      OPTIONAL {{ ?row rs:binding ?b . ?b rs:variable ?variable ; rs:value ?value }} }}"""
    return _select(store, query)


def _values(store: Store, query: str) -> list[str]:
    return [str(getattr(row[0], "value", "")) for row in _select(store, query)]


def _select(store: Store, query: str) -> list[Row]:
    found = store.query(query)
    assert isinstance(found, QuerySolutions)
    return [tuple(row) for row in found]
