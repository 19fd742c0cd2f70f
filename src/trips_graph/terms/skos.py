"""Generated from ontology/ by tools/generate.py; do not edit.

The namespace <http://www.w3.org/2004/02/skos/core#>.
"""
# fmt: off

from typing import Final

from pyoxigraph import NamedNode

Concept: Final = NamedNode("http://www.w3.org/2004/02/skos/core#Concept")
ConceptScheme: Final = NamedNode("http://www.w3.org/2004/02/skos/core#ConceptScheme")
altLabel: Final = NamedNode("http://www.w3.org/2004/02/skos/core#altLabel")
broader: Final = NamedNode("http://www.w3.org/2004/02/skos/core#broader")
closeMatch: Final = NamedNode("http://www.w3.org/2004/02/skos/core#closeMatch")
definition: Final = NamedNode("http://www.w3.org/2004/02/skos/core#definition")
exactMatch: Final = NamedNode("http://www.w3.org/2004/02/skos/core#exactMatch")
example: Final = NamedNode("http://www.w3.org/2004/02/skos/core#example")
hiddenLabel: Final = NamedNode("http://www.w3.org/2004/02/skos/core#hiddenLabel")
inScheme: Final = NamedNode("http://www.w3.org/2004/02/skos/core#inScheme")
notation: Final = NamedNode("http://www.w3.org/2004/02/skos/core#notation")
prefLabel: Final = NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
topConceptOf: Final = NamedNode("http://www.w3.org/2004/02/skos/core#topConceptOf")
