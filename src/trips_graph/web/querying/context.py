"""How graphs are serialised: the prefixes of the terms and the published JSON-LD context."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, cast

from trips_graph.model.release import CONTEXT, Release
from trips_graph.settings import resources
from trips_graph.terms import PREFIXES


@dataclass(frozen=True, slots=True)
class Serialisation:
    """What graphs are serialised with: prefixes, and the value of the published `@context`."""

    prefixes: Mapping[str, str] = field(default_factory=dict)
    context: Mapping[str, Any] = field(default_factory=dict)


def read_serialisation(release: Release) -> Serialisation:
    """Return prefixes and context, the latter as the release publishes it."""
    return _serialisation(_context_of(release))


@cache
def read_own_serialisation() -> Serialisation:
    """Return prefixes and context as this software has them, for a store without its release."""
    return _serialisation(_own())


def read_context(release: Release) -> bytes:
    """Return the published JSON-LD context: the release's own, else that of the software."""
    return _context_of(release).read_bytes()


def _context_of(release: Release) -> Path:
    published = release.folder / CONTEXT
    return published if published.is_file() else _own()


def _own() -> Path:
    return resources() / "ontology" / CONTEXT


def _serialisation(context: Path) -> Serialisation:
    document = cast(dict[str, Any], json.loads(context.read_text("utf-8")))
    return Serialisation(PREFIXES, document["@context"])
