"""Finds the authority that a printed name stands for: the same name after folding, or nothing.

Folding evens out case, accents, apostrophes, hyphens, blanks, "&" and an article. It never splits a
name and never accepts a near miss: proposals for misspellings are for review, not for a build.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from trips_graph.entities.proposals import Proposer
from trips_graph.model.decision import Ledger
from trips_graph.model.entity import (
    Authorities,
    ClassificationRule,
    EntityKind,
    EntityRef,
    Proposal,
)

_SIGNS = {
    **dict.fromkeys(map(ord, "\u2018\u2019\u201b\u02bc\u02bb\u2032\u00b4`"), "'"),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-"),
    **dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff")),  # signs without a width
    ord("&"): " and ",
}
_HYPHEN = re.compile(r"\s*-\s*")
_ACRONYM = re.compile(r"[^\W\d_a-z][\w/-]*")
_ARTICLE = re.compile(r"^the\s+|\s*\(the\)$|\s*,\s*the$")


@dataclass(frozen=True, slots=True)
class Register:
    """Every name of every authority, folded, with all that it can stand for; their labels by
    language; the rules that assign types and topics to titles; the words that name nobody; what the
    ledger decides; and the numbers of the reports that have these symbols.
    """

    names: dict[str, frozenset[EntityRef]]
    labels: Mapping[EntityRef, Mapping[str, str]]
    rules: tuple[ClassificationRule, ...]
    proposer: Proposer
    nothing_stated: frozenset[str] = frozenset()
    ledger: Ledger = field(default_factory=Ledger)
    numbers: Mapping[str, str] = field(default_factory=dict)

    def find(self, name: str, kinds: Iterable[EntityKind]) -> frozenset[EntityRef]:
        """Return what the name stands for among some kinds: one, none, or several."""
        wanted = set(kinds)
        return frozenset(ref for ref in self.names.get(fold(name), ()) if ref.kind in wanted)

    def propose(self, name: str, kinds: Iterable[EntityKind]) -> tuple[Proposal, ...]:
        """Return what the name may be a misspelling of; it is never taken as found."""
        return self.proposer.propose(fold(name), frozenset(kinds))

    def classify(self, title: str) -> tuple[ClassificationRule, ...]:
        """Return the rules that a title matches, in the order of the file.

        Patterns see plain blanks, hyphens and apostrophes, and "and" for "&".
        """
        plain = " ".join(unicodedata.normalize("NFKC", title.translate(_SIGNS)).split())
        return tuple(rule for rule in self.rules if re.search(rule.pattern, plain))

    def names_nobody(self, text: str) -> bool:
        """Return whether a cell of beneficiaries says nothing: `N/A`, `various`, a dash.

        Source: `data/authorities/nothing-stated.csv`; a text without a letter names nobody, either.
        """
        return fold(text) in self.nothing_stated or not any(map(str.isalpha, text))


@lru_cache(maxsize=65_536)
def fold(name: str) -> str:
    """Return the name in the form that is compared.

    >>> fold("The  Lao People’s Democratic Republic") == fold("LAO PEOPLE'S DEMOCRATIC REPUBLIC")
    True
    >>> fold("Gambia (the)"), fold("Antigua & Barbuda"), fold("Guinea - Bissau.")
    ('gambia', 'antigua and barbuda', 'guinea-bissau')
    """
    plain = unicodedata.normalize("NFKD", name.translate(_SIGNS)).casefold()
    plain = unicodedata.normalize("NFKD", plain).translate(_SIGNS)
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return _without_article(_HYPHEN.sub("-", " ".join(bare.split())))


def _without_article(name: str) -> str:
    """Take away articles and the signs at the end, until none is left."""
    while (shorter := _ARTICLE.sub("", name.rstrip(" .,;:")).strip()) != name:
        name = shorter
    return name


def open_register(
    authorities: Authorities, rules: tuple[ClassificationRule, ...], ledger: Ledger | None = None
) -> Register:
    """Return the register of all authorities; an organisation that is a Member, too, is one."""
    found: dict[str, set[EntityRef]] = defaultdict(set)
    labels: dict[EntityRef, Mapping[str, str]] = {}
    for ref, own, others in _names(authorities):
        labels.setdefault(ref, own)
        each = (*own.values(), *others)
        for name in (*each, *_with_acronyms(each)):
            found[fold(name)].add(ref)
    names = {name: frozenset(refs) for name, refs in found.items()}
    silent = frozenset(fold(text) for text in authorities.nothing_stated)
    proposer = Proposer(names, {ref: next(iter(own.values())) for ref, own in labels.items()})
    return Register(names, labels, rules, proposer, silent, ledger or Ledger())


def _names(
    authorities: Authorities,
) -> Iterator[tuple[EntityRef, Mapping[str, str], tuple[str, ...]]]:
    """Yield what can be named, each with its labels by language and its other names."""
    for member in authorities.members:
        yield EntityRef(EntityKind.MEMBER, member.key), member.names, member.look_up_names
    for body in authorities.organisations:
        ref = (
            EntityRef(EntityKind.MEMBER, body.member)
            if body.member
            else EntityRef(EntityKind.ORGANISATION, body.key)
        )
        yield ref, body.names, body.other_names
    for kind, things in (
        (EntityKind.GROUP, authorities.groups),
        (EntityKind.TOOL, authorities.tools),
    ):
        for thing in things:
            yield EntityRef(kind, thing.key), thing.names, thing.other_names


def _with_acronyms(names: tuple[str, ...]) -> Iterator[str]:
    """Yield "Asian Development Bank (ADB)" and "ADB (Asian Development Bank)" of its two names."""
    acronyms = tuple(filter(_ACRONYM.fullmatch, names))
    for name in names:
        if " " in name and not name.endswith(")"):
            for acronym in acronyms:
                yield from (f"{name} ({acronym})", f"{acronym} ({name})")
