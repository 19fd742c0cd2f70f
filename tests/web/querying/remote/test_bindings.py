"""Bound in the text, our own queries mean what they mean when the engine binds them."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store, Variable

import trips_graph.web
from trips_graph.model.release import Release
from trips_graph.web.querying.remote.bindings import bind

QUERIES = sorted((Path(trips_graph.web.__file__).parent / "queries").glob("*.rq"))
REPORT = "https://w3id.org/trips-graph/id/report/1000364"


@pytest.fixture(scope="module")
def store(release: Release) -> Store:
    return Store.read_only(str(release.store))


def _texts(result: QuerySolutions | QueryBoolean | QueryTriples) -> list[str]:
    assert not isinstance(result, QueryBoolean)
    return sorted(str(item) for item in result)


# What says nothing of a report: it has no parts and no place, it is no passage and no dataset.
_EMPTY = (
    "parts",
    "place",
    "passages-of-line",
    "held-releases",
    "graph-reports",
    "schema-dataset",
    "schema-organisation",
    "schema-activity",
    "completion",
    "question-choices",
    "question-submitters",
)
_UNBOUND = ("graph-size",)  # a variable of it has the name by chance


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_both_ways_of_binding_give_the_same(path: Path, store: Store) -> None:
    query = path.read_text("utf-8")
    for name in ("thing", "graph"):
        if f"?{name}" not in query or path.stem in _UNBOUND:
            continue
        iri = REPORT if name == "thing" else "https://w3id.org/trips-graph/id/graph/vocabulary"
        by_engine = store.query(
            query, substitutions={Variable(name): NamedNode(iri)}, use_default_graph_as_union=True
        )
        by_text = store.query(bind(query, {name: iri}), use_default_graph_as_union=True)
        assert getattr(by_text, "variables", None) == getattr(by_engine, "variables", None)
        found = _texts(by_text)
        assert found == _texts(by_engine)
        assert found or path.stem in _EMPTY


@pytest.mark.parametrize(
    ("query", "bound"),
    [
        ("SELECT ?a { ?a ?b ?ab }", "SELECT (<x:y> AS ?a) { <x:y> ?b ?ab }"),
        ("SELECT DISTINCT ?a WHERE{$a ?b 1}", "SELECT DISTINCT (<x:y> AS ?a) WHERE{<x:y> ?b 1}"),
        ("SELECT (COUNT(?a) AS ?n) {}", "SELECT (COUNT(<x:y>) AS ?n) {}"),
        ("ASK { ?a ?b '?a' }#?a", "ASK { <x:y> ?b '?a' }#?a"),
        ("ASK { ?b <http://a.example/?a> '''?a''' }", "ASK { ?b <http://a.example/?a> '''?a''' }"),
        ("SELECT ?b {} ORDER BY DESC(?a) ?a", "SELECT ?b {} ORDER BY DESC(<x:y>) (<x:y>)"),
        (
            "SELECT ?b { { SELECT ?a { ?a ?b ?c } GROUP BY ?a } FILTER(?a = ?b) } LIMIT 1",
            "SELECT ?b { { SELECT (<x:y> AS ?a) { <x:y> ?b ?c } GROUP BY (<x:y>) }"
            " FILTER(<x:y> = ?b) } LIMIT 1",
        ),
        ("CONSTRUCT { ?a ?b ?c } { ?a ?b ?c }", "CONSTRUCT { <x:y> ?b ?c } { <x:y> ?b ?c }"),
        ("DESCRIBE ?a", "DESCRIBE <x:y>"),
    ],
)
def test_a_variable_becomes_an_iri_as_its_place_wants(query: str, bound: str) -> None:
    assert bind(query, {"a": "x:y"}) == bound


@pytest.mark.parametrize("text", ["x:y> ?p ?o } #", "no iri", "", "x:\ny", "x:y\\u003e"])
def test_only_an_iri_can_be_bound(text: str) -> None:
    with pytest.raises(ValueError, match="IRI"):
        bind("SELECT ?a {}", {"a": text})
