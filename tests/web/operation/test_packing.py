"""Answers are packed as the client asks, as they stream, each packing with its own validator."""

import asyncio
import gzip
import zlib
from collections.abc import Callable
from typing import Any

import brotli
import httpx
import pytest
import zstandard
from starlette.types import Message, Receive, Scope, Send

from trips_graph.web.operation.packing import Packing

PAGE = "/doc/report/9000001"
SELECT = "SELECT * { ?s ?p ?o } LIMIT 2000"
UNPACK: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.decompress,
    "br": brotli.decompress,
    "zstd": lambda body: zstandard.ZstdDecompressor().decompressobj().decompress(body),
}


def raw(client: httpx.Client, path: str, **headers: str) -> tuple[httpx.Response, bytes]:
    with client.stream("GET", path, headers=headers) as answer:
        return answer, b"".join(answer.iter_raw())


@pytest.mark.parametrize("coding", UNPACK)
@pytest.mark.parametrize("path", [PAGE, PAGE + ".ttl", f"/sparql?format=json&query={SELECT}"])
def test_a_packed_answer_is_the_plain_one(client: httpx.Client, path: str, coding: str) -> None:
    plain, body = raw(client, path, **{"Accept-Encoding": "identity"})
    packed, smaller = raw(client, path, **{"Accept-Encoding": coding})
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == coding
    assert len(smaller) < len(body) and UNPACK[coding](smaller) == body
    for answer in (plain, packed):
        vary = [part.strip() for part in answer.headers["vary"].split(",")]
        assert vary.count("Accept-Encoding") == 1 and "Accept" in vary


@pytest.mark.parametrize(
    ("accept", "coding"),
    [
        ("gzip, br, zstd", "zstd"),
        ("gzip, br", "br"),
        ("gzip;q=0.5, zstd;q=0", "gzip"),
        ("*", "zstd"),
        ("*, zstd;q=0", "br"),
        ("deflate", None),
        ("", None),
        ("gzip;q=0", None),
        ("gzip;q=much", None),
    ],
)
def test_weights_are_kept_to(client: httpx.Client, accept: str, coding: str | None) -> None:
    answer, _ = raw(client, PAGE, **{"Accept-Encoding": accept})
    assert answer.headers.get("content-encoding") == coding


def test_downloads_and_ranges_stay_plain(client: httpx.Client) -> None:
    file, _ = raw(client, "/data/dataset.ttl", **{"Accept-Encoding": "zstd"})
    assert "content-encoding" not in file.headers and "content-length" in file.headers
    asked = {"Accept-Encoding": "zstd", "Range": "bytes=0-699"}
    for path in ("/data/dataset.ttl", "/static/style.css"):
        part, body = raw(client, path, **asked)
        assert part.status_code == 206 and len(body) == 700
        assert "content-encoding" not in part.headers


TAG = '"0123abc"'


async def tagged(scope: Scope, receive: Receive, send: Send) -> None:
    """An application with a strong validator, that tells what it was asked with."""
    asked = dict(scope["headers"]).get(b"if-none-match", b"").decode()
    if TAG in asked:
        headers = [(b"etag", TAG.encode())]
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body"})
        return
    headers = [(b"etag", TAG.encode()), (b"content-type", b"text/html"), (b"vary", b"Accept")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"x" * 1000})


def ask(app: Any, **headers: str) -> httpx.Response:
    async def answer() -> httpx.Response:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
            return await client.get("/", headers=headers)

    return asyncio.run(answer())


@pytest.mark.parametrize(
    ("coding", "tag"),
    [
        ("identity", TAG),
        ("gzip", '"0123abc-gzip"'),
        ("br", '"0123abc-br"'),
        ("zstd", '"0123abc-zstd"'),
    ],
)
def test_each_packing_has_a_validator_that_is_recognised(coding: str, tag: str) -> None:
    packing = Packing(tagged)
    assert ask(packing, **{"accept-encoding": coding}).headers["etag"] == tag
    held = {"accept-encoding": coding, "if-none-match": f'"other", {tag}'}
    again = ask(packing, **held)
    assert (again.status_code, again.headers["etag"]) == (304, tag)
    assert "Accept-Encoding" in again.headers["vary"]
    stale = ask(packing, **{"accept-encoding": coding, "if-none-match": '"older-gzip"'})
    assert stale.status_code == 200


def test_a_weak_validator_stays_as_it_is(client: httpx.Client) -> None:
    weak = [(b"etag", b'W/"abc"'), (b"content-type", b"text/html")]

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": weak})
        await send({"type": "http.response.body", "body": b"x" * 1000})

    answer = ask(Packing(app), **{"accept-encoding": "gzip"})
    assert answer.headers["etag"] == 'W/"abc"' and answer.headers["content-encoding"] == "gzip"


SPARQL_JSON = b"application/sparql-results+json"
FIRST, SECOND = b'{"head": {"vars": ["s"]}, "results": {"bindings": [', b"]}}"


def run(app: Any, coding: bytes) -> list[Message]:
    """Return what an application sends, in order."""
    sent: list[Message] = []
    headers = [(b"accept-encoding", coding)]
    scope = {"type": "http", "method": "GET", "path": "/", "headers": headers}

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    async def call() -> None:
        await Packing(lambda s, r, out: app(out, sent))(scope, receive, send)

    asyncio.run(call())
    return sent


def unpack_so_far(coding: str, sent: list[Message]) -> bytes:
    body = b"".join(message.get("body", b"") for message in sent)
    if coding == "gzip":
        return zlib.decompressobj(31).decompress(body)
    if coding == "br":
        return bytes(brotli.Decompressor().process(body))
    return zstandard.ZstdDecompressor().decompressobj().decompress(body)


@pytest.mark.parametrize("coding", UNPACK)
def test_a_client_reads_the_first_rows_before_the_last_are_found(coding: str) -> None:
    async def app(send: Send, sent: list[Message]) -> None:
        headers = [(b"content-type", SPARQL_JSON)]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": FIRST, "more_body": True})
        assert unpack_so_far(coding, sent) == FIRST, "the first piece was held back"
        await send({"type": "http.response.body", "body": SECOND})

    assert unpack_so_far(coding, run(app, coding.encode())) == FIRST + SECOND


@pytest.mark.parametrize("coding", UNPACK)
def test_an_answer_that_breaks_off_gets_no_clean_end(coding: str) -> None:
    sent: list[Message] = []

    async def app(send: Send, told: list[Message]) -> None:
        headers = [(b"content-type", SPARQL_JSON)]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": FIRST, "more_body": True})
        sent.extend(told)
        raise TimeoutError("the worker was killed")

    with pytest.raises(TimeoutError):
        run(app, coding.encode())
    assert all(message.get("more_body", True) for message in sent)


def test_a_large_answer_is_packed_in_pieces_while_others_are_answered() -> None:
    body = bytes(range(256)) * 8192

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"content-type", b"text/html"), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    turns = 0

    async def other() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    async def both() -> httpx.Response:
        transport = httpx.ASGITransport(Packing(app))
        async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
            beside = asyncio.create_task(other())
            answer = await client.get("/", headers={"accept-encoding": "br"})
            beside.cancel()
            return answer

    assert asyncio.run(both()).content == body
    assert turns >= len(body) // 65_536
