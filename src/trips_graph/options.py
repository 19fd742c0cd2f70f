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
_RELEASE = typer.Option("--release", help="A release, or a folder of releases.", metavar="DIR")
ReleaseOption = Annotated[Path, _RELEASE]
AnyReleaseOption = Annotated[Path | None, _RELEASE]
StoreOption = Annotated[
    str, typer.Option("--store", help="Where a store is asked by SPARQL.", metavar="ADDRESS")
]
UserOption = Annotated[
    str | None,
    typer.Option(help="User of that store; the password is TRIPS_STORE_PASSWORD.", metavar="NAME"),
]
