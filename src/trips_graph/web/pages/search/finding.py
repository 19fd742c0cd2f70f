"""Finds things by the words of a reader: exact names first, then beginnings, words, near names.

Whatever is typed is folded to words, and words are bound and quoted: no sign in them is syntax.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice

from pyroaring import BitMap, FrozenBitMap

from trips_graph.model.index import SEARCHED, fold
from trips_graph.web.index import Index
from trips_graph.web.pages.search.nearness import correct_words, find_near

_LAST = "\U0010ffff"
_FINDINGS_HELD = 200
_SHORTEST_BEGINNING = 2
"""Letters by which a word begins: one letter begins too many."""
_BEFORE_NEAR = ("exact", "beginning")
_WEIGHTS = {"exact": 0, "beginning": 1, "words": 2, "about": 2, "near": 3}


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found, and how: exact, beginning, words, about or near."""

    id: int
    how: str


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything that a question finds, by how it was found; no thing stands there twice.

    `offered` is what the question may have meant, where nothing answers to it.
    """

    folded: str
    tiers: Mapping[str, FrozenBitMap]
    spans: Mapping[str, range]
    offered: str | None = None

    def count(self, kind: str) -> int:
        """Return how many things of a kind were found."""
        span = self.spans.get(kind, range(0))
        return sum(ids.range_cardinality(span.start, span.stop) for ids in self.tiers.values())

    def hits(self, kind: str, first: int, size: int) -> tuple[Hit, ...]:
        """Return some of the things of a kind, the best first; places count from 0."""
        span = FrozenBitMap(self.spans.get(kind, range(0)))
        found = chain.from_iterable(
            (Hit(id_, how) for id_ in ids & span) for how, ids in self.tiers.items()
        )
        return tuple(islice(found, first, first + size))

    def kinds(self) -> tuple[str, ...]:
        """Return the kinds of what was found: those first in which names fit best."""
        held = [kind for kind in SEARCHED if self.count(kind)]
        return tuple(sorted(held, key=self._best))

    def _best(self, kind: str) -> int:
        """Return the place of the best tier; words in names and in context weigh the same."""
        span = FrozenBitMap(self.spans[kind])
        return min(_WEIGHTS[how] for how, ids in self.tiers.items() if ids & span)


def find(index: Index, text: str) -> Findings:
    """Return what a text finds; no text, or one without a word, finds nothing."""
    return _find(index, fold(text))


@lru_cache(_FINDINGS_HELD)
def _find(index: Index, folded: str) -> Findings:
    """Return the findings; kept, for whoever searches looks at kinds, pages and languages next."""
    if not folded:
        return Findings(folded, {}, index.spans)
    searched = FrozenBitMap(range(0, _end(index)))
    found = list(_look_up(index, folded))
    named = searched & FrozenBitMap().union(*(ids for how, ids in found if how in _BEFORE_NEAR))
    if not named:
        found.append(("near", FrozenBitMap(find_near(index, folded))))
    tiers = _part(found, searched)
    if any(tiers.values()):
        return Findings(folded, tiers, index.spans)
    offered = correct_words(index, folded) or _leave_out(index, folded)
    return Findings(folded, tiers, index.spans, offered)


def _leave_out(index: Index, folded: str) -> str | None:
    """Return the text without the one word, the last if it can be, that keeps all from fitting."""
    words = folded.split()
    for place in reversed(range(len(words))):
        rest = " ".join(words[:place] + words[place + 1 :])
        if rest and index.ask("any-with-words", words=write_words(rest)):
            return rest
    return None


def _look_up(index: Index, folded: str) -> Iterator[tuple[str, FrozenBitMap]]:
    words = write_words(folded)
    yield "exact", _ids(index, "named-so", folded=folded)
    yield "beginning", _ids(index, "named-like", folded=folded, after=folded + _LAST)
    yield "words", _ids(index, "with-words", words=f"names : ({words})")
    yield "about", _ids(index, "with-words", words=words)


def write_words(folded: str) -> str:
    """Return the words of a folded text as FTS5 asks for all of them, the last as a beginning."""
    words = folded.split()
    begins = "*" if len(words[-1]) >= _SHORTEST_BEGINNING else ""
    return " ".join(f'"{word}"' for word in words) + begins


def _part(
    found: Iterable[tuple[str, FrozenBitMap]], searched: FrozenBitMap
) -> dict[str, FrozenBitMap]:
    """Return what was found, each thing where it was found best."""
    known = BitMap()
    tiers = {}
    for how, ids in found:
        tiers[how] = (ids & searched) - known
        known |= tiers[how]
    return tiers


def _end(index: Index) -> int:
    """Return the id after those of the kinds that are searched: they come first."""
    return max((index.spans[kind].stop for kind in SEARCHED if kind in index.spans), default=0)


def _ids(index: Index, query: str, **values: object) -> FrozenBitMap:
    return FrozenBitMap(row[0] for row in index.ask(query, **values))
