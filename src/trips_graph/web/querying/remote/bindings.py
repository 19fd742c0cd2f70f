"""Binds variables of our own queries to IRIs, in the text: the protocol has no other place for it.

Decided on tokens, as in `guard`: a variable inside a string, an IRI or a comment is none.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from trips_graph.web.querying.tokens import Token, split


def bind(query: str, bindings: Mapping[str, str]) -> str:
    """Return the query with an IRI in place of each bound variable.

    Errors: `ValueError` for what is no IRI.

    >>> bind("SELECT ?a ?b { ?a ?b '?a' } ORDER BY ?a", {"a": "b:c"})
    "SELECT (<b:c> AS ?a) ?b { <b:c> ?b '?a' } ORDER BY (<b:c>)"
    """
    terms = {name: str(NamedNode(iri)) for name, iri in bindings.items()}
    return "".join(_write(query, terms))


def _write(query: str, terms: Mapping[str, str]) -> Iterator[str]:
    place = _Place()
    for token in split(query):
        place.enter(token)
        term = terms.get(token.text[1:]) if token.kind == "variable" else None
        if term is None:
            yield token.text
        else:
            yield place.form.format(term=term, variable=token.text)


_ELSEWHERE = "{term}"
_IN_PROJECTION = "({term} AS {variable})"
_IN_MODIFIER = "({term})"
_PLAIN = frozenset({"FROM", "WHERE", "HAVING", "LIMIT", "OFFSET", "VALUES"})


@dataclass(slots=True)
class _Place:
    """Where in a query we are: how an IRI is written there, for each bracket that is open."""

    forms: list[str] = field(default_factory=lambda: [_ELSEWHERE])

    @property
    def form(self) -> str:
        """How an IRI is written in the innermost bracket."""
        return self.forms[-1]

    def enter(self, token: Token) -> None:
        """Go on to a token."""
        word = token.text.upper() if token.kind == "word" else ""
        if token.kind == "open":
            self.forms.append(_ELSEWHERE)
        elif token.kind == "close":
            self.forms.pop()
        elif word == "SELECT":
            self.forms[-1] = _IN_PROJECTION
        elif word in ("GROUP", "ORDER"):
            self.forms[-1] = _IN_MODIFIER
        elif word in _PLAIN:
            self.forms[-1] = _ELSEWHERE
