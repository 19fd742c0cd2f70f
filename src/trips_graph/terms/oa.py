"""Generated from ontology/ by tools/generate.py; do not edit.

The namespace <http://www.w3.org/ns/oa#>.
"""
# fmt: off

from typing import Final

from pyoxigraph import NamedNode

SpecificResource: Final = NamedNode("http://www.w3.org/ns/oa#SpecificResource")
TextPositionSelector: Final = NamedNode("http://www.w3.org/ns/oa#TextPositionSelector")
TextQuoteSelector: Final = NamedNode("http://www.w3.org/ns/oa#TextQuoteSelector")
end: Final = NamedNode("http://www.w3.org/ns/oa#end")
exact: Final = NamedNode("http://www.w3.org/ns/oa#exact")
hasSelector: Final = NamedNode("http://www.w3.org/ns/oa#hasSelector")
hasSource: Final = NamedNode("http://www.w3.org/ns/oa#hasSource")
start: Final = NamedNode("http://www.w3.org/ns/oa#start")
