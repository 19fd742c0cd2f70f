"""What the guard refuses, as errors that tell the place in the query."""

from trips_graph.errors import BadQuery


class Refused(BadQuery):
    """A query that is refused unread by the engine; line and column are 1-based, or None."""

    def __init__(self, reason: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(reason, line, column)
        self.reason, self.line, self.column = reason, line, column

    def __str__(self) -> str:
        """Return the reason, after the place where one is known."""
        place = "" if self.line is None else f"line {self.line}, column {self.column}: "
        return place + self.reason


class Forbidden(Refused):
    """A query that asks for what this endpoint never does: updates, calls to strangers."""


class QueryTooLong(Refused):
    """A query longer than the setting `query_characters`."""
