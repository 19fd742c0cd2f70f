"""Gathers the words by which a thing is found: its names, and what it is about."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from trips_graph.model.index import SEARCHED, Thing, fold
from trips_graph.releases.index.facts import Facts
from trips_graph.releases.index.things import Label
from trips_graph.terms import tg

_FILED = ("report", "activity", "figure")
_WHO = (tg.submittedBy, tg.reportedBy, tg.beneficiary)
_STATED = (tg.reportYear, tg.startYear, tg.updatesSymbol)
Names = Mapping[int, Sequence[Label]]


def list_words(
    facts: Facts, things: Iterable[Thing], names: Names
) -> Iterator[tuple[int, str, str]]:
    """Yield id, folded names and folded context of each thing that search finds.

    A report or an activity is about its submitter, its beneficiaries (by the names that are shown)
    and its year, a report about the symbols of those that it updates, too.
    """
    shown = {thing.iri: _shown(names[thing.id]) for thing in things if thing.kind not in _FILED}
    for thing in things:
        if thing.kind in SEARCHED:
            about = [word for iri in facts.iris(thing.iri, *_WHO) for word in shown.get(iri, ())]
            about += [fold(text.value) for text in facts.texts(thing.iri, *_STATED)]
            own = dict.fromkeys(fold(label.text) for label in names[thing.id])
            yield thing.id, " ".join(own), " ".join(dict.fromkeys(about))


def _shown(labels: Iterable[Label]) -> tuple[str, ...]:
    return tuple(fold(label.text) for label in labels if label.role == "preferred")
