"""The OpenAPI document is valid and true: what it promises of each address is what is sent."""

from __future__ import annotations

from itertools import product
from typing import Any, cast

import httpx
import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from trips_graph.model.publication import read_publication
from trips_graph.model.release import Release
from trips_graph.web.catalogue.operations import ANSWERS, PROBLEM, describe_sparql

FILLED = {
    "/question/{name}": "/question/q01",
    "/question/{name}.{suffix}": "/question/q04-circulation.csv",
    "/sparql/description.{suffix}": "/sparql/description.ttl",
    "/catalogue.{suffix}": "/catalogue.rdf",
    "/id/{kind}/{key}": "/id/report/1000364",
    "/doc/{kind}/{key}": "/doc/report/1000364",
    "/def.{suffix}": "/def.nt",
    "/def/{name}": "/def/Report",
    "/shapes.{suffix}": "/shapes.nt",
    **{
        f"/quality/{name}.{{suffix}}": f"/quality/{name}.csv"
        for name in ("findings", "shapes", "coverage", "unresolved")
    },
    "/sitemaps/{number}.xml": "/sitemaps/0.xml",
    "/data/{path}": "/data/manifest.json",
    "/frames/{name}.jsonld": "/frames/thing.jsonld",
    "/pictures/{name}": "/pictures/map",
    "/pictures/{name}.{suffix}": "/pictures/map.svg",
}
WRONG = {
    "/catalogue.txt": 404, "/sparql/description.txt": 404, "/def.txt": 404, "/doc/report/0": 404,
    "/pictures/none": 404, "/pictures/map.png": 404, "/pictures/map.svg?size=huge": 400,
    "/question/none": 404, "/data/none": 404, "/reports?page=0": 400, "/reports?page=9999": 404,
    "/sparql?format=json": 400, "/sparql?query=SELECT": 400,
}  # fmt: skip


@pytest.fixture(scope="module")
def document(described: httpx.Client) -> dict[str, Any]:
    return cast(dict[str, Any], described.get("/openapi.json").json())


def sent_type(answer: httpx.Response) -> str:
    return str(answer.headers.get("content-type", "")).partition(";")[0]


def test_it_is_a_valid_document(document: dict[str, Any]) -> None:
    validate(document)
    names = [item["get"]["operationId"] for item in document["paths"].values()]
    assert len(set(names)) == len(names)


def test_every_address_says_what_it_answers(document: dict[str, Any]) -> None:
    """Who adds an endpoint adds its line to `operations.ANSWERS`."""
    assert set(document["paths"]) - {"/sparql"} == set(ANSWERS)
    for path, item in document["paths"].items():
        for operation in item.values():
            assert "HTTPValidationError" not in str(operation["responses"]), path


def test_who_publishes_and_under_which_licence(document: dict[str, Any], release: Release) -> None:
    assert document["info"]["license"]["url"] == "http://creativecommons.org/licenses/by/4.0/"
    assert document["info"]["contact"] == {"name": "trips-graph"}
    assert [server["url"] for server in document["servers"]] == [
        "/", release.manifest.base.removesuffix("/")
    ]  # fmt: skip
    assert document["x-limits"]["seconds of a query"] == 2.0


@pytest.mark.parametrize("path", sorted(ANSWERS))
def test_each_promised_media_type_is_sent_where_it_is_asked_for(
    described: httpx.Client, document: dict[str, Any], path: str
) -> None:
    responses = document["paths"][path]["get"]["responses"]
    address = FILLED.get(path, path)
    if "200" not in responses:
        assert str(described.get(address).status_code) in responses
        return
    promised = list(responses["200"]["content"])
    for media_type in promised:
        answer = described.get(address, headers={"Accept": media_type}, follow_redirects=True)
        assert answer.status_code == 200
        assert sent_type(answer) in promised
        if path in ("/catalogue", "/def", "/doc/{kind}/{key}", "/sparql/description"):
            assert sent_type(answer) == media_type


def test_the_endpoint_sends_what_it_promises(
    described: httpx.Client, document: dict[str, Any]
) -> None:
    assert document["paths"]["/sparql"] == describe_sparql()
    for method in ("get", "post"):
        for media_type in document["paths"]["/sparql"][method]["responses"]["200"]["content"]:
            results = (
                "results" in media_type
                or media_type in ("text/csv", "text/html")
                or media_type.startswith("text/tab")
            )
            query = "SELECT * {}" if results else "CONSTRUCT {} {}"
            fields = {"params" if method == "get" else "data": {"query": query}}
            answer = described.request(
                method, "/sparql", headers={"Accept": media_type}, **cast(Any, fields)
            )
            assert (answer.status_code, sent_type(answer)) == (200, media_type)


@pytest.mark.parametrize(("address", "status"), WRONG.items())
def test_each_problem_is_promised_and_keeps_its_schema(
    described: httpx.Client, document: dict[str, Any], address: str, status: int
) -> None:
    answer = described.get(address, headers={"Accept": "application/problem+json, text/html;q=0.5"})
    assert (answer.status_code, sent_type(answer)) == (status, PROBLEM)
    Draft202012Validator(document["components"]["schemas"]["Problem"]).validate(answer.json())
    path = next(
        path
        for path in sorted(document["paths"], key=lambda path: ("{" in path, -len(path)))
        if _fits(path, address.partition("?")[0])
    )
    assert PROBLEM in document["paths"][path]["get"]["responses"][str(status)]["content"]


def _fits(path: str, address: str) -> bool:
    fixed = path.partition("{")[0]
    return address.startswith(fixed) if "{" in path else address == path


def test_each_name_of_a_question_and_each_suffix_answers(
    described: httpx.Client, document: dict[str, Any]
) -> None:
    tried = 0
    for path, item in document["paths"].items():
        parameters = [told for told in item["get"].get("parameters", []) if told["in"] == "path"]
        choices = [told["schema"].get("enum", []) for told in parameters]
        for values in product(*choices) if choices else ():
            address = path
            for parameter, value in zip(parameters, values, strict=True):
                address = address.replace("{" + parameter["name"] + "}", value)
            assert described.head(address).status_code == 200, address
            tried += 1
    assert tried >= 35


def test_each_example_answers(
    described: httpx.Client, document: dict[str, Any], release: Release
) -> None:
    publication = read_publication(release)
    assert publication is not None
    (path,) = document["paths"]["/data/{path}"]["get"]["parameters"]
    assert len(path["examples"]) == len(publication.distributions)
    for example in path["examples"].values():
        assert described.head(f"/data/{example['value']}").status_code == 200
    kinds, keys = document["paths"]["/doc/{kind}/{key}"]["get"]["parameters"]
    assert len(kinds["examples"]) >= 8
    for name, kind in kinds["examples"].items():
        key = keys["examples"][name]["value"]
        assert described.get(f"/doc/{kind['value']}/{key}").status_code == 200
