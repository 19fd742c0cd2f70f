"""Describes a passage of a source as Web Annotation selectors (https://www.w3.org/TR/annotation-model/)."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from trips_graph.graph.literals import integer
from trips_graph.iris import Iris
from trips_graph.model.graph import Statement
from trips_graph.model.passage import Evidence
from trips_graph.terms import oa, rdf, rdfs, tg


def describe_evidence(
    evidence: Evidence, number: str, source: NamedNode, iris: Iris
) -> Iterator[Statement]:
    """Yield an oa:SpecificResource of the text that was read, with a quote and a position selector.

    Units: positions are Unicode code points of the source text, half-open; lines are 1-based. They
    are xsd:integer, since Oxigraph 0.5 stores a xsd:nonNegativeInteger as that.
    """
    node = iris.evidence(number, evidence.key)
    quote, position = NamedNode(f"{node.value}#quote"), NamedNode(f"{node.value}#position")
    yield node, rdf.type, oa.SpecificResource
    yield node, rdfs.label, Literal(f"line {evidence.line} of report {number}", language="en")
    yield node, oa.hasSource, source
    yield node, oa.hasSelector, quote
    yield node, oa.hasSelector, position
    yield node, tg.line, integer(evidence.line)
    if evidence.section is not None:
        yield node, tg.inSection, iris.section(number, evidence.section)
    if evidence.paragraph is not None:
        yield node, tg.paragraphNumber, integer(evidence.paragraph)
    yield quote, rdf.type, oa.TextQuoteSelector
    yield quote, oa.exact, Literal(evidence.quote)
    yield position, rdf.type, oa.TextPositionSelector
    yield position, oa.start, integer(evidence.start)
    yield position, oa.end, integer(evidence.end)
