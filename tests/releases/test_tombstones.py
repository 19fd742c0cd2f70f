"""Tombstones: read strictly, published in a graph of their own, never for what is still there."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, parse

from trips_graph import pipeline
from trips_graph.errors import BadInput, BadTable
from trips_graph.iris import Iris
from trips_graph.model.graph import NamedGraph
from trips_graph.releases.tombstones import describe_tombstones, read_tombstones
from trips_graph.settings import Settings, resources

HEAD = "kind,key,withdrawn_on,why,successor\n"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
IRIS = Iris("https://example.org/")
STANDING = NamedGraph(
    "https://example.org/g",
    (
        "<https://example.org/id/report/2> <urn:x:p> <https://example.org/id/report/9> .",
        '<https://example.org/id/evidence/3#quote> <urn:x:p> "a" .',
    ),
)


def write(folder: Path, *lines: str) -> Path:
    path = folder / "tombstones.csv"
    path.write_text(HEAD + "".join(line + "\n" for line in lines), encoding="utf-8")
    return path


def test_the_shipped_table_can_be_read() -> None:
    assert read_tombstones(resources() / "data" / "tombstones.csv") == ()


def test_a_tombstone_states_day_reason_and_successor(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        'report,1,2031-02-03,"Filed twice, here and there",report/2',
        "tool,x,2031-02-04,Gone,",
    )
    graph = describe_tombstones(path, read_tombstones(path), [STANDING], IRIS)
    assert graph.iri == "https://example.org/id/graph/tombstones"
    lines = [
        line.replace("<https://example.org/id/graph/tombstones> .", "").strip()
        for line in graph.nquads
    ]
    report = "<https://example.org/id/report/1>"
    assert {line for line in lines if line.startswith(report)} == {
        f'{report} <http://www.w3.org/2002/07/owl#deprecated> "true"^^<{XSD}boolean>',
        f'{report} <{SKOS}changeNote> "Filed twice, here and there"@en',
        f'{report} <https://w3id.org/trips-graph/def#withdrawnOn> "2031-02-03"^^<{XSD}date>',
        f"{report} <http://purl.org/dc/terms/isReplacedBy> <https://example.org/id/report/2>",
    }
    assert len(lines) == 7


@pytest.mark.parametrize(
    ("lines", "number", "reason"),
    [
        (("report,1,spring,Why,",), 2, "withdrawn_on"),
        (("report,1,2031-02-03,,",), 2, "why is empty"),
        (("report,1,2031-02-03,Why",), 2, "needs 5 cells"),
        (("report,1,2031-02-03,Why,,",), 2, "needs 5 cells"),
        (("Report,1,2031-02-03,Why,",), 2, "names no thing"),
        (("report,,2031-02-03,Why,",), 2, "names no thing"),
        (("report,a b,2031-02-03,Why,",), 2, "names no thing"),
        (("report,a/b,2031-02-03,Why,",), 2, "names no thing"),
        (("report,a#b,2031-02-03,Why,",), 2, "names no thing"),
        (("report,1,2031-02-03,Why,2",), 2, "'2' names no thing"),
        (("report,1,2031-02-03,Why,", "tool,1,2031-02-03,Why,", "report,1,2031-02-04,Why,"), 4,
         "same thing as line 2"),
        (('report,1,2031-02-03,"Why,',), 2, "unexpected end"),
    ],
)  # fmt: skip
def test_a_line_of_the_wrong_form_is_told(
    tmp_path: Path, lines: tuple[str, ...], number: int, reason: str
) -> None:
    with pytest.raises(BadTable, match=reason) as caught:
        read_tombstones(write(tmp_path, *lines))
    assert f"line {number}:" in str(caught.value)


def test_a_table_that_is_not_one_is_told(tmp_path: Path) -> None:
    path = tmp_path / "tombstones.csv"
    with pytest.raises(BadInput, match="cannot be read"):
        read_tombstones(path)
    path.write_text("kind,key\n", encoding="utf-8")
    with pytest.raises(BadTable, match="the columns must be"):
        read_tombstones(path)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("report,2,2031-02-03,Why,", "this release describes it"),
        ("evidence,3,2031-02-03,Why,", "this release describes it"),
        ("report,1,2031-02-03,Why,report/9", "successor report/9 is not in this release"),
        ("report,1,2031-02-03,Why,report/1", "successor report/1 is not in this release"),
    ],
)
def test_what_the_release_says_otherwise_is_refused_with_the_line(
    tmp_path: Path, line: str, reason: str
) -> None:
    path = write(tmp_path, "tool,x,2031-02-03,Why,", line)
    with pytest.raises(BadTable, match=f"line 3: .*{reason}"):
        describe_tombstones(path, read_tombstones(path), [STANDING], IRIS)


def test_what_is_only_pointed_at_may_be_withdrawn(tmp_path: Path) -> None:
    path = write(tmp_path, "report,9,2031-02-03,Why,report/2")
    assert describe_tombstones(path, read_tombstones(path), [STANDING], IRIS).nquads


def build(tmp_path: Path, *lines: str) -> Path:
    """Return the folder of a release of the one page that is shipped whole."""
    source = pipeline.default_sources()[0] / "1000364.txt"
    settings = Settings(tombstones=write(tmp_path, *lines))
    order = pipeline.Order((source,), tmp_path / "out")
    return pipeline.build(order, settings, lambda stage, done, total: None).folder


def test_a_release_carries_its_tombstones_and_keeps_to_the_shapes(tmp_path: Path) -> None:
    folder = build(tmp_path, "report,1000001,2031-02-03,Filed twice,report/1000364")
    gone = NamedNode("https://w3id.org/trips-graph/id/report/1000001")
    quads = [quad for quad in parse(path=folder / "trips-graph.nq") if quad.subject == gone]
    assert len(quads) == 4
    assert {str(quad.graph_name) for quad in quads} == {
        "<https://w3id.org/trips-graph/id/graph/tombstones>"
    }


def test_a_build_refuses_a_tombstone_for_what_it_describes(tmp_path: Path) -> None:
    with pytest.raises(BadTable, match="line 2: report/1000364 is withdrawn, but"):
        build(tmp_path, "report,1000364,2031-02-03,Filed twice,")
    assert not (tmp_path / "out").exists()
