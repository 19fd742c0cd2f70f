"""Every case of the table, asked of a real server process."""

import re
from collections import Counter
from urllib.parse import urlencode

import httpx
import pytest

from tests.protocol.cases import Case, read_cases
from tests.protocol.solutions import read_answer

CASES = read_cases()
FORM = "application/x-www-form-urlencoded"
PROBLEM = "application/problem+json"
FEWEST = 150


def test_the_table_is_whole() -> None:
    assert len(CASES) >= FEWEST
    twice = [key for key, times in Counter((c.spec, c.title) for c in CASES).items() if times > 1]
    assert not twice


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.spec}: {case.title}")
def test_case(client: httpx.Client, case: Case) -> None:
    response = _ask(client, case)
    told = f"{response.status_code} {dict(response.headers)} {response.text[:500]}"
    assert response.status_code in case.status, told
    _check_head(case, response, told)
    if case.method not in ("HEAD", "OPTIONS") and response.status_code >= 400:
        _check_problem(case, response)
    _check_body(case, response, told)


def _ask(client: httpx.Client, case: Case) -> httpx.Response:
    if case.held is None:
        return client.send(_request(client, case, {}))
    etag = client.send(_request(client, case, {})).headers["etag"]
    return client.send(_request(client, case, {"If-None-Match": case.held.format(etag=etag)}))


def _request(client: httpx.Client, case: Case, more: dict[str, str]) -> httpx.Request:
    """Return the request, without the Accept and Accept-Encoding that httpx would add."""
    fields = case.address if isinstance(case.address, str) else urlencode(case.address)
    body, headers = case.body, {**case.headers, **more}
    if case.form is not None:
        body, headers = urlencode(case.form), {"Content-Type": FORM, **headers}
    content = body.encode() if isinstance(body, str) else body
    request = client.build_request(
        case.method,
        case.path + ("?" + fields if fields else ""),
        content=iter((content or b"",)) if case.chunked else content,
        headers=headers,
    )
    for name in ("Accept", "Accept-Encoding"):
        if name not in case.headers:
            del request.headers[name]
    return request


def _check_head(case: Case, response: httpx.Response, told: str) -> None:
    if case.media is not None:
        assert _media_type(response) == case.media, told
    for name, pattern in case.header.items():
        assert re.search(pattern, response.headers.get(name, ""), re.IGNORECASE), f"{name}: {told}"
    for name in case.lacks:
        assert name not in response.headers, told


def _check_problem(case: Case, response: httpx.Response) -> None:
    """RFC 9457, 3.1: an error is a problem body, whose status is that of the answer."""
    if case.media == "text/html":
        return
    assert _media_type(response) == PROBLEM
    problem = response.json()
    assert problem["status"] == response.status_code
    assert problem["type"] and problem["title"] and problem["detail"]
    assert "Traceback" not in response.text


def _check_body(case: Case, response: httpx.Response, told: str) -> None:
    for piece in case.says:
        assert piece in response.text, told
    if (case.rows, case.boolean, case.value) != (None, None, None):
        answer = read_answer(response.content, _media_type(response))
        assert answer.boolean is case.boolean, told
        assert case.rows is None or len(answer.rows) == case.rows, told
        assert case.value is None or getattr(answer.rows[0][0], "value", None) == case.value, told
    if case.place is not None:
        assert (response.json()["line"], response.json()["column"]) == case.place, told


def _media_type(response: httpx.Response) -> str:
    return str(response.headers.get("content-type", "")).partition(";")[0]
