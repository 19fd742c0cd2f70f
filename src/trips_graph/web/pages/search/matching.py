"""Tells which name of a thing was found, so that a reader sees why it stands there."""

from collections.abc import Callable, Sequence

from rapidfuzz import fuzz

from trips_graph.web.index import Label

Test = Callable[[str, str], bool]


def find_match(how: str, folded: str, labels: Sequence[Label], shown: Label | None) -> Label | None:
    """Return the name that fits what was asked; None where the one shown does, or no single one."""
    if how == "about":
        return None
    if how == "near":
        found = max(labels, key=lambda label: _likeness(folded, label.folded), default=None)
    else:
        fits = _FITS[how]
        found = next((label for label in _first(shown, labels) if fits(folded, label.folded)), None)
    return None if found is None or (shown and found.text == shown.text) else found


def _first(shown: Label | None, labels: Sequence[Label]) -> tuple[Label, ...]:
    return (*((shown,) if shown else ()), *labels)


def _has_words(folded: str, name: str) -> bool:
    """Return whether a name has all words, the last one as the beginning of a word."""
    *whole, last = folded.split()
    words = name.split()
    return set(whole) <= set(words) and any(word.startswith(last) for word in words)


def _likeness(folded: str, name: str) -> float:
    words = name.split() if " " not in folded else []
    return max(fuzz.ratio(folded, part) for part in (name, *words))


_FITS: dict[str, Test] = {
    "exact": lambda folded, name: name == folded,
    "beginning": lambda folded, name: name.startswith(folded),
    "words": _has_words,
}
