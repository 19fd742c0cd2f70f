"""What the OpenAPI document promises is asked of the server by schemathesis, fit and unfit.

The requests are the same in each run. A mistake of a client is 4xx, nothing is a 5xx, and each
answer has a status and a media type that the document names.
"""

from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

EXAMPLES = 15  # of each operation, as it wants them and as it does not
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
# Whether a query at random is good or bad the document cannot tell, so that is not checked.
CHECKED: list[Any] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]

Operation = schemathesis.APIOperation[Any, Any, Any, Any]


@pytest.fixture(scope="module")
def operations(server: str) -> tuple[Operation, ...]:
    document = schemathesis.openapi.from_url(f"{server}/openapi.json")
    found = tuple(document.get_all_operations())
    good = tuple(operation.ok() for operation in found if isinstance(operation, Ok))
    assert len(good) == len(found) > 0, "an operation is described wrongly"
    return good


def test_the_document_names_what_people_ask(client: httpx.Client) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert {"get", "post"} <= set(paths.get("/sparql", ()))
    assert {"/id/{kind}/{key}", "/doc/{kind}/{key}", "/data/{path}", "/def"} <= set(paths)


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.value)
def test_no_request_is_a_fault_of_the_server(
    operations: tuple[Operation, ...], mode: GenerationMode, subtests: pytest.Subtests
) -> None:
    for operation in operations:
        with subtests.test(operation.label):
            _ask_at_random(operation, mode)


def _ask_at_random(operation: Operation, mode: GenerationMode) -> None:
    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=tuple(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate(checks=CHECKED)

    try:
        ask()
    except Unsatisfiable:  # whatever is sent there is fit
        assert mode is GenerationMode.NEGATIVE
