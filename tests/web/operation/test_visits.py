"""Each request has an id and one line in the log; nothing of a client gets into a header."""

import asyncio
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import quote

import httpx
import pytest
from starlette.types import Receive, Scope, Send

from tests.web.operation.serving import Served, serving
from trips_graph.model.release import Release
from trips_graph.settings import Settings
from trips_graph.web.app import create_app
from trips_graph.web.operation.health import Pulse
from trips_graph.web.operation.visits import Visit, Visits, is_harmless

MADE = re.compile(r"[0-9a-f]{12}-[0-9a-f]+")


@pytest.fixture(scope="module")
def served(small_release: Release, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    told = tmp_path_factory.mktemp("served") / "told"
    with serving(small_release.folder, told) as served:
        yield served


@pytest.fixture(scope="module")
def client(served: Served) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=served.address, headers={"User-Agent": "invented/1"}) as client:
        yield client


@pytest.mark.parametrize(
    "told", ["a" * 65, "", "a b", "a\tb", "a\r\nSet-Cookie: x", "é", "a,b", "<"]
)
def test_an_id_that_could_do_harm_is_not_taken(told: str) -> None:
    assert not is_harmless(told)
    assert is_harmless("run-7.step_2")


def test_the_answer_and_the_problem_name_the_request(client: httpx.Client) -> None:
    made = client.get("/nothing")
    assert MADE.fullmatch(made.headers["x-request-id"])
    assert made.json()["request"] == made.headers["x-request-id"]
    given = client.get("/nothing", headers={"X-Request-ID": "run-7"})
    assert given.headers["x-request-id"] == given.json()["request"] == "run-7"
    page = client.get("/nothing", headers={"Accept": "text/html", "X-Request-ID": "run-8"})
    assert "run-8" in page.text


def test_one_line_tells_of_one_request(
    served: Served, client: httpx.Client, small_release: Release
) -> None:
    query = "SELECT (6 * 7 AS ?hidden) {}"
    answer = client.get("/sparql", params={"query": query}, headers={"X-Request-ID": "one"})
    (line,) = served.lines("one")
    assert line | {"time": "", "seconds": 0, "query_sha256": ""} == {
        "time": "", "request": "one", "client": "127.0.0.1", "method": "GET", "route": "/sparql",
        "path": "/sparql", "query_bytes": len(answer.request.url.query), "query_sha256": "",
        "status": 200, "bytes": line["bytes"], "seconds": 0, "whole": True,
        "release": small_release.manifest.id, "agent": "invented/1",
    }  # fmt: skip
    assert "hidden" not in json.dumps(line)
    assert line["bytes"] > 0 and line["seconds"] > 0


def test_without_trusted_proxies_no_header_tells_who_asks(
    served: Served, client: httpx.Client
) -> None:
    told = {"X-Forwarded-For": "198.51.100.66", "Forwarded": "for=198.51.100.66"}
    client.get("/robots.txt", headers=told | {"X-Request-ID": "who"})
    assert served.lines("who")[0]["client"] == "127.0.0.1"


def test_the_route_is_told_by_its_template(served: Served, client: httpx.Client) -> None:
    routes = {
        "/doc/report/9000001": "/doc/{kind}/{key}",
        "/id/report/9000001": "/id/{kind}/{key}",
        "/data/dataset.nq": "/data/{path:path}",
        "/static/style.css": "/static",
        "/made/up": "other",
    }
    for number, (path, route) in enumerate(routes.items()):
        client.get(path, headers={"X-Request-ID": f"route-{number}"})
        assert served.lines(f"route-{number}")[0]["route"] == route


def test_a_file_is_counted_with_its_bytes(
    served: Served, client: httpx.Client, small_release: Release
) -> None:
    artefact = small_release.manifest.artefacts[0]
    client.get(f"/data/{artefact.path}", headers={"X-Request-ID": "file"})
    assert served.lines("file")[0]["bytes"] == artefact.bytes


def test_what_watches_the_server_is_not_told(served: Served, client: httpx.Client) -> None:
    client.get("/health/live", headers={"X-Request-ID": "quiet"})
    client.get("/robots.txt", headers={"X-Request-ID": "after"})
    assert served.lines("after")
    assert not any(line["request"] == "quiet" for line in served.every_line())


def test_a_line_cannot_be_forged(served: Served, client: httpx.Client) -> None:
    """What looks like a line of the log inside a path or an agent stays inside its line."""
    forged = '\n{"request": "forged"}\u2028'
    headers = {"X-Request-ID": "honest", "User-Agent": "a" * 9000}
    client.get("/" + "x" * 500, params={"q": forged}, headers=headers)
    client.get("/doc/report/" + quote(forged), headers={"X-Request-ID": "honest"})
    served.lines("honest")
    assert not any(line["request"] == "forged" for line in served.every_line())
    assert all(len(json.dumps(line)) < 2000 for line in served.every_line())


INJECTED = "%0d%0aSet-Cookie:%20a=b%0d%0a%0d%0a<script>alert(1)</script>"


@pytest.mark.parametrize(
    "path",
    [
        f"/id/report/{INJECTED}", f"/id/{INJECTED}/x", f"/doc/report/{INJECTED}",
        f"/question/{INJECTED}", f"/question/q01?x={INJECTED}", f"/data/{INJECTED}",
        f"/sparql?query=ASK%7B%7D&format={INJECTED}", f"/sparql?query={INJECTED}",
        f"/reports?page={INJECTED}", f"/{INJECTED}", f"/def.{INJECTED}",
        f"/quality?code={INJECTED}",
        f"/reports/?{INJECTED}", f"/static/{INJECTED}",
    ],
)  # fmt: skip
@pytest.mark.parametrize("accept", ["text/html", "*/*", "text/turtle"])
def test_no_parameter_reaches_the_headers(client: httpx.Client, path: str, accept: str) -> None:
    headers = {"Accept": accept, "X-Request-ID": "a%0d%0aSet-Cookie: a=b", "Origin": "http://x.y"}
    answer = client.get(path, headers=headers)
    assert answer.status_code < 500
    assert "set-cookie" not in answer.headers
    assert not any("\r" in value or "\n" in value for value in answer.headers.values())
    assert "<script" not in answer.text or answer.headers["content-type"] != "text/html"


def test_a_redirect_stays_on_the_host_whatever_the_host_header_says(client: httpx.Client) -> None:
    headers = {"Host": "evil.example", "X-Forwarded-Host": "evil.example"}
    for path in ("/question/q01", "/id/report/9000001", "/.well-known/void"):
        answer = client.get(path, headers=headers | {"X-Forwarded-Proto": "javascript"})
        assert answer.status_code in (303, 307, 308), path
        assert re.match(r"/[^/\\]", answer.headers["location"]), answer.headers["location"]
        assert "evil" not in str(answer.headers)


def test_lines_that_nobody_reads_stop_no_request(small_release: Release) -> None:
    """Standard error is a pipe that is full: the server answers, and ends when it is told to."""
    command = [sys.executable, "-m", "trips_graph.cli", "serve", "--port", "0", "--release"]
    command.append(str(small_release.folder))
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        try:
            assert process.stderr is not None
            address = re.search(rb"http://[^/]+", process.stderr.readline())
            assert address
            asyncio.run(_ask_often(address[0].decode(), 600))
        finally:
            process.terminate()
            process.wait(timeout=20)


async def _ask_often(address: str, times: int) -> None:
    async with httpx.AsyncClient(base_url=address, headers={"User-Agent": "x" * 200}) as client:
        for _ in range(times):
            assert (await client.get("/robots.txt")).status_code == 200


def test_a_fault_of_ours_is_told_by_its_id_alone() -> None:
    """It is answered outside of the routes; it is safe, counted and named all the same."""
    app = create_app(Settings())
    app.state.pulse = Pulse(lambda: "r", lambda: (), lambda: 0, lambda: None)

    async def fail() -> None:
        raise RuntimeError("a secret of the inside")

    app.add_api_route("/fail", fail)

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
            return await client.get("/fail", headers={"X-Request-ID": "run-9"})

    answer = asyncio.run(ask())
    assert answer.status_code == 500 and "secret" not in answer.text
    assert answer.json()["request"] == answer.headers["x-request-id"] == "run-9"
    assert "content-security-policy" in answer.headers
    labels = {"method": "GET", "route": "/fail", "status": "500"}
    figures = app.state.figures.registry
    assert figures.get_sample_value("trips_requests_total", labels) == 1


def test_an_answer_that_breaks_off_is_counted_as_such() -> None:
    seen: list[Visit] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"half", "more_body": True})
        raise TimeoutError

    async def ask() -> None:
        visits = Visits(app, lambda scope: "client", (seen.append,))
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(visits), base_url="http://x"
        ) as client:
            await client.get("/")

    with pytest.raises(TimeoutError):
        asyncio.run(ask())
    assert [(one.status, one.bytes, one.whole) for one in seen] == [(200, 4, False)]
