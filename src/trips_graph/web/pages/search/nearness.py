"""Forgives misspelling: names near to what was typed, and words that it may have meant.

Names of Members, organisations, groups, tools and concepts are few and are compared all; titles are
not, for their words say little about which was meant.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from trips_graph.web.index import Index

_NEAR = 78
"""The least score, of 100, at which a name counts as near."""
_LETTERS_A_MISTAKE = 5
"""One letter may be wrong in words up to so long, two in those up to twice as long, and so on."""
_SHORTEST = 4
"""Shorter words are near to too many others."""
_MOST = 10


@dataclass(frozen=True, slots=True)
class Names:
    """Folded names and the words of names, each with the things that bear it."""

    names: dict[str, tuple[int, ...]]
    words: dict[str, tuple[int, ...]]


def find_near(index: Index, folded: str) -> tuple[int, ...]:
    """Return the ids of the few things whose name, or a word of it, is near to a folded text."""
    if len(folded) < _SHORTEST:
        return ()
    held = read_names(index)
    names = _extract_near(folded, held.names.keys())
    found = {thing: score for name, score, _ in reversed(names) for thing in held.names[name]}
    if " " not in folded:
        for word, score, _ in _near_words(held, folded):
            found |= {id_: max(score, found.get(id_, 0)) for id_ in held.words[word]}
    return tuple(sorted(found, key=lambda id_: (-found[id_], id_))[:_MOST])


def correct_words(index: Index, folded: str) -> str | None:
    """Return the text with each word that nothing has replaced by one near to it.

    None where that mends nothing.
    """
    held = read_names(index)
    mended = [_correct(index, held, word) for word in folded.split()]
    return None if None in mended or mended == folded.split() else " ".join(filter(None, mended))


@lru_cache(2)
def read_names(index: Index) -> Names:
    """Return the names that are compared: of all kinds before reports."""
    end = index.spans["report"].start if "report" in index.spans else 0
    names: dict[str, tuple[int, ...]] = {}
    words: dict[str, tuple[int, ...]] = {}
    for folded, thing in index.ask("names", end=end):
        names[folded] = (*names.get(folded, ()), thing)
        for word in folded.split():
            if len(word) >= _SHORTEST and thing not in words.get(word, ()):
                words[word] = (*words.get(word, ()), thing)
    return Names(names, words)


def _correct(index: Index, held: Names, word: str) -> str | None:
    if index.ask("any-with-words", words=f'"{word}"*'):
        return word
    return next((near for near, *_ in _near_words(held, word)), None)


def _near_words(held: Names, word: str) -> list[tuple[str, float, int]]:
    return sorted(_extract_near(word, held.words.keys()), key=lambda item: (-item[1], item[0]))


def _extract_near(text: str, known: Collection[str]) -> list[tuple[str, float, int]]:
    mistakes = -(-len(text) // _LETTERS_A_MISTAKE)
    found = process.extract(text, known, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=_MOST)
    return [item for item in found if OSA.distance(text, item[0]) <= mistakes]
