"""Generated from ontology/ by tools/generate.py; do not edit.

The namespace <http://www.w3.org/ns/shacl#>.
"""
# fmt: off

from typing import Final

from pyoxigraph import NamedNode

ValidationReport: Final = NamedNode("http://www.w3.org/ns/shacl#ValidationReport")
ValidationResult: Final = NamedNode("http://www.w3.org/ns/shacl#ValidationResult")
conforms: Final = NamedNode("http://www.w3.org/ns/shacl#conforms")
focusNode: Final = NamedNode("http://www.w3.org/ns/shacl#focusNode")
result: Final = NamedNode("http://www.w3.org/ns/shacl#result")
resultMessage: Final = NamedNode("http://www.w3.org/ns/shacl#resultMessage")
resultPath: Final = NamedNode("http://www.w3.org/ns/shacl#resultPath")
resultSeverity: Final = NamedNode("http://www.w3.org/ns/shacl#resultSeverity")
sourceConstraintComponent: Final = NamedNode("http://www.w3.org/ns/shacl#sourceConstraintComponent")
sourceShape: Final = NamedNode("http://www.w3.org/ns/shacl#sourceShape")
value: Final = NamedNode("http://www.w3.org/ns/shacl#value")
