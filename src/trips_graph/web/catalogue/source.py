"""What the release that is served says of itself: read once, for it never changes."""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from pyoxigraph import Triple, parse

from trips_graph.model.publication import Publication, read_publication
from trips_graph.model.release import Release, read_release

CATALOGUE = "catalogue.ttl"
DATASET = "dataset.jsonld"
_RELEASES_HELD = 2  # a new release is taken up while the old one still answers


def publication_of(release: Release) -> Publication | None:
    """Return what the release says of itself, None where it was made before releases did.

    A store elsewhere that is served alone has no files to tell it.
    """
    return _read_publication(release.folder) if release.folder.is_dir() else None


def catalogue_of(release: Release) -> tuple[Triple, ...]:
    """Return the catalogue with sizes and digests; empty where the release has none."""
    held = release.artefact(CATALOGUE)
    return _read_graph(release.folder / CATALOGUE) if held else ()


def dataset_of(release: Release) -> Mapping[str, Any] | None:
    """Return the schema.org dataset of the release, None where it has none."""
    held = release.artefact(DATASET)
    return _read_document(release.folder / DATASET) if held else None


@lru_cache(_RELEASES_HELD)
def _read_publication(folder: Path) -> Publication | None:
    return read_publication(read_release(folder))


@lru_cache(_RELEASES_HELD)
def _read_graph(path: Path) -> tuple[Triple, ...]:
    return tuple(quad.triple for quad in parse(path=path))


@lru_cache(_RELEASES_HELD)
def _read_document(path: Path) -> Mapping[str, Any]:
    return cast(Mapping[str, Any], json.loads(path.read_text("utf-8")))
