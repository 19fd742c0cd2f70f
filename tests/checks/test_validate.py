"""Validation: pySHACL decides, and says where in the source a fault stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import parse

from trips_graph.checks.files import read_graph_file
from trips_graph.checks.validate import find_results, format_results, validate
from trips_graph.errors import BadInput, ShapesViolated
from trips_graph.model.graph import NamedGraph
from trips_graph.model.release import Release

SHAPES = Path(__file__).parents[2] / "shapes"


@pytest.fixture(scope="module")
def graphs(release: Release) -> list[NamedGraph]:
    """The graphs of the built release, apart as they were."""
    lines: dict[str, list[str]] = {}
    for quad in parse(path=release.folder / "trips-graph.nq"):
        lines.setdefault(str(quad.graph_name)[1:-1], []).append(f"{quad} .")
    return [NamedGraph(name, tuple(sorted(found))) for name, found in lines.items()]


def spoil(graphs: list[NamedGraph], change: Callable[[str], str | None]) -> list[NamedGraph]:
    """Return the graphs with each line changed, or left out where the change says None."""
    return [
        replace(graph, nquads=tuple(made for line in graph.nquads if (made := change(line))))
        for graph in graphs
    ]


def test_the_release_conforms_and_its_warnings_are_kept(graphs: list[NamedGraph]) -> None:
    checked = validate(graphs, (), SHAPES)
    assert {result.severity for result in checked.results} <= {"Warning", "Info"}
    row_5 = [item for item in checked.results if item.focus_node.endswith("/activity/1000364-5")]
    assert [item.severity for item in row_5] == ["Warning"]
    assert row_5[0].place == "report 1000364, line 36"


TG = "https://w3id.org/trips-graph/def#"
SPOILED = {
    "an activity without a title": "activity/1000364-3> <http://purl.org/dc/terms/title>",
    "an activity without evidence": f"activity/1000364-3> <{TG}evidence>",
    "an entry without its row number": f"entry/1000364-3> <{TG}rowNumber>",
    "a stated beneficiary that is gone": f"activity/1000364-3> <{TG}beneficiary>",
    "a figure without a unit": f"1000364-arrests> <{TG}unit>",
    "a passage without its quote": "#quote> <http://www.w3.org/ns/oa#exact>",
}


@pytest.mark.parametrize("fault", sorted(SPOILED))
def test_each_fault_stops_the_release(graphs: list[NamedGraph], fault: str) -> None:
    mark = SPOILED[fault]
    spoiled = spoil(graphs, lambda line: None if mark in line else line)
    assert spoiled != graphs
    with pytest.raises(ShapesViolated) as caught:
        validate(spoiled, (), SHAPES)
    assert caught.value.violations >= 1


def test_the_readable_report_names_focus_node_path_message_and_place(
    graphs: list[NamedGraph],
) -> None:
    mark = "activity/1000364-3> <https://w3id.org/trips-graph/def#beneficiary>"
    with pytest.raises(ShapesViolated) as caught:
        validate(spoil(graphs, lambda line: None if mark in line else line), (), SHAPES)
    told = caught.value.report
    assert "focus node  https://w3id.org/trips-graph/id/activity/1000364-3" in told
    assert "source      report 1000364, line 34" in told
    assert "Violation: " in told
    assert "path " in told


def test_a_wrong_datatype_is_found(graphs: list[NamedGraph]) -> None:
    old = '"2018-12-04"^^<http://www.w3.org/2001/XMLSchema#date>'
    spoiled = spoil(graphs, lambda line: line.replace(old, '"4 December"'))
    with pytest.raises(ShapesViolated, match="activity/1000364-3"):
        validate(spoiled, (), SHAPES)


def test_results_are_the_same_in_every_run(graphs: list[NamedGraph]) -> None:
    assert find_results(graphs, SHAPES) == find_results(list(reversed(graphs)), SHAPES)


def test_long_reports_are_cut_and_say_so(graphs: list[NamedGraph]) -> None:
    result = find_results(graphs, SHAPES)[0]
    assert format_results([result] * 51).endswith("... and 1 more")


def test_shapes_that_do_not_parse_are_told(tmp_path: Path, graphs: list[NamedGraph]) -> None:
    (tmp_path / "broken.ttl").write_text("@prefix sh: <", encoding="utf-8")
    with pytest.raises(BadInput, match=r"broken\.ttl"):
        find_results(graphs, tmp_path)


def test_a_folder_without_shapes_never_validates(tmp_path: Path, graphs: list[NamedGraph]) -> None:
    with pytest.raises(BadInput, match="no shapes here"):
        find_results(graphs, tmp_path)


def test_files_that_do_not_parse_are_told_by_line(tmp_path: Path) -> None:
    (tmp_path / "x.ttl").write_text("@prefix a: <b:> .\n\na:x a:y", encoding="utf-8")
    with pytest.raises(BadInput, match=r"x\.ttl, line 3"):
        read_graph_file(tmp_path / "x.ttl", "https://example.org/")
