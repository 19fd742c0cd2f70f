"""What the OpenAPI says of activities and lists: the fields of their addresses, what JSON holds."""

from collections.abc import Mapping
from typing import Any

from trips_graph.web.asked import LAST_PAGE
from trips_graph.web.index import ORDERS
from trips_graph.web.pages.explore.facets import FACETS, Facet
from trips_graph.web.pages.explore.view import PATH
from trips_graph.web.pages.lists.files import MEDIA_TYPES
from trips_graph.web.pages.lists.listings import LISTINGS, Listing

_EXAMPLES = {
    "beneficiary": ["KHM"], "year": ["2019"], "submitter": ["wco"], "region": ["202"],
    "ldc": ["yes"], "type": ["workshop"], "topic": ["patents"], "status": ["stated"],
}  # fmt: skip
_ABOUT = {
    "name": "Words of a name, in any language; case and accents do not count",
    "submitter": "Who submitted the report: the key of a Member or an organisation",
    "year": "The year that the report is about",
}
_TEXT: Mapping[str, Any] = {"type": "string"}
_OPTIONAL: Mapping[str, Any] = {"type": ["string", "null"]}


def describe_collections() -> dict[str, Any]:
    """Return the path items of the activities and the lists, as pages and as files."""
    facets = [_parameter(facet.name, *_describe(facet)) for facet in FACETS]
    order = _parameter("sort", "The order; what is not known comes last",
                       {"type": "string", "enum": list(ORDERS), "default": ORDERS[0]})  # fmt: skip
    page = _parameter("page", "", {"type": "integer", "minimum": 1, "maximum": LAST_PAGE})
    paths = {
        PATH: _item("Activities", "Pages", [*facets, order, page]),
        f"{PATH}.csv": _item("All activities of a view as a table", "Activities", [*facets, order]),
        f"{PATH}.json": _item(
            "All activities of a view, and its facets with counts", "Activities", [*facets, order]
        ),
        f"{PATH}.ttl": _item("All activities of a view as Turtle", "Activities", [*facets, order]),
    }
    for name, listing in LISTINGS.items():
        fields = _fields(listing)
        paths[f"/{name}"] = _item(listing.title, "Pages", [*fields, page])
        for suffix in MEDIA_TYPES:
            title = f"{listing.title} as {suffix.upper()}"
            paths[f"/{name}.{suffix}"] = _item(title, "Lists", fields)
    return {path: item | _identify(path, item) for path, item in paths.items()}


def describe_schemas() -> dict[str, Any]:
    """Return the schemas of what is answered in JSON, by name."""
    head = {"release": _TEXT, "language": _TEXT, "filters": {"type": "object"},
            "total": {"type": "integer"}}  # fmt: skip
    thing = _object({"value": _TEXT, "iri": _TEXT, "label": _TEXT, "language": _OPTIONAL})
    choice = _object({"value": _TEXT, "label": _TEXT, "count": {"type": "integer"}})
    facets = {facet.name: _array(choice) for facet in FACETS}
    return {
        "Thing": thing | {"description": "`value` is what stands for it in filters"},
        "Activity": _object(_activity()),
        "Activities": _object(
            {
                **head,
                "sort": _TEXT,
                "facets": _object(facets)
                | {"description": "Counts of each value under all other filters"},
                "activities": _array(_refer("Activity")),
            }
        ),
        "List": _object({**head, "rows": _array({"type": "object"})}),
    }


def _activity() -> dict[str, Any]:
    thing, nothing = _refer("Thing"), {"type": "null"}
    single = ("report", "submitter", "status")
    several = ("beneficiaries", "types", "topics", "partners", "tools")
    date = {"type": ["string", "null"], "description": "As precise as stated: year, month or day"}
    return {
        "iri": _TEXT,
        "key": _TEXT,
        "title": _object({"text": _TEXT, "language": _OPTIONAL}),
        "start": date,
        "end": date,
        "year": {"type": ["integer", "null"]},
        "ldc": {"type": "string", "enum": ["yes", "no", "unknown"]},
        **{name: {"oneOf": [thing, nothing]} for name in single},
        **{name: _array(thing) for name in several},
    }


def _describe(facet: Facet) -> tuple[str, dict[str, Any]]:
    about = " ".join(filter(None, (f"{facet.heading}; may repeat: any of them.", facet.hint)))
    values = {"type": "string", "examples": _EXAMPLES[facet.name]}
    return about, {"type": "array", "items": values}


def _fields(listing: Listing) -> list[dict[str, Any]]:
    return [_parameter(field, _ABOUT[field], {"type": "string"}) for field in listing.fields]


def _parameter(name: str, about: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    told = {"description": about} if about else {}
    return {"name": name, "in": "query", **told, "schema": schema}


def _item(summary: str, tag: str, parameters: list[dict[str, Any]]) -> dict[str, Any]:
    return {"get": {"tags": [tag], "summary": summary, "parameters": parameters}}


def _identify(path: str, item: Mapping[str, Any]) -> dict[str, Any]:
    name = path.strip("/").replace(".", "_")
    return {"get": {**item["get"], "operationId": f"get_{name}"}}


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "required": list(properties), "properties": dict(properties)}


def _array(items: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": dict(items)}


def _refer(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}
