"""The egress: a small server on loopback, through which the engine asks other servers.

The engine (pyoxigraph 0.5) looks up names and follows redirects by itself, so it gets no address
but those of this server. Each is signed with a key that is made at the start: who only writes
queries, or only reaches the port, cannot have another server asked.
"""

import asyncio
import base64
import hmac
import logging
import re
import secrets
import socket
import threading
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack
from hashlib import sha256

import httpcore
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from trips_graph import __version__
from trips_graph.errors import EnvironmentUnfit
from trips_graph.web.querying.federation import Caller, NotAsked, ServiceHosts

logger = logging.getLogger(__name__)

_LONGEST_QUESTION = 10_000_000
_START_SECONDS = 10.0
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/[0-9a-f]{64}/(?P<target>[\w\-]+=*)")
_RESULTS = ("application/sparql-results+json", "application/sparql-results+xml")
_HEADERS = {
    "Accept": ", ".join(_RESULTS),
    "Accept-Encoding": "identity",  # what is packed cannot be counted before it is unpacked
    "Content-Type": "application/sparql-query",
    "User-Agent": f"trips-graph/{__version__}",
}


def make_egress(hosts: Iterable[str], seconds: float, largest: int) -> "Egress | None":
    """Return the egress to the hosts of the setting `service_hosts`, None where there are none.

    It is not started; `seconds` and `largest` are the limits of one answer.
    """
    listed = ServiceHosts(frozenset(hosts))
    return Egress(Caller(listed, seconds), seconds, largest) if listed.entries else None


class Egress:
    """A server on a free port of loopback, in a thread of its own.

    What another server answers is passed on for `seconds` and up to `largest` bytes; beyond, the
    transfer is broken off, so that the engine takes no part of an answer for the whole.
    """

    def __init__(self, caller: Caller, seconds: float, largest: int) -> None:
        self._caller, self._seconds, self._largest = caller, seconds, largest
        self._key = secrets.token_bytes(32)
        self._listener = socket.create_server(("127.0.0.1", 0))
        routes = [Route("/{signature}/{target}", self._answer, methods=["POST"])]
        config = uvicorn.Config(
            Starlette(routes=routes),
            log_level="critical",  # a transfer that is broken off is told by this module
            access_log=False,
            lifespan="off",
            server_header=False,
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run,
            args=([self._listener],),
            name="trips-graph-egress",
            daemon=True,
        )

    def start(self) -> None:
        """Return once the egress answers. Errors: `EnvironmentUnfit`."""
        self._thread.start()
        latest = time.monotonic() + _START_SECONDS
        while not self._server.started:
            if time.monotonic() > latest or not self._thread.is_alive():
                raise EnvironmentUnfit("the egress for SERVICE did not start")
            time.sleep(0.005)

    def stop(self) -> None:
        """End the server and every transfer; what never started only gives back its port."""
        self._server.should_exit = True
        if self._thread.is_alive():
            self._thread.join(_START_SECONDS)
        self._listener.close()

    def route(self, iri: str) -> str | None:
        """Return the address at which the engine asks that server, None if it is not asked."""
        try:
            self._caller.hosts.read(iri)
        except NotAsked as error:
            logger.info("service refused reason=%s", error)
            return None
        target = base64.urlsafe_b64encode(iri.encode()).decode()
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}/{self._sign(target)}/{target}"

    def restore(self, message: str) -> str:
        """Return a message of the engine with the servers in it, in place of our addresses."""
        return _ADDRESS.sub(lambda found: f"<{_decode(found['target'])}>", message)

    def _sign(self, target: str) -> str:
        return hmac.new(self._key, target.encode(), sha256).hexdigest()

    async def _answer(self, request: Request) -> Response:
        target, given = request.path_params["target"], request.path_params["signature"]
        if not hmac.compare_digest(given.encode(), self._sign(target).encode()):
            return PlainTextResponse("this address is not signed", 403)
        latest = asyncio.get_running_loop().time() + self._seconds
        stack = AsyncExitStack()
        try:
            async with asyncio.timeout_at(latest):
                question = await _read(request)
                call = self._caller.ask(_decode(target), _HEADERS, question)
                answer = await stack.enter_async_context(call)
                media_type = _accept(answer, self._largest)
        except (NotAsked, TimeoutError) as error:
            await stack.aclose()
            reason = str(error) or "the server does not answer in time"
            logger.info("service failed reason=%s", reason)
            return PlainTextResponse(reason, 502)
        return StreamingResponse(self._pass_on(answer, stack, latest), media_type=media_type)

    async def _pass_on(
        self, answer: httpcore.Response, stack: AsyncExitStack, latest: float
    ) -> AsyncIterator[bytes]:
        """Yield the body as it comes; an error here breaks the transfer off."""
        passed = 0
        async with stack, asyncio.timeout_at(latest):
            async for piece in answer.aiter_stream():
                passed += len(piece)
                if passed > self._largest:
                    logger.info("service broken off bytes=%s", passed)
                    raise NotAsked(_too_large(self._largest))
                yield piece


def _accept(answer: httpcore.Response, largest: int) -> str:
    """Return the media type of an answer that may be passed on. Errors: `NotAsked`."""
    headers = {name.lower(): value.decode("latin-1") for name, value in answer.headers}
    media_type = headers.get(b"content-type", "").partition(";")[0].strip().lower()
    if answer.status != 200:
        raise NotAsked(f"the server answers with status {answer.status}")
    if media_type not in _RESULTS:
        raise NotAsked("the server answers with something else than results of a query")
    if headers.get(b"content-encoding", "identity").lower() != "identity":
        raise NotAsked("the server answers in an encoding that was not asked for")
    stated = headers.get(b"content-length", "0")
    if stated.isdecimal() and int(stated) > largest:
        raise NotAsked(_too_large(largest))
    return media_type


async def _read(request: Request) -> bytes:
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _LONGEST_QUESTION:
            raise NotAsked("the question to the server is too long")
    return body


def _decode(target: str) -> str:
    return base64.urlsafe_b64decode(target).decode()


def _too_large(largest: int) -> str:
    return f"the server answers with more than {largest:,} bytes"
