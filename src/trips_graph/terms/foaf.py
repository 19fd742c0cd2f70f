"""Generated from ontology/ by tools/generate.py; do not edit.

The namespace <http://xmlns.com/foaf/0.1/>.
"""
# fmt: off

from typing import Final

from pyoxigraph import NamedNode

Agent: Final = NamedNode("http://xmlns.com/foaf/0.1/Agent")
Document: Final = NamedNode("http://xmlns.com/foaf/0.1/Document")
focus: Final = NamedNode("http://xmlns.com/foaf/0.1/focus")
homepage: Final = NamedNode("http://xmlns.com/foaf/0.1/homepage")
name: Final = NamedNode("http://xmlns.com/foaf/0.1/name")
page: Final = NamedNode("http://xmlns.com/foaf/0.1/page")
primaryTopic: Final = NamedNode("http://xmlns.com/foaf/0.1/primaryTopic")
