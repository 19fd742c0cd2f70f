"""Generated from ontology/ by tools/generate.py; do not edit.

The namespace <http://spdx.org/rdf/terms#>.
"""
# fmt: off

from typing import Final

from pyoxigraph import NamedNode

Checksum: Final = NamedNode("http://spdx.org/rdf/terms#Checksum")
ChecksumAlgorithm: Final = NamedNode("http://spdx.org/rdf/terms#ChecksumAlgorithm")
algorithm: Final = NamedNode("http://spdx.org/rdf/terms#algorithm")
checksum: Final = NamedNode("http://spdx.org/rdf/terms#checksum")
checksumAlgorithm_sha256: Final = NamedNode("http://spdx.org/rdf/terms#checksumAlgorithm_sha256")
checksumValue: Final = NamedNode("http://spdx.org/rdf/terms#checksumValue")
