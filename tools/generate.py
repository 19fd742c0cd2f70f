"""Writes what follows from `ontology/` and `shapes/`: `terms/` and the JSON-LD context.

Both are committed. `--check` writes nothing and exits with 1 where a committed file is not what the
ontology generates.
"""

import argparse
import difflib
import json
import keyword
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from rdflib import OWL, RDF, SH, SKOS, XSD, Graph, URIRef
from rdflib.term import Node

ROOT = Path(__file__).parents[1]
TERMS = Path("src/trips_graph/terms")
CONTEXT = Path("ontology/context.jsonld")

PREFIXES = {
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

# Terms of the languages themselves. An OWL 2 DL ontology may not declare them, so they stand here.
BUILT_IN = (
    "rdf:type", "rdf:langString",
    "rdfs:label", "rdfs:comment", "rdfs:isDefinedBy", "rdfs:subClassOf", "rdfs:subPropertyOf",
    "rdfs:domain", "rdfs:range", "rdfs:seeAlso",
    "owl:Class", "owl:ObjectProperty", "owl:DatatypeProperty", "owl:AnnotationProperty",
    "owl:FunctionalProperty", "owl:NamedIndividual", "owl:Ontology", "owl:deprecated",
    "owl:disjointWith", "owl:sameAs", "owl:versionInfo", "owl:versionIRI",
    "xsd:string", "xsd:boolean", "xsd:integer", "xsd:nonNegativeInteger", "xsd:decimal",
    "xsd:date", "xsd:dateTime", "xsd:gYearMonth", "xsd:gYear", "xsd:hexBinary", "xsd:anyURI",
)  # fmt: skip
BUILT_IN_LINKS = (
    "rdfs:isDefinedBy", "rdfs:seeAlso", "rdfs:subClassOf", "rdfs:subPropertyOf", "owl:sameAs",
)  # fmt: skip

# Terms that only the ontology needs: no code writes or looks for them, so they get no constant.
# Concepts and schemes get none either: `trips_graph.iris.concept` makes their IRIs.
WITHOUT_CONSTANT = (
    "bibo:DocumentPart", "bibo:Report", "owl:FunctionalProperty", "owl:NamedIndividual",
    "owl:Ontology", "owl:disjointWith", "owl:versionInfo", "owl:versionIRI",
    "prov:Entity", "prov:Plan", "prov:wasAttributedTo",
    "vann:preferredNamespacePrefix", "vann:preferredNamespaceUri",
)  # fmt: skip

# Reused terms go by short names in JSON-LD, too; own terms go by their local names.
SHORT_NAMES = {
    "title": "dcterms:title", "identifier": "dcterms:identifier", "issued": "dcterms:issued",
    "description": "dcterms:description", "language": "dcterms:language",
    "rights": "dcterms:rights", "license": "dcterms:license", "publisher": "dcterms:publisher",
    "format": "dcterms:format", "partOf": "dcterms:isPartOf", "Location": "dcterms:Location",
    "page": "foaf:page", "focus": "foaf:focus", "homepage": "foaf:homepage", "name": "foaf:name",
    "primaryTopic": "foaf:primaryTopic", "inDataset": "void:inDataset", "seeAlso": "rdfs:seeAlso",
    "derivedFrom": "prov:wasDerivedFrom", "Organization": "org:Organization",
    "source": "oa:hasSource", "selector": "oa:hasSelector", "exact": "oa:exact",
    "start": "oa:start", "end": "oa:end", "SpecificResource": "oa:SpecificResource",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextPositionSelector": "oa:TextPositionSelector",
    "label": "rdfs:label", "comment": "rdfs:comment", "isDefinedBy": "rdfs:isDefinedBy",
    "subClassOf": "rdfs:subClassOf", "subPropertyOf": "rdfs:subPropertyOf",
    "sameAs": "owl:sameAs", "deprecated": "owl:deprecated", "changeNote": "skos:changeNote",
    "isReplacedBy": "dcterms:isReplacedBy", "versionOf": "dcterms:isVersionOf",
    "prefLabel": "skos:prefLabel", "altLabel": "skos:altLabel", "hiddenLabel": "skos:hiddenLabel",
    "definition": "skos:definition", "example": "skos:example", "notation": "skos:notation",
    "inScheme": "skos:inScheme", "topConceptOf": "skos:topConceptOf", "broader": "skos:broader",
    "exactMatch": "skos:exactMatch", "closeMatch": "skos:closeMatch", "Concept": "skos:Concept",
    "ConceptScheme": "skos:ConceptScheme",
}  # fmt: skip

# A framed document nests what points at its root; JSON-LD writes that as the reverse of a property.
REVERSE_NAMES = {
    "parts": "dcterms:isPartOf", "reported": "tg:reportedIn", "entries": "tg:describes",
    "figures": "tg:about", "document": "foaf:primaryTopic",
}  # fmt: skip

PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
CONSTANTS = (OWL.Class, *PROPERTIES, OWL.NamedIndividual)
KINDS = (*CONSTANTS, SKOS.ConceptScheme, SKOS.Concept)


def main(arguments: list[str] | None = None) -> int:
    """Return the exit code: 1 where `--check` finds a difference."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, tell differences")
    parser.add_argument("--root", type=Path, default=ROOT, help="the repository")
    options = parser.parse_args(arguments)
    files = generate(options.root)
    return _check(options.root, files) if options.check else _write(options.root, files)


def generate(root: Path) -> dict[Path, str]:
    """Return the text of each generated file, by its path in the repository."""
    ontology = read_turtle(root / "ontology")
    shapes = read_turtle(root / "shapes")
    return {**_terms(ontology), CONTEXT: _context(ontology, shapes)}


def read_turtle(folder: Path) -> Graph:
    """Return the union of the Turtle files of a folder."""
    graph = Graph(bind_namespaces="none")
    for path in sorted(folder.glob("*.ttl")):
        graph.parse(path, format="turtle")
    return graph


def declared(ontology: Graph, kinds: Iterable[Node] = KINDS) -> set[str]:
    """Return the IRIs that the ontology declares, own and reused."""
    return {str(term) for kind in kinds for term in ontology.subjects(RDF.type, kind)}


def expand(name: str) -> str:
    """Return the IRI of a prefixed name."""
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def _write(root: Path, files: Mapping[Path, str]) -> int:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
        print(f"wrote {path}")
    return 0


def _check(root: Path, files: Mapping[Path, str]) -> int:
    stale = 0
    for path, text in files.items():
        there = root / path
        old = there.read_text(encoding="utf-8") if there.is_file() else ""
        if old == text:
            continue
        stale = 1
        lines = list(
            difflib.unified_diff(
                old.splitlines(), text.splitlines(), "committed", "generated", n=0, lineterm=""
            )
        )
        print(f"{path} is not what ontology/ and shapes/ generate; run `make generate`.")
        print("\n".join(lines[:20]))
        if len(lines) > 20:
            print(f"... and {len(lines) - 20} more lines")
    return stale


_HEAD = '''\
"""Generated from ontology/ by tools/generate.py; do not edit.

{about}
"""
# fmt: off
'''
_PREFIXES = """
from typing import Final

from trips_graph.terms import {names}

__all__ = ["PREFIXES", {quoted}]

PREFIXES: Final[dict[str, str]] = {{
{table}}}
"""
_NAMESPACE = """
from typing import Final

from pyoxigraph import NamedNode

"""


def _terms(ontology: Graph) -> dict[Path, str]:
    iris = declared(ontology, CONSTANTS) | {expand(name) for name in BUILT_IN}
    iris -= {expand(name) for name in WITHOUT_CONSTANT}
    spaces = {prefix: _namespace(home, iris) for prefix, home in PREFIXES.items()}
    found = {prefix: text for prefix, text in sorted(spaces.items()) if text}
    modules = {TERMS / f"{prefix}.py": text for prefix, text in found.items()}
    return {TERMS / "__init__.py": _package(tuple(found)), **modules}


def _package(names: tuple[str, ...]) -> str:
    about = f"One namespace a module, one term a line: `tg.Report` is <{PREFIXES['tg']}Report>."
    return _HEAD.format(about=about) + _PREFIXES.format(
        names=", ".join(names),
        quoted=", ".join(f'"{name}"' for name in names),
        table="".join(f'    "{prefix}": "{home}",\n' for prefix, home in PREFIXES.items()),
    )


def _namespace(home: str, iris: Iterable[str]) -> str:
    """Return a namespace as a module, or nothing where none of its terms is declared."""
    constants: dict[str, str] = {}
    for iri in sorted(iri for iri in iris if iri.startswith(home)):
        name = _attribute(iri.removeprefix(home))
        if name in constants:
            raise SystemExit(f"{iri} and {constants[name]} would both be {name}")
        constants[name] = iri
    if not constants:
        return ""
    lines = (f'{name}: Final = NamedNode("{iri}")\n' for name, iri in constants.items())
    return _HEAD.format(about=f"The namespace <{home}>.") + _NAMESPACE + "".join(lines)


def _attribute(local: str) -> str:
    """Return a local name as a Python name: a hyphen is an underscore."""
    name = re.sub(r"\W", "_", local)
    return f"{name}_" if keyword.iskeyword(name) else name


def _context(ontology: Graph, shapes: Graph) -> str:
    names = _names(ontology)
    links = {str(iri) for iri in ontology.subjects(RDF.type, OWL.ObjectProperty)}
    links |= {expand(name) for name in BUILT_IN_LINKS}
    known = declared(ontology) | {expand(name) for name in BUILT_IN}
    terms: dict[str, object] = {}
    for name, iri in sorted(names.items()):
        if iri not in known:
            raise SystemExit(f"{iri} has the short name {name} but is not declared")
        datatype = "@id" if iri in links else _only_datatype(shapes, iri)
        short = _shorten(iri)
        terms[name] = {"@id": short, "@type": datatype} if datatype else short
    for name, short in REVERSE_NAMES.items():
        terms[name] = {"@reverse": short, "@type": "@id", "@container": "@set"}
    lines = [
        f"    {json.dumps(name)}: {json.dumps(value)}"
        for name, value in {"@version": 1.1, **PREFIXES, **terms}.items()
    ]
    return '{\n  "@context": {\n' + ",\n".join(lines) + "\n  }\n}\n"


def _names(ontology: Graph) -> dict[str, str]:
    """Return every short name with its IRI: own classes and properties, reused terms."""
    own = {
        str(term).removeprefix(PREFIXES["tg"]): str(term)
        for kind in (OWL.Class, *PROPERTIES)
        for term in ontology.subjects(RDF.type, kind)
        if str(term).startswith(PREFIXES["tg"])
    }
    short = SHORT_NAMES.keys() | REVERSE_NAMES.keys()
    doubles = own.keys() & short | (own.keys() | short) & PREFIXES.keys()
    if doubles:
        raise SystemExit(f"short names with two meanings: {sorted(doubles)}")
    return own | {name: expand(short) for name, short in SHORT_NAMES.items()}


def _only_datatype(shapes: Graph, iri: str) -> str | None:
    """Return how all values of a property are typed, or None where the shapes allow several.

    A string needs no type in JSON-LD, and a text with a language must not have one.
    """
    found: set[Node] = set()
    for shape in shapes.subjects(SH.path, URIRef(iri)):
        found.update(shapes.objects(shape, SH.datatype))
        if shapes.value(shape, SH["or"]) is not None:
            return None
        if shapes.value(shape, SH.nodeKind) == SH.IRI:
            return "@id"
    if len(found) != 1 or found & {XSD.string, RDF.langString}:
        return None
    return _shorten(str(found.pop()))


def _shorten(iri: str) -> str:
    for prefix, home in PREFIXES.items():
        if iri.startswith(home):
            return f"{prefix}:{iri.removeprefix(home)}"
    raise SystemExit(f"{iri} has no prefix")


if __name__ == "__main__":
    sys.exit(main())
