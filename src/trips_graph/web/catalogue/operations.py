"""What each address answers: media types, answers without a body, problems. The OpenAPI's table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from trips_graph.formats import CSV, GRAPH_FORMATS, JSON, JSON_LD, RESULT_FORMATS
from trips_graph.web.linked.profiles import FORMATS
from trips_graph.web.pages.lists.listings import LISTINGS
from trips_graph.web.pages.pictures.files import MEDIA_TYPES
from trips_graph.web.pages.search.answer import SearchAnswer
from trips_graph.web.pages.search.search import OPENSEARCH
from trips_graph.web.reader import HTML
from trips_graph.web.sparql.fields import FORM, QUERY

PROBLEM = "application/problem+json"
_ANYWHERE = (429, 500, 503)
_RETRY = {"Retry-After": {"description": "Seconds to wait", "schema": {"type": "integer"}}}
_TEXT = {"type": "string"}
_DOCUMENT = (HTML, *(form.media_type for form in FORMATS))
_FILES = (
    *(form.media_type for form in GRAPH_FORMATS), "application/gzip", "application/json"
)  # fmt: skip
_PICTURE = tuple(told.partition(";")[0] for told in MEDIA_TYPES.values())

Operation = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answers:
    """What an address answers to GET: media types, statuses without a body, problems of its own.

    `told` are statuses other than 200 that carry the answer, not a problem; `schema` is the name of
    what the answer is in JSON.
    """

    media_types: tuple[str, ...] = ()
    empty: tuple[int, ...] = ()
    problems: tuple[int, ...] = ()
    told: tuple[int, ...] = ()
    schema: str | None = None

    def describe(self) -> dict[str, Any]:
        """Return the responses of an operation, by status."""
        carrying = (200, *self.told) if self.media_types else self.told
        whole = {str(status): self._with_body(status) for status in carrying}
        empty = {str(status): _without_body(status) for status in self.empty}
        return describe_problems(self.problems) | empty | whole

    def _with_body(self, status: int) -> dict[str, Any]:
        told, schema = HTTPStatus(status).phrase, {}
        if self.schema:
            schema = {"schema": {"$ref": f"#/components/schemas/{self.schema}"}}
        return {"description": told, "content": dict.fromkeys(self.media_types, schema)}


_QUALITY = ("/quality/findings", "/quality/shapes", "/quality/coverage", "/quality/unresolved")
ANSWERS: Mapping[str, Answers] = {
    "/questions": Answers((HTML,), (304,), (406,)),
    "/question/{name}": Answers((HTML,), (308,), (400, 404, 406)),
    "/question/{name}.{suffix}": Answers((CSV.media_type, JSON.media_type), (304, 308), (400, 404)),
    "/sparql/description": Answers(_DOCUMENT, (304,), (406,)),
    "/sparql/description.{suffix}": Answers(_DOCUMENT, (304,), (404,)),
    "/sparql/completion.json": Answers(("application/json",), (304,)),
    "/.well-known/void": Answers(empty=(303,)),
    "/catalogue": Answers(_DOCUMENT, (304,), (404, 406)),
    "/catalogue.{suffix}": Answers(_DOCUMENT, (304,), (404,)),
    "/dataset.jsonld": Answers((JSON_LD.media_type,), (304,), (404,)),
    "/id/{kind}/{key}": Answers(empty=(303,), problems=(404, 410)),
    "/doc/{kind}/{key}": Answers(_DOCUMENT, (304,), (400, 404, 406, 410)),
    "/def": Answers(_DOCUMENT, (304,), (406,)),
    "/def.{suffix}": Answers(_DOCUMENT, (304,), (404,)),
    "/def/{name}": Answers(_DOCUMENT, (304,), (404, 406)),
    "/shapes": Answers(_DOCUMENT, (304,), (406,)),
    "/shapes.{suffix}": Answers(_DOCUMENT, (304,), (404,)),
    "/data": Answers((HTML,), (), (406,)),
    "/data/{path}": Answers(_FILES, (304,), (404, 416)),
    "/context.jsonld": Answers((JSON_LD.media_type,), (304,)),
    "/frames/{name}.jsonld": Answers((JSON_LD.media_type,), (), (404,)),
    "/health": Answers(("application/json",), told=(503,)),
    "/health/live": Answers(("application/json",)),
    "/health/ready": Answers(("application/json",), told=(503,)),
    "/metrics": Answers(("text/plain", "application/openmetrics-text"), problems=(404,)),
    "/pictures": Answers((HTML,), (304,), (406,)),
    "/pictures/{name}": Answers((HTML,), (304,), (400, 404, 406)),
    "/pictures/{name}.{suffix}": Answers(_PICTURE, (304,), (400, 404, 504)),
    "/": Answers((HTML,), (303,), (406,)),
    "/quality": Answers((HTML,), (308,), (400, 406)),
    **{path: Answers((HTML,), (304,), (400, 404, 406)) for path in _QUALITY},
    **{
        f"{path}.{{suffix}}": Answers(("text/csv", "application/json"), (304,), (400, 404))
        for path in _QUALITY
    },
    "/search": Answers((HTML,), (304,), (400, 404, 406)),
    "/search.json": Answers(("application/json",), (304,), (400, 404), (), SearchAnswer.__name__),
    "/opensearch.xml": Answers((OPENSEARCH,), (), (404,)),
    "/robots.txt": Answers(("text/plain",)),
    "/sitemap.xml": Answers(("application/xml",), (304,), (404,)),
    "/sitemaps/{number}.xml": Answers(("application/xml",), (304,), (400, 404)),
    "/openapi.json": Answers(("application/json",)),
    "/activities": Answers((HTML,), (304,), (400, 404, 406)),
    "/activities.csv": Answers(("text/csv",), (304,), (400, 404)),
    "/activities.json": Answers(("application/json",), (304,), (400, 404), schema="Activities"),
    "/activities.ttl": Answers(("text/turtle",), (304,), (400, 404)),
    **{f"/{name}": Answers((HTML,), (304,), (400, 404, 406)) for name in LISTINGS},
    **{f"/{name}.csv": Answers(("text/csv",), (304,), (400,)) for name in LISTINGS},
    **{
        f"/{name}.json": Answers(("application/json",), (304,), (400,), schema="List")
        for name in LISTINGS
    },
}
PICTURES = ("/pictures/{name}", "/pictures/{name}.{suffix}")
_ENDPOINT = Answers(
    (*(form.media_type for form in (*RESULT_FORMATS, *GRAPH_FORMATS)), HTML),
    (304,),
    (400, 403, 406, 413, 415, 422, 504),
)
_NAMES = [*(form.name for form in (*RESULT_FORMATS, *GRAPH_FORMATS)), "html"]
_FIELDS: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "query": (
        "A SPARQL 1.1 query",
        {"type": "string", "minLength": 1, "examples": ["SELECT * { ?s ?p ?o } LIMIT 5"]},
    ),
    "default-graph-uri": (
        "A graph of the default graph; may repeat", {"type": "array", "items": _TEXT}
    ),
    "named-graph-uri": ("A named graph; may repeat", {"type": "array", "items": _TEXT}),
    "format": (
        "How the answer is written; it outweighs Accept",
        {"type": "string", "enum": _NAMES},
    ),
    "timeout": (
        "Seconds that are enough; lowers the deadline, never raises it",
        {"type": "number", "minimum": 1},
    ),
}  # fmt: skip


def describe_sparql() -> dict[str, Any]:
    """Return the path item of `/sparql`: GET, POST of a form, POST of a query.

    OpenAPI 3.1 has no word for the method QUERY, which answers like a POST of a query.
    """
    fields = [
        {"name": name, "in": "query", "description": about, "schema": schema}
        for name, (about, schema) in _FIELDS.items()
    ]
    form = {"type": "object", "properties": {name: schema for name, (_, schema) in _FIELDS.items()}}
    body = {"required": True, "content": {FORM: {"schema": form}, QUERY: {"schema": _TEXT}}}
    return {
        "get": {
            "tags": ["SPARQL"],
            "summary": "Ask a query; without one: a form, or the description of the service",
            "operationId": "get_sparql",
            "parameters": fields,
            "responses": _ENDPOINT.describe(),
        },
        "post": {
            "tags": ["SPARQL"],
            "summary": "Ask a query by form or as its own body",
            "operationId": "post_sparql",
            "parameters": fields[1:],
            "requestBody": body,
            "responses": _ENDPOINT.describe(),
        },
    }


def describe_page(name: str, summary: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the path item of a page, whose fields are those of its address."""
    parameters = [
        {"name": field, "in": "query", "schema": schema} for field, schema in fields.items()
    ]
    operation = {
        "tags": ["Pages"],
        "summary": summary,
        "operationId": f"get_{name}",
        "parameters": parameters,
    }
    return {"get": operation}


def describe_problems(statuses: Iterable[int]) -> dict[str, Any]:
    """Return the responses of statuses that carry a problem, and of those that any address may."""
    found: dict[str, Any] = {}
    for status in sorted({*statuses, *_ANYWHERE}):
        told = HTTPStatus(status).phrase
        found[str(status)] = {
            "description": told,
            "content": {
                PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}},
                HTML: {"schema": _TEXT},
            },
            **({"headers": _RETRY} if status in (429, 503) else {}),
        }
    return found


def _without_body(status: int) -> dict[str, Any]:
    return {"description": HTTPStatus(status).phrase}
