"""The share of a client: its requests wait for each other, those of its neighbours do not."""

import asyncio
import itertools
from collections import Counter
from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from trips_graph.web.operation import shares
from trips_graph.web.operation.shares import SHARE, Shares


class Kitchen:
    """An application that makes an answer only once it is told to go on."""

    def __init__(self) -> None:
        self.go_on, self.making, self.refused = asyncio.Event(), Counter[str](), list[str]()
        self.app = Starlette(
            routes=[Route("/page", self._make), Route("/file", self._send_slowly)],
            middleware=[
                Middleware(_Known),
                Middleware(Shares, refused=self.refused.append),
            ],
        )

    async def _make(self, request: Request) -> Response:
        self.making[request.state.client] += 1
        await self.go_on.wait()
        return Response("made")

    async def _send_slowly(self, request: Request) -> Response:
        async def pieces() -> AsyncIterator[bytes]:
            await self.go_on.wait()
            yield b"sent"

        return StreamingResponse(pieces())

    async def ask(self, client: str, path: str = "/page") -> int:
        """Return the status of one request of a client."""
        transport = httpx.ASGITransport(self.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://x") as asking:
            return (await asking.get(path, headers={"client": client})).status_code


class _Known:
    """Puts into the state of a request what the server knows of it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            client = dict(scope["headers"])[b"client"].decode()
            scope["state"] = {"client": client, "request_id": "1"}
        await self._app(scope, receive, send)


def test_a_client_has_its_share_and_no_more() -> None:
    async def scenario() -> None:
        kitchen = Kitchen()
        many = [asyncio.create_task(kitchen.ask("greedy")) for _ in range(42)]
        one = asyncio.create_task(kitchen.ask("other"))
        await asyncio.sleep(0.3)
        assert kitchen.making == {"greedy": SHARE, "other": 1}
        kitchen.go_on.set()
        assert await one == 200
        assert await asyncio.gather(*many) == [200] * 42

    asyncio.run(scenario())


def test_who_waits_in_vain_is_told_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario() -> None:
        kitchen = Kitchen()
        many = [asyncio.create_task(kitchen.ask("greedy")) for _ in range(SHARE + 3)]
        refused = [await done for done in itertools.islice(asyncio.as_completed(many), 3)]
        assert refused == [503] * 3 and kitchen.refused == ["busy"] * 3
        kitchen.go_on.set()
        assert sorted(await asyncio.gather(*many)) == [200] * SHARE + [503] * 3
        assert await kitchen.ask("greedy") == 200

    monkeypatch.setattr(shares, "LONGEST_WAIT", 0.2)
    asyncio.run(scenario())


def test_what_is_being_sent_keeps_no_place() -> None:
    async def scenario() -> None:
        kitchen = Kitchen()
        files = [asyncio.create_task(kitchen.ask("slow", "/file")) for _ in range(SHARE)]
        page = asyncio.create_task(kitchen.ask("slow"))
        await asyncio.sleep(0.3)
        assert kitchen.making == {"slow": 1}
        kitchen.go_on.set()
        assert await asyncio.gather(page, *files) == [200] * (SHARE + 1)

    asyncio.run(scenario())
