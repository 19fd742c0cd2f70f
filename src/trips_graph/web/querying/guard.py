r"""What is refused before a query is evaluated: SERVICE, updates, queries too long or too deep.

Decided on tokens, never on substrings. The engine (pyoxigraph 0.5) reads without a tokeniser, so
that `SERVICEex:a {`, `1SERVICE<…>` and `?a<?b)SERVICE?x#>` are calls to other servers for it: where
a text can be read in two ways and the word is in it, the query is refused.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from trips_graph.errors import BadQuery

DEEPEST = 200

_UPDATES = frozenset(
    {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"}
)
_NAMING = frozenset({"GRAPH", "FROM", "NAMED"})
_CALL = "SERVICE"
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_UNREPEATABLE = frozenset({"NOW", "RAND", "UUID", "STRUUID", "BNODE", _CALL})

_TOKEN = re.compile(
    r"""
    (?P<comment>\#[^\r\n]*)
  | (?P<iri><[^<>"{}|^`\x00-\x20]*>)
  | (?P<string>'{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3} | "{3}(?:"{0,2}(?:[^"\\]|\\.))*"{3}
             | '(?:[^'\\\r\n]|\\.)*' | "(?:[^"\\\r\n]|\\.)*")
  | (?P<variable>[?$]\w+)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--[a-z]+)?)
  | (?P<blank>_:[\w.\-]+)
  | (?P<name>(?:[^\W\d_][\w.\-]*)?:(?:[\w\-:.]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*)
  | (?P<word>[^\W\d]\w*)
  | (?P<open>[{(\[])
  | (?P<close>[})\]])
  | (?P<blanks>\s+)
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*://")


class Forbidden(BadQuery):
    """A query that asks for what this endpoint never does: federation or updates."""


class QueryTooLong(BadQuery):
    """A query longer than the setting `query_characters`."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query; `kind` is a group of the pattern above."""

    kind: str
    text: str


def check_query(query: str, longest: int) -> None:
    """Return nothing for a query that may be evaluated.

    Errors: `QueryTooLong`, `Forbidden` (SERVICE, update words), `BadQuery` (brackets too deep).
    """
    if len(query) > longest:
        raise QueryTooLong(f"the query has {len(query):,} characters; {longest:,} are accepted")
    tokens = tuple(tokenise(query))
    if _CALL in query.upper():
        _refuse_calls(tokens)
    _refuse_updates(tokens)
    _refuse_depth(tokens)


def names_dataset(query: str) -> bool:
    """Return whether the query itself chooses its graphs, by FROM."""
    return any(token.kind == "word" and token.text.upper() == "FROM" for token in tokenise(query))


def query_form(query: str) -> str | None:
    """Return SELECT, ASK, CONSTRUCT or DESCRIBE; None where the text begins with no such form."""
    words = (token.text.upper() for token in tokenise(query) if token.kind == "word")
    return next((word for word in words if word in _FORMS), None)


def is_repeatable(query: str) -> bool:
    """Return whether the query gives the same answer again: it asks for no time and no chance."""
    words = {token.text.upper() for token in tokenise(query) if token.kind == "word"}
    return not words & _UNREPEATABLE


def tokenise(query: str) -> Iterator[Token]:
    """Return the tokens of a query without blanks and comments."""
    return (token for token in split(query) if token.kind not in ("blanks", "comment"))


def split(query: str) -> Iterator[Token]:
    """Return every piece of a query; their texts, joined, are the query."""
    for found in _TOKEN.finditer(query):
        yield Token(found.lastgroup or "other", found.group())


def _refuse_calls(tokens: tuple[Token, ...]) -> None:
    for place, token in enumerate(tokens):
        before = tokens[place - 1] if place else None
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        if _is_call(before, token, after):
            raise Forbidden("SERVICE is refused: this endpoint asks no other server")


def _is_call(before: Token | None, token: Token, after: Token | None) -> bool:
    if token.kind == "word":
        return _CALL in token.text.upper()
    if token.kind == "iri":
        return _is_ambiguous(token.text)
    if token.kind == "name" and _CALL in token.text.partition(":")[0].upper():
        named = before is not None and before.text.upper() in _NAMING
        return not named and after is not None and after.text == "{"
    return False


def _is_ambiguous(iri: str) -> bool:
    """`?a<?b)SERVICE?x#>` looks like an IRI; only `<scheme://` can never be a comparison."""
    suspicious = _CALL in iri.upper() or any(mark in iri for mark in "'#")
    return suspicious and not _ABSOLUTE.match(iri)


def _refuse_updates(tokens: tuple[Token, ...]) -> None:
    for token in tokens:
        if token.kind == "word" and token.text.upper() in _UPDATES:
            raise Forbidden(f"{token.text.upper()} is refused: releases never change")


def _refuse_depth(tokens: tuple[Token, ...]) -> None:
    depth = 0
    for token in tokens:
        depth += (token.kind == "open") - (token.kind == "close")
        if depth > DEEPEST:
            raise BadQuery(f"brackets are nested deeper than {DEEPEST}")
