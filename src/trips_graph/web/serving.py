"""Runs the application: Granian in this one process, which ends in good order when it is told to.

Granian answers a third more requests a second than uvicorn (`tools/measure.py servers`), and closes
connections whose request never comes. It is embedded: one process holds server and engines.
"""

import asyncio
import logging
import resource
import signal
import socket
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import Any

import uvloop
from fastapi import FastAPI
from granian._granian import SocketHolder
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.server.embed import Server

from trips_graph.errors import EnvironmentUnfit
from trips_graph.settings import Settings
from trips_graph.web.app import create_app
from trips_graph.web.current import Current
from trips_graph.web.operation.records import writing
from trips_graph.web.sources import Source, make_source
from trips_graph.web.sparql.page import find_editor

BACKLOG = 2048
MOST_AT_ONCE = 8192
"""Connections that are served at once, idle ones among them; more wait to be accepted."""
HEADER_SECONDS = 10
"""Seconds in which the head of a request must have come."""
_NO_EDITOR = "installed without npm or a way to its registry: /sparql is a plain form"
_GRACE = 5.0
_MORE_GRACE = 2.0
logger = logging.getLogger(__name__)


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens; port 0 takes a free one. Errors: `EnvironmentUnfit`."""
    try:
        listener = socket.create_server((host, port), family=_family(host), backlog=BACKLOG)
    except OSError as error:
        reason = error.strerror or error
        raise EnvironmentUnfit(f"cannot listen on {host}, port {port}: {reason}") from error
    listener.setblocking(False)
    # Connections inherit it: else the last piece of a packed page waits 40 ms for an answer.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def serve(folder: Path | None, settings: Settings, listener: socket.socket) -> None:
    """Return once the server has stopped (SIGINT, SIGTERM); SIGHUP looks for another release.

    Errors: `NotARelease` where the folder has no release that can be served, or the store of the
    settings does not hold it; `StoreUnfit` where that cannot be asked.
    """
    if not find_editor():
        logger.warning("no editor reason=%s", _NO_EDITOR)
    _raise_open_files()
    uvloop.run(_serve(make_source(folder, settings), settings, listener))


async def _serve(source: Source, settings: Settings, listener: socket.socket) -> None:
    with writing() if settings.access_log else nullcontext():
        await _serve_app(create_app(settings), source, settings, listener)


async def _serve_app(
    app: FastAPI, source: Source, settings: Settings, listener: socket.socket
) -> None:
    current = Current(app, source, settings)
    await current.start()
    server = _Server(app, listener)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, _stop, server, current)
    loop.add_signal_handler(signal.SIGHUP, current.look)
    following = asyncio.create_task(current.follow())
    try:
        await _serve_until_told(server)
    finally:
        following.cancel()
        await current.stop()


async def _serve_until_told(server: "_Server") -> None:
    """Return once every request is answered, and in any case soon after the grace is over."""
    serving = asyncio.create_task(server.serve())
    told = asyncio.create_task(server.told.wait())
    await asyncio.wait({serving, told}, return_when=asyncio.FIRST_COMPLETED)
    await asyncio.wait({serving}, timeout=_GRACE + _MORE_GRACE)
    told.cancel()
    if serving.done():
        serving.result()
    else:  # a request that never comes to its end
        serving.cancel()


def _stop(server: "_Server", current: Current) -> None:
    """Take no more requests; what is not answered within the grace is broken off."""
    server.end()
    asyncio.get_running_loop().call_later(_GRACE, lambda: asyncio.ensure_future(current.stop()))


def _raise_open_files() -> None:
    """Let this process hold as many connections as it may at all."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


class _Server(Server):
    """Granian over a socket of ours: it would bind one that others can bind, too."""

    def __init__(self, app: object, listener: socket.socket) -> None:
        super().__init__(
            app,
            interface=Interfaces.ASGINL,
            http=HTTPModes.auto,
            websockets=False,
            backlog=BACKLOG,
            backpressure=MOST_AT_ONCE,
            http1_settings=HTTP1Settings(header_read_timeout=HEADER_SECONDS * 1000),
            log_enabled=False,
        )
        self._listener = listener
        self.told = asyncio.Event()

    def _init_shared_socket(self) -> None:
        holder: Any = SocketHolder  # its stub knows no arguments
        self._ssp: Any = None
        self._shd: Any = holder(self._listener.fileno(), False, BACKLOG)

    def end(self) -> None:
        """Take no more connections, answer what is asked, and return from `serve`."""
        self.told.set()
        self.main_loop_interrupt.set()
        self.interrupt_signal = True
