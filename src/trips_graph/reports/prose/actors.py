"""Tells whose figure a sentence states: the submitter's, or that of another body that it names.

Which body a name means, only `entities` knows; here what is not surely the submitter is another.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from trips_graph.reports.prose.rules import NarrativeRules

_FORMAL = re.compile(
    r"\A(?:the\s+)?(?:(?:government|republic|kingdom|state|commonwealth)\s+of\s+(?:the\s+)?)*", re.I
)
_ACRONYM = re.compile(r"\(([A-Z][\w/-]+)\)")
_JOINT = re.compile(r"\s+and\s+|,\s*")
_GENITIVE = re.compile(r"[’']s?$")
_SPELLED_OUT = re.compile(
    r"(?P<name>(?:[A-Z][\w’'-]*\s+(?:(?:of|for|on|and|the)\s+){0,3}){2,10})\((?P<acronym>[A-Z]{2,9})\)"
)
_SHORTEST = 4  # letters of a name that can be the beginning of another word


@dataclass(frozen=True, slots=True)
class OwnNames:
    """How a report names its submitter: names in lower case, and acronyms."""

    names: tuple[str, ...] = ()
    acronyms: frozenset[str] = frozenset()

    def hold(self, body: str) -> bool:
        """Say whether a body is the submitter: "Japanese Customs", "the EU", "IP Australia".

        It begins with the name, or what is left of it without its last vowels; or it ends with it.
        """
        bare = _FORMAL.sub("", body).split(" (")[0]
        folded = bare.casefold()
        if _GENITIVE.sub("", bare.split(" ")[0]).replace(".", "") in self.acronyms:
            return True
        return len(folded) >= _SHORTEST and any(
            folded.startswith(name.rstrip("aey"))
            or folded.endswith(f" {name}")
            or name.startswith(f"{folded} ")
            for name in self.names
        )


def own_names(printed: Iterable[str], texts: Iterable[str], rules: NarrativeRules) -> OwnNames:
    """Return the names of a submitter, as its report prints them, with the acronyms they make.

    A body whose acronym the texts spell out with such a name is the submitter's own, too: the
    "Japan Patent Office (JPO)".
    """
    names: set[str] = set()
    acronyms: set[str] = set()
    for text in printed:
        bare = _FORMAL.sub("", _ACRONYM.sub("", text).split(",")[0]).strip()
        initials = "".join(word[0] for word in bare.split() if word[0].isupper())
        acronyms |= {*_ACRONYM.findall(text), *(initials[:end] for end in (2, len(initials)))}
        names |= {bare, *(own for own, name in rules.adjectives if name == bare)}
        acronyms |= _agencies(bare, rules)
    own = OwnNames(
        tuple(sorted(name.casefold() for name in names if len(name) >= _SHORTEST)),
        frozenset(acronym for acronym in acronyms if len(acronym) > 1),
    )
    for text in texts:
        for match in _SPELLED_OUT.finditer(text):
            if own.hold(_spelled_out(match["name"].split(), match["acronym"])):
                own = replace(own, acronyms=own.acronyms | {match["acronym"]})
    return own


def _agencies(submitter: str, rules: NarrativeRules) -> set[str]:
    """Return the acronyms of the agencies of a Member, whose name may go on: United States of."""
    folded = f"{submitter.casefold()} "
    return {
        acronym
        for name, agencies in rules.agencies
        if folded.startswith(f"{name.casefold()} ")
        for acronym in agencies
    }


def _spelled_out(words: list[str], acronym: str) -> str:
    """Return the last words that an acronym is made of, with a genitive before them; or none."""
    for first in range(len(words) - 1, -1, -1):
        if "".join(word[0] for word in words[first:] if word[0].isupper()) == acronym:
            owner = first > 0 and _GENITIVE.search(words[first - 1])
            return " ".join(words[first - 1 if owner else first :])
    return ""


def other_body(
    match: re.Match[str],
    number: tuple[int, int],
    clause: tuple[int, int],
    rules: NarrativeRules,
    own: OwnNames,
) -> str | None:
    """Return the body, other than the submitter, whose figure a number in a clause may be.

    It is the last that acts or owns before the number, or the one behind "by". None where there is
    none: "we trained", "the Office seized", and what names nobody, is the submitter's.
    """
    text = match.string
    before = [
        (found.end(), found["actor"])
        for rule in rules.actor
        for found in rule.pattern.finditer(text, clause[0], number[0])
    ]
    behind = [
        found["actor"]
        for rule in rules.actor_behind
        if (found := rule.pattern.match(text, number[0], clause[1]))
    ]
    last = [max(before)[1]] if before else []
    return next((body for body in (*last, *behind) if _is_other(body, rules, own)), None)


def _is_other(body: str, rules: NarrativeRules, own: OwnNames) -> bool:
    return any(
        not own.hold(part) and not any(rule.pattern.fullmatch(part) for rule in rules.nobody)
        for part in _parts(body)
    )


def _parts(body: str) -> Iterator[str]:
    """Yield the bodies that "and" joins."""
    return (re.sub(r"\A[Tt]he\s+", "", part) for part in _JOINT.split(" ".join(body.split())))
