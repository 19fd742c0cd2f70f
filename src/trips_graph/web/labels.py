"""Labels: the text of a thing in the language of a reader, or in the nearest that there is."""

from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode

from trips_graph.web.querying.engine import Rows, Term

Labels = Mapping[str, Literal]
"""The label of each thing, by IRI, in the language of one reader."""


def best_label(values: Iterable[Term | None], language: str) -> Literal | None:
    """Return the label to show: in that language, before English, before none, before any other."""
    literals = (value for value in values if isinstance(value, Literal))
    return min(literals, key=lambda label: _order(label, language), default=None)


def read_labels(rows: Rows, language: str) -> Labels:
    """Return the best label of each node of a result with the variables `node` and `label`."""
    best = {iri: best_label(labels, language) for iri, labels in read_names(rows).items()}
    return {iri: label for iri, label in best.items() if label is not None}


def read_names(rows: Rows) -> dict[str, tuple[Term, ...]]:
    """Return all labels of each node of a result with the variables `node` and `label`."""
    found: dict[str, list[Term]] = {}
    for row in rows.records():
        thing, label = row["node"], row["label"]
        if isinstance(thing, NamedNode) and label is not None:
            found.setdefault(thing.value, []).append(label)
    return {iri: tuple(labels) for iri, labels in found.items()}


def _order(label: Literal, language: str) -> tuple[int, str, str]:
    tag = (label.language or "").partition("-")[0]
    rank = {language: 0, "en": 1, "": 2}.get(tag, 3)
    return rank, label.language or "", label.value
