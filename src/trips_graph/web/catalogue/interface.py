"""The OpenAPI document: FastAPI's own, and what it cannot know: who publishes, what is answered."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from trips_graph.model.publication import LICENCE, LICENCE_TITLE, Publication, Publisher
from trips_graph.model.questions import read_questions
from trips_graph.settings import Settings
from trips_graph.web.catalogue.collections import describe_collections, describe_schemas
from trips_graph.web.catalogue.operations import ANSWERS, PICTURES, describe_page, describe_sparql
from trips_graph.web.catalogue.source import publication_of
from trips_graph.web.linked.profiles import SUFFIXES
from trips_graph.web.linked.views import FRAMES
from trips_graph.web.pages.quality.tables import FORMS
from trips_graph.web.pages.search.answer import describe_answer
from trips_graph.web.site import SiteOf

router = APIRouter()

_NAMED = str.maketrans("./", "__")
_PAGE = {"type": "integer", "minimum": 1, "maximum": 10_000}
_TEXT = {"type": "string"}
_PAGES: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "/": ("Home", {}),
    "/quality": ("What is doubtful or missing, in figures", {}),
    "/quality/findings": (
        "What could not be read, resolved or trusted",
        {"code": _TEXT, "severity": _TEXT, "page": _PAGE},
    ),
    "/quality/shapes": (
        "What the shapes warn of",
        {"shape": _TEXT, "severity": _TEXT, "page": _PAGE},
    ),
    "/quality/coverage": ("What was read of each report", {"page": _PAGE}),
    "/quality/unresolved": ("The names left open", {"page": _PAGE}),
    "/questions": ("The published questions, by theme", {}),
    "/robots.txt": ("What crawlers may read", {}),
    "/openapi.json": ("This document", {}),
}
_PROBLEM = {
    "title": "Problem",
    "description": "What went wrong, by RFC 9457; a syntax error has line and column.",
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "line": {"type": "integer"},
        "column": {"type": "integer"},
    },
}


@router.get("/openapi.json", include_in_schema=False)
@router.head("/openapi.json", include_in_schema=False)
def get_interface(request: Request, site: SiteOf) -> Response:
    """Return the description of everything that answers here."""
    found = publication_of(site.release)
    own: dict[str, Any] = request.app.openapi()
    document = describe_interface(own, site.release.manifest.base, site.settings, found)
    return JSONResponse(document, headers={"Cache-Control": "public, max-age=0, must-revalidate"})


def describe_interface(
    own: Mapping[str, Any], base: str, settings: Settings, publication: Publication | None
) -> dict[str, Any]:
    """Return the OpenAPI document of a release; `own` is what FastAPI says of its routes.

    Without a publication (a release that does not describe itself) title and licence are FastAPI's.
    """
    document = deepcopy(dict(own))
    document["servers"] = [
        {"url": "/", "description": "This host"},
        {"url": base.removesuffix("/"), "description": "Where the things have their IRIs"},
    ]
    document["paths"] = _paths(document["paths"])
    schemas = {"Problem": _PROBLEM, **describe_answer(), **describe_schemas()}
    document["components"] = {"schemas": schemas}
    document["x-limits"] = _limits(settings)
    if publication:
        document["info"] |= _info(publication)
        document["x-release"] = _release(publication)
        document["paths"]["/data/{path}"]["get"]["parameters"] = _files(publication)
        for path in ("/id/{kind}/{key}", "/doc/{kind}/{key}"):
            document["paths"][path]["get"]["parameters"] = _things(publication)
    return document


def _paths(own: Mapping[str, Any]) -> dict[str, Any]:
    pages = {
        path: describe_page(path.strip("/").translate(_NAMED) or "home", summary, fields)
        for path, (summary, fields) in _PAGES.items()
    }
    paths = {**own, **pages, **describe_collections(), "/sparql": describe_sparql()}
    for path, item in paths.items():
        if path in ANSWERS:
            item["get"]["responses"] = ANSWERS[path].describe()
        if path.endswith(".{suffix}") and path not in PICTURES:
            _name_suffixes(item["get"], FORMS if path.startswith("/quality/") else SUFFIXES)
        if path.startswith("/question/"):
            item["get"]["parameters"] = _question_parameters(path)
        if path.startswith("/frames/"):
            item["get"]["parameters"] = [_parameter("name", {"enum": list(FRAMES)})]
    return dict(sorted(paths.items()))


def _name_suffixes(operation: dict[str, Any], suffixes: Iterable[str]) -> None:
    """Put the suffixes that there are into an operation; its fields of the query stay."""
    fields = [item for item in operation["parameters"] if item["in"] == "query"]
    operation["parameters"] = [_parameter("suffix", {"enum": list(suffixes)}), *fields]


def _question_parameters(path: str) -> list[dict[str, Any]]:
    """Return the names of the questions; of their files the suffixes, too."""
    found = read_questions().by_name
    if not path.endswith(".{suffix}"):
        return [_parameter("name", {"enum": list(found)})]
    answered = [name for name, question in found.items() if not question.cannot]
    suffixes = {"enum": ["csv", "json"]}
    return [_parameter("name", {"enum": answered}), _parameter("suffix", suffixes)]


def _limits(settings: Settings) -> dict[str, float]:
    return {
        "seconds of a query": settings.query_seconds,
        "characters of a query": settings.query_characters,
        "bytes of an answer": settings.answer_bytes,
    }


def _info(publication: Publication) -> dict[str, Any]:
    texts = publication.texts
    return {
        "title": texts.title["en"],
        "summary": texts.description["en"],
        "license": {"name": LICENCE_TITLE, "url": LICENCE},
        "contact": _contact(publication.publisher),
    }


def _contact(publisher: Publisher) -> dict[str, str]:
    address = publisher.contact or ""
    email = address.removeprefix("mailto:")
    way = {"email": email} if email != address else {"url": address} if address else {}
    return {"name": publisher.name, **way}


def _release(publication: Publication) -> dict[str, Any]:
    return {
        "id": publication.id,
        "iri": publication.iris.thing("release", publication.id).value,
        "endpoint": publication.endpoint,
        "triples": publication.triples,
        "files": [
            {
                "address": publication.address(item),
                "mediaType": item.media_type,
                "packed": item.packed,
                "bytes": item.bytes,
                "sha256": item.sha256,
            }
            for item in publication.distributions
        ],
    }


def _files(publication: Publication) -> list[dict[str, Any]]:
    """Return the parameter of a download, with each dump as an example."""
    examples = {
        item.key: {"summary": item.title, "value": f"{publication.id}/{item.path}"}
        for item in publication.distributions
    }
    return [_parameter("path", {}, examples)]


def _things(publication: Publication) -> list[dict[str, Any]]:
    """Return the parameters that make a thing's address, with things that there are."""
    examples: dict[str, dict[str, Any]] = {"kind": {}, "key": {}}
    for iri in publication.statistics.examples:
        kind, _, key = iri.removeprefix(f"{publication.base}id/").partition("/")
        if kind not in examples["kind"] and "#" not in key:
            examples["kind"][kind], examples["key"][kind] = {"value": kind}, {"value": key}
    return [_parameter(name, {}, found) for name, found in examples.items()]


def _parameter(
    name: str, schema: Mapping[str, Any], examples: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    shown = {"examples": examples} if examples else {}
    typed = {"type": "string", **schema}
    return {"name": name, "in": "path", "required": True, "schema": typed, **shown}
