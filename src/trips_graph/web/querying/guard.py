"""What is refused before a query is evaluated, and what is known of it by then.

Decided on tokens, never on substrings: updates, calls to servers that are on no list, graphs that
the dataset does not have, queries too long, too deep or too wide.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from trips_graph.web.querying.calls import Route, mentions_call, settle_calls
from trips_graph.web.querying.prologue import Prologue, read_prologue
from trips_graph.web.querying.refusals import Forbidden, QueryTooLong, Refused
from trips_graph.web.querying.shape import measure
from trips_graph.web.querying.tokens import Token, place, tokenise

__all__ = [
    "CheckedQuery",
    "Forbidden",
    "QueryTooLong",
    "Refused",
    "check_graphs",
    "check_query",
    "is_repeatable",
    "names_dataset",
    "query_form",
]

_UPDATES = frozenset(
    {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"}
)
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_CHANGING = ("NOW", "RAND", "UUID", "BNODE", "SERVICE")


@dataclass(frozen=True, slots=True)
class CheckedQuery:
    """A query that may be evaluated.

    `text` is what the engine gets; it is the query itself but for what speaks of SERVICE, where
    columns (never lines) can differ. `form` is SELECT, ASK, CONSTRUCT, DESCRIBE or None;
    `repeatable` whether the same release gives the same answer again.
    """

    text: str
    form: str | None
    repeatable: bool


def check_query(
    query: str,
    longest: int,
    graphs: frozenset[str] | None = None,
    route: Route = lambda iri: None,
) -> CheckedQuery:
    """Return the query as it may be evaluated.

    `graphs` are the names of the dataset's graphs, None where they are not known; `route` tells
    at which address the egress asks a server, None for a server that is not asked.

    Errors: `QueryTooLong`; `Forbidden` (updates, SERVICE); `Refused` (too deep or wide, a string
    that is left open, a graph by FROM that is not in the dataset).
    """
    if len(query) > longest:
        raise QueryTooLong(f"the query has {len(query):,} characters; {longest:,} are accepted")
    tokens = tuple(measure(query, tokenise(query)))
    words = {token.text.upper() for token in tokens if token.kind == "word"}
    if not words.isdisjoint(_UPDATES):
        _refuse_updates(query, tokens)
    prologue = read_prologue(tokens)
    calls = mentions_call(query)
    text = settle_calls(query, tokens, prologue, route) if calls else query
    _refuse_unclosed(query, tokens)
    if graphs is not None and "FROM" in words:
        _refuse_foreign_graphs(query, tokens, prologue, graphs)
    return CheckedQuery(text, query_form(tokens), is_repeatable(tokens))


def check_graphs(names: Iterable[str], graphs: frozenset[str] | None) -> None:
    """Return nothing where every graph that the request names is one of the dataset's.

    Errors: `Refused` names the first that is not.
    """
    for name in names:
        if graphs is not None and name not in graphs:
            raise Refused(_foreign(name))


def query_form(tokens: Sequence[Token]) -> str | None:
    """Return SELECT, ASK, CONSTRUCT or DESCRIBE; None where the query begins otherwise."""
    for token in tokens[read_prologue(tokens).length :][:1]:
        if token.kind in ("word", "name"):  # the engine wants no blank after a keyword
            return next((form for form in _FORMS if token.text.upper().startswith(form)), None)
    return None


def is_repeatable(tokens: Sequence[Token]) -> bool:
    """Return whether one dataset always gives one answer; in doubt it does not.

    It does not where the time, chance or another server is asked, and where a graph is made with
    blank nodes, whose labels are new each time.
    """
    words = {token.text.upper() for token in tokens if token.kind == "word"}
    if any(changing in word for word in words for changing in _CHANGING):
        return False
    if any(token.kind == "iri" and "(" in token.text for token in tokens):
        return False  # `?a<now()||?b>` is no IRI
    if query_form(tokens) != "CONSTRUCT":
        return True
    return not any(token.kind == "blank" or token.text in ("[", "(") for token in tokens)


def names_dataset(query: str) -> bool:
    """Return whether the query itself chooses its graphs, by FROM."""
    return any(token.is_word("FROM") for token in tokenise(query))


def _refuse_updates(query: str, tokens: Sequence[Token]) -> None:
    for token in tokens:
        if token.is_word(*_UPDATES):
            reason = f"{token.text.upper()} is refused: releases never change"
            raise Forbidden(reason, *place(query, token.start))


def _refuse_unclosed(query: str, tokens: Sequence[Token]) -> None:
    for token in tokens:
        if token.kind == "unclosed":
            raise Refused("a string that begins here does not end", *place(query, token.start))


def _refuse_foreign_graphs(
    query: str, tokens: Sequence[Token], prologue: Prologue, graphs: frozenset[str]
) -> None:
    for index, token in enumerate(tokens):
        if not token.is_word("FROM"):
            continue
        named = tokens[index + 1 : index + 3]
        source = named[-1] if named and named[0].is_word("NAMED") else next(iter(named), token)
        name = prologue.expand(source) if source.kind in ("iri", "name") else None
        if name is not None and name not in graphs:
            raise Refused(_foreign(name), *place(query, source.start))


def _foreign(name: str) -> str:
    return f"the dataset has no graph <{name[:300]}>"
