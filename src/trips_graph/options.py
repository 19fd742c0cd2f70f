"""Arguments and options that several commands take."""

from pathlib import Path
from typing import Annotated

import typer

SourceArgument = Annotated[
    list[Path] | None,
    typer.Argument(
        help="Reports (text, HTML, .docx) or folders of them; default: the shipped data.",
        metavar="[SOURCE]...",
    ),
]
DecisionsOption = Annotated[
    Path | None,
    typer.Option(
        "--decisions", help="Ledger of decisions; default: the shipped one.", metavar="FILE"
    ),
]
