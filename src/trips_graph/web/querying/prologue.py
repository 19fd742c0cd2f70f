"""The prologue of a query: what BASE and PREFIX declare, and what names mean by it.

Names are expanded by the engine's own Turtle parser, which writes prologues as SPARQL does: no
second reading of IRIs could differ from the one that the query gets. A prologue is parsed once,
however many names there are: each is then read behind what its own prefix, or the base, came to.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import NamedNode, RdfFormat, parse

from trips_graph.web.querying.tokens import Token

_BASE = "<>"  # what stands for it
_DECLARATIONS = (("PREFIX", ("name", "iri")), ("BASE", ("iri",)), ("VERSION", ("string",)))


@dataclass(frozen=True, slots=True)
class Prologue:
    """The declarations of a query as Turtle, and how many of its tokens they take."""

    turtle: str
    prefixes: tuple[str, ...]
    length: int

    def expand(self, token: Token) -> str | None:
        """Return the IRI that an IRI or a prefixed name stands for, None if it stands for none."""
        settled = _settle(self.turtle, self.prefixes)
        if settled is None:
            return None
        before = ""
        if token.kind == "name":
            prefix = token.text.partition(":")[0] + ":"
            before = f"PREFIX {prefix} <{settled[prefix]}>" if prefix in settled else ""
        elif _BASE in settled:
            before = f"BASE <{settled[_BASE]}>"
        found = _parse(before, (token.text,))
        return found[0] if found else None


def read_prologue(tokens: Sequence[Token]) -> Prologue:
    """Return the prologue that the tokens begin with."""
    declared: list[str] = []
    prefixes: dict[str, None] = {}
    length = 0
    while found := _declaration(tokens, length):
        if not found[0].is_word("VERSION"):
            declared.append(" ".join(token.text for token in found))
            prefixes[found[1].text if found[0].is_word("PREFIX") else _BASE] = None
        length += len(found)
    return Prologue("\n".join(declared), tuple(prefixes), length)


def _declaration(tokens: Sequence[Token], start: int) -> Sequence[Token]:
    for word, kinds in _DECLARATIONS:
        found = tokens[start : start + 1 + len(kinds)]
        if found and found[0].is_word(word) and [token.kind for token in found[1:]] == list(kinds):
            return found
    return ()


@lru_cache(maxsize=16)
def _settle(turtle: str, prefixes: tuple[str, ...]) -> Mapping[str, str] | None:
    """Return the IRI that each prefix and the base came to, None for a faulty prologue."""
    found = _parse(turtle, prefixes)
    return None if found is None else dict(zip(prefixes, found, strict=True))


def _parse(turtle: str, terms: Sequence[str]) -> list[str] | None:
    """Return the IRIs that terms stand for, None where one stands for none."""
    lines = "\n".join(f"<urn:x> <urn:x> {term} ." for term in terms)
    try:
        objects = [quad.object for quad in parse(f"{turtle}\n{lines}", format=RdfFormat.TURTLE)]
    except SyntaxError:
        return None
    return [node.value for node in objects if isinstance(node, NamedNode)]  # no others are given
