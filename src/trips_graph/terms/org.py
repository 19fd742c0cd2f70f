"""Generated from ontology/ by tools/generate.py; do not edit.

The namespace <http://www.w3.org/ns/org#>.
"""
# fmt: off

from typing import Final

from pyoxigraph import NamedNode

Organization: Final = NamedNode("http://www.w3.org/ns/org#Organization")
unitOf: Final = NamedNode("http://www.w3.org/ns/org#unitOf")
