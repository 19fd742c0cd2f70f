"""How graphs are written by this server: the prefixes of the terms, the published context."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, cast

from trips_graph.model.release import Release
from trips_graph.settings import resources
from trips_graph.terms import PREFIXES

CONTEXT = "context.jsonld"


@dataclass(frozen=True, slots=True)
class Dress:
    """What graphs are written with: prefixes, and the value of the published `@context`."""

    prefixes: Mapping[str, str] = field(default_factory=dict)
    context: Mapping[str, Any] = field(default_factory=dict)


def read_dress(release: Release) -> Dress:
    """Return prefixes and context, the latter as the release publishes it."""
    return _dress(_context_of(release))


@cache
def read_own_dress() -> Dress:
    """Return prefixes and context as this software has them, for a store without its release."""
    return _dress(_own())


def read_context(release: Release) -> bytes:
    """Return the published JSON-LD context: the release's own, else that of the software."""
    return _context_of(release).read_bytes()


def _context_of(release: Release) -> Path:
    published = release.folder / CONTEXT
    return published if published.is_file() else _own()


def _own() -> Path:
    return resources() / "ontology" / CONTEXT


def _dress(context: Path) -> Dress:
    document = cast(dict[str, Any], json.loads(context.read_text("utf-8")))
    return Dress(PREFIXES, document["@context"])
