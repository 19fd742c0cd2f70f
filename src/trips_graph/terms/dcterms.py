"""Generated from ontology/ by tools/generate.py; do not edit.

The namespace <http://purl.org/dc/terms/>.
"""
# fmt: off

from typing import Final

from pyoxigraph import NamedNode

Location: Final = NamedNode("http://purl.org/dc/terms/Location")
PeriodOfTime: Final = NamedNode("http://purl.org/dc/terms/PeriodOfTime")
accessRights: Final = NamedNode("http://purl.org/dc/terms/accessRights")
accrualPeriodicity: Final = NamedNode("http://purl.org/dc/terms/accrualPeriodicity")
conformsTo: Final = NamedNode("http://purl.org/dc/terms/conformsTo")
description: Final = NamedNode("http://purl.org/dc/terms/description")
format: Final = NamedNode("http://purl.org/dc/terms/format")
identifier: Final = NamedNode("http://purl.org/dc/terms/identifier")
isPartOf: Final = NamedNode("http://purl.org/dc/terms/isPartOf")
isReferencedBy: Final = NamedNode("http://purl.org/dc/terms/isReferencedBy")
isReplacedBy: Final = NamedNode("http://purl.org/dc/terms/isReplacedBy")
isVersionOf: Final = NamedNode("http://purl.org/dc/terms/isVersionOf")
issued: Final = NamedNode("http://purl.org/dc/terms/issued")
language: Final = NamedNode("http://purl.org/dc/terms/language")
license: Final = NamedNode("http://purl.org/dc/terms/license")
publisher: Final = NamedNode("http://purl.org/dc/terms/publisher")
references: Final = NamedNode("http://purl.org/dc/terms/references")
rights: Final = NamedNode("http://purl.org/dc/terms/rights")
temporal: Final = NamedNode("http://purl.org/dc/terms/temporal")
title: Final = NamedNode("http://purl.org/dc/terms/title")
