"""Clients of JavaScript: Comunica and jsonld.js get what the engine answers.

They are installed by `npm ci --prefix tests/npm` (Node 20 or newer); one process asks everything.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest

from tests.protocol.clients.questions import ASK, CONSTRUCT, DESCRIBE, SELECT, THING
from tests.protocol.conftest import GRAPH, RESULTS, Engine
from tests.protocol.solutions import read_answer, same

NPM = Path(__file__).parents[2] / "npm"
# Comunica 5.4 writes members of its own into the JSON of SELECT, and no ASK in XML.
XML = "application/sparql-results+xml"
QUERIES = {SELECT: XML, ASK: RESULTS, CONSTRUCT: GRAPH, DESCRIBE: GRAPH}
COPY = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
SUFFIXES = ("ttl", "nt", "rdf", "jsonld")


def _ask(*questions: object) -> list[bytes]:
    """Return the answers to questions that the script beside package.json understands."""
    if not os.environ.get("CI"):
        if shutil.which("node") is None:
            pytest.skip("no Node (Debian: nodejs)")
        if not (NPM / "node_modules").is_dir():
            pytest.skip("no clients of JavaScript: npm ci --prefix tests/npm --ignore-scripts")
    done = subprocess.run(
        ["node", NPM / "ask.mjs"],
        input=json.dumps(questions).encode(), capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    return [text.encode() for text in json.loads(done.stdout)]


@pytest.mark.parametrize("kind", ["sparql", "found"])
def test_comunica_asks_the_endpoint(server: str, engine: Engine, kind: str) -> None:
    """The kind of source is said, or Comunica finds it by the description of the service."""
    address = server + "/sparql"
    source = {"type": "sparql", "value": address} if kind == "sparql" else address
    answers = _ask(
        *(
            {"client": "comunica", "sources": [source], "query": query, "type": form}
            for query, form in QUERIES.items()
        )
    )
    for (query, form), answer in zip(QUERIES.items(), answers, strict=True):
        assert same(engine(query), read_answer(answer, form)), query


def test_comunica_reads_documents_in_every_format(server: str) -> None:
    document = "/doc" + THING.removeprefix("/id")
    addresses = [server + THING, *(f"{server}{document}.{suffix}" for suffix in SUFFIXES)]
    answers = _ask(
        *(
            {"client": "comunica", "sources": [address], "query": COPY, "type": GRAPH}
            for address in addresses
        )
    )
    expected = read_answer(httpx.get(f"{server}{document}.nt").content, GRAPH)
    for address, answer in zip(addresses, answers, strict=True):
        assert same(expected, read_answer(answer, GRAPH)), address


def test_jsonld_js_reads_documents_and_graphs(server: str, engine: Engine) -> None:
    asked = f"{server}/sparql?{urlencode({'query': CONSTRUCT, 'format': 'jsonld'})}"
    document = "/doc" + THING.removeprefix("/id")
    by_thing, by_suffix, by_query = _ask(
        *(
            {"client": "jsonld", "document": address}
            for address in (server + THING, f"{server}{document}.jsonld", asked)
        )
    )
    expected = read_answer(httpx.get(f"{server}{document}.nt").content, GRAPH)
    for found in (by_thing, by_suffix):
        assert same(expected, read_answer(found, "application/n-quads"))
    assert same(engine(CONSTRUCT), read_answer(by_query, "application/n-quads"))
