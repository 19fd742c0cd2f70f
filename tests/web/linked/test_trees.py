"""JSON-LD of documents: one tree a thing, the same statements for jsonld.js as for others."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from pyld import jsonld
from pyoxigraph import RdfFormat, parse

from tests.web.conftest import running
from trips_graph import formats
from trips_graph.model.release import Release
from trips_graph.web.linked.views import read_frame

NPM = Path(__file__).parents[2] / "npm"
THINGS = 4
KINDS = {
    "report", "section", "entry", "activity", "figure", "mention", "evidence", "source", "member",
    "place", "organisation", "group", "tool", "rule", "decision", "release", "dataset",
    "distribution", "catalogue", "service", "agent",
}  # fmt: skip
Documents = dict[str, Any]


@pytest.fixture(scope="module")
def reader(release: Release) -> Iterator[httpx.Client]:
    """A client of a server over the release of the shipped data."""
    with running(release.folder) as (address, _), httpx.Client(base_url=address, timeout=60) as it:
        yield it


@pytest.fixture(scope="module")
def things(release: Release) -> list[str]:
    """Some things of each kind, as `kind/key`: the first ones, and those of report 1000364."""
    found: dict[str, list[str]] = {}
    home = release.manifest.base + "id/"
    for quad in parse(path=release.folder / "trips-graph.nq"):
        iri = str(getattr(quad.subject, "value", ""))
        kind, _, key = iri.removeprefix(home).partition("/")
        if iri.startswith(home) and "#" not in key:
            held = found.setdefault(kind, [])
            if f"{kind}/{key}" not in held and (len(held) < THINGS or key == "1000364"):
                held.append(f"{kind}/{key}")
    assert found.keys() >= KINDS
    return [name for names in found.values() for name in names]


@pytest.fixture(scope="module")
def documents(reader: httpx.Client, things: list[str]) -> Documents:
    """The JSON-LD of each of these things, and of their views for search engines."""
    found: Documents = {}
    for thing in things:
        for query in ("", "?_profile=schema", "?_profile=dcat"):
            answer = reader.get(f"/doc/{thing}.jsonld{query}")
            assert answer.status_code == 200 or (query and answer.status_code == 406), thing
            if answer.status_code == 200:
                found[f"/doc/{thing}|{query}"] = answer.json()
    return found


@pytest.fixture(scope="module")
def statements(reader: httpx.Client, documents: Documents) -> dict[str, list[str]]:
    """The same documents in another format: as sorted lines of N-Quads."""
    found = {}
    for name in documents:
        path, _, query = name.partition("|")
        suffix, form = (
            ("ttl", RdfFormat.TURTLE) if "schema" in query else ("nt", RdfFormat.N_TRIPLES)
        )
        content = reader.get(f"{path}.{suffix}{query}").content
        found[name] = sorted(f"{quad.triple} ." for quad in parse(content, format=form))
        assert found[name], name
    return found


def run_node(asked: dict[str, Any]) -> dict[str, Any]:
    """Return what jsonld.js makes of documents (`tests/npm/canonize.mjs`)."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        assert not os.environ.get("CI"), "no node or npm"
        pytest.skip("no node or npm (Debian: nodejs npm)")
    if not (NPM / "node_modules" / "jsonld").is_dir():
        install = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        subprocess.run(install, cwd=NPM, check=True, capture_output=True, timeout=300)
    done = subprocess.run(
        [node, "canonize.mjs"], cwd=NPM, input=json.dumps(asked), check=False,
        capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_jsonld_js_reads_the_same_statements(
    documents: Documents, statements: dict[str, list[str]]
) -> None:
    told = run_node({"documents": documents})
    for name, expected in statements.items():
        canonical = parse(told[name], format=RdfFormat.N_QUADS)
        assert sorted(f"{quad.triple} ." for quad in canonical) == expected, name


def test_pyld_reads_the_same_statements(
    documents: Documents, statements: dict[str, list[str]]
) -> None:
    options = {"algorithm": "URDNA2015", "format": "application/n-quads"}
    for name, expected in statements.items():
        canonical = parse(jsonld.normalize(documents[name], options), format=RdfFormat.N_QUADS)
        assert sorted(f"{quad.triple} ." for quad in canonical) == expected, name


def test_each_document_is_one_tree_with_its_thing_at_the_root(
    release: Release, documents: Documents
) -> None:
    for name, document in documents.items():
        path, _, query = name.partition("|")
        if query != "?_profile=dcat" and not path.startswith("/doc/graph/"):
            assert "@graph" not in document, name
            assert document["@id"] == release.manifest.base + path.replace("/doc/", "id/"), name


def test_a_report_holds_its_parts(documents: Documents) -> None:
    report = documents["/doc/report/1000364|"]
    assert report["@type"] == "Report"
    kinds = [part["@type"] for part in report["parts"]]
    assert (kinds.count("Section"), kinds.count("ProgrammeEntry")) == (5, 11)
    row = next(part for part in report["parts"] if part.get("rowNumber") == "1")
    assert row["describes"]["@type"] == "Activity"
    labels = row["describes"]["beneficiary"]["label"]
    assert next(one["@value"] for one in labels if one["@language"] == "en").startswith("Lao")
    quotes = [item["exact"] for item in row["describes"]["evidence"]["selector"] if "exact" in item]
    assert quotes[0].startswith("1 National Workshop")
    told = [item["@type"] for item in report["reported"] if isinstance(item, dict)]
    assert told.count("ReportedFigure") == 3 and "Activity" in told
    figures = [item for item in report["reported"] if isinstance(item, dict) and "value" in item]
    assert all("selector" in json.dumps(item["evidence"]) or item["evidence"] for item in figures)


def test_an_activity_holds_its_row_and_its_figures(
    documents: Documents, reader: httpx.Client
) -> None:
    operation = reader.get("/doc/activity/1000364-operation-pangea-xi.jsonld").json()
    assert len(operation["figures"]) == 3
    row = reader.get("/doc/activity/1000364-1.jsonld").json()["entries"][0]
    assert row["statedTitle"] == "National Workshop"


def test_the_dataset_is_told_to_search_engines(release: Release, documents: Documents) -> None:
    dataset = documents[f"/doc/release/{release.manifest.id}|?_profile=schema"]
    assert dataset["@type"] == "Dataset" and dataset["version"] == release.manifest.id
    assert dataset["publisher"]["@type"] == "Organization"
    files = {item["encodingFormat"]: item["contentUrl"] for item in dataset["distribution"]}
    assert files["text/turtle"].endswith("/trips-graph.ttl") and len(files) == 5


def test_the_context_of_an_older_release_loses_nothing(release: Release) -> None:
    """It has no names for what points at the root; the tree then says `@reverse`."""
    context = json.loads((release.folder / "context.jsonld").read_text())["@context"]
    older = {name: term for name, term in context.items() if "@reverse" not in str(term)}
    assert len(older) == len(context) - 5
    report = release.manifest.base + "id/report/1000364"
    graph = release.manifest.base + "id/graph/report-1000364"
    quads = parse(path=release.folder / "trips-graph.nq")
    triples = [quad.triple for quad in quads if str(quad.graph_name) == f"<{graph}>"]
    frame = json.loads(read_frame("report")) | {"@context": older}
    tree = formats.frame(triples, report, frame)
    back = parse(json.dumps(tree), format=RdfFormat.JSON_LD)
    assert {str(quad.triple) for quad in back} == {str(triple) for triple in triples}


def test_the_published_frame_makes_the_same_tree(reader: httpx.Client) -> None:
    context = reader.get("/context.jsonld").json()
    frame = reader.get("/frames/report.jsonld").json()
    document = reader.get("/doc/report/1000364.jsonld").json()
    told = run_node({
        "loader": {frame["@context"]: context},
        "documents": {"report": jsonld.flatten(document)},
        "frame": frame,
    })["report"]  # fmt: skip
    assert told["@id"] == document["@id"]
    assert len(told["parts"]) == len(document["parts"])
    assert jsonld.normalize({**told, "@context": context["@context"]}) == jsonld.normalize(document)


def test_frames_are_published_as_they_are(reader: httpx.Client) -> None:
    for name in ("report", "activity", "thing", "schema"):
        answer = reader.get(f"/frames/{name}.jsonld")
        assert answer.headers["content-type"] == "application/ld+json"
        assert answer.json()["@embed"] == "@once"
    for name in ("none", "..%2fcontext", "%2e%2e"):
        assert reader.get(f"/frames/{name}.jsonld").status_code == 404
