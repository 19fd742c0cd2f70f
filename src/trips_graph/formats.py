"""The one table of formats: names, media types, suffixes, and how each is written.

Media types follow the W3C recommendations of each format.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pyld import jsonld
from pyoxigraph import Quad, QueryResultsFormat, RdfFormat, Triple, serialize

from trips_graph.errors import UnknownFormat


@dataclass(frozen=True, slots=True)
class GraphFormat:
    """A serialisation of RDF: whether it holds named graphs, and whether it shortens IRIs."""

    name: str
    title: str
    media_type: str
    suffix: str
    engine: RdfFormat
    dataset: bool = False
    prefixed: bool = False

    @property
    def content_type(self) -> str:
        """The media type, with the charset where the type has that parameter."""
        return _content_type(self.media_type)


@dataclass(frozen=True, slots=True)
class ResultFormat:
    """A serialisation of SPARQL results; `boolean` tells whether it can answer ASK."""

    name: str
    title: str
    media_type: str
    suffix: str
    engine: QueryResultsFormat
    boolean: bool = True

    @property
    def content_type(self) -> str:
        """The media type, with the charset where the type has that parameter."""
        return _content_type(self.media_type)


TURTLE = GraphFormat("turtle", "Turtle", "text/turtle", "ttl", RdfFormat.TURTLE, prefixed=True)
JSON_LD = GraphFormat("jsonld", "JSON-LD", "application/ld+json", "jsonld", RdfFormat.JSON_LD)
N_TRIPLES = GraphFormat("ntriples", "N-Triples", "application/n-triples", "nt", RdfFormat.N_TRIPLES)
RDF_XML = GraphFormat(
    "rdfxml", "RDF/XML", "application/rdf+xml", "rdf", RdfFormat.RDF_XML, prefixed=True
)
N_QUADS = GraphFormat("nquads", "N-Quads", "application/n-quads", "nq", RdfFormat.N_QUADS, True)
TRIG = GraphFormat("trig", "TriG", "application/trig", "trig", RdfFormat.TRIG, True, True)

GRAPH_FORMATS = (TURTLE, JSON_LD, N_TRIPLES, RDF_XML, N_QUADS, TRIG)

JSON = ResultFormat(
    "json", "JSON", "application/sparql-results+json", "json", QueryResultsFormat.JSON
)
XML = ResultFormat("xml", "XML", "application/sparql-results+xml", "xml", QueryResultsFormat.XML)
CSV = ResultFormat("csv", "CSV", "text/csv", "csv", QueryResultsFormat.CSV, False)
TSV = ResultFormat("tsv", "TSV", "text/tab-separated-values", "tsv", QueryResultsFormat.TSV, False)

LOOSE: Mapping[str, GraphFormat] = {
    "application/json": JSON_LD,
    "application/xml": RDF_XML,
    "text/xml": RDF_XML,
}
"""Media types that clients name where they mean a format of RDF; answers carry its own."""

RESULT_FORMATS = (JSON, XML, CSV, TSV)

Format = GraphFormat | ResultFormat
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_TURTLE_PREFIXES = re.compile(rb"(?:@prefix [^\n]*\n)+")
_XML_PREFIXES = re.compile(rb"<rdf:RDF (?P<names>[^>]*)>")

_W3C = "http://www.w3.org/ns/formats/"
_W3C_NAMES = {
    "turtle": "Turtle", "jsonld": "JSON-LD", "ntriples": "N-Triples", "rdfxml": "RDF_XML",
    "nquads": "N-Quads", "trig": "TriG", "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML", "csv": "SPARQL_Results_CSV", "tsv": "SPARQL_Results_TSV",
}  # fmt: skip


def format_iri(form: Format) -> str:
    """Return the IRI of a format, by which VoID and service descriptions call it.

    Source: https://www.w3.org/ns/formats/.
    """
    return _W3C + _W3C_NAMES[form.name]


def find_format(name: str) -> Format:
    """Return the format of that name, suffix or media type.

    Errors: `UnknownFormat` lists the names that there are.
    """
    wanted = name.strip().lower()
    for known in (*RESULT_FORMATS, *GRAPH_FORMATS):
        if wanted in (known.name, known.suffix, known.media_type):
            return known
    names = ", ".join(known.name for known in (*RESULT_FORMATS, *GRAPH_FORMATS))
    raise UnknownFormat(f"no format is called {name!r}; there are {names}")


def _content_type(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def write_graph(
    triples: Iterable[Triple],
    form: GraphFormat,
    prefixes: Mapping[str, str],
    context: Mapping[str, Any],
) -> bytes:
    """Return the triples in a format; the order of the triples is the order of the bytes.

    JSON-LD is compact by the `context` (the value of an `@context`), which stands in the document.
    """
    if form is JSON_LD:
        return _write_compact(triples, context)
    used = dict(prefixes) if form.prefixed else None
    items = (Quad(*triple) for triple in triples) if form.dataset else triples
    written = serialize(items, format=form.engine, prefixes=used)
    assert written is not None  # no output was given, so the bytes are returned
    return sort_prefixes(written) if used else written


def sort_prefixes(written: bytes) -> bytes:
    """Return a document, or its beginning, with its prefixes in order.

    pyoxigraph 0.5 writes them in another order in each process.
    """
    head = _TURTLE_PREFIXES.match(written)
    if head:
        return b"".join(sorted(head[0].splitlines(keepends=True))) + written[head.end() :]
    root = _XML_PREFIXES.search(written)
    if root:
        names = b" ".join(sorted(root["names"].split()))
        return written[: root.start("names")] + names + written[root.end("names") :]
    return written


def compact(triples: Iterable[Triple], context: Mapping[str, Any]) -> dict[str, Any]:
    """Return the triples as a compact JSON-LD document that carries its context."""
    document = jsonld.compact(_nodes(triples), {"@context": context}, {"graph": True})
    return {"@context": context, "@graph": document.get("@graph", [])}


def frame(triples: Iterable[Triple], root: str, pattern: Mapping[str, Any]) -> dict[str, Any]:
    """Return the triples as one JSON-LD tree whose root is the thing of an IRI.

    `pattern` is a JSON-LD frame with its context in it. What the root does not lead to is left out:
    the frame must name each property that leads there in reverse.
    Source: https://www.w3.org/TR/json-ld11-framing/
    """
    tree: dict[str, Any] = jsonld.frame(_nodes(triples), {**pattern, "@id": root})
    return tree


def write_json(document: Mapping[str, Any]) -> bytes:
    """Return a JSON-LD document as bytes."""
    return (json.dumps(document, indent=1, ensure_ascii=False) + "\n").encode()


def _nodes(triples: Iterable[Triple]) -> list[dict[str, Any]]:
    """Return the triples as expanded JSON-LD."""
    written = serialize(triples, format=RdfFormat.JSON_LD)
    assert written is not None  # no output was given, so the bytes are returned
    return [_type_node(node) for node in json.loads(written)]


def _type_node(node: dict[str, Any]) -> dict[str, Any]:
    """Say `@type`, where pyoxigraph's expanded JSON-LD writes rdf:type like any property."""
    types = node.get(_RDF_TYPE, [])
    if not types or any("@id" not in value for value in types):
        return node
    rest = {key: value for key, value in node.items() if key not in ("@id", _RDF_TYPE)}
    return {"@id": node["@id"], "@type": [value["@id"] for value in types], **rest}


def _write_compact(triples: Iterable[Triple], context: Mapping[str, Any]) -> bytes:
    return write_json(compact(triples, context))
