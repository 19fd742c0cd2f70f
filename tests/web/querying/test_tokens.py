"""Tokens: each with its place, as SPARQL parts them, in linear time whatever is left open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trips_graph.web.querying.tokens import place, split, tokenise

MILLION = 1_000_000
# Each of them, said again and again, makes a careless pattern look through the rest each time.
ENDLESS = [
    "'''\\\n", "'\\", '"""\\\n', "a-", "a.", "a...", "<", "<a", "{", "'''", "'", "?", "a:", "a:.",
    "_:", "_:a.", ":%", ":%4", "@a-", "#", "\\", "'''\\'", "\n'", "1.", "é", "😀", "a:b\\", "x.:",
    "^", "''",
]  # fmt: skip


def kinds(query: str) -> list[tuple[str, str]]:
    return [(token.kind, token.text) for token in tokenise(query)]


@pytest.mark.parametrize(
    ("query", "parted"),
    [
        ("SELECT*{", [("word", "SELECT"), ("sign", "*"), ("open", "{")]),
        ("a.SERVICE", [("word", "a"), ("sign", "."), ("word", "SERVICE")]),
        ("1e5SERVICE", [("number", "1"), ("word", "e5SERVICE")]),
        ("ex:a.b. ", [("name", "ex:a.b"), ("sign", ".")]),
        ("ex:\\'a'b'", [("name", "ex:\\'a"), ("string", "'b'")]),
        (":%41.%", [("name", ":%41"), ("sign", "."), ("sign", "%")]),
        ("?a_:b", [("variable", "?a_"), ("name", ":b")]),
        ("_:a.b.", [("blank", "_:a.b"), ("sign", ".")]),
        ("'x'@en--ltr", [("string", "'x'"), ("language", "@en"), ("sign", "-"), ("sign", "-"),
                         ("word", "ltr")]),
        ("'1'^^a:b", [("string", "'1'"), ("datatype", "^^"), ("name", "a:b")]),
        ("'''a''b'''''", [("string", "'''a''b'''"), ("string", "''")]),
        ("'''a\n", [("unclosed", "'''a\n")]),
        ("'a\n?b", [("unclosed", "'a"), ("variable", "?b")]),
        ("'\\''", [("string", "'\\''")]),
        ("<a>b> <a b>", [("iri", "<a>"), ("word", "b"), ("sign", ">"), ("sign", "<"), ("word", "a"),
                         ("word", "b"), ("sign", ">")]),
        ("a#b\rc", [("word", "a"), ("word", "c")]),
        ("?aµ", [("variable", "?a"), ("sign", "µ")]),
    ],
)  # fmt: skip
def test_tokens_are_parted_as_the_grammar_says(query: str, parted: list[tuple[str, str]]) -> None:
    assert kinds(query) == parted


@given(st.text(alphabet="'\"\\#<>?:@_.a-Z1{}()[]^%\n\r \tµé"))
def test_no_character_is_lost_and_each_piece_knows_its_place(query: str) -> None:
    at = 0
    for piece in split(query):
        assert piece.start == at
        assert piece.text
        at = piece.end
    assert "".join(piece.text for piece in split(query)) == query


@pytest.mark.parametrize("piece", ENDLESS)
@pytest.mark.parametrize("lead", ["", "'''"])
def test_hostile_texts_of_a_million_characters_end(piece: str, lead: str) -> None:
    """In quadratic time each would take hours, and the suite would never end."""
    query = (lead + piece * (MILLION // len(piece)))[:MILLION]
    assert sum(len(token.text) for token in split(query)) == len(query)


def test_lines_and_columns_begin_at_one_as_those_of_the_engine() -> None:
    query = "SELECT *\n{ ?s\n\n x"
    assert [place(query, token.start) for token in tokenise(query)] == [
        (1, 1), (1, 8), (2, 1), (2, 3), (4, 2),
    ]  # fmt: skip
