"""Generated from ontology/ by tools/generate.py; do not edit.

The namespace <http://www.w3.org/ns/prov#>.
"""
# fmt: off

from typing import Final

from pyoxigraph import NamedNode

wasDerivedFrom: Final = NamedNode("http://www.w3.org/ns/prov#wasDerivedFrom")
