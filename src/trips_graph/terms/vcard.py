"""Generated from ontology/ by tools/generate.py; do not edit.

The namespace <http://www.w3.org/2006/vcard/ns#>.
"""
# fmt: off

from typing import Final

from pyoxigraph import NamedNode

Kind: Final = NamedNode("http://www.w3.org/2006/vcard/ns#Kind")
fn: Final = NamedNode("http://www.w3.org/2006/vcard/ns#fn")
hasEmail: Final = NamedNode("http://www.w3.org/2006/vcard/ns#hasEmail")
hasURL: Final = NamedNode("http://www.w3.org/2006/vcard/ns#hasURL")
