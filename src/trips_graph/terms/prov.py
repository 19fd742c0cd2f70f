"""Generated from ontology/ by tools/generate.py; do not edit.

The namespace <http://www.w3.org/ns/prov#>.
"""
# fmt: off

from typing import Final

from pyoxigraph import NamedNode

Activity: Final = NamedNode("http://www.w3.org/ns/prov#Activity")
SoftwareAgent: Final = NamedNode("http://www.w3.org/ns/prov#SoftwareAgent")
used: Final = NamedNode("http://www.w3.org/ns/prov#used")
wasAssociatedWith: Final = NamedNode("http://www.w3.org/ns/prov#wasAssociatedWith")
wasDerivedFrom: Final = NamedNode("http://www.w3.org/ns/prov#wasDerivedFrom")
wasGeneratedBy: Final = NamedNode("http://www.w3.org/ns/prov#wasGeneratedBy")
