"""Finds the authority that a printed name stands for: the same name after folding, or nothing.

Folding evens out case, accents, apostrophes, blanks and a leading article. It never splits a name
and never accepts a near miss: proposals for misspellings are for review, not for a build.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from trips_graph.model.entity import Authorities, ClassificationRule, EntityKind, EntityRef

_SIGNS = str.maketrans("\u2018\u2019\u02bc\u00b4`\u2010\u2011\u2013", "'''''---")
_ARTICLE = re.compile(r"^the\s+")


@dataclass(frozen=True, slots=True)
class Register:
    """Every name of every authority, folded, with all that it can stand for; and the rules that
    assign types and topics to titles; `numbers` are those of the reports that have these symbols.
    """

    names: dict[str, frozenset[EntityRef]]
    rules: tuple[ClassificationRule, ...]
    numbers: Mapping[str, str] = field(default_factory=dict)

    def find(self, name: str, kinds: Iterable[EntityKind]) -> frozenset[EntityRef]:
        """Return what the name stands for among some kinds: one, none, or several."""
        wanted = set(kinds)
        return frozenset(ref for ref in self.names.get(fold(name), ()) if ref.kind in wanted)

    def classify(self, title: str) -> tuple[ClassificationRule, ...]:
        """Return the rules that a title matches, in the order of the file."""
        return tuple(rule for rule in self.rules if re.search(rule.pattern, title))


def fold(name: str) -> str:
    """Return the name in the form that is compared.

    >>> fold("The  Lao People’s Democratic Republic") == fold("LAO PEOPLE'S DEMOCRATIC REPUBLIC")
    True
    """
    plain = unicodedata.normalize("NFKD", name.translate(_SIGNS)).casefold()
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return _ARTICLE.sub("", " ".join(bare.split()))


def open_register(authorities: Authorities, rules: tuple[ClassificationRule, ...]) -> Register:
    """Return the register of all authorities; an organisation that is a Member, too, is one."""
    names: dict[str, set[EntityRef]] = defaultdict(set)
    for name, ref in _names(authorities):
        names[fold(name)].add(ref)
    return Register({name: frozenset(refs) for name, refs in names.items()}, rules)


def _names(authorities: Authorities) -> Iterator[tuple[str, EntityRef]]:
    for member in authorities.members:
        ref = EntityRef(EntityKind.MEMBER, member.key)
        yield from ((name, ref) for name in (member.name, *member.other_names))
    for body in authorities.organisations:
        ref = (
            EntityRef(EntityKind.MEMBER, body.member)
            if body.member
            else EntityRef(EntityKind.ORGANISATION, body.key)
        )
        yield from ((name, ref) for name in (*body.names.values(), *body.other_names))
    for kind, things in (
        (EntityKind.GROUP, authorities.groups),
        (EntityKind.TOOL, authorities.tools),
    ):
        for thing in things:
            ref = EntityRef(kind, thing.key)
            yield from ((name, ref) for name in (*thing.names.values(), *thing.other_names))
