"""Real clients against a real server process over a release that `build` made."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, TURTLE, SPARQLWrapper

from tests.test_cli import ROWS
from tests.web.conftest import running
from trips_graph.model.release import Release

REPORT = "https://w3id.org/trips-graph/id/report/1000364"
TG = "https://w3id.org/trips-graph/def#"


@pytest.fixture(scope="module")
def address(release: Release) -> Iterator[str]:
    with running(release.folder) as (address, _):
        yield address


def ask(address: str, query: str, form: str) -> Any:
    """Return what SPARQLWrapper makes of the answer to a query."""
    client = SPARQLWrapper(f"{address}/sparql")
    client.setQuery(query)
    client.setReturnFormat(form)
    return client.query().convert()


def test_sparqlwrapper_gets_the_rows_as_filed(
    address: str, programmes: list[dict[str, str]]
) -> None:
    answer = ask(address, ROWS, CSV).decode()
    assert list(csv.DictReader(io.StringIO(answer))) == programmes
    assert len(ask(address, ROWS, JSON)["results"]["bindings"]) == 11


def test_sparqlwrapper_describes_a_report(address: str) -> None:
    answer = ask(address, f"DESCRIBE <{REPORT}>", TURTLE)
    assert len(Graph().parse(data=answer, format="turtle")) > 10


def test_sparqlstore_of_rdflib_reads_the_endpoint(address: str) -> None:
    graph = Graph(SPARQLStore(f"{address}/sparql"))
    assert (URIRef(REPORT), URIRef(f"{TG}reportYear"), None) in graph
    assert len(list(graph.subjects(URIRef(f"{TG}tableState"), None))) == 13


@pytest.mark.parametrize(
    ("accept", "path", "told"),
    [
        ("text/turtle", "/id/report/1000364", "a tg:Report"),
        ("application/ld+json", "/id/activity/1000364-operation-pangea-xi", '"@type": "Activity"'),
        ("application/n-triples", "/id/member/KHM", '"Cambodia"@en'),
        ("application/rdf+xml", "/id/section/1000364-1.1", "<rdf:RDF"),
        ("text/html", "/id/evidence/1000364-86-118", "World Customs Organization (WCO)"),
        ("text/turtle", "/def", "tg:Report a owl:Class"),
        ("*/*", "/data/trips-graph.nt", "<https://w3id.org/trips-graph/id/report/1000364>"),
    ],
)
def test_curl_gets_what_it_accepts(address: str, accept: str, path: str, told: str) -> None:
    curl = shutil.which("curl")
    if curl is None:
        pytest.skip("no curl (Debian: curl)")
    command = [curl, "-sSfL", "-H", f"Accept: {accept}", address + path]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert told in done.stdout
