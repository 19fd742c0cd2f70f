"""The server that every test of the protocol asks, and the engine that says what is right."""

from collections.abc import Callable

import pytest
from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, Store

from tests.protocol.solutions import Answer, read_answer
from tests.web.conftest import client, server, small_release
from trips_graph.model.release import Release

__all__ = ["client", "server", "small_release"]

RESULTS = "application/sparql-results+json"
GRAPH = "application/n-triples"
Engine = Callable[..., Answer]


@pytest.fixture(scope="session")
def engine(small_release: Release) -> Engine:
    """Return what asks the engine itself over the store of the release, without any server."""
    store = Store.read_only(str(small_release.store))

    def ask(query: str, media_type: str = RESULTS) -> Answer:
        found = store.query(query, use_default_graph_as_union=True)
        if isinstance(found, QuerySolutions | QueryBoolean):
            form = QueryResultsFormat.from_media_type(media_type)
            return read_answer(found.serialize(format=form) or b"", media_type)
        return read_answer(found.serialize(format=RdfFormat.N_TRIPLES) or b"", GRAPH)

    return ask
