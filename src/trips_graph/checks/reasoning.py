"""Asks HermiT whether ontology and data contradict each other; stands beside `checks.validate`.

Shapes say what a report must hold; the ontology says what cannot be: that a Member is a place, or
that a row has two numbers. Source: OWL 2 DL, https://www.w3.org/TR/owl2-direct-semantics/.
"""

import logging
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO
from typing import Any

from pyoxigraph import QuerySolutions, RdfFormat, Store, parse

from trips_graph.errors import JavaMissing

_LOG = logging.getLogger(__name__)
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Consistency:
    """HermiT's answer; `unsatisfiable` are classes that cannot have any member.

    `explanation` names what seems to contradict itself; it is empty where nothing does.
    """

    consistent: bool
    unsatisfiable: tuple[str, ...]
    explanation: str


def check_consistency(nquads_or_ntriples: bytes) -> Consistency:
    """Return whether the union of the given graphs, ontology and data, has a model.

    Dates do not count: OWL 2 knows neither xsd:date nor xsd:gYear. Errors: `JavaMissing`;
    `SyntaxError` for what is not N-Quads.
    """
    triples = _as_triples(nquads_or_ntriples)
    # Here and not above: importing owlready2 makes a global World and looks for Java.
    import owlready2

    if shutil.which(owlready2.JAVA_EXE) is None:
        raise JavaMissing("HermiT needs Java 8 or newer and finds no `java`; Debian has it as"
                          " default-jre-headless")  # fmt: skip
    world = owlready2.World()
    try:
        unsatisfiable = _run_hermit(owlready2, world, triples)
    except owlready2.OwlReadyInconsistentOntologyError:
        _LOG.info("reasoned consistent=no")
        return Consistency(False, (), _explain(triples))
    finally:
        world.close()
    _LOG.info("reasoned consistent=yes unsatisfiable=%d", len(unsatisfiable))
    named = ", ".join(unsatisfiable)
    return Consistency(True, unsatisfiable, f"no member is possible of {named}" if named else "")


def _as_triples(data: bytes) -> bytes:
    """Return N-Triples, without the names of graphs: HermiT reasons over one graph."""
    quads = parse(data, format=RdfFormat.N_QUADS)
    triples = sorted({f"{quad.triple} .\n" for quad in quads})
    return "".join(triples).encode()


def _run_hermit(owlready2: Any, world: Any, triples: bytes) -> tuple[str, ...]:
    world.get_ontology("https://w3id.org/trips-graph/def").load(fileobj=BytesIO(triples))
    with _private_temporary_files():
        owlready2.sync_reasoner_hermit(world, debug=0, ignore_unsupported_datatypes=True)
    classes = (str(found.iri) for found in world.inconsistent_classes())
    return tuple(sorted(iri for iri in classes if iri != str(owlready2.Nothing.iri)))


@contextmanager
def _private_temporary_files() -> Iterator[None]:
    """Owlready2 0.51 leaves its file in the folder for temporary files when HermiT says no."""
    before = tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="trips-graph-") as folder:
        tempfile.tempdir = folder
        try:
            yield
        finally:
            tempfile.tempdir = before


def _explain(triples: bytes) -> str:
    store = Store()
    store.bulk_load(triples, format=RdfFormat.N_TRIPLES)
    clashes = {(node, *sorted(pair)) for node, *pair in _ask(store, "clashes")}
    told = [
        f"{node} is, by what is said of it, a {one} and a {other}, which exclude each other"
        for node, one, other in sorted(clashes)
    ]
    told += [f"{node} has two values of {name}" for node, name in _ask(store, "two-values")]
    if not told:
        return "HermiT finds no model; the cause is not one that a simple query shows"
    more = [f"... and {len(told) - _SHOWN} more"] if len(told) > _SHOWN else []
    return "; ".join([*told[:_SHOWN], *more])


def _ask(store: Store, name: str) -> list[tuple[str, ...]]:
    """Return the answers to a query of `queries/`."""
    query = (files("trips_graph.checks") / "queries" / f"{name}.rq").read_text("utf-8")
    solutions = store.query(query)
    assert isinstance(solutions, QuerySolutions)
    return [tuple(str(term) for term in solution) for solution in solutions]
