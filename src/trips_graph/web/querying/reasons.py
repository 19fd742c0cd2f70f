"""Why a query is no SPARQL, in words: the engine lists every letter that could stand there."""

import re

from trips_graph.web.querying.prologue import read_prologue
from trips_graph.web.querying.tokens import tokenise

_DUMP = "expected one of "
_ITEM = re.compile(
    r"""\[(?:'(?:\\[^']*|[^'\\]+)'|[^'\]])*\]"""  # a class of letters
    r"""|"(?:\\.|[^"\\])*"|[^,\s"\[][^,]*"""  # a sign in quotes; a keyword or a sentence
)
_PREFIX_AT_END = re.compile(r"(?:^|[^\w.-])((?:[^\W\d_][\w.-]*)?:)[^\s:<>]*$")
_NO_PREFIX = "Prefix not found"
_NO_FORM = "the query begins with no form of SPARQL: SELECT, ASK, CONSTRUCT or DESCRIBE"
_BEGINNINGS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "PREFIX", "BASE", "VERSION")
_MOST_EXPECTED = 6


def say_reason(told: str, query: str, line: int, column: int) -> str:
    """Return what the engine told of a place (1-based) in plain words, as far as it is a list.

    >>> say_reason("expected one of Prefix not found, ['%']", "ASK { ?s a foo:Bar }", 1, 19)
    'the prefix foo: is not declared'
    """
    if told.startswith("expected ") and query and not _has_form(query):
        return _NO_FORM
    if not told.startswith(_DUMP):
        return told
    items = [item.strip() for item in _ITEM.findall(told.removeprefix(_DUMP))]
    if _NO_PREFIX in items:
        return _say_prefix(query, line, column)
    if sentence := next((item for item in items if " " in item and item[0].isalpha()), ""):
        return sentence
    words = [item for item in items if not item.startswith("[")]
    more = len(words) > _MOST_EXPECTED or len(words) < len(items)
    if not words:
        return "this cannot stand here"
    return _DUMP + ", ".join(words[:_MOST_EXPECTED]) + (", …" if more else "")


def _has_form(query: str) -> bool:
    """Return whether a form stands behind the prologue, or a declaration that is at fault."""
    tokens = tuple(tokenise(query))
    rest = tokens[read_prologue(tokens).length :]
    return bool(rest) and rest[0].is_word(*_BEGINNINGS)


def _say_prefix(query: str, line: int, column: int) -> str:
    lines = query.split("\n")
    before = lines[line - 1][: column - 1] if line <= len(lines) else ""
    found = _PREFIX_AT_END.search(before)
    return f"the prefix {found[1]} is not declared" if found else "a prefix is not declared"
