"""Generated from ontology/ by tools/generate.py; do not edit.

The namespace <http://www.w3.org/2003/06/sw-vocab-status/ns#>.
"""
# fmt: off

from typing import Final

from pyoxigraph import NamedNode

term_status: Final = NamedNode("http://www.w3.org/2003/06/sw-vocab-status/ns#term_status")
