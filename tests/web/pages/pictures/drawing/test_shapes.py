"""Shapes: every Member and observer has a place on the map, and the whole is small."""

import csv
from pathlib import Path
from typing import Any

from trips_graph.web.pages.pictures.drawing import shapes
from trips_graph.web.pages.pictures.drawing.shapes import read_countries, read_places, read_points

ROOT = Path(__file__).parents[5]
NO_PLACE = {"EU"}
"""Of 27 Members: it is never expanded into them."""


def known() -> set[str]:
    """Return the keys of all Members and observers."""
    with (ROOT / "data/authorities/members.csv").open(encoding="utf-8") as lines:
        return {row["key"] for row in csv.DictReader(lines)}


def test_every_member_and_observer_has_a_shape_or_a_point() -> None:
    assert known() - read_places() == NO_PLACE
    assert read_places() <= known()


def test_a_shape_that_is_too_small_to_see_has_a_point_too() -> None:
    topology = read_countries()
    across, up = topology["transform"]["scale"]
    for shape in topology["objects"]["countries"]["geometries"]:
        if shape.get("id") not in (None, *read_points()):
            arcs = [arc for ring in _rings(shape) for arc in ring]
            steps = [step for arc in arcs for step in topology["arcs"][max(arc, ~arc)][1:]]
            length = sum(abs(x * across) + abs(y * up) for x, y in steps)
            assert length > 2, shape["id"]  # degrees around: four pixels of a wide map


def test_points_are_on_earth() -> None:
    for longitude, latitude in read_points().values():
        assert -180 <= longitude <= 180 and -60 <= latitude <= 80


def test_the_shapes_are_small() -> None:
    folder = Path(shapes.__file__).parent
    assert sum(file.stat().st_size for file in folder.iterdir() if file.is_file()) < 150_000


def _rings(shape: dict[str, Any]) -> list[list[int]]:
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    return [ring for polygon in polygons for ring in polygon]
