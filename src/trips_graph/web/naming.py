"""What the things of the index are called in a language, or in the nearest that there is."""

from collections.abc import Iterable, Sequence

from pyoxigraph import Literal

from trips_graph.model.index import Thing
from trips_graph.web.index import Index, Label, best_name


def name_thing(thing: Thing, labels: Sequence[Label], language: str) -> Literal:
    """Return what a thing is called.

    A report goes by its number, which is its key, and so does what has no name.
    """
    best = best_name(labels, language)
    if best is None or thing.kind == "report":
        return Literal(thing.key)
    return Literal(best.text, language=best.language or None)


def name_things(index: Index, ids: Iterable[int], language: str) -> dict[Thing, Literal]:
    """Return the names of some things."""
    wanted = tuple(ids)
    labels = index.labels(wanted)
    return {
        thing: name_thing(thing, labels.get(id_, ()), language)
        for id_, thing in index.things(wanted).items()
    }
