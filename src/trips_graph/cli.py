"""The command line: `trips-graph harvest | build | parse | validate | query | push | serve | ...`.

Exit codes: 0 done; 1 the data break their shapes or contradict the ontology; 2 the command line is
wrong; 3 an input cannot be used; 4 the environment is in the way (for `harvest`: a page could not
be fetched); 70 a fault of this program.
"""

import json
import logging
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from trips_graph import __version__
from trips_graph.asking import questions
from trips_graph.errors import (
    BadInput,
    EnvironmentUnfit,
    Inconsistent,
    PagesNotFetched,
    ShapesViolated,
    TripsGraphError,
)
from trips_graph.formats import find_format
from trips_graph.model.release import Release, read_release
from trips_graph.options import DecisionsOption, ReleaseOption, SourceArgument, UserOption
from trips_graph.pushing import push
from trips_graph.reviewing import review
from trips_graph.settings import read_settings

app = typer.Typer(
    help="Reports under TRIPS Article 67 as a linked-data publication.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    epilog=(
        "Exit codes: 0 done, 1 shapes violated or inconsistent, 2 wrong command line, "
        "3 unusable input, 4 environment in the way, 70 a fault of this program."
    ),
)
_EXIT_CODES: tuple[tuple[type[TripsGraphError], int], ...] = (
    (ShapesViolated, 1),
    (Inconsistent, 1),
    (BadInput, 3),
    (EnvironmentUnfit, 4),
)
_OUR_FAULT = 70
_err = Console(stderr=True, highlight=False)


def main() -> None:
    """Run the command line; errors become a message on standard error and an exit code."""
    try:
        app()
    except TripsGraphError as error:
        _err.print(f"trips-graph: {error}", markup=False, soft_wrap=True)
        sys.exit(next((code for kind, code in _EXIT_CODES if isinstance(error, kind)), _OUR_FAULT))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        logging.getLogger(__name__).info("fault", exc_info=error)
        kind = type(error).__name__
        _err.print(
            f"trips-graph: a fault of this program: {kind}: {error}\nWith -v it shows where; "
            "please report it with the input.", markup=False, soft_wrap=True,
        )  # fmt: skip
        sys.exit(_OUR_FAULT)


@app.callback(invoke_without_command=True)
def common(
    version: Annotated[bool, typer.Option("--version", help="Tell the version and stop.")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Log each stage of each report.")
    ] = False,
) -> None:
    """Reports under TRIPS Article 67 as a linked-data publication."""
    if version:
        typer.echo(f"trips-graph {__version__}")
        raise typer.Exit
    level = logging.INFO if verbose else logging.WARNING
    logging.basicConfig(level=level, format="%(levelname)s %(name)s %(message)s", stream=sys.stderr)


@app.command()
def harvest(
    out: Annotated[Path, typer.Option("--out", help="Folder for the pages.", metavar="DIR")],
    number: Annotated[
        list[str] | None,
        typer.Argument(help="Numbers or addresses of pages.", metavar="[NUMBER]..."),
    ] = None,
    listed: Annotated[
        Path | None,
        typer.Option("--list", help="A file of numbers or addresses, one a line.", metavar="FILE"),
    ] = None,
    kind: Annotated[
        Literal["67", "66.2"],
        typer.Option("--type", help="The Article that bare numbers are reports under."),
    ] = "67",
    language: Annotated[
        Literal["en", "fr", "es"], typer.Option(help="Language around the content.")
    ] = "en",
) -> None:
    """Fetch pages from the gateway into DIR, politely; run again, it takes up where it broke off.

    A page that changed becomes a new version beside the old one. Missing pages (404, 410) are told
    and exit 0; exit 4 where a page failed.
    """
    from trips_graph.reports.harvest.harvest import CLOCK, HarvestOrder
    from trips_graph.reports.harvest.harvest import harvest as fetch
    from trips_graph.reports.harvest.outcome import Outcome
    from trips_graph.reports.harvest.pages import ARTICLES, Wanted

    if not number and listed is None:
        raise typer.BadParameter("name a number, or a file of numbers by --list")
    wanted = Wanted(tuple(number or ()), listed, ARTICLES[kind], language)
    order = HarvestOrder(wanted, out)
    with _progress() as told:
        done = fetch(order, read_settings(), CLOCK, told)
    _tabulate(f"harvest {out}", done.counts())
    for line in done.lines(Outcome.MISSING):
        _err.print(line, markup=False, soft_wrap=True)
    failed = done.lines(Outcome.FAILED)
    if failed:
        raise PagesNotFetched("\n".join((f"{len(failed)} page(s) not fetched:", *failed)))


@app.command()
def build(
    out: Annotated[Path, typer.Option("--out", help="Folder for the releases.", metavar="DIR")],
    source: SourceArgument = None,
    release_id: Annotated[
        str | None,
        typer.Option("--release-id", help="Name of the release; default: made of its content."),
    ] = None,
    decisions: DecisionsOption = None,
) -> None:
    """Read reports, check them and publish a release in DIR; CURRENT then points at it."""
    from trips_graph import pipeline  # here: serving needs none of the stages, nor their libraries

    started = time.monotonic()
    settings = read_settings(decisions=decisions)
    order = pipeline.Order(tuple(source or pipeline.default_sources()), out, release_id)
    with _progress() as told:
        release = pipeline.build(order, settings, told)
    _summarise(release, time.monotonic() - started)


@app.command()
def parse(
    source: Annotated[
        Path, typer.Argument(help="A report: text, HTML or Word (.docx).", metavar="SOURCE")
    ],
) -> None:
    """Print the report in SOURCE as JSON."""
    from trips_graph import pipeline

    report = pipeline.read_report(source, read_settings())
    text = json.dumps(asdict(report), indent=2, ensure_ascii=False, default=str)
    typer.echo(text)


app.command()(review)


@app.command()
def validate(
    file: Annotated[
        list[Path],
        typer.Argument(help="RDF files: .ttl .jsonld .nt .nq .rdf .trig", metavar="FILE..."),
    ],
) -> None:
    """Validate RDF files against the shapes; exit 1 on violations."""
    from trips_graph import pipeline
    from trips_graph.checks.files import read_graph_file

    settings = read_settings()
    graphs = [read_graph_file(path, settings.base) for path in file]
    results = pipeline.validate_files(graphs, settings)
    for result in results:
        typer.echo(f"{result.severity}: {result.focus_node}: {result.message}")
    typer.echo(f"conforms: no violation, {len(results)} warning(s) or remark(s)")


@app.command()
def query(
    release: ReleaseOption,
    query: Annotated[str, typer.Argument(help="A SPARQL query, or @FILE.", metavar="QUERY|@FILE")],
    form: Annotated[
        str | None,
        typer.Option("--format", help="csv, json, tsv, xml, turtle, jsonld, ntriples, ..."),
    ] = None,
) -> None:
    """Answer a SPARQL query from a release; all named graphs together are the default graph."""
    from trips_graph.web.querying.direct import answer_release

    wanted = find_format(form) if form else None
    answer_release(read_release(release), _query_text(query), wanted, sys.stdout.buffer)


app.command()(questions)
app.command()(push)


@app.command()
def serve(
    release: Annotated[
        Path | None,
        typer.Option(help="A release, or a folder of releases.", metavar="DIR"),
    ] = None,
    store: Annotated[
        str | None,
        typer.Option(help="A store elsewhere that holds the release.", metavar="ADDRESS"),
    ] = None,
    user: UserOption = None,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(help="Port to listen on; 0: any that is free.", min=0, max=65535)
    ] = 8000,
) -> None:
    """Serve a release: pages, linked data, downloads and the SPARQL endpoint."""
    from trips_graph.stores import find_listener, read_address
    from trips_graph.web.querying.forking import prepare_forking

    prepare_forking("trips_graph.cli")  # it loads while this process loads the rest
    from trips_graph.web import serving

    settings = read_settings(store=store, store_user=user)
    told = [f"release {read_release(release).manifest.id}"] if release is not None else []
    if settings.store is not None:
        told.append(f"store {read_address(settings.store)}")
        find_listener(read_address(settings.store))
    if not told:
        raise typer.BadParameter("name a release (--release), a store (--store), or both")
    listener = serving.listen(host, port)
    address = f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}/"
    _err.print(f"{' of '.join(told)} on {address} (stop: Ctrl-C)", soft_wrap=True)
    serving.serve(release, settings, listener)


@app.command()
def consistency(release: ReleaseOption) -> None:
    """Ask HermiT whether ontology and data of a release contradict each other (needs Java)."""
    from trips_graph.checks.reasoning import check_consistency

    dump = read_release(release).folder / "trips-graph.nt"
    verdict = check_consistency(dump.read_bytes())
    if not verdict.consistent:
        raise Inconsistent(f"ontology and data contradict each other: {verdict.explanation}")
    typer.echo("consistent")


def _query_text(query: str) -> str:
    if not query.startswith("@"):
        return query
    try:
        return Path(query[1:]).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{query[1:]}: the query cannot be read ({error})") from error


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None]]:
    """Show progress on a terminal; tell nothing where standard error is none."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=_err, transient=True, disable=not _err.is_terminal) as bar:
        task = bar.add_task("reading")
        yield lambda stage, done, total: bar.update(
            task, description=stage, completed=done, total=total
        )


def _summarise(release: Release, seconds: float) -> None:
    counts = release.manifest.counts
    _tabulate(f"release {release.manifest.id}", counts, ("seconds", f"{seconds:.1f}"))
    _err.print(f"{release.folder}", soft_wrap=True)


def _tabulate(title: str, counts: Mapping[str, int], *more: tuple[str, str]) -> None:
    table = Table(title=title, title_justify="left", show_header=False)
    table.add_column()
    table.add_column(justify="right")
    for row in (*((label, f"{count:,}") for label, count in counts.items()), *more):
        table.add_row(*row)
    _err.print(table)


if __name__ == "__main__":
    main()
