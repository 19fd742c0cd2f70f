"""What is wrong with a query is told in words, not as the engine's list of letters."""

import pytest
from pyoxigraph import Store

from trips_graph.web.querying.answers import read_syntax_error

NO_FORM = "the query begins with no form of SPARQL: SELECT, ASK, CONSTRUCT or DESCRIBE"
REASONS = [
    ("SELECT * { ?s rdfs:label ?o }", "line 1, column 25: the prefix rdfs: is not declared"),
    ("SELECT * {\n ?s a é.x:b }", "line 2, column 12: the prefix é.x: is not declared"),
    ("SELECT * { ?s a <b> }", "line 1, column 20: IRI parsing failed"),
    ("SELECT ?x (1 AS ?x) {}", "line 1, column 23: Duplicated variable name in SELECT"),
    ("SELEKT *", f"line 1, column 9: {NO_FORM}"),
    ("selec", f"line 1, column 6: {NO_FORM}"),
    ("PREFIX a: <urn:a>\nSELEC * {}", f"line 2, column 10: {NO_FORM}"),
    ("SELECT", 'line 1, column 7: expected one of "$", "(", "*", "?", PREFIX, …'),
    ("SELECT * { ?s ?p ",
     """line 1, column 18: expected one of "$", "'", "'''", "(", "+", "-", …"""),
    ("SELECT <script>", "line 1, column 16: expected DISTINCT"),
    ("SELECT ?z { ?s ?p ?o } GROUP BY ?s",
     "line 1, column 35: The SELECT contains a variable that is unbound"),
]  # fmt: skip


@pytest.mark.parametrize(("query", "reason"), REASONS)
def test_a_reason_is_short_and_plain(query: str, reason: str) -> None:
    with pytest.raises(SyntaxError) as caught:
        Store().query(query)
    assert str(read_syntax_error(caught.value, query)) == reason


def test_without_the_query_no_prefix_is_made_up() -> None:
    told = read_syntax_error(SyntaxError("error at 1:9: expected one of Prefix not found, ['%']"))
    assert str(told) == "line 1, column 9: a prefix is not declared"


def test_a_hostile_list_is_read_in_no_time() -> None:
    told = "error at 1:1: expected one of " + "['" * 20_000 + '"\\' * 20_000
    assert len(str(read_syntax_error(SyntaxError(told)))) < 400
