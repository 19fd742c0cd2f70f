"""Queries with calls in them, as they go: checked, by the egress, from the engine's process."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from trips_graph.web.querying.egress import Egress
from trips_graph.web.querying.federation import Caller, PinnedNetwork, Resolver, ServiceHosts
from trips_graph.web.querying.guard import check_query

from .engine_process import EngineProcess, Told
from .loopback import Dial

SECONDS = 1.0
LARGEST = 200_000


def network_of(resolver: Resolver, dial: Dial | None = None) -> PinnedNetwork:
    """Return a way to servers over invented names and loopback."""
    return PinnedNetwork(resolver, dial or Dial())


@dataclass(frozen=True, slots=True)
class Asking:
    """Queries as they go: checked, with calls to the egress, evaluated by the engine."""

    engine: EngineProcess
    egress: Egress

    def told(self, server: str, before: str = "", silent: str = "") -> Told:
        """Return what the engine tells of a query that calls the server."""
        query = f"{before} SELECT ?x {{ SERVICE {silent} {server} {{ ?s ?p ?x }} }}"
        return self.engine.ask(check_query(query, 10_000, route=self.egress.route).text)

    def answer(self, server: str, before: str = "", silent: str = "") -> list[list[str]]:
        """Return the rows of a call that does not fail."""
        told = self.told(server, before, silent)
        assert not told.error
        return told.rows

    def error(self, server: str) -> str:
        """Return how a call failed."""
        told = self.told(server)
        assert told.error
        assert not told.rows
        return told.error


@contextmanager
def asking(
    engine: EngineProcess,
    hosts: set[str],
    network: PinnedNetwork,
    tls: ssl.SSLContext | None = None,
) -> Iterator[Asking]:
    """Yield queries over an egress that may ask these hosts; `tls` is whom it trusts."""
    trusted = tls or ssl.create_default_context()
    caller = Caller(ServiceHosts(frozenset(hosts)), SECONDS, network, trusted)
    egress = Egress(caller, SECONDS, LARGEST)
    egress.start()
    try:
        yield Asking(engine, egress)
    finally:
        egress.stop()
