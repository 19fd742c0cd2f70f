"""Generated from ontology/ by tools/generate.py; do not edit.

The namespace <http://www.w3.org/ns/sparql-service-description#>.
"""
# fmt: off

from typing import Final

from pyoxigraph import NamedNode

BasicFederatedQuery: Final = NamedNode("http://www.w3.org/ns/sparql-service-description#BasicFederatedQuery")
Dataset: Final = NamedNode("http://www.w3.org/ns/sparql-service-description#Dataset")
Graph: Final = NamedNode("http://www.w3.org/ns/sparql-service-description#Graph")
NamedGraph: Final = NamedNode("http://www.w3.org/ns/sparql-service-description#NamedGraph")
SPARQL11Query: Final = NamedNode("http://www.w3.org/ns/sparql-service-description#SPARQL11Query")
Service: Final = NamedNode("http://www.w3.org/ns/sparql-service-description#Service")
UnionDefaultGraph: Final = NamedNode("http://www.w3.org/ns/sparql-service-description#UnionDefaultGraph")
defaultDataset: Final = NamedNode("http://www.w3.org/ns/sparql-service-description#defaultDataset")
defaultEntailmentRegime: Final = NamedNode("http://www.w3.org/ns/sparql-service-description#defaultEntailmentRegime")
defaultGraph: Final = NamedNode("http://www.w3.org/ns/sparql-service-description#defaultGraph")
endpoint: Final = NamedNode("http://www.w3.org/ns/sparql-service-description#endpoint")
feature: Final = NamedNode("http://www.w3.org/ns/sparql-service-description#feature")
graph: Final = NamedNode("http://www.w3.org/ns/sparql-service-description#graph")
name: Final = NamedNode("http://www.w3.org/ns/sparql-service-description#name")
namedGraph: Final = NamedNode("http://www.w3.org/ns/sparql-service-description#namedGraph")
resultFormat: Final = NamedNode("http://www.w3.org/ns/sparql-service-description#resultFormat")
supportedLanguage: Final = NamedNode("http://www.w3.org/ns/sparql-service-description#supportedLanguage")
