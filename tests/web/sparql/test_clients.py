"""Clients that users have: SPARQLWrapper, rdflib's SPARQLStore, curl."""

import shutil
import subprocess
from typing import Any, cast

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from rdflib.query import ResultRow
from SPARQLWrapper import CSV, JSON, JSONLD, N3, POST, RDFXML, TSV, TURTLE, XML, SPARQLWrapper

REPORT = "https://example.org/trips/id/report/9000001"
SELECT = "SELECT ?s { ?s a <https://w3id.org/trips-graph/def#Report> } ORDER BY ?s"
CONSTRUCT = f"CONSTRUCT {{ <{REPORT}> ?p ?o }} WHERE {{ <{REPORT}> ?p ?o }}"


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # SPARQLWrapper 2.0 uses it
@pytest.mark.parametrize("method", ["GET", POST])
def test_sparqlwrapper(server: str, method: str) -> None:
    wrapper: Any = SPARQLWrapper(server + "/sparql")
    wrapper.setMethod(method)
    wrapper.setQuery(SELECT)
    wrapper.setReturnFormat(JSON)
    found = wrapper.queryAndConvert()
    assert found["results"]["bindings"][0]["s"]["value"] == REPORT
    wrapper.setReturnFormat(CSV)
    assert REPORT.encode() in wrapper.queryAndConvert()
    wrapper.setReturnFormat(TSV)
    assert REPORT.encode() in wrapper.queryAndConvert()
    wrapper.setReturnFormat(XML)
    assert REPORT in wrapper.queryAndConvert().toxml()
    wrapper.setQuery(CONSTRUCT)
    wrapper.setReturnFormat(RDFXML)
    graph = wrapper.queryAndConvert()
    assert len(graph) > 5
    for form in (XML, JSONLD):
        wrapper.setReturnFormat(form)
        assert len(wrapper.queryAndConvert()) == len(graph)
    for form in (TURTLE, N3):
        wrapper.setReturnFormat(form)
        turtle = wrapper.queryAndConvert()
        assert len(rdflib.Graph().parse(data=turtle, format="turtle")) == len(graph)


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_sparqlstore(server: str, method: str) -> None:
    graph = rdflib.Graph(SPARQLStore(server + "/sparql", method=method))
    assert (rdflib.URIRef(REPORT), None, None) in graph
    rows = cast(list[ResultRow], list(graph.query(SELECT)))
    assert str(rows[0]["s"]) == REPORT


@pytest.mark.parametrize(
    ("accept", "told"),
    [("text/turtle", "@prefix"), ("text/html", "<!doctype html>"), ("*/*", "<!doctype")],
)
def test_curl(server: str, accept: str, told: str) -> None:
    curl = shutil.which("curl")
    if curl is None:
        pytest.skip("no curl (Debian: curl)")
    command = [curl, "-sSL", "-H", f"Accept: {accept}", server + "/id/report/9000001"]
    assert told in subprocess.run(command, check=True, capture_output=True, text=True).stdout
