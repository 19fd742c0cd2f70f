"""Clients of the command line: curl and rapper get what the engine answers."""

import os
import shutil
import subprocess
from urllib.parse import urlencode

import pytest

from tests.protocol.cases import REPORT
from tests.protocol.clients.questions import (
    ASK,
    CONSTRUCT,
    DESCRIBE,
    DOCUMENT_TYPES,
    GRAPH_TYPES,
    RESULT_TYPES,
    SELECT,
    THING,
)
from tests.protocol.conftest import GRAPH, Engine
from tests.protocol.solutions import Answer, read_answer, same

# What rapper calls a format; for the first four it sends an Accept of its own.
RAPPER = ("turtle", "ntriples", "rdfxml", "guess")
RAPPER_DATASETS = ("trig", "nquads")


def _run(*command: str) -> bytes:
    if shutil.which(command[0]) is None and not os.environ.get("CI"):
        pytest.skip(f"no {command[0]} (Debian: curl, raptor2-utils)")
    return subprocess.run(command, check=True, capture_output=True, timeout=60).stdout


def _curl(*arguments: str) -> tuple[str, Answer]:
    """Return media type and answer of a request by curl."""
    body, _, media_type = _run(
        "curl", "-sS", "--fail-with-body", "-w", "\n%{content_type}", *arguments
    ).rpartition(b"\n")
    kind = media_type.decode().partition(";")[0]
    return kind, read_answer(body, kind)


@pytest.mark.parametrize("media_type", RESULT_TYPES.values())
def test_curl_select(server: str, engine: Engine, media_type: str) -> None:
    asked = ("-H", f"Accept: {media_type}", "--data-urlencode", f"query={SELECT}")
    for way in ((), ("--get",)):
        kind, answer = _curl(*way, *asked, server + "/sparql")
        assert kind == media_type
        assert same(engine(SELECT, media_type), answer)


@pytest.mark.parametrize("name", ["json", "xml"])
def test_curl_ask_by_format(server: str, engine: Engine, name: str) -> None:
    kind, answer = _curl(
        "--data-urlencode", f"query={ASK}", "-d", f"format={name}", f"{server}/sparql"
    )
    assert kind == RESULT_TYPES[name]
    assert same(engine(ASK), answer)


@pytest.mark.parametrize("media_type", GRAPH_TYPES.values())
@pytest.mark.parametrize("query", [CONSTRUCT, DESCRIBE])
def test_curl_graphs(server: str, engine: Engine, query: str, media_type: str) -> None:
    kind, answer = _curl(
        "-H", f"Accept: {media_type}", "-H", "Content-Type: application/sparql-query",
        "--data-binary", query, server + "/sparql",
    )  # fmt: skip
    assert kind == media_type
    assert same(engine(query), answer)


def test_curl_unpacks_whatever_it_is_sent(server: str, engine: Engine) -> None:
    kind, answer = _curl(
        "--compressed", "--get", "--data-urlencode", f"query={SELECT}", server + "/sparql"
    )
    assert same(engine(SELECT, kind), answer)


@pytest.mark.parametrize("media_type", DOCUMENT_TYPES)
def test_curl_follows_a_thing_to_its_document(server: str, engine: Engine, media_type: str) -> None:
    kind, answer = _curl("-L", "-H", f"Accept: {media_type}", server + THING)
    assert kind == media_type
    assert same(_document(server), answer)
    assert set(
        engine(f"CONSTRUCT {{ <{REPORT}> ?p ?o }} WHERE {{ <{REPORT}> ?p ?o }}").rows
    ) <= set(answer.rows)


def test_curl_is_told_a_mistake_by_its_exit_code(server: str) -> None:
    with pytest.raises(subprocess.CalledProcessError) as failed:
        _run("curl", "-sS", "--fail-with-body", "-d", "query=SELECT", server + "/sparql")
    assert failed.value.returncode == 22
    assert b'"status": 400' in failed.value.stdout


@pytest.mark.parametrize("name", RAPPER)
def test_rapper_reads_a_thing(server: str, name: str) -> None:
    found = _run("rapper", "-q", "-i", name, "-o", "ntriples", server + THING)
    assert same(_document(server), read_answer(found, GRAPH))


@pytest.mark.parametrize("name", RAPPER)
@pytest.mark.parametrize("query", [CONSTRUCT, DESCRIBE])
def test_rapper_reads_a_query(server: str, engine: Engine, query: str, name: str) -> None:
    address = f"{server}/sparql?{urlencode({'query': query})}"
    found = _run("rapper", "-q", "-i", name, "-o", "ntriples", address)
    assert same(engine(query), read_answer(found, GRAPH))


@pytest.mark.parametrize("name", RAPPER_DATASETS)
def test_rapper_reads_datasets_by_format(server: str, engine: Engine, name: str) -> None:
    """Raptor 2.0 asks for them by media types that were never registered."""
    address = f"{server}/sparql?{urlencode({'query': CONSTRUCT, 'format': name})}"
    found = _run("rapper", "-q", "-i", name, "-o", "ntriples", address)
    assert same(engine(CONSTRUCT), read_answer(found, GRAPH))


def _document(server: str) -> Answer:
    return _curl("-L", "-H", f"Accept: {GRAPH}", server + THING)[1]
