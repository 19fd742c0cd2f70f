r"""The tokens of a query, each with its place.

The grammar is that of SPARQL 1.1, section 19.8, read without its context. Where only the context
could tell (`?a<?b&&?c>?d` holds no IRI), `guard` decides what to do. Any text is read in linear
time: whatever is left open in it, no character is looked at more than a few times.
https://www.w3.org/TR/sparql11-query/#sparqlGrammar
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_BASE = (
    r"A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d"
    r"\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_INNER = rf"{_BASE}_0-9\u00b7\u0300-\u036f\u203f\u2040"  # PN_CHARS without the hyphen
_LABEL = rf"(?:[{_INNER}\-]|\.++(?=[{_INNER}\-]))*+"  # a dot may stand inside, not at the end
_ESCAPED = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%]"
_LOCAL = rf"(?:[{_INNER}\-:]|{_ESCAPED}|\.++(?=[{_INNER}\-:]|{_ESCAPED}))*+"

_PIECE = re.compile(
    rf"""
    (?P<blanks>[ \t\r\n]++)
  | (?P<comment>\#[^\r\n]*+)
  | (?P<iri><[^<>"{{}}|^`\x00-\x20]*+>)
  | (?P<string>'''(?:'{{0,2}}(?:[^'\\]|\\.))*+''' | '(?!'')(?:[^'\\\r\n]|\\[^\r\n])*+'
             | \"""(?:"{{0,2}}(?:[^"\\]|\\.))*+\""" | "(?!"")(?:[^"\\\r\n]|\\[^\r\n])*+")
  | (?P<unclosed>'''.*+ | \""".*+ | ['"][^\r\n]*+)
  | (?P<variable>[?$][{_BASE}_0-9][{_INNER}]*+)
  | (?P<language>@[A-Za-z]++(?:-[A-Za-z0-9]++)*+)
  | (?P<blank>_:[{_BASE}_0-9]{_LABEL})
  | (?P<run>[{_BASE}]{_LABEL}(?!:))
  | (?P<name>(?:[{_BASE}]{_LABEL})?:(?:(?=[{_BASE}_0-9:%\\]){_LOCAL})?)
  | (?P<number>[0-9]++)
  | (?P<open>[{{(\[])
  | (?P<close>[}})\]])
  | (?P<datatype>\^\^)
  | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_IN_RUN = re.compile(rf"(?P<word>[{_BASE}_][{_INNER}]*+)|(?P<number>[0-9]++)|(?P<sign>.)")


class Token(NamedTuple):
    """A piece of a query: `kind` is a group of the patterns above, `start` a character's index.

    It is no dataclass for speed: a query may have a million of them.
    """

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Return the index behind the last character."""
        return self.start + len(self.text)

    def is_word(self, *words: str) -> bool:
        """Return whether this is one of the keywords, given in capitals."""
        return self.kind == "word" and self.text.upper() in words


def tokenise(query: str) -> Iterator[Token]:
    """Return the tokens of a query without blanks and comments."""
    return (token for token in split(query) if token.kind not in ("blanks", "comment"))


def split(query: str) -> Iterator[Token]:
    """Return every piece of a query; their texts, joined, are the query."""
    for found in _PIECE.finditer(query):
        kind = found.lastgroup or "sign"
        if kind == "run":
            yield from _split_run(found.group(), found.start())
        else:
            yield Token(kind, found.group(), found.start())


def place(query: str, start: int) -> tuple[int, int]:
    """Return line and column of a character, both 1-based; a line ends in a line feed."""
    before = query.count("\n", 0, start)
    return before + 1, start - query.rfind("\n", 0, start)


def _split_run(text: str, start: int) -> Iterator[Token]:
    """Return words and what hyphens and dots part them: a run was looked through for a colon."""
    for found in _IN_RUN.finditer(text):
        yield Token(found.lastgroup or "sign", found.group(), start + found.start())
