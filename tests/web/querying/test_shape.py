"""The shape of a query: what would overflow the engine or plan for minutes is refused first."""

import subprocess
import sys
from itertools import pairwise

import pytest

from trips_graph.web.querying.guard import Refused, check_query
from trips_graph.web.querying.shape import (
    DEEPEST,
    MOST_ITEMS,
    MOST_OPERATORS,
    MOST_PARTS,
    MOST_PATTERNS,
)

LONGEST = 1_000_000
FILTERED = "SELECT * { ?s ?p ?o FILTER(%s) }"


def deep(before: str, after: str, middle: str = "") -> str:
    return "SELECT * " + before * 20_000 + middle + after * 20_000


TOO_MUCH = {
    "groups, one in another": deep("{", "}"),
    "groups that stay open": deep("{", ""),
    "groups in select": deep("{ SELECT * ", "}", "{}"),
    "functions": FILTERED % ("CONCAT(" * 950 + "'x'" + ")" * 950),
    "brackets": FILTERED % ("(" * 5_000 + "1" + ")" * 5_000),
    "nodes": "SELECT * { ?s ?p " + "[ ?p " * 300 + "1" + "]" * 300 + "}",
    "exists": "SELECT * { " + "FILTER EXISTS { ?s ?p ?o " * 900 + "}" * 901,
    "sums": FILTERED % "+".join(["1"] * 7_000),
    "products": FILTERED % "*".join(["1"] * 7_000),
    "or": FILTERED % "||".join(["true"] * 10_000),
    "not": FILTERED % ("!" * 20_000 + "true"),
    "a path of steps": "SELECT * { ?s " + "/".join(["<a:p>"] * 1_000) + " ?o }",
    "a path of steps in brackets": "SELECT * { ?s (" + "/".join(["<a:p>"] * 9_000) + ")* ?o }",
    "a path of alternatives": "SELECT * { ?s " + "|".join(["<a:p>"] * 11_000) + " ?o }",
    "unions": "SELECT * { " + "UNION".join(["{ ?s ?p ?o }"] * 7_000) + "}",
    "binds": "SELECT * { " + "".join(f"BIND(1 AS ?v{n})" for n in range(2_700)) + "}",
    "binds in groups": "SELECT * "
    + "".join("{" + "".join(f"BIND(1 AS ?v{n}_{k})" for k in range(450)) for n in range(6))
    + "}" * 6,
    "sums in brackets": FILTERED % ("1+(" + "+".join(["1"] * 1_900) + "+(" + "1+" * 1_900 + "1))"),
    "minus": "SELECT * { ?s ?p ?o " + "MINUS { ?s <a:p> ?o }" * 2_700 + "}",
    "columns": "SELECT " + "".join(f"(1 AS ?v{n})" for n in range(2_700)) + " { ?s ?p ?o }",
    "things described": "DESCRIBE " + "<a:s> " * 2_700,
    "a list": "SELECT * { ?s ?p (" + "1 " * 5_000 + ") }",
    "a list of texts": "SELECT * { ?s ?p (" + "'x'@en 'y'^^<a:t> [] " * 50 + ") }",
    "equal patterns": "SELECT * { " + "?s ?p ?o . " * 300 + "}",
    "a chain of patterns": "SELECT * {" + "".join(f"?s{n} ?p ?s{n + 1}." for n in range(500)) + "}",
    "properties of one thing": "SELECT * { ?s ?p ?o" + "; ?p ?o" * 300 + "}",
    "objects of one thing": "SELECT * { ?s ?p ?o" + ", ?o" * 300 + "}",
    "groups side by side": "SELECT * { " + "{ ?s ?p ?o }" * 300 + "}",
    "optional groups": "SELECT * { " + "OPTIONAL { ?s ?p ?o }" * 300 + "}",
}  # fmt: skip
FINE = {
    "many rows": "SELECT * { VALUES (?a ?b) { " + "(<a:a> 'x'^^<a:t>) (UNDEF -1.5)" * 5_000 + "} }",
    "many values": "SELECT * { VALUES ?a { " + "<a:a> UNDEF -1 'x'^^<a:t> true " * 5_000 + "} }",
    "a long list": FILTERED % ("?o IN (" + ",".join(["'x'", "1.5", "<a:b>"] * 5_000) + ")"),
    "brackets in a string": "SELECT * { ?s ?p '" + "{" * 20_000 + "' }",
    "operators in a comment": "SELECT * { ?s ?p ?o } #" + "+" * 20_000,
    "a union of many": "SELECT * { " + "UNION".join(["{ ?s ?p ?o ; ?q ?r }"] * 400) + "}",
    "many comparisons": FILTERED % " || ".join(["?o = 1"] * 600),
    "a page of prefixes": "".join(f"PREFIX p{n}: <a:{n}#>\n" for n in range(200)) + "ASK {}",
}


@pytest.mark.parametrize("name", TOO_MUCH)
def test_what_the_engine_would_choke_on_is_refused_with_its_place(name: str) -> None:
    with pytest.raises(
        Refused, match=r"nested deeper|hang together|are joined|in one list"
    ) as caught:
        check_query(TOO_MUCH[name], LONGEST)
    assert caught.value.line == 1
    assert (caught.value.column or 0) > MOST_ITEMS


@pytest.mark.parametrize("name", FINE)
def test_what_is_only_long_is_let_through(name: str) -> None:
    assert check_query(FINE[name], LONGEST).text == FINE[name]


def at_the_limits() -> dict[str, str]:
    """The worst that is let through, of each kind."""
    n, deepest = MOST_PARTS - 10, DEEPEST - 2
    return {
        "functions": FILTERED % ("CONCAT(" * deepest + "'x'" + ")" * deepest),
        "exists": "SELECT * " + "{ FILTER EXISTS " * deepest + "{}" + "}" * deepest,
        "binds": "SELECT * { " + "".join(f"BIND(1 AS ?v{k})" for k in range(n // 2)) + "}",
        "columns": "SELECT " + "".join(f"(1 AS ?v{k})" for k in range(n)) + " {}",
        "described": "DESCRIBE " + "<a:s> " * n,
        "unions": "SELECT * { " + "UNION".join(["{ ?s ?p ?o }"] * n) + "}",
        "sums": FILTERED % "+".join(["1"] * MOST_OPERATORS),
        "not": FILTERED % ("!" * MOST_OPERATORS + "true"),
        "paths": "SELECT * { ?s (" + "/".join(["<a:p>"] * MOST_OPERATORS) + ")* ?o }",
        "alternatives": "SELECT * { ?s " + "|".join(["<a:p>"] * MOST_OPERATORS) + " ?o }",
        "lists": "SELECT * { ?s ?p (" + "1 " * MOST_ITEMS + ") }",
        "chains": "SELECT * { "
        + "".join(f"?s{a} <a:p> ?s{b} ." for a, b in pairwise(range(MOST_PATTERNS)))
        + "}",
    }


@pytest.mark.parametrize("name", at_the_limits())
def test_the_engine_lives_through_the_worst_that_is_let_through(name: str) -> None:
    """Evaluated in a process of its own: a limit that is too high ends it by a signal."""
    text = check_query(at_the_limits()[name], LONGEST).text
    program = (
        "import sys; from pyoxigraph import *; store = Store();"
        "store.load(b'<a:s> <a:p> 1, true .', format=RdfFormat.TURTLE);"
        "result = store.query(sys.stdin.read()); next(iter(result), None)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], input=text.encode(), capture_output=True, timeout=60
    )
    assert ended.returncode == 0, ended.stderr[-300:]
