"""Lists the activities of a release as rows: what each says, and what it names."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from trips_graph.model.index import ROLES, Activity, Thing, fold
from trips_graph.releases.index.facts import Facts
from trips_graph.terms import dcterms, skos, tg


@dataclass(frozen=True, slots=True)
class Places:
    """The places of an activity in orders other than the default, from 0."""

    oldest: int
    title: int
    submitter: int


def list_activities(facts: Facts, things: Sequence[Thing]) -> tuple[Activity, ...]:
    """Return the activities in the order of their ids."""
    ids = {thing.iri: thing.id for thing in things}
    return tuple(_activity(facts, thing, ids) for thing in things if thing.kind == "activity")


def rank_activities(activities: Iterable[Activity]) -> dict[int, Places]:
    """Return the places of each activity, by its id.

    Submitters follow each other as things do; titles by their words; unknown values come last.
    """
    oldest = _rank(activities, lambda item: (item.start is None, item.start or "", item.id))
    titles = _rank(activities, lambda item: (not item.title, fold(item.title), item.id))
    submitters = _rank(
        activities, lambda item: (item.submitter is None, item.submitter or 0, item.id)
    )
    return {id_: Places(oldest[id_], titles[id_], submitters[id_]) for id_ in oldest}


def _rank(
    activities: Iterable[Activity], key: Callable[[Activity], tuple[object, ...]]
) -> dict[int, int]:
    ids = [item.id for item in sorted(activities, key=key)]
    return {id_: place for place, id_ in enumerate(ids)}


def _activity(facts: Facts, thing: Thing, ids: Mapping[str, int]) -> Activity:
    iri = thing.iri
    title = next(iter(facts.texts(iri, dcterms.title)), None)
    year = facts.text(iri, tg.startYear)
    status = facts.iri(iri, tg.beneficiaryStatus)
    named = {role: _known(facts.iris(iri, name), ids) for role, name in ROLES.items()}
    return Activity(
        id=thing.id,
        key=thing.key,
        title=title.value if title else "",
        language=(title.language or "") if title else "",
        start=facts.text(iri, tg.startDate),
        end=facts.text(iri, tg.endDate),
        year=int(year) if year else None,
        status=(status and facts.text(status, skos.notation)) or "",
        report=next(iter(_known(facts.iris(iri, tg.reportedIn), ids)), None),
        submitter=next(iter(_known(facts.iris(iri, tg.reportedBy), ids)), None),
        named={role: found for role, found in named.items() if found},
    )


def _known(iris: Iterable[str], ids: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(sorted({ids[iri] for iri in iris if iri in ids}))
