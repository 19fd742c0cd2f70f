"""Reads RDF files for validation."""

from pathlib import Path

from pyoxigraph import Quad, parse

from trips_graph.errors import BadInput, UnknownFormat
from trips_graph.formats import GraphFormat, find_format
from trips_graph.model.graph import NamedGraph


def read_graph_file(path: Path, base: str) -> NamedGraph:
    """Return all quads of an RDF file, its format told by the suffix.

    Errors: `BadInput` with file, line and reason where it does not parse; `UnknownFormat`.
    """
    form = find_format(path.suffix.removeprefix("."))
    if not isinstance(form, GraphFormat):
        raise UnknownFormat(f"{path}: {form.title} holds query results, not RDF")
    try:
        quads = list(parse(path=path, format=form.engine, base_iri=base))
    except SyntaxError as error:
        raise BadInput(f"{path}, line {error.lineno}: {error.msg}") from error
    except (OSError, ValueError) as error:
        raise BadInput(f"{path}: {error}") from error
    return NamedGraph(str(path), tuple(sorted({f"{_in_default(quad)} ." for quad in quads})))


def _in_default(quad: Quad) -> Quad:
    return Quad(*quad.triple)
