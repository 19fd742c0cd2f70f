"""Clients of Python: SPARQLWrapper and rdflib's SPARQLStore get what the engine answers."""

from typing import Any, cast

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode
from rdflib.compare import isomorphic
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from rdflib.query import ResultRow
from rdflib.term import Node
from SPARQLWrapper import (
    CSV,
    GET,
    JSON,
    JSONLD,
    N3,
    POST,
    POSTDIRECTLY,
    RDFXML,
    TSV,
    TURTLE,
    URLENCODED,
    XML,
    SPARQLWrapper,
)

from tests.protocol.cases import REPORT
from tests.protocol.clients.questions import ASK, CONSTRUCT, DESCRIBE, SELECT
from tests.protocol.conftest import Engine
from tests.protocol.solutions import Term, read_answer, same

TITLE = rdflib.URIRef("http://purl.org/dc/terms/title")
WAYS = [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)]

pytestmark = pytest.mark.filterwarnings(
    "ignore:ConjunctiveGraph is deprecated"  # SPARQLWrapper 2.0 uses it
)


def _wrapper(server: str, query: str, form: str, way: tuple[str, str] = WAYS[0]) -> Any:
    wrapper = SPARQLWrapper(server + "/sparql")
    wrapper.setMethod(way[0])
    wrapper.setRequestMethod(way[1])
    wrapper.setQuery(query)
    wrapper.setReturnFormat(form)
    return wrapper


@pytest.mark.parametrize("way", WAYS, ids=" ".join)
@pytest.mark.parametrize("form", [JSON, XML, CSV, TSV])
def test_sparqlwrapper_select(server: str, engine: Engine, form: str, way: tuple[str, str]) -> None:
    found = _wrapper(server, SELECT, form, way).query()
    media_type = found.info()["content-type"].partition(";")[0]
    assert form in media_type or form == TSV
    answer = read_answer(found.response.read(), media_type)
    assert same(engine(SELECT, media_type), answer)


@pytest.mark.parametrize("form", [JSON, XML])
def test_sparqlwrapper_ask(server: str, form: str) -> None:
    answer = _wrapper(server, ASK, form).queryAndConvert()
    assert (answer["boolean"] is True) if form == JSON else ("true" in answer.toxml())


@pytest.mark.parametrize("way", WAYS, ids=" ".join)
@pytest.mark.parametrize("form", [TURTLE, N3, RDFXML, XML, JSONLD])
@pytest.mark.parametrize("query", [CONSTRUCT, DESCRIBE])
def test_sparqlwrapper_graphs(
    server: str, engine: Engine, query: str, form: str, way: tuple[str, str]
) -> None:
    answer = _wrapper(server, query, form, way).queryAndConvert()
    graph = (
        rdflib.Graph().parse(data=answer, format="turtle") if isinstance(answer, bytes) else answer
    )
    expected = rdflib.Graph()
    for row in engine(query).rows:
        expected.parse(data=" ".join(map(str, row)) + " .", format="nt")
    assert len(expected) > 5
    assert isomorphic(graph, expected)


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_sparqlstore_asks_and_finds(server: str, engine: Engine, method: str) -> None:
    graph = rdflib.Graph(SPARQLStore(server + "/sparql", method=method))
    report = rdflib.URIRef(REPORT)
    assert (report, TITLE, None) in graph
    assert bool(graph.query(ASK)) is True
    expected = engine(SELECT)
    rows = [tuple(map(_term, cast(ResultRow, row))) for row in graph.query(SELECT)]
    assert rows == [tuple(row[i] for i in _order(expected.columns)) for row in expected.rows]
    described = engine(f"SELECT ?p ?o {{ <{REPORT}> ?p ?o }}").rows
    assert len(set(graph.predicate_objects(report))) == len(set(described))


def test_rdflib_sparqlstore_binds(server: str) -> None:
    graph = rdflib.Graph(SPARQLStore(server + "/sparql"))
    bound = graph.query("SELECT ?t { ?s ?p ?t }", initBindings={"p": TITLE})
    assert len(list(bound)) > 5


def _order(columns: tuple[str, ...]) -> list[int]:
    return [columns.index(name) for name in ("s", "title", "none")]


def _term(node: Node | None) -> Term:
    if node is None:
        return None
    if isinstance(node, rdflib.Literal):
        kind = NamedNode(str(node.datatype)) if node.datatype else None
        return Literal(str(node), datatype=kind, language=node.language)
    return NamedNode(str(node))
