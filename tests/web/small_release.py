"""A small invented release for the tests of the web room: every fact in it is made up.

It has the shape of a real one (manifest, dumps, findings, store), and it holds hostile text: script
tags, quotes, marks of writing direction, a label of 10,000 characters, a `javascript:` address.
"""

import gzip
import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse, serialize

from trips_graph.iris import Iris
from trips_graph.model.graph import NamedGraph
from trips_graph.model.release import (
    INDEX,
    MANIFEST,
    STORE,
    Artefact,
    Release,
    ReleaseManifest,
)
from trips_graph.releases.index.write import write_index
from trips_graph.settings import resources
from trips_graph.terms import PREFIXES

BASE = "https://example.org/trips/"
HOSTILE = "<script>alert(1)</script> \"'&\u202egnp.exe\u202c <img src=x onerror=alert(2)>"
LONG = "Very long name " * 667
MEMBERS = 130
ID = "2031-10-02"
OLDER = "2031-07-01"

_ONTOLOGY = ("trips.ttl", "concepts.ttl", "alignments.ttl")
_CONTEXT = {"@context": {**PREFIXES, "title": {"@id": "dcterms:title"}}}
_DATA = Path(__file__).with_name("invented.ttl")


def build_small_release(folder: Path) -> Release:
    """Return the invented release, written into an empty folder."""
    quads = sorted(set(_quads()), key=str)
    store = Store(str(folder / STORE))
    store.bulk_extend(quads)
    store.optimize()
    store.flush()
    del store
    triples = [Triple(quad.subject, quad.predicate, quad.object) for quad in quads]
    turtle = serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""
    nquads = serialize(quads, format=RdfFormat.N_QUADS) or b""
    context = (resources() / "ontology" / "context.jsonld").read_bytes()
    write_index(_graphs(quads), Iris(BASE), folder)
    index = (folder / INDEX).read_bytes()
    files = {
        INDEX: ("application/vnd.sqlite3", index, "Index"),
        "context.jsonld": ("application/ld+json", context, "Context"),
        "dataset.nq": ("application/n-quads", nquads, "N-Quads"),
        "dataset.ttl": ("text/turtle", turtle, "Turtle"),
        "dataset.ttl.gz": ("application/gzip", gzip.compress(turtle, mtime=0), "Turtle, packed"),
        "findings.json": ("application/json", _encode(_FINDINGS), "Findings"),
        "shacl-report.json": ("application/json", _encode(_RESULTS), "Results of the shapes"),
    }
    artefacts = tuple(_write(folder, path, *parts) for path, parts in sorted(files.items()))
    counts = {"reports": 2, "activities": 4, "triples": len(quads), HOSTILE: 1}
    manifest = ReleaseManifest(ID, BASE, "test", counts, artefacts)
    (folder / MANIFEST).write_bytes(manifest.encode())
    return Release(folder, manifest)


def build_older_files(folder: Path, release_id: str) -> None:
    """Write the files of a release of before into an empty folder, one of them unlisted."""
    artefact = _write(folder, "dataset.nt", "application/n-triples", b"<a:a> <a:b> 1 .", "Older")
    (folder / "unlisted.txt").write_text("not published")
    manifest = ReleaseManifest(release_id, BASE, "test", {}, (artefact,))
    (folder / MANIFEST).write_bytes(manifest.encode())


def _graphs(quads: Iterable[Quad]) -> Iterator[NamedGraph]:
    """Yield the graphs of sorted quads as stages hand them on."""
    held: dict[str, list[str]] = {}
    for quad in quads:
        held.setdefault(str(quad.graph_name).strip("<>"), []).append(f"{quad} .")
    for iri, lines in held.items():
        yield NamedGraph(iri, tuple(lines))


def _quads() -> Iterator[Quad]:
    graph = NamedNode(BASE + "id/graph/report-9000001")
    text = _DATA.read_text("utf-8").replace("HOSTILE", _escaped(HOSTILE)).replace("LONG", LONG)
    for quad in parse(text.replace("UNBROKEN", "x" * 400), format=RdfFormat.TURTLE):
        yield Quad(quad.subject, quad.predicate, quad.object, graph)
    for number in range(MEMBERS):
        member = NamedNode(f"{BASE}id/member/M{number:03}")
        yield Quad(member, _iri("rdf", "type"), _iri("tg", "Member"), graph)
        label = Literal(f"Invented Member {number:03}", language="en")
        yield Quad(member, _iri("rdfs", "label"), label, graph)
        activity = NamedNode(f"{BASE}id/activity/9000001-1")
        yield Quad(member, _iri("dcterms", "relation"), activity, graph)
    vocabulary = NamedNode(BASE + "id/graph/vocabulary")
    for triple in _vocabulary():
        yield Quad(triple.subject, triple.predicate, triple.object, vocabulary)


def _vocabulary() -> Iterator[Quad]:
    for name in _ONTOLOGY:
        yield from parse((resources() / "ontology" / name).read_bytes(), format=RdfFormat.TURTLE)


def _iri(prefix: str, name: str) -> NamedNode:
    return NamedNode(PREFIXES[prefix] + name)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _encode(value: object) -> bytes:
    return json.dumps(value, indent=1).encode()


def _write(folder: Path, path: str, media_type: str, body: bytes, title: str) -> Artefact:
    (folder / path).write_bytes(body)
    return Artefact(path, media_type, len(body), sha256(body).hexdigest(), title)


_FINDINGS = [
    {
        "document": "9000001",
        "line": 41,
        "code": "name-unresolved",
        "severity": "warning",
        "message": HOSTILE,
    },
    {
        "document": "9000002",
        "line": None,
        "code": "table-not-visible",
        "severity": "info",
        "message": "The page ends before its table of programmes.",
    },
]
_RESULTS = [
    {
        "severity": "Warning",
        "focus_node": BASE + "id/activity/9000001-2",
        "path": PREFIXES["tg"] + "beneficiaryStatus",
        "message": "No beneficiary.",
        "value": "javascript:alert(5)",
        "constraint": PREFIXES["sh"] + "HasValueConstraintComponent",
        "source_shape": "https://w3id.org/trips-graph/shapes#Activity-status",
        "place": "9000001, line 42",
    },
]
