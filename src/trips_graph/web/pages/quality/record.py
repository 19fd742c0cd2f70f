"""What a release says of its own quality, each of its files read once.

A release of before has fewer of them, a store elsewhere that is served alone has none.
"""

import json
from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter

from trips_graph.model.coverage import COVERAGE, UNRESOLVED, Coverage, Mention
from trips_graph.model.finding import Finding
from trips_graph.model.graph import ShapeResult
from trips_graph.model.release import FINDINGS, SHACL_JSON
from trips_graph.web.site import Site

_RELEASES_HELD = 2  # a new release is taken up while the old one still answers
_FINDINGS = TypeAdapter(tuple[Finding, ...])
_RESULTS = TypeAdapter(tuple[ShapeResult, ...])
_COVERAGE = TypeAdapter(tuple[Coverage, ...])
_MENTIONS = TypeAdapter(tuple[Mention, ...])
_SEVERITIES = ("Violation", "Warning", "Info")


def findings_of(site: Site) -> tuple[Finding, ...]:
    """Return the findings by document and line; none where the release has no file of them."""
    return _read_findings(site.release.folder / FINDINGS)


def results_of(site: Site) -> tuple[ShapeResult, ...]:
    """Return the results of the shapes, the worst first, those of one shape together."""
    return _read_results(site.release.folder / SHACL_JSON)


def coverage_of(site: Site) -> tuple[Coverage, ...]:
    """Return the coverage of every report, those with the most names left open first."""
    return _read_coverage(site.release.folder / COVERAGE)


def mentions_of(site: Site) -> tuple[Mention, ...]:
    """Return every name that was left open, by name and report."""
    return _read_mentions(site.release.folder / UNRESOLVED)


@lru_cache(_RELEASES_HELD)
def _read_findings(path: Path) -> tuple[Finding, ...]:
    found = _FINDINGS.validate_python(_read(path))
    return tuple(sorted(found, key=_place))


@lru_cache(_RELEASES_HELD)
def _read_results(path: Path) -> tuple[ShapeResult, ...]:
    return tuple(sorted(_RESULTS.validate_python(_read(path)), key=_rank))


@lru_cache(_RELEASES_HELD)
def _read_coverage(path: Path) -> tuple[Coverage, ...]:
    return _COVERAGE.validate_python(_read(path))


@lru_cache(_RELEASES_HELD)
def _read_mentions(path: Path) -> tuple[Mention, ...]:
    return _MENTIONS.validate_python(_read(path))


def _read(path: Path) -> object:
    return json.loads(path.read_bytes()) if path.is_file() else []


def _place(finding: Finding) -> tuple[str, int, str, str]:
    return finding.document, finding.line or 0, finding.code, finding.message


def _rank(result: ShapeResult) -> tuple[int, str, str, str]:
    worst = _SEVERITIES.index(result.severity) if result.severity in _SEVERITIES else 0
    return worst, result.source_shape, result.focus_node, result.value
