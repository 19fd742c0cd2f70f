"""What a release says of its own quality: findings and results of the shapes, read once each."""

import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter

from trips_graph.model.finding import Finding
from trips_graph.model.graph import ShapeResult
from trips_graph.model.release import FINDINGS, SHACL_JSON
from trips_graph.web.site import Site

_RELEASES_HELD = 2  # a new release is taken up while the old one still answers
_FINDINGS = TypeAdapter(tuple[Finding, ...])
_RESULTS = TypeAdapter(tuple[ShapeResult, ...])
_SEVERITIES = ("Violation", "Warning", "Info")
T = TypeVar("T")


def findings_of(site: Site) -> tuple[Finding, ...]:
    """Return the findings by document and line; none where the release has no file of them."""
    return _read_findings(site.release.folder / FINDINGS)


def results_of(site: Site) -> tuple[ShapeResult, ...]:
    """Return the results of the shapes, the worst first, those of one shape together."""
    return _read_results(site.release.folder / SHACL_JSON)


def kept(site: Site, name: str, read: Callable[[], T], adapter: TypeAdapter[T]) -> T:
    """Return what is read from the graph with some effort, once as long as the release is served.

    It is kept as JSON among the answers, so that the room that it takes is bounded.
    """
    if not site.is_fixed:
        return read()
    key = f"{site.release.manifest.id} quality {name}"

    def make() -> bytes:
        held = site.answers.get(key)
        if held is None:
            held = adapter.dump_json(read())
            site.answers.keep(key, held)
        return held

    return adapter.validate_json(site.misses.make(key, make))


@lru_cache(_RELEASES_HELD)
def _read_findings(path: Path) -> tuple[Finding, ...]:
    found = _FINDINGS.validate_python(_read(path))
    return tuple(sorted(found, key=_place))


@lru_cache(_RELEASES_HELD)
def _read_results(path: Path) -> tuple[ShapeResult, ...]:
    return tuple(sorted(_RESULTS.validate_python(_read(path)), key=_rank))


def _read(path: Path) -> object:
    return json.loads(path.read_bytes()) if path.is_file() else []


def _place(finding: Finding) -> tuple[str, int, str, str]:
    return finding.document, finding.line or 0, finding.code, finding.message


def _rank(result: ShapeResult) -> tuple[int, str, str, str]:
    worst = _SEVERITIES.index(result.severity) if result.severity in _SEVERITIES else 0
    return worst, result.source_shape, result.focus_node, result.value
