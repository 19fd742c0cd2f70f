"""Names mean what the engine takes them for, and many cost no more than a few."""

import time

import pytest
from pyoxigraph import NamedNode, QuerySolutions, Store

from trips_graph.web.querying.prologue import read_prologue
from trips_graph.web.querying.tokens import tokenise

PROLOGUES = [
    "",
    "PREFIX p: <http://a.example/>",
    "PREFIX p: <http://a.example:80> PREFIX : <#>",
    "PREFIX : <http://a.example/b/../c#> PREFIX p: <urn:x:>",
    "BASE <http://a.example/b/c?d#e> PREFIX p: <f/../g> PREFIX : <>",
    "BASE <http://a.example/b/../c/> PREFIX p: <../d/> BASE <e/> PREFIX : <f#>",
    "PREFIX p: <http://one.example/> PREFIX p: <http://two.example/> BASE <http://three.example>",
    "BASE <http://a.example/\\u00e4/> PREFIX p: <\\u00f6/> VERSION '1.2' PREFIX : <%20>",
    "base <mailto:a> prefix p: <mailto:b> prefix :<urn:c>",
    "PREFIX p: <relative> PREFIX : <http://a.example/>",
]
TERMS = ["p:x", "p:", ":", ":x", "p:%41\\-", "q:x", "<>", "<x>", "<../y>", "<http://z.example/./>"]


@pytest.mark.parametrize("term", TERMS)
@pytest.mark.parametrize("prologue", PROLOGUES)
def test_a_name_is_what_the_engine_takes_it_for(prologue: str, term: str) -> None:
    (*_, token) = tokenise(f"{prologue} {term}")
    found = read_prologue(tuple(tokenise(prologue))).expand(token)
    try:
        rows = Store().query(f"{prologue} SELECT ?x {{ VALUES ?x {{ {term} }} }}")
    except SyntaxError:
        assert found is None
    else:
        assert isinstance(rows, QuerySolutions)
        assert [row["x"] for row in rows] == [NamedNode(found or "")]


def test_many_names_behind_many_declarations_are_read_soon() -> None:
    declared = "".join(f"PREFIX a{n}: <http://a{n}.example/> " for n in range(2000))
    prologue = read_prologue(tuple(tokenise(declared)))
    names = tuple(tokenise(" ".join(f"a{n}:x{n}" for n in range(2000))))
    started = time.process_time()
    assert [prologue.expand(name) for name in names] == [
        f"http://a{n}.example/x{n}" for n in range(2000)
    ]
    assert time.process_time() - started < 0.3
