"""Generated from ontology/ by tools/generate.py; do not edit.

The namespace <http://www.w3.org/2002/07/owl#>.
"""
# fmt: off

from typing import Final

from pyoxigraph import NamedNode

AnnotationProperty: Final = NamedNode("http://www.w3.org/2002/07/owl#AnnotationProperty")
Class: Final = NamedNode("http://www.w3.org/2002/07/owl#Class")
DatatypeProperty: Final = NamedNode("http://www.w3.org/2002/07/owl#DatatypeProperty")
ObjectProperty: Final = NamedNode("http://www.w3.org/2002/07/owl#ObjectProperty")
sameAs: Final = NamedNode("http://www.w3.org/2002/07/owl#sameAs")
