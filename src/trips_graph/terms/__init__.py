"""Generated from ontology/ by tools/generate.py; do not edit.

One namespace a module, one term a line: `tg.Report` is <https://w3id.org/trips-graph/def#Report>.
"""
# fmt: off

from typing import Final

from trips_graph.terms import dcat, dcterms, foaf, oa, org, owl, prov, rdf, rdfs, sd, sh, skos, spdx, tg, vcard, void, vs, xsd

__all__ = ["PREFIXES", "dcat", "dcterms", "foaf", "oa", "org", "owl", "prov", "rdf", "rdfs", "sd", "sh", "skos", "spdx", "tg", "vcard", "void", "vs", "xsd"]

PREFIXES: Final[dict[str, str]] = {
    "tg": "https://w3id.org/trips-graph/def#",
    "bibo": "http://purl.org/ontology/bibo/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vann": "http://purl.org/vocab/vann/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "void": "http://rdfs.org/ns/void#",
    "vs": "http://www.w3.org/2003/06/sw-vocab-status/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
