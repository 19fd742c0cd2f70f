"""Describes a release as a schema.org Dataset (https://schema.org/Dataset), for search engines.

The context stands in the document: whoever reads it need not fetch one.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from trips_graph.model.publication import LICENCE, Count, Distribution, Publication
from trips_graph.terms import PREFIXES

NAME = "dataset.jsonld"
_GZIP = "application/gzip"
_ENGLISH = "en"
_TEXTS = ("name", "description", "keywords")
_LINKS = ("url", "license", "isBasedOn", "contentUrl")
_CONTEXT = {
    "@vocab": "https://schema.org/",
    **{name: {"@type": "@id"} for name in _LINKS},
    **{name: {"@language": _ENGLISH} for name in _TEXTS},
}


def describe_dataset(weighed: Publication) -> dict[str, Any]:
    """Return the JSON-LD document; the publication knows the sizes of its dumps."""
    iris = weighed.iris
    years = weighed.statistics.years
    return {
        "@context": _CONTEXT,
        "@type": "Dataset",
        "@id": iris.thing("release", weighed.id).value,
        "name": weighed.texts.title[_ENGLISH],
        "alternateName": _others(weighed.texts.title),
        "description": weighed.texts.description[_ENGLISH],
        "url": weighed.base,
        "identifier": weighed.id,
        "version": weighed.id,
        "keywords": list(weighed.texts.keywords[_ENGLISH]),
        "inLanguage": list(weighed.statistics.languages),
        "license": LICENCE,
        "isAccessibleForFree": True,
        "creator": _publisher(weighed),
        "publisher": {"@id": iris.thing("agent", "publisher").value},
        "isBasedOn": weighed.texts.source,
        **({"temporalCoverage": f"{years[0]:04}/{years[1]:04}"} if years else {}),
        "variableMeasured": [_variable("triples", weighed.triples), *_instances(weighed)],
        "includedInDataCatalog": _catalogue(weighed),
        "distribution": [_download(item, weighed) for item in weighed.distributions],
        "potentialAction": _query(weighed),
    }


def write_dataset(weighed: Publication, folder: Path) -> Path:
    """Write the document beside the dumps; return its path."""
    path = folder / NAME
    text = json.dumps(describe_dataset(weighed), indent=1, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")
    return path


def _others(texts: Mapping[str, str]) -> list[dict[str, str]]:
    """Return the texts in other languages than English."""
    return [
        {"@value": text, "@language": language}
        for language, text in texts.items()
        if language != _ENGLISH
    ]


def _publisher(publication: Publication) -> dict[str, Any]:
    address = publication.publisher.contact or ""
    email = address.removeprefix("mailto:")
    contact = {"email": email} if email != address else {"url": address}
    return {
        "@type": "Organization",
        "@id": publication.iris.thing("agent", "publisher").value,
        "name": publication.publisher.name,
        **({"contactPoint": {"@type": "ContactPoint", **contact}} if address else {}),
    }


def _catalogue(publication: Publication) -> dict[str, Any]:
    return {
        "@type": "DataCatalog",
        "@id": publication.iris.thing("catalogue", "main").value,
        "name": publication.texts.title[_ENGLISH],
        "url": publication.base,
        "license": LICENCE,
    }


def _instances(publication: Publication) -> list[dict[str, Any]]:
    """Return how many things of each class of ours there are."""
    own = [item for item in publication.statistics.classes if item.iri.startswith(PREFIXES["tg"])]
    return [_variable(_local(item), item.number, item.iri) for item in own]


def _variable(name: str, number: int, iri: str = "") -> dict[str, Any]:
    known = {"propertyID": iri} if iri else {}
    return {"@type": "PropertyValue", "name": name, "value": number, **known}


def _local(counted: Count) -> str:
    return counted.iri.removeprefix(PREFIXES["tg"])


def _download(distribution: Distribution, publication: Publication) -> dict[str, Any]:
    return {
        "@type": "DataDownload",
        "@id": publication.iris.thing("distribution", f"{publication.id}-{distribution.key}").value,
        "name": distribution.title,
        "description": distribution.description,
        "contentUrl": publication.address(distribution),
        "encodingFormat": _GZIP if distribution.packed else distribution.media_type,
        "contentSize": f"{distribution.bytes} B",
        "sha256": distribution.sha256,
    }


def _query(publication: Publication) -> dict[str, Any]:
    """Return how the dataset is searched: the endpoint of the SPARQL 1.1 Protocol."""
    return {
        "@type": "SearchAction",
        "name": "SPARQL 1.1 query",
        "target": {
            "@type": "EntryPoint",
            "urlTemplate": publication.endpoint + "{?query}",
            "httpMethod": ["GET", "POST"],
        },
    }
