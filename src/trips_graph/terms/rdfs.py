"""Generated from ontology/ by tools/generate.py; do not edit.

The namespace <http://www.w3.org/2000/01/rdf-schema#>.
"""
# fmt: off

from typing import Final

from pyoxigraph import NamedNode

comment: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#comment")
domain: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#domain")
isDefinedBy: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#isDefinedBy")
label: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
range: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#range")
seeAlso: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#seeAlso")
subClassOf: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")
subPropertyOf: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#subPropertyOf")
