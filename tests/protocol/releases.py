"""A release of nothing but a store, for tests that bring data of their own."""

from collections.abc import Callable
from pathlib import Path

from pyoxigraph import Store

from trips_graph.model.release import MANIFEST, STORE, Release, ReleaseManifest

BASE = "https://example.org/trips/"


def publish_store(folder: Path, fill: Callable[[Store], None]) -> Release:
    """Return a release in an empty folder, whose store holds what `fill` puts into it."""
    store = Store(str(folder / STORE))
    fill(store)
    store.flush()
    counts = {"reports": 0, "activities": 0, "triples": len(store)}
    del store  # the server opens it for reading
    manifest = ReleaseManifest("2031-11-03", BASE, "test", counts, ())
    (folder / MANIFEST).write_bytes(manifest.encode())
    return Release(folder, manifest)
