"""What waits for a judgement on identity, as the command line shows it."""

from dataclasses import dataclass

from trips_graph.model.entity import ActivityPair, Unresolved


@dataclass(frozen=True, slots=True)
class OpenName:
    """A name that stays unresolved, with the document in which it stands."""

    document: str
    report: str
    mention: Unresolved

    @property
    def line(self) -> int | None:
        """The line of the document; None where the manifest states the name."""
        return self.mention.evidence.line if self.mention.evidence else None


@dataclass(frozen=True, slots=True)
class Review:
    """What is open, in the order of the documents."""

    names: tuple[OpenName, ...]
    pairs: tuple[ActivityPair, ...]
