r"""Calls to other servers (SERVICE): which are meant, and that no others are made.

The engine (pyoxigraph 0.5) reads without tokens, so that `SERVICEex:a {`, `1SERVICE<…>` and, where
`ex:SERVICE` makes no IRI, `ex:SERVICE<…>` are calls for it. So the query is not only looked at: it
is written anew, and what the engine gets holds the word before the address of our own egress and
inside of variables, tags of language and blank nodes. In strings and IRIs its first letter is
escaped, prefixed names become IRIs, comments become blanks: no other reading finds it there.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from trips_graph.web.querying.prologue import Prologue
from trips_graph.web.querying.refusals import Forbidden
from trips_graph.web.querying.tokens import Token, place

Route = Callable[[str], str | None]

_CALL = "SERVICE"
_LETTER = re.compile(r"s(?=ervice)", re.IGNORECASE)
_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*://")
_OPERANDS = ("variable", "string", "number", "name", "iri", "language", "word", "blank", "close")


def mentions_call(query: str) -> bool:
    """Return whether the word stands anywhere in the query, in whatever meaning."""
    return _CALL in query.upper()


def settle_calls(query: str, tokens: Sequence[Token], prologue: Prologue, route: Route) -> str:
    """Return the query for the engine: lines stay lines, calls go where `route` leads.

    Errors: `Forbidden` for a call without a route, in another call, or that can be read in two
    ways.
    """
    writer = _Writer(query, tokens, prologue, route)
    return "".join(writer.write())


@dataclass(slots=True)
class _Writer:
    query: str
    tokens: Sequence[Token]
    prologue: Prologue
    route: Route
    brackets: list[str] = field(default_factory=list)
    calling: int = 0  # how many brackets are open around the call that is being read

    def write(self) -> Iterator[str]:
        written, index = 0, 0
        while index < len(self.tokens):
            token = self.tokens[index]
            yield _blank(self.query[written : token.start])
            length = self._length_of_call(index)
            yield self._write_call(index, length) if length else self._write_token(index)
            index += length or 1
            written = self.tokens[index - 1].end
        yield _blank(self.query[written:])

    def _length_of_call(self, index: int) -> int:
        """Return how many tokens make the call that begins here, without its group; or 0."""
        if not self.tokens[index].is_word(_CALL):
            return 0
        silent = self._at(index + 1)
        return 3 if silent and silent.is_word("SILENT") else 2

    def _write_call(self, index: int, length: int) -> str:
        call, name = self.tokens[index], self._at(index + length - 1)
        group = self._at(index + length)
        if name is None or name.kind not in ("iri", "name"):
            raise self._forbidden(call, "only a server that is written out may be asked")
        if group is None or group.text != "{":
            raise self._forbidden(call, "it is followed by no group")
        if self.calling:
            raise self._forbidden(call, "it stands inside of another")
        iri = self.prologue.expand(name)
        address = None if iri is None else self.route(iri)
        if address is None:
            asked = (
                f"{name.text[:200]} is not asked; the setting service_hosts names those that are"
            )
            raise self._forbidden(call, asked)
        self.calling = len(self.brackets) + 1
        between = _newlines(self.query[call.start : name.end])
        return f"{_CALL} {'SILENT ' if length == 3 else ''}<{address}>{between}"

    def _write_token(self, index: int) -> str:
        token = self.tokens[index]
        if token.kind == "iri" and self._is_unsettled(index):
            raise self._forbidden(token, "it stands beside a < that is followed by no blank")
        self._follow(token)
        if _CALL not in token.text.upper():
            return token.text
        if token.kind in ("string", "iri"):
            return _escape(token.text)
        if token.kind == "name" and index >= self.prologue.length:
            iri = self.prologue.expand(token)
            if iri is not None:
                return _escape(f"<{iri}>")
        elif token.kind not in ("word", "unclosed"):
            return token.text
        raise self._forbidden(token, "it is not set apart from what stands beside it")

    def _is_unsettled(self, index: int) -> bool:
        """Return whether something that looks like an IRI could hide a call: `?a<?b)SERVICE?x#>`.

        Could < be an operator there, and would that matter? Nothing is compared directly in
        braces, nor where an operand is still to come, and `<scheme://` never compares.
        """
        token, before = self.tokens[index], self._at(index - 1)
        if _ABSOLUTE.match(token.text):
            return False
        triple = before is not None and before.text == "<" and before.end == token.start
        compared = self.brackets[-1:] == ["("] and before and before.kind in _OPERANDS
        doubtful = _CALL in token.text.upper() or any(mark in token.text for mark in "'#()[]")
        return doubtful and bool(triple or compared)

    def _follow(self, token: Token) -> None:
        if token.kind == "open":
            self.brackets.append(token.text)
        elif token.kind == "close" and self.brackets:
            self.brackets.pop()
            if len(self.brackets) < self.calling:
                self.calling = 0

    def _at(self, index: int) -> Token | None:
        return self.tokens[index] if 0 <= index < len(self.tokens) else None

    def _forbidden(self, token: Token, reason: str) -> Forbidden:
        return Forbidden(f"{_CALL} is refused: {reason}", *place(self.query, token.start))


def _escape(text: str) -> str:
    return _LETTER.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _blank(gap: str) -> str:
    """Return what stands between tokens; a comment that has the word in it as blanks."""
    return re.sub(r"[^\n]", " ", gap) if _CALL in gap.upper() else gap


def _newlines(text: str) -> str:
    return "\n" * text.count("\n")
