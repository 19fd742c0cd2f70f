"""What the things of the index are called in a language, or in the nearest that there is."""

from collections.abc import Iterable

from pyoxigraph import Literal

from trips_graph.web.index import Index, Label, Thing
from trips_graph.web.labels import best_label


def name_thing(thing: Thing, labels: Iterable[Label], language: str) -> Literal:
    """Return what a thing is called.

    A report goes by its number, which is its key, and so does what has no name.
    """
    names = (label for label in labels if label.role in ("preferred", "stated"))
    texts = [Literal(label.text, language=label.language or None) for label in names]
    best = best_label(texts, language) if thing.kind != "report" else None
    return best or Literal(thing.key)


def name_things(index: Index, ids: Iterable[int], language: str) -> dict[Thing, Literal]:
    """Return the names of some things."""
    wanted = tuple(ids)
    labels = index.labels(wanted)
    return {
        thing: name_thing(thing, labels.get(id_, ()), language)
        for id_, thing in index.things(wanted).items()
    }
