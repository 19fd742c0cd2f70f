"""Stores of others: their addresses, and how we sign in to them over HTTP.

`trips-graph push` writes to such a store, `trips-graph serve --store` asks it; both come by here,
so that a password is kept in one place.
"""

import re
import socket
from collections.abc import Generator
from dataclasses import dataclass

import httpx
from pydantic import SecretStr

from trips_graph import __version__
from trips_graph.errors import BadInput, BadSetting, EnvironmentUnfit

_CONNECT_SECONDS = 10.0
_LONGEST_REASON = 300
_MARKUP = re.compile(r"<[^<>]*>")


class BadAddress(BadInput):
    """An address that no store can be asked at."""


class StoreUnfit(EnvironmentUnfit):
    """A store that cannot be reached, refuses us, or does not do what was asked."""


@dataclass(frozen=True, slots=True)
class Account:
    """Who signs in to a store; the password never shows in a text of this."""

    user: str
    password: SecretStr


def make_account(user: str | None, password: SecretStr | None) -> Account | None:
    """Return who signs in, None for nobody.

    Errors: `BadSetting` for a password without a user, or a user without one.
    """
    if user is None and password is None:
        return None
    if user is None or password is None:
        raise BadSetting(
            "a store wants both or neither: a user (--user, TRIPS_STORE_USER) and a password "
            "(TRIPS_STORE_PASSWORD)"
        )
    return Account(user, password)


@dataclass(frozen=True, slots=True)
class StoreAddresses:
    """Where a store is asked, and where its graphs are read and written."""

    query: httpx.URL
    graphs: httpx.URL


def read_address(text: str) -> httpx.URL:
    """Return the address of a store.

    Errors: `BadAddress` where it is none of HTTP, or holds a password, which would end up in lists
    of processes and in logs.
    """
    try:
        address = httpx.URL(text)
    except httpx.InvalidURL as error:
        raise BadAddress(f"this is no address of a store ({error})") from error
    if address.userinfo:
        raise BadAddress(
            "an address holds no user and no password: name the user by --user and put the "
            "password into TRIPS_STORE_PASSWORD"
        )
    if address.scheme not in ("http", "https") or not address.host:
        raise BadAddress(f"{text!r} is no address of a store: http://HOST/PATH")
    return address.copy_with(fragment=None)


def read_addresses(query: str, graphs: str | None) -> StoreAddresses:
    """Return both addresses; the second of `…/query` is `…/store`, as Oxigraph's server has it.

    Errors: `BadAddress`, also where the address of the graphs is needed and not told.
    """
    asked = read_address(query)
    if graphs is not None:
        return StoreAddresses(asked, read_address(graphs))
    if not asked.path.endswith("/query"):
        raise BadAddress(
            f"{query}: which address do graphs have there? Name it by --graph-store "
            "(Virtuoso: http://HOST/sparql-graph-crud-auth)"
        )
    path = asked.path.removesuffix("query") + "store"
    return StoreAddresses(asked, asked.copy_with(path=path, query=None))


def find_listener(address: httpx.URL) -> None:
    """Return nothing where something listens at an address. Errors: `StoreUnfit` says where not."""
    port = address.port or (443 if address.scheme == "https" else 80)
    try:
        socket.create_connection((address.host, port), _CONNECT_SECONDS).close()
    except OSError as error:
        raise StoreUnfit(f"nothing answers at {address} ({error}); is it running?") from error


class SignIn(httpx.Auth):
    """Signs in where a store asks for it, in the way it asks for: Digest or Basic.

    Nothing of the account is sent before, so that it goes to nobody who has no use for it.
    """

    def __init__(self, account: Account) -> None:
        self._account = account
        self._way: httpx.DigestAuth | httpx.BasicAuth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Yield the request, and once more with the account where it was refused without."""
        if self._way is None:
            response = yield request
            self._way = self._choose(response)
            if self._way is None:
                return
        yield from self._way.auth_flow(request)

    def _choose(self, response: httpx.Response) -> httpx.DigestAuth | httpx.BasicAuth | None:
        asked = response.headers.get("www-authenticate", "").lower()
        user, password = self._account.user, self._account.password.get_secret_value()
        if response.status_code != httpx.codes.UNAUTHORIZED:
            return None
        if asked.startswith("digest"):
            return httpx.DigestAuth(user, password)
        return httpx.BasicAuth(user, password) if asked.startswith("basic") else None


def shorten(told: str) -> str:
    """Return what a store says as one short line of plain text."""
    plain = " ".join(_MARKUP.sub(" ", told).split())
    printable = "".join(letter for letter in plain if letter.isprintable())
    return printable if len(printable) <= _LONGEST_REASON else printable[:_LONGEST_REASON] + " …"


def say_failure(error: Exception) -> str:
    """Return why an exchange with a store failed, where httpx often has no words of its own."""
    return str(error) or type(error).__name__


def headers() -> dict[str, str]:
    """Return the headers of every request to a store; nothing packed is asked for."""
    return {"User-Agent": f"trips-graph/{__version__}", "Accept-Encoding": "identity"}


def timeout(seconds: float) -> httpx.Timeout:
    """Return the limits of one exchange: `seconds` without a byte, less for the connection."""
    return httpx.Timeout(seconds, connect=min(seconds, _CONNECT_SECONDS))
