"""The answer to a search as one reader sees it: the same value is written as page and as JSON."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter
from pyoxigraph import NamedNode

from trips_graph.model.index import Activity, Thing
from trips_graph.web.index import Index, Label, best_name
from trips_graph.web.pages.search.finding import Findings, Hit, find
from trips_graph.web.pages.search.matching import find_match
from trips_graph.web.reader import Reader

EACH = 5
"""How many things of each kind are shown where all kinds are."""
PAGE = 25
"""How many are shown where one kind is."""
_REF = "#/components/schemas/{model}"


@dataclass(frozen=True, slots=True)
class Named:
    """A thing by the name in the reader's language, or the nearest; `page` is where it is read."""

    iri: str
    label: str
    language: str
    page: str


@dataclass(frozen=True, slots=True)
class Matched:
    """The name that was found where another is shown.

    Its role is preferred, stated, number, symbol, code, alternate, former or hidden; `until` is
    when a former name ended, as precise as known.
    """

    role: str
    text: str
    language: str
    until: str | None


@dataclass(frozen=True, slots=True)
class Result:
    """One thing that was found; `how` is exact, beginning, words, about or near.

    `about`: its words stand among the names of its submitter and beneficiaries, or in its year.
    Start, submitter and beneficiaries are those of an activity, the symbol that of a report, the
    scheme that of a concept.
    """

    kind: str
    key: str
    thing: Named
    how: str
    matched: Matched | None
    start: str | None
    submitter: Named | None
    beneficiaries: tuple[Named, ...]
    symbol: str | None
    scheme: Named | None


@dataclass(frozen=True, slots=True)
class Group:
    """The things of a kind that were found: how many, and those that are shown."""

    kind: str
    total: int
    results: tuple[Result, ...]


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What was asked and what was found; `offered` is what may have been meant, None: nothing.

    `counts` are the numbers of all kinds, the groups those that were asked for.
    """

    query: str
    language: str
    kind: str | None
    page: int
    total: int
    counts: Mapping[str, int]
    groups: tuple[Group, ...]
    offered: str | None

    @property
    def more(self) -> bool:
        """Whether another page of the one kind follows."""
        return bool(self.kind) and self.page * PAGE < self.counts.get(self.kind or "", 0)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asks: words, one kind of things or all, and which page of that kind."""

    query: str
    kind: str | None = None
    page: int = 1


_ADAPTER = TypeAdapter(SearchAnswer)


def answer_search(reader: Reader, index: Index, asked: Asked) -> SearchAnswer:
    """Return the answer to a search, for one reader."""
    found = find(index, asked.query)
    counts = {kind: found.count(kind) for kind in found.kinds()}
    size = PAGE if asked.kind else EACH
    wanted = [asked.kind] if asked.kind in counts else [] if asked.kind else list(counts)
    hits = {kind: found.hits(kind, (asked.page - 1) * size, size) for kind in wanted if kind}
    writer = _Writer(reader, index, found, tuple(hit for held in hits.values() for hit in held))
    groups = (Group(kind, counts[kind], writer.write(held)) for kind, held in hits.items() if held)
    return SearchAnswer(
        asked.query, reader.language, asked.kind, asked.page, sum(counts.values()), counts,
        tuple(groups), found.offered,
    )  # fmt: skip


def encode(answer: SearchAnswer) -> bytes:
    """Return the answer as JSON."""
    return _ADAPTER.dump_json(answer, indent=1) + b"\n"


def describe_answer() -> dict[str, Any]:
    """Return the JSON schemas of the answer and of its parts, by name."""
    schema = _ADAPTER.json_schema(ref_template=_REF)
    parts: dict[str, Any] = schema.pop("$defs")
    return {**parts, SearchAnswer.__name__: schema}


class _Writer:
    """Writes hits as results: all that their things say is read at once."""

    def __init__(self, reader: Reader, index: Index, found: Findings, hits: Sequence[Hit]) -> None:
        ids = [hit.id for hit in hits]
        self._activities = {item.id: item for item in index.activities(ids)}
        around = {*ids, *_around(self._activities.values())}
        self._reader, self._found = reader, found
        self._things, self._labels = index.things(around), index.labels(around)

    def write(self, hits: Iterable[Hit]) -> tuple[Result, ...]:
        """Return the results of some of the hits."""
        return tuple(self._result(hit) for hit in hits)

    def _result(self, hit: Hit) -> Result:
        thing = self._things[hit.id]
        labels = self._labels.get(hit.id, ())
        shown = best_name(labels, self._reader.language)
        match = find_match(hit.how, self._found.folded, labels, shown)
        activity = self._activities.get(hit.id)
        beneficiaries = activity.named.get("beneficiary", ()) if activity else ()
        submitter = activity.submitter if activity else None
        return Result(
            kind=thing.kind,
            key=thing.key,
            thing=self._name(thing),
            how=hit.how,
            matched=Matched(match.role, match.text, match.language, match.until) if match else None,
            start=activity.start if activity else None,
            submitter=None if submitter is None else self._name(self._things[submitter]),
            beneficiaries=tuple(self._name(self._things[id_]) for id_ in beneficiaries),
            symbol=next((label.text for label in labels if label.role == "symbol"), None),
            scheme=self._name_scheme(thing.scheme) if thing.scheme else None,
        )

    def _name_scheme(self, iri: str) -> Named:
        shown = self._reader.show(NamedNode(iri))
        return Named(iri, shown.text, shown.lang, shown.href)

    def _name(self, thing: Thing) -> Named:
        name: Label | None = best_name(self._labels.get(thing.id, ()), self._reader.language)
        text, language = (name.text, name.language) if name else (f"{thing.kind} {thing.key}", "")
        return Named(thing.iri, text, language, self._reader.href(thing.iri))


def _around(activities: Iterable[Activity]) -> Iterable[int]:
    """Return the ids of the things by which activities are told apart."""
    for activity in activities:
        yield from activity.named.get("beneficiary", ())
        if activity.submitter is not None:
            yield activity.submitter
