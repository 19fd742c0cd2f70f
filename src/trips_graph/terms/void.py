"""Generated from ontology/ by tools/generate.py; do not edit.

The namespace <http://rdfs.org/ns/void#>.
"""
# fmt: off

from typing import Final

from pyoxigraph import NamedNode

Dataset: Final = NamedNode("http://rdfs.org/ns/void#Dataset")
DatasetDescription: Final = NamedNode("http://rdfs.org/ns/void#DatasetDescription")
Linkset: Final = NamedNode("http://rdfs.org/ns/void#Linkset")
class_: Final = NamedNode("http://rdfs.org/ns/void#class")
classPartition: Final = NamedNode("http://rdfs.org/ns/void#classPartition")
classes: Final = NamedNode("http://rdfs.org/ns/void#classes")
dataDump: Final = NamedNode("http://rdfs.org/ns/void#dataDump")
distinctObjects: Final = NamedNode("http://rdfs.org/ns/void#distinctObjects")
distinctSubjects: Final = NamedNode("http://rdfs.org/ns/void#distinctSubjects")
entities: Final = NamedNode("http://rdfs.org/ns/void#entities")
exampleResource: Final = NamedNode("http://rdfs.org/ns/void#exampleResource")
feature: Final = NamedNode("http://rdfs.org/ns/void#feature")
inDataset: Final = NamedNode("http://rdfs.org/ns/void#inDataset")
linkPredicate: Final = NamedNode("http://rdfs.org/ns/void#linkPredicate")
objectsTarget: Final = NamedNode("http://rdfs.org/ns/void#objectsTarget")
properties: Final = NamedNode("http://rdfs.org/ns/void#properties")
property: Final = NamedNode("http://rdfs.org/ns/void#property")
propertyPartition: Final = NamedNode("http://rdfs.org/ns/void#propertyPartition")
sparqlEndpoint: Final = NamedNode("http://rdfs.org/ns/void#sparqlEndpoint")
subjectsTarget: Final = NamedNode("http://rdfs.org/ns/void#subjectsTarget")
subset: Final = NamedNode("http://rdfs.org/ns/void#subset")
triples: Final = NamedNode("http://rdfs.org/ns/void#triples")
uriSpace: Final = NamedNode("http://rdfs.org/ns/void#uriSpace")
vocabulary: Final = NamedNode("http://rdfs.org/ns/void#vocabulary")
