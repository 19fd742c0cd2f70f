"""Writes the dumps of a release: the whole dataset in each format, plain and compressed.

Same dataset, same bytes: triples are sorted, gzip carries no clock.
"""

import gzip
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from trips_graph import formats
from trips_graph.formats import GraphFormat
from trips_graph.model.graph import NamedGraph, triples
from trips_graph.terms import PREFIXES

STEM = "trips-graph"
DUMPS = (
    formats.TURTLE, formats.JSON_LD, formats.N_TRIPLES, formats.N_QUADS, formats.RDF_XML
)  # fmt: skip
GZIP = "application/gzip"


def dump_name(form: GraphFormat) -> str:
    """Return the file name of the dump in a format."""
    return f"{STEM}.{form.suffix}"


def packed_name(form: GraphFormat) -> str:
    """Return the file name of the compressed dump in a format."""
    return f"{dump_name(form)}.gz"


def write_dumps(
    graphs: Sequence[NamedGraph], folder: Path, context: Mapping[str, Any]
) -> Iterator[tuple[Path, str, str]]:
    """Write each dump and its compressed twin; yield path, media type and title of each.

    Turtle, JSON-LD, N-Triples and RDF/XML hold the union of the graphs, N-Quads the graphs apart.
    """
    union = triples(graphs)
    for form in DUMPS:
        path = folder / dump_name(form)
        if form is formats.N_QUADS:
            path.write_bytes(b"".join(graph.encode() for graph in sort_graphs(graphs)))
        else:
            path.write_bytes(formats.write_graph(union, form, PREFIXES, context))
        yield path, form.media_type, f"Everything, {form.title}"
        yield _compress(path), GZIP, f"Everything, {form.title}, compressed"


def sort_graphs(graphs: Sequence[NamedGraph]) -> list[NamedGraph]:
    """Return the graphs in the order of their IRIs."""
    return sorted(graphs, key=lambda graph: graph.iri)


def _compress(path: Path) -> Path:
    packed = path.with_name(path.name + ".gz")
    with (
        path.open("rb") as plain,
        packed.open("wb") as raw,
        gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as stream,
    ):
        shutil.copyfileobj(plain, stream)
    return packed
