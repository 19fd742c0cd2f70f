"""What every client asks: one query of each form, and one thing that has a document."""

from tests.protocol.cases import REPORT

_TITLES = "?s <http://purl.org/dc/terms/title> ?title"
SELECT = f"SELECT ?s ?title ?none {{ {_TITLES} }} ORDER BY ?s ?title"
ASK = f"ASK {{ {_TITLES} }}"
CONSTRUCT = f"CONSTRUCT {{ {_TITLES} }} WHERE {{ {_TITLES} }}"
DESCRIBE = f"DESCRIBE <{REPORT}>"
THING = "/id/report/9000001"

RESULT_TYPES = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
GRAPH_TYPES = {
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "rdfxml": "application/rdf+xml",
    "jsonld": "application/ld+json",
    "trig": "application/trig",
    "nquads": "application/n-quads",
}
DOCUMENT_TYPES = tuple(GRAPH_TYPES[name] for name in ("turtle", "ntriples", "rdfxml", "jsonld"))
