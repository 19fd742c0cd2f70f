"""Generated from ontology/ by tools/generate.py; do not edit.

The namespace <http://www.w3.org/1999/02/22-rdf-syntax-ns#>.
"""
# fmt: off

from typing import Final

from pyoxigraph import NamedNode

langString: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#langString")
type: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
