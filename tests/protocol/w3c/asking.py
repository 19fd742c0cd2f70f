"""How one W3C test is judged, whoever answers: the server by its protocol, or the engine itself."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

import httpx
from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
)

from tests.protocol.solutions import read_answer, read_expected, same
from tests.protocol.w3c.manifests import Suite, W3cTest, read_query

RESULTS = "application/sparql-results+json"
GRAPH = "application/n-triples"
QUERY = "application/sparql-query"
_READ_AS = {"srx": RESULTS, "srj": RESULTS, "csv": "text/csv", "tsv": "text/tab-separated-values"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A query with its dataset, as the protocol asks it; `accept` is the media type of results."""

    query: str
    default: tuple[str, ...]
    named: tuple[str, ...]
    accept: str


@dataclass(frozen=True, slots=True)
class Told:
    """What came back: the status by the protocol's rules, and the body with its media type."""

    status: int
    media_type: str
    body: bytes


Ask = Callable[[Asked], Told]


def judge(suite: Suite, test: W3cTest, ask: Ask, quiet: str) -> str | None:
    """Return what is wrong with the answer to a test, None where nothing is.

    `quiet` is a graph with data that no test asks: a test without data has it as its named graph,
    so that its default graph is empty.
    """
    told = ask(_asked(suite, test, quiet))
    if "Syntax" in test.kind:
        fine = told.status == (400 if test.kind.startswith("Negative") else 200)
        return None if fine else f"status {told.status}: {told.body[:200]!r}"
    if told.status != 200:
        return f"status {told.status}: {told.body[:200]!r}"
    assert test.result is not None
    expected = read_expected(suite.read(test.result), test.result)
    found = read_answer(told.body, told.media_type)
    return None if same(expected, found, test.lax) else f"{expected}\nbut found\n{found}"


def _asked(suite: Suite, test: W3cTest, quiet: str) -> Asked:
    query = read_query(suite, test)
    ending = (test.result or "").rpartition(".")[2]
    accept = _READ_AS.get(ending, RESULTS)
    if test.default or test.named:
        return Asked(query, test.default, test.named, accept)
    if "FROM" in query.upper() and "Syntax" not in test.kind:
        return Asked(query, (), (), accept)
    return Asked(query, (), (quiet,), accept)


def by_protocol(client: httpx.Client) -> Ask:
    """Return the way through `/sparql` of the server."""

    def ask(asked: Asked) -> Told:
        graphs = [("default-graph-uri", iri) for iri in asked.default]
        graphs += [("named-graph-uri", iri) for iri in asked.named]
        response = client.post(
            "/sparql?" + urlencode(graphs),
            content=asked.query.encode(),
            headers={"Content-Type": QUERY, "Accept": f"{asked.accept}, {RESULTS};q=0.5, {GRAPH}"},
        )
        media_type = response.headers["content-type"].partition(";")[0]
        return Told(response.status_code, media_type, response.content)

    return ask


def by_engine(store: Store) -> Ask:
    """Return the way that asks the engine in this process, without server, guard and format."""

    def ask(asked: Asked) -> Told:
        try:
            return _evaluate(store, asked)
        except (SyntaxError, ValueError, RuntimeError, OSError) as error:
            return Told(400, "text/plain", str(error).encode())

    return ask


def _evaluate(store: Store, asked: Asked) -> Told:
    if asked.default or asked.named:
        found = store.query(
            asked.query,
            default_graph=[NamedNode(iri) for iri in asked.default],
            named_graphs=[NamedNode(iri) for iri in asked.named],
        )
    else:
        found = store.query(asked.query)
    if isinstance(found, QuerySolutions | QueryBoolean):
        form = QueryResultsFormat.from_media_type(asked.accept)
        return Told(200, asked.accept, found.serialize(format=form) or b"")
    return Told(200, GRAPH, found.serialize(format=RdfFormat.N_TRIPLES) or b"")
