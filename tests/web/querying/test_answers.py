"""Answers without a server: what `trips-graph query` writes."""

import json
import shutil
from pathlib import Path

import pytest
from pyld import jsonld
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from tests.answering import answer
from trips_graph.errors import BadQuery, NotARelease
from trips_graph.formats import CSV, GRAPH_FORMATS, JSON_LD, N_TRIPLES, RDF_XML, TURTLE, GraphFormat
from trips_graph.model.release import Release
from trips_graph.web.querying.answers import BadSyntax, FormatUnfit, open_store, write_answer
from trips_graph.web.querying.context import read_own_serialisation
from trips_graph.web.querying.direct import DirectQuery
from trips_graph.web.querying.engine import TooDemanding

GRAPH = NamedNode("https://example.org/g")
EVERYTHING = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


@pytest.fixture
def store() -> Store:
    store = Store()
    title = NamedNode("http://purl.org/dc/terms/title")
    for number in range(20):
        thing = NamedNode(f"https://example.org/{number}")
        for graph in (GRAPH, NamedNode("https://example.org/h")):  # the same triple twice
            store.add(Quad(thing, title, Literal(f"Title {number}", language="en"), graph))
    return store


def test_without_a_format_rows_are_json_and_graphs_turtle(store: Store) -> None:
    assert json.loads(answer(store, "SELECT * { ?s ?p ?o }"))["head"]["vars"]
    assert answer(store, EVERYTHING).startswith(b"@prefix")
    assert json.loads(answer(store, "ASK { ?s ?p ?o }"))["boolean"] is True


def test_the_default_graph_is_the_union(store: Store) -> None:
    lines = answer(store, EVERYTHING, N_TRIPLES).splitlines()
    assert len(lines) == 20
    one = "SELECT ?s FROM <https://example.org/g> { ?s ?p ?o }"
    assert len(answer(store, one, CSV).split()) == 21


@pytest.mark.xfail(reason="pyoxigraph 0.5 counts a triple of two graphs twice in the union")
def test_the_union_counts_each_triple_once(store: Store) -> None:
    """Releases keep each triple in one graph only, so it does not show there."""
    assert len(answer(store, "SELECT ?s { ?s ?p ?o }", CSV).split()) == 21


@pytest.mark.parametrize("form", GRAPH_FORMATS)
def test_graphs_are_the_same_bytes_each_time(store: Store, form: object) -> None:
    wanted = next(known for known in GRAPH_FORMATS if known is form)
    first, second = (answer(store, EVERYTHING, wanted) for _ in range(2))
    assert first == second
    assert len(set(parse(first, format=wanted.engine))) == 20


def test_json_ld_is_compact_by_the_published_context(store: Store) -> None:
    document = json.loads(answer(store, EVERYTHING, JSON_LD))
    assert document["@context"] == read_own_serialisation().context
    assert {"@language": "en", "@value": "Title 7"} in [
        node["title"] for node in document["@graph"]
    ]
    quads = jsonld.to_rdf(document, {"format": "application/n-quads"})
    assert len(set(parse(quads.encode(), format=RdfFormat.N_QUADS))) == 20


def test_what_cannot_be_written_is_refused(store: Store) -> None:
    with pytest.raises(FormatUnfit, match="CONSTRUCT or DESCRIBE cannot be written as CSV"):
        answer(store, EVERYTHING, CSV)
    with pytest.raises(FormatUnfit, match="ASK cannot be written as CSV"):
        answer(store, "ASK {}", CSV)
    with pytest.raises(FormatUnfit, match="SELECT cannot be written as Turtle"):
        answer(store, "SELECT * {}", TURTLE)
    with pytest.raises(FormatUnfit, match="predicate"):
        answer(store, "CONSTRUCT { <a:b> <http://example.org/1> 1 } WHERE {}", RDF_XML)


def test_a_term_of_rdf_1_2_is_refused_where_json_ld_has_none(store: Store) -> None:
    query = "CONSTRUCT { <u:a> <u:b> <<( <u:s> <u:p> 'x' )>> } {}"
    assert b"<<" in answer(store, query, N_TRIPLES)
    with pytest.raises(FormatUnfit, match="JSON-LD"):
        answer(store, query, JSON_LD)


def test_a_server_that_service_does_not_reach_is_told(store: Store) -> None:
    with pytest.raises(BadQuery):
        answer(store, "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")


class Full:
    """What is written to a full disk."""

    def __init__(self, error: BaseException) -> None:
        self._error = error

    def write(self, data: bytes) -> int:
        raise self._error


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(28, "No space left on device"), OSError),
        (BrokenPipeError(32, "Broken pipe"), BrokenPipeError),
        (MemoryError(), TooDemanding),
        (RecursionError(), TooDemanding),
    ],
)
@pytest.mark.parametrize("form", [N_TRIPLES, JSON_LD, TURTLE])
def test_what_is_no_fault_of_the_query_keeps_its_name(
    store: Store, error: Exception, told: type[Exception], form: GraphFormat
) -> None:
    with pytest.raises(told) as caught:
        write_answer(store, DirectQuery(EVERYTHING), form, read_own_serialisation(), Full(error))
    assert type(caught.value) is told


def test_mistakes_have_a_place(store: Store) -> None:
    with pytest.raises(BadSyntax, match="line 2, column 8") as caught:
        answer(store, "SELECT * {\n ?s ?p ")
    assert len(str(caught.value)) < 400
    with pytest.raises(BadQuery, match="not supported"):
        answer(store, "SELECT (<a:f>(1) AS ?x) {}")


def test_the_store_of_a_release_is_opened(small_release: Release) -> None:
    assert json.loads(answer(open_store(small_release), "ASK { ?s ?p ?o }"))["boolean"]


def test_a_release_without_its_store_is_no_release(small_release: Release, tmp_path: Path) -> None:
    bare = Release(tmp_path, small_release.manifest)
    with pytest.raises(NotARelease, match="store of this release is missing"):
        open_store(bare)
    bare.store.mkdir()
    with pytest.raises(NotARelease, match="cannot be opened"):
        open_store(bare)


@pytest.mark.parametrize("pattern", ["CURRENT", "MANIFEST-*", "*.sst"])
def test_a_broken_store_is_no_release(small_release: Release, tmp_path: Path, pattern: str) -> None:
    broken = Release(tmp_path, small_release.manifest)
    shutil.copytree(small_release.store, broken.store)
    for file in broken.store.glob(pattern):
        file.write_bytes(b"junk")
    with pytest.raises(NotARelease, match="cannot be opened"):
        open_store(broken)
