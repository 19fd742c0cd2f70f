"""Arguments and options that several commands take."""

from pathlib import Path
from typing import Annotated

import typer

from trips_graph.settings import Settings, read_settings

SourceArgument = Annotated[
    list[Path] | None,
    typer.Argument(
        help="Report pages (.txt) or folders of them; default: the shipped data.",
        metavar="[SOURCE]...",
    ),
]
DecisionsOption = Annotated[
    Path | None,
    typer.Option(
        "--decisions", help="Ledger of decisions; default: the shipped one.", metavar="FILE"
    ),
]


def settings_with(decisions: Path | None) -> Settings:
    """Return the settings of this run; a ledger that is named outweighs the one that is set."""
    return read_settings(decisions=decisions) if decisions else read_settings()
