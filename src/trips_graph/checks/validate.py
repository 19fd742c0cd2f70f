"""Room four of the corridor: validates a dataset against the shapes; pySHACL decides.

A violation stops the release with a readable report; warnings and remarks are published with it.
Source: SHACL, https://www.w3.org/TR/shacl/.
"""

import logging
from collections.abc import Iterable, Sequence
from pathlib import Path

from pyshacl import validate as run_pyshacl
from rdflib import DCTERMS, SH, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from trips_graph.errors import BadInput, ShapesViolated
from trips_graph.iris import VOCABULARY
from trips_graph.model.finding import Finding
from trips_graph.model.graph import CheckedDataset, NamedGraph, ShapeResult, triples

_LOG = logging.getLogger(__name__)
_TG = Namespace(VOCABULARY)
_OA = Namespace("http://www.w3.org/ns/oa#")
_VIOLATION = "Violation"
_SHOWN = 50


def validate(
    graphs: Sequence[NamedGraph], findings: Iterable[Finding], shapes: Path
) -> CheckedDataset:
    """Return the dataset as checked, with the results that do not stop it.

    Shapes: the union of all graphs is validated, without inference. Errors: `ShapesViolated` with
    focus node, path, message and place in the source of each violation.
    """
    results = find_results(graphs, shapes)
    violations = [result for result in results if result.severity == _VIOLATION]
    if violations:
        raise ShapesViolated(len(violations), format_results(violations))
    _LOG.info("validated graphs=%d results=%d", len(graphs), len(results))
    return CheckedDataset(tuple(graphs), results, tuple(sorted(findings, key=_order)))


def find_results(graphs: Sequence[NamedGraph], shapes: Path) -> tuple[ShapeResult, ...]:
    """Return every validation result of the union of the graphs, sorted.

    Errors: `BadInput` for shapes that do not parse.
    """
    data = Graph()
    lines = "".join(f"{triple} .\n" for triple in triples(graphs))
    data.parse(data=lines, format="nt")
    _, report, _ = run_pyshacl(data, shacl_graph=_read_shapes(shapes), inplace=True)
    if not isinstance(report, Graph):
        raise BadInput(f"{shapes}: the shapes cannot be used: {report}")
    # Only what the report lists: the details of a result are results, too, of other focus nodes.
    nodes = set(report.objects(None, SH.result))
    return tuple(sorted(_result(report, node, data) for node in nodes))


def format_results(results: Sequence[ShapeResult]) -> str:
    """Return results as text for people, at most fifty, each with its place in the source."""
    told = []
    for result in results[:_SHOWN]:
        lines = [
            f"{result.severity}: {result.message}",
            f"  focus node  {result.focus_node}",
            f"  path        {result.path or '-'}",
            f"  value       {result.value or '-'}",
            f"  shape       {result.source_shape} ({result.constraint})",
            f"  source      {result.place or 'not read from a report'}",
        ]
        told.append("\n".join(lines))
    if len(results) > _SHOWN:
        told.append(f"... and {len(results) - _SHOWN} more")
    return "\n".join(told)


def _read_shapes(folder: Path) -> Graph:
    """Parse the shapes here: pySHACL 0.40, given a malformed file, leaves rdflib's literal
    normalisation off for the whole process.
    """
    shapes = Graph()
    for path in sorted(folder.glob("*.ttl")):
        try:
            shapes.parse(path, format="turtle")
        except (SyntaxError, ValueError, OSError) as error:
            raise BadInput(f"{path}: {error}") from error
    if not len(shapes):
        raise BadInput(f"{folder}: no shapes here")
    return shapes


def _result(report: Graph, node: Node, data: Graph) -> ShapeResult:
    focus = report.value(node, SH.focusNode)
    return ShapeResult(
        severity=_local(report.value(node, SH.resultSeverity)),
        focus_node=_text(focus),
        path=_text(report.value(node, SH.resultPath)),
        message=_message(report, node),
        value=_text(report.value(node, SH.value)),
        constraint=_local(report.value(node, SH.sourceConstraintComponent)),
        source_shape=_local(report.value(node, SH.sourceShape)),
        place=_place(data, focus) if isinstance(focus, URIRef) else "",
    )


def _message(report: Graph, node: Node) -> str:
    messages = list(report.objects(node, SH.resultMessage))
    english = [m for m in messages if isinstance(m, Literal) and m.language in (None, "en")]
    return min((str(message) for message in english or messages), default="")


def _place(data: Graph, focus: URIRef) -> str:
    """Return where in the source the focus node was read, from the first of its evidence."""
    focus = URIRef(focus.partition("#")[0]) if "/id/" in focus else focus
    passages = (
        [focus] if (focus, _OA.hasSource, None) in data else data.objects(focus, _TG.evidence)
    )
    places = sorted(
        (int(str(line)), passage)
        for passage in passages
        for line in data.objects(passage, _TG.line)
    )
    if not places:
        return ""
    line, passage = places[0]
    source = data.value(passage, _OA.hasSource)
    number = _local(data.value(source, DCTERMS.isVersionOf))
    section = data.value(passage, _TG.inSection)
    paragraph = data.value(passage, _TG.paragraphNumber)
    parts = [f"report {number}", f"line {line}"]
    if section:
        parts.append(f"section {_local(section).removeprefix(f'{number}-')}")
    if paragraph is not None:
        parts.append(f"paragraph {paragraph}")
    return ", ".join(parts)


def _text(node: Node | None) -> str:
    return "" if node is None else str(node)


def _local(node: Node | None) -> str:
    return _text(node).rpartition("#")[2].rpartition("/")[2]


def _order(finding: Finding) -> tuple[str, int, str, str]:
    return finding.document, finding.line or 0, finding.code, finding.message
