"""What came of asking for a page: its content, word that it is the same, or a reason."""

from dataclasses import dataclass

from trips_graph.errors import EnvironmentUnfit


@dataclass(frozen=True, slots=True)
class Answer:
    """The content of a page as the gateway sent it, and what it said of this version."""

    address: str
    content: bytes
    suffix: str
    etag: str | None
    last_modified: str | None


class GatewayUnfit(EnvironmentUnfit):
    """The gateway lets nobody ask further: no robots.txt, or a long wait is demanded."""


class PageMissing(EnvironmentUnfit):
    """The gateway says that it has no such page."""


class PageFailed(EnvironmentUnfit):
    """A page that could not be fetched; the message says why and what to do."""

    def __init__(self, reason: str, remedy: str) -> None:
        self.reason = reason
        super().__init__(f"{reason}. {remedy}")


class Unanswered(PageFailed):
    """A failure that may pass; `after` is the wait that the gateway asks for, in seconds."""

    def __init__(self, reason: str, after: float | None = None) -> None:
        self.after = after
        super().__init__(reason, "Run the command again later")
