"""Shapes: where the map has each Member; `README.md` tells source and licence."""

import csv
import json
from collections.abc import Mapping
from functools import cache
from importlib import resources as package_files
from typing import Any

_HERE = package_files.files(__package__)


def read_countries() -> dict[str, Any]:
    """Return the countries as TopoJSON; a shape of a Member or observer has its key as id."""
    found: dict[str, Any] = json.loads((_HERE / "countries.json").read_text("utf-8"))
    return found


@cache
def read_points() -> Mapping[str, tuple[float, float]]:
    """Return longitude and latitude of the Members that have a point, by their keys."""
    lines = (_HERE / "points.csv").read_text("utf-8").splitlines()
    return {
        row["key"]: (float(row["longitude"]), float(row["latitude"]))
        for row in csv.DictReader(lines)
    }


@cache
def read_places() -> frozenset[str]:
    """Return the keys of all Members and observers that the map has."""
    shapes = read_countries()["objects"]["countries"]["geometries"]
    return frozenset(shape["id"] for shape in shapes if "id" in shape) | frozenset(read_points())
