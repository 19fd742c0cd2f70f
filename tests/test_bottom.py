"""The bottom layer: IRIs, formats, settings."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from trips_graph import formats
from trips_graph.errors import BadSetting, UnknownFormat
from trips_graph.formats import GRAPH_FORMATS, RESULT_FORMATS, find_format, write_graph
from trips_graph.iris import Iris, slug
from trips_graph.settings import Settings, read_settings, resources

A, B, C = (NamedNode(f"https://example.org/{name}") for name in "abc")
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
CONTEXT = {"@version": 1.1, "e": "https://example.org/", "c": {"@id": "e:c", "@type": "@id"}}


@given(st.text())
def test_a_slug_is_safe_in_an_iri(text: str) -> None:
    made = slug(text)
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789.-")
    assert slug(made) == made
    NamedNode(f"https://example.org/{made}")


def test_things_of_different_kinds_never_share_an_iri() -> None:
    iris = Iris("https://example.org/")
    made = [
        iris.report("1"), iris.section("1", "1"), iris.entry("1", "1"), iris.activity("1", "1"),
        iris.figure("1", "1"), iris.evidence("1", "1"), iris.mention("1", "1"),
        iris.source("1", "1"), iris.member("1"), iris.place("1"), iris.organisation("1"),
        iris.group("1"), iris.tool("1"), iris.rule("1"), iris.graph("1"),
    ]  # fmt: skip
    assert len(set(made)) == len(made)


@pytest.mark.parametrize("form", [*GRAPH_FORMATS, *RESULT_FORMATS], ids=lambda form: form.name)
def test_a_format_is_found_by_name_suffix_and_media_type(form: formats.Format) -> None:
    assert find_format(form.name) is form
    assert find_format(form.media_type.upper()) is form
    assert find_format(form.suffix) is form


def test_an_unknown_format_lists_those_that_there_are() -> None:
    with pytest.raises(UnknownFormat, match=r"'doc'.*csv.*turtle"):
        find_format("doc")


@pytest.mark.parametrize("form", GRAPH_FORMATS, ids=lambda form: form.name)
def test_what_is_written_reads_back(form: formats.GraphFormat) -> None:
    triples = [
        Triple(A, TYPE, B),
        Triple(A, C, B),
        Triple(A, B, Literal('quotes " and <b>', language="en")),
        Triple(
            A,
            B,
            Literal("2018-10", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#gYearMonth")),
        ),
    ]
    written = write_graph(
        triples, form, {"e": "https://example.org/", "x": "https://x.org/"}, CONTEXT
    )
    found = {quad.triple for quad in parse(written, format=form.engine)}
    assert found == set(triples)
    assert write_graph(triples, form, {"e": "https://example.org/"}, CONTEXT) == write_graph(
        triples, form, {"e": "https://example.org/"}, CONTEXT
    )


def test_compact_json_ld_uses_the_short_names() -> None:
    document = formats.compact([Triple(A, TYPE, B), Triple(A, C, B)], CONTEXT)
    assert document["@graph"] == [{"@id": "e:a", "@type": "e:b", "c": "e:b"}]


def test_prefixes_are_written_in_order() -> None:
    prefixes = {name: f"https://example.org/{name}/" for name in "zyxwvutsrq"}
    for form in (formats.TURTLE, formats.RDF_XML):
        text = write_graph([Triple(A, C, B)], form, prefixes, {}).decode()
        places = [text.index(f"{name}/") for name in sorted(prefixes)]
        assert places == sorted(places)
    assert list(parse(text, format=RdfFormat.RDF_XML))


def test_settings_come_from_file_and_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("trips-graph.toml").write_text('base = "https://a.org/"\nquery_workers = 3\n')
    monkeypatch.setenv("TRIPS_BASE", "https://b.org/")
    assert (read_settings().base, read_settings().query_workers) == ("https://b.org/", 3)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("bsae = 'https://a.org/'", "bsae"),
        ("base = 'no iri'", "base"),
        ("base = 'https://a.org'", "base"),
        ("query_workers = 0", "query_workers"),
        ("query_workers = [", "trips-graph.toml"),
    ],
)
def test_wrong_settings_are_told_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("trips-graph.toml").write_text(text)
    with pytest.raises(BadSetting, match=message):
        read_settings()


def test_resources_are_found() -> None:
    for name in ("ontology", "shapes", "data"):
        assert (resources() / name).is_dir()
    assert Settings().base.endswith("/")
