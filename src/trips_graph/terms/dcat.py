"""Generated from ontology/ by tools/generate.py; do not edit.

The namespace <http://www.w3.org/ns/dcat#>.
"""
# fmt: off

from typing import Final

from pyoxigraph import NamedNode

Catalog: Final = NamedNode("http://www.w3.org/ns/dcat#Catalog")
DataService: Final = NamedNode("http://www.w3.org/ns/dcat#DataService")
Dataset: Final = NamedNode("http://www.w3.org/ns/dcat#Dataset")
Distribution: Final = NamedNode("http://www.w3.org/ns/dcat#Distribution")
accessURL: Final = NamedNode("http://www.w3.org/ns/dcat#accessURL")
byteSize: Final = NamedNode("http://www.w3.org/ns/dcat#byteSize")
compressFormat: Final = NamedNode("http://www.w3.org/ns/dcat#compressFormat")
contactPoint: Final = NamedNode("http://www.w3.org/ns/dcat#contactPoint")
dataset: Final = NamedNode("http://www.w3.org/ns/dcat#dataset")
distribution: Final = NamedNode("http://www.w3.org/ns/dcat#distribution")
downloadURL: Final = NamedNode("http://www.w3.org/ns/dcat#downloadURL")
endDate: Final = NamedNode("http://www.w3.org/ns/dcat#endDate")
endpointDescription: Final = NamedNode("http://www.w3.org/ns/dcat#endpointDescription")
endpointURL: Final = NamedNode("http://www.w3.org/ns/dcat#endpointURL")
hasCurrentVersion: Final = NamedNode("http://www.w3.org/ns/dcat#hasCurrentVersion")
hasVersion: Final = NamedNode("http://www.w3.org/ns/dcat#hasVersion")
isVersionOf: Final = NamedNode("http://www.w3.org/ns/dcat#isVersionOf")
keyword: Final = NamedNode("http://www.w3.org/ns/dcat#keyword")
landingPage: Final = NamedNode("http://www.w3.org/ns/dcat#landingPage")
mediaType: Final = NamedNode("http://www.w3.org/ns/dcat#mediaType")
servesDataset: Final = NamedNode("http://www.w3.org/ns/dcat#servesDataset")
service: Final = NamedNode("http://www.w3.org/ns/dcat#service")
startDate: Final = NamedNode("http://www.w3.org/ns/dcat#startDate")
theme: Final = NamedNode("http://www.w3.org/ns/dcat#theme")
themeTaxonomy: Final = NamedNode("http://www.w3.org/ns/dcat#themeTaxonomy")
version: Final = NamedNode("http://www.w3.org/ns/dcat#version")
