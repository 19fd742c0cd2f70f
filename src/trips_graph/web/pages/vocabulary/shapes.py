"""The shapes (SHACL) in words: what each demands of the things of a class, and of a property.

They come with the software, as the frames do: a release was checked by those of its own version.
Source: https://www.w3.org/TR/shacl/
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pyoxigraph import BlankNode, Literal, NamedNode, Triple, parse

from trips_graph.settings import resources
from trips_graph.terms import PREFIXES
from trips_graph.web.languages.locale import mark
from trips_graph.web.querying.engine import Term

NAMESPACE = "https://w3id.org/trips-graph/shapes#"
_SH = PREFIXES["sh"]
_RDF = PREFIXES["rdf"]
_IN_SCHEME = PREFIXES["skos"] + "inScheme"
_TARGETS = ("targetClass", "targetSubjectsOf", "targetObjectsOf")
_SIMPLE = {
    "datatype": mark("datatype"),
    "class": mark("instance of"),
    "nodeKind": mark("kind of node"),
    "hasValue": mark("value"),
    "pattern": mark("pattern"),
    "minLength": mark("characters at least"),
    "maxLength": mark("characters at most"),
    "minInclusive": mark("not less than"),
    "maxInclusive": mark("not more than"),
    "lessThan": mark("less than the value of"),
}
_LISTS = {"in": mark("one of"), "languageIn": mark("language")}


@dataclass(frozen=True, slots=True)
class Demand:
    """What a value has to be: in words, and the terms or texts that say it exactly."""

    words: str
    values: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Constraint:
    """One shape: its name, the path that it looks at ("" for the thing itself), what it demands.

    `least` and `most` are how many values there are, None where any number may be.
    """

    name: str
    path: str
    least: int | None
    most: int | None
    demands: tuple[Demand, ...]
    severity: str
    message: str


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape with targets: the IRIs of classes or properties, and its constraints."""

    name: str
    targets: tuple[tuple[str, str], ...]
    constraints: tuple[Constraint, ...]


Node = NamedNode | BlankNode
_Graph = Mapping[Node, Mapping[str, list[Term]]]


@cache
def read_triples() -> tuple[Triple, ...]:
    """Return all shapes as one graph."""
    files = sorted((resources() / "shapes").glob("*.ttl"))
    return tuple(quad.triple for file in files for quad in parse(path=file))


@cache
def read_shapes() -> tuple[Shape, ...]:
    """Return the shapes that have targets, by name."""
    graph = _index(read_triples())
    found = (_read_shape(graph, node) for node in graph if _targets(graph, node))
    return tuple(sorted(found, key=lambda shape: shape.name))


@cache
def read_helpers() -> tuple[Constraint, ...]:
    """Return the shapes that others use, by name: they have no targets and stand in no shape."""
    graph = _index(read_triples())
    told = {item.name for shape in read_shapes() for item in shape.constraints}
    told |= {shape.name for shape in read_shapes()}
    named = (node for node in graph if isinstance(node, NamedNode) and _name(node) not in told)
    return tuple(sorted((_read(graph, node) for node in named), key=lambda item: item.name))


@cache
def read_names() -> frozenset[str]:
    """Return the names of all shapes, each of which has an anchor on the page of them."""
    named = (node for node in _index(read_triples()) if isinstance(node, NamedNode))
    return frozenset(map(_name, named))


def find_constraints(iri: str) -> tuple[Constraint, ...]:
    """Return what is demanded of the things of a class, or wherever a property stands, each once.

    What looks at a thing itself comes last.
    """
    of_class = [
        item
        for shape in read_shapes()
        for item in shape.constraints
        if ("targetClass", iri) in shape.targets or item.path == iri
    ]
    return tuple(sorted(dict.fromkeys(of_class), key=lambda item: not item.path))


def _index(triples: Iterable[Triple]) -> _Graph:
    graph: dict[Node, dict[str, list[Term]]] = {}
    for triple in triples:
        if isinstance(triple.subject, NamedNode | BlankNode):
            facts = graph.setdefault(triple.subject, {})
            facts.setdefault(triple.predicate.value, []).append(triple.object)
    return graph


def _read_shape(graph: _Graph, node: Node) -> Shape:
    parts = [part for part in _every(graph, node, "property") if isinstance(part, NamedNode)]
    own = _read(graph, node)
    constraints = [_read(graph, part) for part in parts]
    return Shape(
        own.name,
        tuple(_targets(graph, node)),
        tuple([*constraints, own] if own.message else constraints),
    )


def _targets(graph: _Graph, node: Node) -> list[tuple[str, str]]:
    return [
        (kind, target.value)
        for kind in _TARGETS
        for target in _every(graph, node, kind)
        if isinstance(target, NamedNode)
    ]


def _read(graph: _Graph, node: Node) -> Constraint:
    severity = _one(graph, node, "severity")
    return Constraint(
        _name(node),
        _one(graph, node, "path"),
        _number(graph, node, "minCount", "qualifiedMinCount"),
        _number(graph, node, "maxCount", "qualifiedMaxCount"),
        tuple(_demands(graph, node)),
        severity.removeprefix(_SH) or "Violation",
        _one(graph, node, "message"),
    )


def _demands(graph: _Graph, node: Node) -> Iterator[Demand]:
    """Yield what a shape demands of a value, with what the shapes that it refers to demand."""
    for name, words in _SIMPLE.items():
        if values := _every(graph, node, name):
            yield Demand(words, tuple(values))
    for name, words in _LISTS.items():
        for head in _every(graph, node, name):
            yield Demand(words, tuple(_items(graph, head)))
    if _one(graph, node, "uniqueLang") == "true":
        yield Demand(mark("at most one in each language"))
    for other in (*_every(graph, node, "node"), *_every(graph, node, "qualifiedValueShape")):
        yield from _demands_of(graph, other)
    for name in ("or", "xone"):
        for head in _every(graph, node, name):
            yield _choice(graph, head)
    for other in _every(graph, node, "not"):
        inner = [value for item in _demands_of(graph, other) for value in item.values]
        yield Demand(mark("not"), tuple(inner) or (other,))


def _demands_of(graph: _Graph, other: Term) -> Iterator[Demand]:
    """Yield the demands of a shape that is referred to; of a concept its scheme says all."""
    if not isinstance(other, NamedNode | BlankNode):
        return
    yield from _demands(graph, other)
    for part in _every(graph, other, "property"):
        if isinstance(part, NamedNode) and _one(graph, part, "path") == _IN_SCHEME:
            yield Demand(mark("concept of"), tuple(_every(graph, part, "hasValue")))


def _choice(graph: _Graph, head: Term) -> Demand:
    """Return what one of several shapes demands: the terms of those that are told by one alone."""
    values: list[Term] = []
    for item in _items(graph, head):
        inner = [demand for demand in _demands_of(graph, item) if demand.values]
        kept = [demand for demand in inner if demand.words != _SIMPLE["pattern"]]
        values += kept[0].values if len(kept) == 1 else (item,)
    return Demand(mark("one of"), tuple(values))


def _items(graph: _Graph, head: Term) -> Iterator[Term]:
    while isinstance(head, NamedNode | BlankNode) and head in graph:
        facts = graph[head]
        yield facts[_RDF + "first"][0]
        head = facts[_RDF + "rest"][0]


def _every(graph: _Graph, node: Term, name: str) -> list[Term]:
    known = graph.get(node, {}) if isinstance(node, NamedNode | BlankNode) else {}
    return known.get(_SH + name, [])


def _one(graph: _Graph, node: Term, name: str) -> str:
    values = _every(graph, node, name)
    return values[0].value if values and isinstance(values[0], NamedNode | Literal) else ""


def _number(graph: _Graph, node: Term, *names: str) -> int | None:
    found = [text for name in names if (text := _one(graph, node, name))]
    return int(found[0]) if found else None


def _name(node: Node) -> str:
    return node.value.removeprefix(NAMESPACE)
