"""Writes what a release says of its own quality: findings, and the SHACL validation report."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from trips_graph import formats
from trips_graph.iris import Iris
from trips_graph.model.graph import CheckedDataset, ShapeResult, Statement
from trips_graph.model.release import FINDINGS, SHACL_JSON
from trips_graph.terms import PREFIXES, rdf, sh, xsd

_SHAPES = "https://w3id.org/trips-graph/shapes#"
SHACL_TURTLE = "shacl-report.ttl"


def write_quality(
    checked: CheckedDataset, release_id: str, iris: Iris, folder: Path
) -> Iterator[tuple[Path, str, str]]:
    """Write findings and validation results; yield path, media type and title of each file."""
    path = folder / FINDINGS
    path.write_bytes(_encode([asdict(finding) for finding in checked.findings]))
    yield path, "application/json", "What could not be read, resolved or trusted"
    path = folder / SHACL_JSON
    path.write_bytes(_encode([asdict(result) for result in checked.results]))
    yield path, "application/json", "SHACL results: warnings and remarks, with their place"
    path = folder / SHACL_TURTLE
    statements = list(_validation_report(checked.results, release_id, iris))
    rows = [Triple(*statement) for statement in statements]
    path.write_bytes(formats.write_graph(rows, formats.TURTLE, PREFIXES, {}))
    yield path, "text/turtle", "SHACL validation report"


def _encode(rows: list[dict[str, object]]) -> bytes:
    return (json.dumps(rows, indent=1, ensure_ascii=False) + "\n").encode()


def _validation_report(
    results: tuple[ShapeResult, ...], release_id: str, iris: Iris
) -> Iterator[Statement]:
    """Yield a sh:ValidationReport without blank nodes, so that it is the same in every build.

    Source: https://www.w3.org/TR/shacl/#validation-report; a result of Warning or Info severity
    makes sh:conforms false there, too.
    """
    report = iris.thing("validation", release_id)
    yield report, rdf.type, sh.ValidationReport
    conforms = "false" if results else "true"
    yield report, sh.conforms, Literal(conforms, datatype=xsd.boolean)
    for place, result in enumerate(results, 1):
        node = NamedNode(f"{report.value}#result-{place}")
        yield report, sh.result, node
        yield from _result(node, result)


def _result(node: NamedNode, result: ShapeResult) -> Iterator[Statement]:
    yield node, rdf.type, sh.ValidationResult
    yield node, sh.focusNode, NamedNode(result.focus_node)
    yield node, sh.resultSeverity, NamedNode(f"{PREFIXES['sh']}{result.severity}")
    yield node, sh.sourceConstraintComponent, NamedNode(f"{PREFIXES['sh']}{result.constraint}")
    yield node, sh.sourceShape, NamedNode(_SHAPES + result.source_shape)
    yield node, sh.resultMessage, Literal(result.message, language="en")
    if result.path:
        yield node, sh.resultPath, NamedNode(result.path)
    if result.value:
        yield node, sh.value, _term(result.value)


def _term(text: str) -> NamedNode | Literal:
    return NamedNode(text) if text.startswith(("http://", "https://")) else Literal(text)
