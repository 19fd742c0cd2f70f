"""Generated from ontology/ by tools/generate.py; do not edit.

The namespace <http://www.w3.org/2001/XMLSchema#>.
"""
# fmt: off

from typing import Final

from pyoxigraph import NamedNode

anyURI: Final = NamedNode("http://www.w3.org/2001/XMLSchema#anyURI")
boolean: Final = NamedNode("http://www.w3.org/2001/XMLSchema#boolean")
date: Final = NamedNode("http://www.w3.org/2001/XMLSchema#date")
dateTime: Final = NamedNode("http://www.w3.org/2001/XMLSchema#dateTime")
decimal: Final = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
gYear: Final = NamedNode("http://www.w3.org/2001/XMLSchema#gYear")
gYearMonth: Final = NamedNode("http://www.w3.org/2001/XMLSchema#gYearMonth")
hexBinary: Final = NamedNode("http://www.w3.org/2001/XMLSchema#hexBinary")
integer: Final = NamedNode("http://www.w3.org/2001/XMLSchema#integer")
nonNegativeInteger: Final = NamedNode("http://www.w3.org/2001/XMLSchema#nonNegativeInteger")
string: Final = NamedNode("http://www.w3.org/2001/XMLSchema#string")
