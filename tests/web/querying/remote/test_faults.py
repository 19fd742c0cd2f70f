"""Whatever a store sends, no client takes a broken answer for a whole one."""

from __future__ import annotations

import asyncio
import time

import pytest

from tests.web.querying.remote.test_engine import LIMITS, ask, engine, run
from trips_graph.errors import BadQuery, TripsGraphError
from trips_graph.formats import CSV, JSON, N_TRIPLES, TURTLE, Format
from trips_graph.web.querying.answers import AnswerTooLarge, BadSyntax
from trips_graph.web.querying.engine import Busy, OutOfTime, Question, StoreFailed

SELECT = "SELECT ?a { ?a ?b ?c }"
CONSTRUCT = "CONSTRUCT { ?a ?b ?c } { ?a ?b ?c }"
ROW = b'{"a":{"type":"literal","value":"a long enough value of an invented row, number %d"}}'
ROWS = b'{"head":{"vars":["a"]},"results":{"bindings":[' + b",".join(ROW % n for n in range(2000))
TRIPLE = b'<https://a.example/> <https://b.example/> "an invented value" .\n'


def plain(status: str, body: bytes, *headers: str) -> bytes:
    head = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return "\r\n".join((*head, "", "")).encode() + body


def chunked(*chunks: bytes) -> bytes:
    """An answer whose last chunk, that of its end, is missing."""
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    return head + b"".join(b"%x\r\n%b\r\n" % (len(chunk), chunk) for chunk in chunks)


def told(sent: bytes, query: str, form: Format, seconds: float = 5.0) -> tuple[bytes, Exception]:
    """What a client gets of an answer that breaks off, and why it does."""

    async def serve() -> tuple[bytes, Exception]:
        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(sent)
            try:
                await writer.drain()
                if not sent:
                    await reader.read()  # until the client leaves
            finally:
                writer.close()

        got = b""
        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        async with server, engine(f"http://127.0.0.1:{port}/sparql") as made:
            try:
                stream = await made.open(Question(query, form, seconds), "a client")
                try:
                    async for piece in stream:
                        got += piece
                finally:
                    await stream.aclose()
            except TripsGraphError as error:
                return got, error
            raise AssertionError(f"the answer ended as if it were whole: {got!r}")

    return run(serve())


@pytest.mark.parametrize(
    ("sent", "query", "form"),
    [
        (chunked(ROWS), SELECT, CSV),
        (chunked(ROWS + b"The SPARQL operation has been cancelled", b""), SELECT, CSV),
        (plain("200 OK", ROWS + b"]}}")[:-1], SELECT, JSON),
        (plain("200 OK", ROWS[:-40]), SELECT, JSON),
        (chunked(TRIPLE * 2000), CONSTRUCT, N_TRIPLES),
        (chunked(TRIPLE * 2000 + b"cancelled", b""), CONSTRUCT, TURTLE),
        (plain("200 OK", TRIPLE * 2000)[:-200], CONSTRUCT, N_TRIPLES),
    ],
)
def test_what_breaks_off_after_its_beginning_never_ends(
    sent: bytes, query: str, form: Format
) -> None:
    _, error = told(sent, query, form)
    assert isinstance(error, StoreFailed)


@pytest.mark.parametrize(
    ("sent", "kind"),
    [
        (plain("200 OK", b"<html>Please sign in</html>"), StoreFailed),
        (plain("200 OK", b""), StoreFailed),
        (plain("302 Found", b"", "Location: http://127.0.0.1:1/"), StoreFailed),
        (plain("401 Unauthorized", b"", 'WWW-Authenticate: Basic realm="x"'), StoreFailed),
        (plain("404 Not Found", b"no"), StoreFailed),
        (plain("500 Internal Server Error", b"out of memory at 10.0.0.7"), StoreFailed),
        (plain("503 Service Unavailable", b""), Busy),
        (plain("429 Too Many Requests", b""), Busy),
        (plain("504 Gateway Timeout", b""), OutOfTime),
        (plain("500 x", b"Virtuoso S1T00 Error SR171: Transaction timed out"), OutOfTime),
        (plain("200 OK", ROWS + b"]}}", "X-SQL-State: S1TAT"), OutOfTime),
        (plain("200 OK", ROWS + b"]}}", "X-SPARQL-MaxRows: 2000"), AnswerTooLarge),
        (plain("400 Bad Request", b"error at 1:7: expected <b>x</b>\x1b[31m"), BadSyntax),
        (plain("400 Bad Request", b"x" * 100_000), BadQuery),
        (plain("413 x", b""), BadQuery),
        (b"not HTTP at all\r\n\r\n", StoreFailed),
        (b"", OutOfTime),
    ],
)
def test_what_fails_before_its_beginning_has_a_reason(sent: bytes, kind: type[Exception]) -> None:
    got, error = told(sent, SELECT, JSON, 1.0)
    assert (got, type(error)) == (b"", kind)
    text = str(error)
    assert len(text) < 500 and "\x1b" not in text and "<b>" not in text
    assert "127.0.0.1" not in text and "10.0.0.7" not in text


def test_a_store_that_sends_without_end_is_cut() -> None:
    async def serve() -> int:
        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
            try:
                piece = ROWS
                while True:
                    writer.write(b"%x\r\n%b\r\n" % (len(piece), piece))
                    await writer.drain()
                    piece = b"," + b",".join([ROW % 1] * 500)
            except ConnectionError:
                writer.close()

        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        read = 0
        async with server, engine(f"http://127.0.0.1:{port}/sparql") as made:
            stream = await made.open(Question(SELECT, CSV, 30.0), "a client")
            started = time.monotonic()
            with pytest.raises(AnswerTooLarge):
                try:
                    async for piece in stream:
                        read += len(piece)
                finally:
                    await stream.aclose()
            assert time.monotonic() - started < 60
        return read

    assert LIMITS.answer // 2 < run(serve()) <= LIMITS.answer


def test_an_answer_is_on_its_way_before_its_last_row() -> None:
    """The first piece comes while the store still keeps the rest back."""

    async def serve() -> bytes:
        first = asyncio.Event()

        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(chunked(ROWS))
            await writer.drain()
            await first.wait()
            writer.write(b"3\r\n]}}\r\n0\r\n\r\n")
            await writer.drain()
            writer.close()

        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        async with server, engine(f"http://127.0.0.1:{port}/sparql") as made:
            stream = await made.open(Question(SELECT, CSV, 10.0), "a client")
            got = b""
            async for piece in stream:
                got += piece
                first.set()
            await stream.aclose()
            return got

    assert run(serve()).count(b"invented row") == 2000


def test_an_address_that_nobody_listens_at_is_no_matter_of_the_client() -> None:
    with pytest.raises(StoreFailed, match="does not answer as it should"):
        ask("http://127.0.0.1:9/query", Question(SELECT, JSON, 5.0))
