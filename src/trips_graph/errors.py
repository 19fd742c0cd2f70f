"""What can go wrong with a program, an input or an environment.

Wrong *data* inside a readable report is a `Finding` (see `model.finding`), never an exception.
"""

from collections.abc import Sequence
from pathlib import Path


class TripsGraphError(Exception):
    """The root of every error that trips-graph raises on purpose."""


class BadInput(TripsGraphError):
    """An input cannot be used; the message says which, where, why and what to do."""


class UnreadableSource(BadInput):
    """A source document that cannot be read as a report page."""

    def __init__(self, path: Path | str, line: int | None, reason: str, remedy: str) -> None:
        self.path, self.line, self.reason, self.remedy = path, line, reason, remedy
        place = f"{path}, line {line}" if line else f"{path}"
        super().__init__(f"{place}: {reason}. {remedy}")


class UnreadableSources(BadInput):
    """Several sources that cannot be read, told together."""

    def __init__(self, errors: Sequence[BadInput]) -> None:
        self.errors = tuple(errors)
        super().__init__("\n".join(str(error) for error in errors))


class BadTable(BadInput):
    """A table of ours (manifest, authorities, rules) that breaks its own rules."""

    def __init__(self, path: Path | str, line: int, reason: str) -> None:
        super().__init__(f"{path}, line {line}: {reason}")


class ContradictoryDecisions(BadInput):
    """Two lines of a ledger that cannot both be obeyed."""

    def __init__(self, path: Path | str, line: int, earlier: int, reason: str) -> None:
        self.line, self.earlier = line, earlier
        super().__init__(
            f"{path}, line {line}, against line {earlier}: {reason}. Correct one of the two"
        )


class BadQuery(BadInput):
    """A SPARQL query that the engine does not accept."""


class UnknownFormat(BadInput):
    """A name, suffix or media type that is in no table of formats."""


class ShapesViolated(TripsGraphError):
    """A dataset that breaks its shapes; carries the readable report."""

    def __init__(self, violations: int, report: str) -> None:
        self.violations, self.report = violations, report
        super().__init__(f"{violations} violation(s) of the shapes:\n{report}")


class Inconsistent(TripsGraphError):
    """Ontology plus data contradict themselves, says the reasoner."""


class EnvironmentUnfit(TripsGraphError):
    """Something outside the program is missing or in the way."""


class JavaMissing(EnvironmentUnfit):
    """HermiT needs a Java runtime and none was found."""


class ReleaseExists(EnvironmentUnfit):
    """A release of that id stands there with other content; releases never change."""


class NotARelease(EnvironmentUnfit):
    """A folder that holds no complete release."""


class PagesNotFetched(EnvironmentUnfit):
    """Some pages of a harvest failed; the others are kept."""


class BadSetting(EnvironmentUnfit):
    """A setting that is unknown or has a value of the wrong kind."""
