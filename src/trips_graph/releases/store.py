"""Builds the embedded Oxigraph store of a release."""

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from trips_graph.model.graph import NamedGraph


def build_store(graphs: Iterable[NamedGraph], folder: Path) -> int:
    """Load the graphs into a new store in a folder; return how many quads it holds.

    The store's files differ from build to build (RocksDB writes its own ids and times), so they are
    in no digest; their content is that of the N-Quads dump.
    """
    store = Store(folder)
    for graph in graphs:
        store.bulk_load(graph.encode(), format=RdfFormat.N_QUADS)
    store.optimize()
    store.flush()
    return len(store)
