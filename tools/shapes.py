"""Writes the shapes of the map: countries and points, from Natural Earth as npm has it.

`npm pack world-atlas@2.0.2`, unpack it, and name the folder: `python tools/shapes.py package`. What
is written is kept in the repository; the README beside it tells source and licence.
"""

import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import cos, hypot, radians
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
SHAPES = ROOT / "src/trips_graph/web/pages/pictures/drawing/shapes"
MEMBERS = ROOT / "data/authorities/members.csv"
_NO_CODE = {"158": "TPKM"}  # the one key that the authority table gives no M49 code
_LEFT_OUT = ("010",)  # Antarctica
_TOLERANCE = 0.25  # degrees: about half a pixel of a map that is 800 pixels wide
_SMALL = 12_000  # square kilometres: what has no larger part has a point, too
_DEGREE = 111.3  # kilometres

Point = tuple[float, float]
Topology = dict[str, Any]


def main(folder: Path) -> None:
    """Write the countries at 1:110 million, and points for the small ones of 1:50 million."""
    keys = _read_keys()
    coarse = json.loads((folder / "countries-110m.json").read_bytes())
    (SHAPES / "countries.json").write_text(
        json.dumps(_countries(coarse, keys), separators=(",", ":")) + "\n", "utf-8"
    )
    finer = json.loads((folder / "countries-50m.json").read_bytes())
    with (SHAPES / "points.csv").open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(("key", "longitude", "latitude"))
        writer.writerows(sorted(_points(finer, keys)))


def _read_keys() -> dict[str, str]:
    """Return the keys of Members and observers by M49 code."""
    with MEMBERS.open(encoding="utf-8") as lines:
        return {row["m49"]: row["key"] for row in csv.DictReader(lines) if row["m49"]} | _NO_CODE


def _countries(coarse: Topology, keys: dict[str, str]) -> Topology:
    """Return the topology with fewer points; what is no Member has no id."""
    shapes = [
        {"type": shape["type"], "arcs": shape["arcs"]}
        | ({"id": keys[shape["id"]]} if shape.get("id") in keys else {})
        for shape in _shapes(coarse)
        if shape.get("id") not in _LEFT_OUT
    ]
    return {
        "type": "Topology",
        "transform": coarse["transform"],
        "objects": {"countries": {"type": "GeometryCollection", "geometries": shapes}},
        "arcs": [_differences(_simplify(arc, coarse["transform"])) for arc in _arcs(coarse)],
    }


def _points(finer: Topology, keys: dict[str, str]) -> Iterable[tuple[str, float, float]]:
    """Return where each Member lies whose shape is small or missing at the coarser scale."""
    arcs = [[_place(point, finer["transform"]) for point in arc] for arc in _arcs(finer)]
    found: dict[str, list[list[Point]]] = defaultdict(list)
    for shape in _shapes(finer):  # several may have one code: Ashmore and Cartier, and Australia
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        found[shape.get("id", "")] += [_ring(polygon[0], arcs) for polygon in polygons]
    for code, rings in found.items():
        if code in keys and max(map(_area, rings)) < _SMALL:
            longitude, latitude = _centre(max(rings, key=_area))
            yield keys[code], round(longitude, 1), round(latitude, 1)


def _shapes(topology: Topology) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = topology["objects"]["countries"]["geometries"]
    return found


def _arcs(topology: Topology) -> Iterable[list[tuple[int, int]]]:
    """Return the arcs, each point by its own numbers; in TopoJSON it is told by its difference."""
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x, y))
        yield points


def _differences(points: Sequence[tuple[int, int]]) -> list[list[int]]:
    befores = [(0, 0), *points]
    return [[x - a, y - b] for (a, b), (x, y) in zip(befores, points, strict=False)]


def _place(point: tuple[int, int], transform: dict[str, Any]) -> Point:
    (across, up), (west, south) = transform["scale"], transform["translate"]
    return point[0] * across + west, point[1] * up + south


def _simplify(arc: list[tuple[int, int]], transform: dict[str, Any]) -> list[tuple[int, int]]:
    """Return the arc without the points that lie near the line of others (Douglas and Peucker).

    A ring of one arc begins where it ends: it is parted at its farthest point, and so keeps it.
    """
    if len(arc) < 3:
        return arc
    places = [_place(point, transform) for point in arc]
    distances = [_distance(place, places[0], places[-1]) for place in places]
    farthest = max(range(len(arc)), key=distances.__getitem__)
    if distances[farthest] < _TOLERANCE and arc[0] != arc[-1]:
        return [arc[0], arc[-1]]
    if not 0 < farthest < len(arc) - 1:
        return arc
    return _simplify(arc[: farthest + 1], transform)[:-1] + _simplify(arc[farthest:], transform)


def _distance(place: Point, start: Point, end: Point) -> float:
    """Return how far a place is from the line of two others, or from both where they are one."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    ax, ay = place[0] - start[0], place[1] - start[1]
    length = hypot(dx, dy)
    return abs(dx * ay - dy * ax) / length if length else hypot(ax, ay)


def _ring(indices: list[int], arcs: list[list[Point]]) -> list[Point]:
    """Return the points of a ring; an arc that is told as ~n is walked backwards."""
    points: list[Point] = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    return points


def _area(ring: list[Point]) -> float:
    """Return the area in square kilometres, near enough for what is small."""
    return abs(_doubled(ring)) / 2 * _DEGREE**2 * cos(radians(ring[0][1]))


def _doubled(ring: list[Point]) -> float:
    return sum(a * d - b * c for (a, b), (c, d) in pairwise(ring))


def _centre(ring: list[Point]) -> Point:
    pairs = list(pairwise(ring))
    whole = 3 * _doubled(ring)
    return (
        sum((a + c) * (a * d - b * c) for (a, b), (c, d) in pairs) / whole,
        sum((b + d) * (a * d - b * c) for (a, b), (c, d) in pairs) / whole,
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
