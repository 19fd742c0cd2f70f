"""The prologue of a query: what BASE and PREFIX declare, and what names mean by it.

Names are expanded by the engine's own Turtle parser, which writes prologues as SPARQL does: no
second reading of IRIs could differ from the one that the query gets.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode, RdfFormat, parse

from trips_graph.web.querying.tokens import Token

_DECLARATIONS = (("PREFIX", ("name", "iri")), ("BASE", ("iri",)), ("VERSION", ("string",)))


@dataclass(frozen=True, slots=True)
class Prologue:
    """The declarations of a query as Turtle, and how many of its tokens they take."""

    turtle: str
    length: int

    def expand(self, token: Token) -> str | None:
        """Return the IRI that an IRI or a prefixed name stands for, None if it stands for none."""
        document = f"{self.turtle}\n<urn:x> <urn:x> {token.text} ."
        try:
            (triple,) = parse(document, format=RdfFormat.TURTLE)
        except SyntaxError:
            return None
        assert isinstance(triple.object, NamedNode)  # no other token is given
        return triple.object.value


def read_prologue(tokens: Sequence[Token]) -> Prologue:
    """Return the prologue that the tokens begin with."""
    declared: list[str] = []
    length = 0
    while found := _declaration(tokens, length):
        if not found[0].is_word("VERSION"):
            declared.append(" ".join(token.text for token in found))
        length += len(found)
    return Prologue("\n".join(declared), length)


def _declaration(tokens: Sequence[Token], start: int) -> Sequence[Token]:
    for word, kinds in _DECLARATIONS:
        found = tokens[start : start + 1 + len(kinds)]
        if found and found[0].is_word(word) and [token.kind for token in found[1:]] == list(kinds):
            return found
    return ()
