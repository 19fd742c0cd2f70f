"""The shape of a query: how deep it is nested, how long its chains, how many its patterns.

The engine (pyoxigraph 0.5.13) reads and evaluates by recursion and plans joins in time that grows
with their fourth power. Measured with a stack of 8 MB: nested EXISTS end the process from 840 on,
nested functions from 950, braces from 2,200; one group with BINDs from 2,700, UNIONs from 6,600,
sums from 6,900, paths from 8,500,
lists from 4,100 items; 100 patterns of one group are planned in 0.5 s, 200 in 7 s. The
limits here are a first line: workers can be killed, and they have a deadline.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from trips_graph.web.querying.refusals import Refused
from trips_graph.web.querying.tokens import Token, place

DEEPEST = 200
MOST_PARTS = 1_000
MOST_OPERATORS = 2_000
MOST_PATTERNS = 200
MOST_ITEMS = 100  # of a list: each makes two patterns

_VALUES = ("TRUE", "FALSE", "UNDEF")
_OPERANDS = ("variable", "string", "number", "name", "iri", "blank", "open")


@dataclass(slots=True)
class _Level:
    """What was met in one pair of brackets; `bracket` is empty outside of all.

    `parts` are clauses and keywords, `patterns` what is joined, `branch` of it the last group;
    `items` stand beside one another as in a list, the last thing `is_operand` or not. The engine
    goes into brackets from within a chain: `inner_parts` and `inner_operators` are those of the
    longest chains inside.
    """

    bracket: str
    parts: int = 0
    operators: int = 0
    inner_parts: int = 0
    inner_operators: int = 0
    patterns: int = 0
    branch: int = 0
    items: int = 0
    is_operand: bool = False


def measure(query: str, tokens: Iterable[Token]) -> Iterator[Token]:
    """Return the tokens as they come. Errors: `Refused` at the first that is one too many."""
    levels = [_Level("")]
    for token in tokens:
        _line_up(levels[-1], token)
        if token.kind == "open":
            _enter(levels, token)
        elif token.kind == "close":
            _leave(levels)
        else:
            _count(levels[-1], token)
        if reason := _excess(levels):
            raise Refused(reason, *place(query, token.start))
        yield token


def _line_up(level: _Level, token: Token) -> None:
    """Count an item where two operands follow each other with nothing in between."""
    if token.kind in _OPERANDS:
        level.items += level.is_operand and level.bracket == "("
        level.is_operand = True
    elif token.kind != "language":
        level.is_operand = False


def _enter(levels: list[_Level], token: Token) -> None:
    levels[-1].parts += not levels[-1].bracket
    levels.append(_Level(token.text))


def _leave(levels: list[_Level]) -> None:
    """Add a group to what it is joined with; nothing is joined outside of all brackets."""
    if len(levels) == 1:
        return
    left, outer = levels.pop(), levels[-1]
    outer.inner_parts = max(outer.inner_parts, left.parts + left.inner_parts)
    outer.inner_operators = max(outer.inner_operators, left.operators + left.inner_operators)
    if outer.bracket:
        outer.branch = left.patterns + (left.bracket != "(")
        outer.patterns += outer.branch


def _count(level: _Level, token: Token) -> None:
    in_group = level.bracket not in ("", "(")
    if token.is_word("UNION"):  # the branches of a union are planned apart
        level.patterns -= level.branch
    if not level.bracket or _is_keyword(token):
        level.parts += 1
    elif token.kind == "sign" and token.text not in (".;,+-" if in_group else ".;,"):
        level.operators += 1
    if in_group and token.kind == "sign" and token.text in ".;,/":
        level.patterns += 1


def _is_keyword(token: Token) -> bool:
    return token.kind == "word" and token.text.upper() not in _VALUES


def _excess(levels: list[_Level]) -> str:
    level = levels[-1]
    if len(levels) - 1 > DEEPEST:
        return f"brackets are nested deeper than {DEEPEST}"
    if level.parts + level.inner_parts > MOST_PARTS:
        return f"more than {MOST_PARTS:,} clauses hang together"
    if level.operators + level.inner_operators > MOST_OPERATORS:
        return f"more than {MOST_OPERATORS:,} operators hang together"
    if level.items > MOST_ITEMS:
        return f"more than {MOST_ITEMS:,} items stand in one list"
    if level.patterns > MOST_PATTERNS:
        return f"more than {MOST_PATTERNS:,} patterns are joined"
    return ""
