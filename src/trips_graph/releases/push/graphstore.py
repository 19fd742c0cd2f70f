"""A store of others, written by the SPARQL 1.1 Graph Store HTTP Protocol.

https://www.w3.org/TR/sparql11-http-rdf-update/: PUT replaces a graph, POST adds to it, DELETE
takes it away, each named by `?graph=IRI`. What may pass is tried again.
"""

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources as package_files

import httpx
from pyoxigraph import Literal, NamedNode, QueryResultsFormat, QuerySolutions, parse_query_results
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt
from tenacity.wait import wait_exponential

from trips_graph.formats import JSON, N_TRIPLES
from trips_graph.stores import (
    Account,
    SignIn,
    StoreAddresses,
    StoreUnfit,
    headers,
    say_failure,
    shorten,
    timeout,
)

_LOG = logging.getLogger(__name__)
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_ACCEPT = {"Accept": JSON.media_type}
_ABSENT = (httpx.codes.NOT_FOUND, httpx.codes.GONE)
_LONGEST_WAIT = 60.0
_MEANING: Mapping[int, str] = {
    400: "the store finds a fault in what it was sent",
    401: (
        "the store does not let us in: name a user by --user, its password belongs into "
        "TRIPS_STORE_PASSWORD"
    ),
    403: "the store does not let this user do that",
    404: "there is no graph store at this address; name it by --graph-store",
    405: "this address does not take that; is it the one of the graph store?",
    413: "a graph is larger than the store accepts; raise its limit",
    415: "the store takes no N-Triples",
}


class _Passing(StoreUnfit):
    """A failure that may be over at the next try."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a silent store is waited for, in seconds, how often what may pass is tried."""

    seconds: float
    tries: int
    sleep: Callable[[float], None] = time.sleep


@contextmanager
def open_graph_store(
    addresses: StoreAddresses, account: Account | None, patience: Patience
) -> Iterator["GraphStore"]:
    """Give the store at these addresses; its connections are closed at the end."""
    auth = SignIn(account) if account else None
    with httpx.Client(auth=auth, headers=headers(), timeout=timeout(patience.seconds)) as client:
        yield GraphStore(client, addresses, patience)


class GraphStore:
    """The graphs of a store. Every method raises `StoreUnfit` where the store does not do it."""

    def __init__(self, client: httpx.Client, addresses: StoreAddresses, patience: Patience) -> None:
        self._client, self._addresses, self._patience = client, addresses, patience

    def put(self, iri: str, body: Iterable[bytes], size: int) -> None:
        """Make this the content of the graph: N-Triples of so many bytes.

        `body` may be read more than once. Its length is always told: Virtuoso 7.2.5 answers a
        chunked body with 204 and leaves the graph empty.
        """
        self._send("PUT", iri, body, size)

    def add(self, iri: str, body: bytes) -> None:
        """Add N-Triples to the graph."""
        self._send("POST", iri, (body,), len(body))

    def delete(self, iri: str) -> None:
        """Take the graph away; that it is not there is no error."""
        self._ask(self._request("DELETE", iri), _ABSENT)

    def count_graphs(self) -> dict[str, int]:
        """Return how many triples each graph of the store has."""
        return {name: int(value) for name, value in self._rows("graph-counts", {})}

    def read_ledger(self, ledger: str) -> dict[str, str]:
        """Return what a ledger identifies each graph by."""
        return dict(self._rows("ledger", {"?ledger": NamedNode(ledger)}))

    def _send(self, method: str, iri: str, body: Iterable[bytes], size: int) -> None:
        sent = {"Content-Type": N_TRIPLES.media_type, "Content-Length": str(size)}
        self._ask(self._request(method, iri, sent, body))

    def _request(
        self,
        method: str,
        iri: str,
        sent: Mapping[str, str] | None = None,
        body: Iterable[bytes] | None = None,
    ) -> httpx.Request:
        address = self._addresses.graphs.copy_merge_params({"graph": iri})
        return self._client.build_request(method, address, headers=sent, content=body)

    def _rows(self, name: str, values: Mapping[str, NamedNode]) -> Iterator[tuple[str, str]]:
        """Yield the rows of one of our queries, page by page, until there is none behind the last.

        A page that is shorter than its LIMIT is not the last for that: Virtuoso cuts each answer
        at its `ResultSetMaxRows`, and does not say so.
        """
        query = (package_files.files(__package__) / f"{name}.rq").read_text("utf-8")
        after = ""
        while page := self._select(_fill(query, {**values, "?after": Literal(after)})):
            yield from page
            after = page[-1][0]

    def _select(self, query: str) -> list[tuple[str, str]]:
        request = self._client.build_request(
            "POST", self._addresses.query, data={"query": query}, headers=_ACCEPT
        )
        response = self._ask(request)
        try:
            found = parse_query_results(response.content, format=QueryResultsFormat.JSON)
            if isinstance(found, QuerySolutions):
                return [(row["name"].value, row["value"].value) for row in found]
        except (SyntaxError, KeyError, AttributeError) as error:
            raise self._unfit(request, f"its answer to a query is none ({error})") from error
        raise self._unfit(request, "it answers SELECT by a truth")

    def _ask(self, request: httpx.Request, also: tuple[int, ...] = ()) -> httpx.Response:
        """Return the answer to a request, after as many tries as are allowed."""
        retrying = Retrying(
            sleep=self._patience.sleep,
            stop=stop_after_attempt(self._patience.tries),
            wait=wait_exponential(multiplier=0.5, max=_LONGEST_WAIT),
            retry=retry_if_exception_type(_Passing),
            reraise=True,
            before_sleep=_tell_again,
        )
        return retrying(self._ask_once, request, also)

    def _ask_once(self, request: httpx.Request, also: tuple[int, ...]) -> httpx.Response:
        try:
            response = self._client.send(request)
        except httpx.TransportError as error:
            _LOG.info("store failed method=%s reason=%s", request.method, say_failure(error))
            reason = f"{say_failure(error)}; is the store running, and is this its address?"
            raise _Passing(self._told(request, reason)) from error
        status = response.status_code
        if response.is_success or status in also:
            return response
        reason = shorten(response.text)
        if status in _PASSING:
            raise _Passing(self._told(request, f"the store answers {status}: {reason}"))
        if response.is_redirect:
            raise self._unfit(request, "the store sends us elsewhere; give that address itself")
        meaning = _MEANING.get(status, "the store refuses")
        raise self._unfit(request, f"{meaning} ({status}: {reason})")

    def _unfit(self, request: httpx.Request, reason: str) -> StoreUnfit:
        return StoreUnfit(self._told(request, reason))

    def _told(self, request: httpx.Request, reason: str) -> str:
        return f"{request.method} {request.url}: {reason}"


def _tell_again(state: RetryCallState) -> None:
    _LOG.warning("to be tried again: %s", state.outcome.exception() if state.outcome else "")


def _fill(query: str, values: Mapping[str, NamedNode | Literal]) -> str:
    """Return one of our own queries with terms, as SPARQL writes them, for its placeholders."""
    for name, term in values.items():
        query = query.replace(name, str(term))
    return query
