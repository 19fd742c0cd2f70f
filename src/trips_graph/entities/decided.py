"""What a printed name stands for in one report, by the authority tables and by the ledger.

The ledger adds to the tables and takes from them: `same` settles a name that the tables leave open,
`not-same` takes a candidate away, `unsure` leaves the name open and says that somebody looked.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from trips_graph.entities.match import Register, fold
from trips_graph.model.decision import Decision, Verdict
from trips_graph.model.entity import EntityKind, EntityRef, Proposal


@dataclass(frozen=True, slots=True)
class Decided:
    """A name in a report, asked among some kinds."""

    register: Register
    report: str
    name: str
    kinds: frozenset[EntityKind]

    @property
    def asked(self) -> str:
        """What the name can stand for, in words: `a group or a member`."""
        articles = {EntityKind.ORGANISATION: "an"}
        return " or ".join(f"{articles.get(kind, 'a')} {kind}" for kind in sorted(self.kinds))

    def found(self) -> frozenset[EntityRef]:
        """Return what the name stands for: one, none, or several."""
        same = self._with(Verdict.SAME)
        if same:
            return frozenset([next(iter(same))])
        return self.register.find(self.name, self.kinds) - self._with(Verdict.NOT_SAME).keys()

    def settled(self) -> tuple[Decision, ...]:
        """Return the decision that this name is the same as an authority; empty where none is."""
        return tuple(self._with(Verdict.SAME).values())[:1]

    def obeyed(self) -> tuple[Decision, ...]:
        """Return the decisions without which `found` would answer otherwise."""
        known = self.register.find(self.name, self.kinds)
        refused = self._with(Verdict.NOT_SAME)
        return self.settled() or tuple(item for ref, item in refused.items() if ref in known)

    def seen(self) -> Decision | None:
        """Return the last decision that left the name open."""
        unsure = [item for item in self._decisions() if item.verdict is Verdict.UNSURE]
        return unsure[-1] if unsure else None

    def proposals(self) -> tuple[Proposal, ...]:
        """Return the nearest authorities, without those that were refused."""
        refused = self._with(Verdict.NOT_SAME)
        near = self.register.propose(self.name, self.kinds)
        return tuple(proposal for proposal in near if proposal.ref not in refused)

    def hints(self) -> Iterator[str]:
        """Yield what a finding adds on an open name: what bears it but cannot stand here, the
        nearest authorities, and who looked.
        """
        others = ", ".join(map(str, sorted(self._of_other_kinds())))
        if others:
            yield f"{others} has this name, but cannot stand here"
        near = ", ".join(map(str, self.proposals()))
        if near:
            yield f"nearest: {near}"
        seen = self.seen()
        if seen:
            yield seen.left_open

    def _of_other_kinds(self) -> frozenset[EntityRef]:
        return self.register.find(self.name, set(EntityKind) - self.kinds)

    def _decisions(self) -> tuple[Decision, ...]:
        return self.register.ledger.on_name(fold(self.name), self.report)

    def _with(self, verdict: Verdict) -> dict[EntityRef, Decision]:
        """Return what is decided so; what is decided for this report alone comes first."""
        ruling: dict[EntityRef, Decision] = {}
        for decision in self._decisions():
            kind, _, key = decision.right.partition("/")
            if key and kind in self.kinds and decision.verdict is not Verdict.UNSURE:
                ruling.setdefault(EntityRef(EntityKind(kind), key), decision)
        return {ref: decision for ref, decision in ruling.items() if decision.verdict is verdict}
