"""Proposes authorities whose names are near a printed one. A proposal settles nothing.

Nearness is Jaro-Winkler on folded names, from 0 to 100. Unlike a partial ratio it does not take a
name inside a longer one for near: "Mali" is not near "Somalia". Names in another order of words are
near by their sorted words.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rapidfuzz.distance import JaroWinkler
from rapidfuzz.process import extract

from trips_graph.model.entity import EntityKind, EntityRef, Proposal

CUTOFF = 88
"""The least score of a proposal: one wrong letter in a name of six scores more."""
_BEST = 99  # the same words in another order are near; 100 would be the name itself
LIMIT = 3
"""How many proposals are made for one name, at most."""
_LOOKED_AT = 50  # an authority has many names; so many hold at least three authorities
_Question = tuple[str, frozenset[EntityKind]]


@dataclass(frozen=True, slots=True)
class Proposer:
    """Every folded name with what it stands for, and the labels of all; answers are remembered."""

    names: Mapping[str, frozenset[EntityRef]]
    labels: Mapping[EntityRef, str]
    _answers: dict[_Question, tuple[Proposal, ...]] = field(default_factory=dict, compare=False)

    def propose(self, folded: str, kinds: frozenset[EntityKind]) -> tuple[Proposal, ...]:
        """Return the nearest authorities of some kinds, the best first; ties by kind and key."""
        question = (folded, kinds)
        if question not in self._answers:
            self._answers[question] = self._nearest(folded, kinds)
        return self._answers[question]

    def _nearest(self, folded: str, kinds: frozenset[EntityKind]) -> tuple[Proposal, ...]:
        best: dict[EntityRef, int] = {}
        for name, score in self._near(folded):
            for ref in self.names[name]:
                if ref.kind in kinds:
                    best[ref] = max(best.get(ref, 0), score)
        ranked = sorted(best, key=lambda ref: (-best[ref], ref))
        return tuple(Proposal(ref, self.labels[ref], best[ref]) for ref in ranked[:LIMIT])

    def _near(self, folded: str) -> list[tuple[str, int]]:
        words = " ".join(sorted(folded.split()))
        found = []
        for asked, choices in (
            (folded, {name: name for name in self.names}),
            (words, {name: " ".join(sorted(name.split())) for name in self.names}),
        ):
            near = extract(
                asked, choices, scorer=JaroWinkler.normalized_similarity,
                limit=_LOOKED_AT, score_cutoff=CUTOFF / 100,
            )  # fmt: skip
            found += [(name, min(round(score * 100), _BEST)) for _, score, name in near]
        return found
