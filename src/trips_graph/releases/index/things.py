"""Lists the things of a release and their names, in the order in which they are shown."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from trips_graph.iris import VOCABULARY, Iris
from trips_graph.model.index import KINDS, Thing, fold
from trips_graph.releases.index.facts import Facts
from trips_graph.terms import dcterms, org, rdf, rdfs, skos, tg

_CLASSES: Mapping[str, str] = {
    tg.Member.value: "member",
    tg.Observer.value: "observer",
    org.Organization.value: "organisation",
    tg.BeneficiaryGroup.value: "group",
    tg.Tool.value: "tool",
    skos.Concept.value: "concept",
    tg.Report.value: "report",
    tg.TechnologyTransferReport.value: "report",
    tg.Activity.value: "activity",
    tg.ReportedFigure.value: "figure",
    dcterms.Location.value: "place",
}
_DIGITS = re.compile(r"(\d+)")
_ROLES = ("preferred", "stated", "number", "symbol", "code", "alternate", "former", "hidden")
_LANGUAGES = ("en", "fr", "es")
Sorting = tuple[Any, ...]  # comparable inside a kind


@dataclass(frozen=True, slots=True)
class Label:
    """A name of a thing; `role` and `until` as the schema says."""

    role: str
    language: str
    text: str
    until: str | None = None


def list_things(facts: Facts, iris: Iris) -> tuple[Thing, ...]:
    """Return every thing that has a page and a name, numbered in the order of the schema."""
    found = sorted(_find_things(facts, iris))
    return tuple(
        Thing(id_, kind, key, iri, facts.iri(iri, skos.inScheme))
        for id_, (*_, kind, key, iri) in enumerate(found)
    )


def list_labels(facts: Facts, thing: Thing) -> tuple[Label, ...]:
    """Return the names of a thing, the best first; a name that says nothing new is left out."""
    kept: list[Label] = []
    known: set[str] = set()
    for label in sorted(_find_labels(facts, thing), key=_rank):
        folded = fold(label.text)
        if folded and (label.role == "preferred" or folded not in known):
            kept.append(label)
            known.add(folded)
    return tuple(kept)


def sort_naturally(key: str) -> tuple[tuple[int, str], ...]:
    """Return what sorts keys as people do: 1000364-5 before 1000364-10."""
    return tuple(
        (int(part), "") if part.isdecimal() else (-1, part) for part in _DIGITS.split(key) if part
    )


def _find_things(facts: Facts, iris: Iris) -> Iterator[tuple[int, Sorting, str, str, str]]:
    """Yield what sorts each thing, its kind, its key and its IRI."""
    own = f"{iris.base}id/"
    for iri in facts.statements:
        types = facts.iris(iri, rdf.type)
        kind = next((kind for name, kind in _CLASSES.items() if name in types), None)
        if kind == "concept" and iri.startswith(VOCABULARY):
            key = iri.removeprefix(VOCABULARY)
        elif kind and kind != "concept" and iri.startswith(own):
            key = iri.removeprefix(own).partition("/")[2]
        else:
            continue
        yield KINDS.index(kind), _sorting(facts, kind, key, iri), kind, key, iri


def _sorting(facts: Facts, kind: str, key: str, iri: str) -> Sorting:
    """Return what sorts a thing among those of its kind."""
    natural = sort_naturally(key)
    if kind == "activity":
        return (_newest_first(facts.text(iri, tg.startDate)), natural)
    if kind == "report":
        return (_newest_first(facts.text(iri, tg.reportYear)), natural)
    names = facts.texts(iri, rdfs.label, skos.prefLabel)
    english = next((name.value for name in names if name.language == "en"), key)
    return (fold(english), natural)


def _newest_first(date: str | None) -> tuple[int, ...]:
    """Return what sorts dates downwards; a month or a year alone comes after its days."""
    if date is None:
        return (1,)
    return (-1, *(-int(part) for part in date.split("-")), 0)


def _rank(label: Label) -> tuple[int, int]:
    """Return what sorts the names of a thing: what is shown first, English before the others."""
    known = label.language in _LANGUAGES
    language = _LANGUAGES.index(label.language) if known else len(_LANGUAGES)
    return _ROLES.index(label.role), language


def _find_labels(facts: Facts, thing: Thing) -> Iterator[Label]:
    for role, texts in (
        ("stated" if thing.kind == "activity" else "preferred",
         facts.texts(thing.iri, rdfs.label, skos.prefLabel, dcterms.title)),
        ("number", facts.texts(thing.iri, tg.reportNumber)),
        ("symbol", facts.texts(thing.iri, dcterms.identifier)),
        ("code", facts.texts(thing.iri, tg.iso3166Alpha3, skos.notation)),
    ):  # fmt: skip
        yield from (Label(role, text.language or "", text.value) for text in texts)
    if thing.kind in ("member", "observer"):
        for place in facts.iris(thing.iri, tg.place):
            for text in facts.texts(place, tg.iso3166Alpha3):
                yield Label("code", "", text.value)
    for former in facts.iris(thing.iri, tg.formerName):
        until = facts.text(former, tg.nameUntil)
        for text in facts.texts(former, rdfs.label):
            yield Label("former", text.language or "", text.value, until)
    for role, name in (("alternate", skos.altLabel), ("hidden", skos.hiddenLabel)):
        for text in facts.texts(thing.iri, name):
            yield Label(role, text.language or "", text.value)
