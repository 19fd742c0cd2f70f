"""The command `trips-graph push`: loads a release into a store of others."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from trips_graph.model.release import read_release
from trips_graph.options import ReleaseOption, StoreOption, UserOption
from trips_graph.settings import read_settings

_err = Console(stderr=True, highlight=False)


def push(
    release: ReleaseOption,
    store: StoreOption,
    graph_store: Annotated[
        str | None,
        typer.Option(
            help="Where graphs are written; default: of …/query, …/store.", metavar="ADDRESS"
        ),
    ] = None,
    user: UserOption = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Tell what would be done, and do nothing.")
    ] = False,
) -> None:
    """Load a release into a SPARQL 1.1 store, graph by graph; run again, it goes on.

    The password of the user is taken from TRIPS_STORE_PASSWORD.
    """
    from trips_graph.releases.push import push as pushing  # here: no other command needs it
    from trips_graph.releases.push.graphstore import Patience, open_graph_store
    from trips_graph.stores import make_account, read_addresses

    settings = read_settings(store_user=user)
    addresses, started = read_addresses(store, graph_store), time.monotonic()
    account = make_account(settings.store_user, settings.store_password)
    patience = Patience(settings.push_seconds, settings.push_tries)
    opened = read_release(release)
    with open_graph_store(addresses, account, patience) as graphs:
        if dry_run:
            _tell(f"would push {opened.manifest.id}", pushing.plan_push(opened, graphs).counts())
            return
        with _progress() as told:
            done = pushing.push(opened, graphs, told).counts()
    seconds = max(time.monotonic() - started, 0.001)
    rate = {"seconds": round(seconds), "triples/s": round(done["triples written"] / seconds)}
    _tell(f"pushed {opened.manifest.id}", done | rate)


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """Show triples, rate and time left on a terminal; tell nothing where there is none."""
    columns = (
        BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]} triples/s"),
        TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=_err, transient=True, disable=not _err.is_terminal) as bar:
        task = bar.add_task("", rate="-")

        def told(sent: int, total: int) -> None:
            bar.update(task, completed=sent, total=total)
            bar.update(task, rate=f"{bar.tasks[0].speed or 0:,.0f}")

        yield told


def _tell(title: str, counts: dict[str, int]) -> None:
    table = Table(title=title, title_justify="left", show_header=False)
    table.add_column()
    table.add_column(justify="right")
    for name, count in counts.items():
        table.add_row(name, f"{count:,}")
    _err.print(table)
