"""The release that is served: opened at the start, and again when `CURRENT` points at another.

A new release is opened beside the old one and takes its place only once it answers; what the old
one is still answering is answered to its end. So no request is lost.
"""

import asyncio
import logging
from contextlib import suppress
from dataclasses import replace

from fastapi import FastAPI
from pyoxigraph import NamedNode
from starlette.concurrency import run_in_threadpool

from trips_graph.errors import TripsGraphError
from trips_graph.model.release import Release
from trips_graph.settings import Settings
from trips_graph.web.engines import make_own_engine, make_public_engine
from trips_graph.web.labels import read_names
from trips_graph.web.linked.scribes import Scribes
from trips_graph.web.outside import read_outside_terms
from trips_graph.web.pages.lists.listings import LISTINGS
from trips_graph.web.pages.pictures.counts import COUNTED
from trips_graph.web.pages.questions.choices import CHOSEN
from trips_graph.web.pages.vocabulary.terms import read_labels_of, read_ontology
from trips_graph.web.querying.cache import AnswerCache
from trips_graph.web.querying.egress import make_egress
from trips_graph.web.querying.engine import OwnQuestion, Term
from trips_graph.web.site import Site
from trips_graph.web.sources import Source
from trips_graph.web.sparql.allowance import Allowance
from trips_graph.web.templating import make_templates

logger = logging.getLogger(__name__)

_GRAPHS = "SELECT ?graph { GRAPH ?graph {} }"
_MOST_GRAPHS = 10_000_000
_MOST_NAMES = 100_000
_LATE = (
    "this document takes too long to write as JSON-LD; take another format, or the dumps at /data"
)
_BEFORE_COUNTING = 3.0  # seconds: who waits for the server to start comes first
_UNDRAWN = "this picture takes too long to draw; its numbers stand in the CSV"


class Current:
    """Keeps the site of an application at the current release of a source."""

    def __init__(self, app: FastAPI, source: Source, settings: Settings) -> None:
        self._app, self._source, self._settings = app, source, settings
        self._answers = AnswerCache(settings.cache_bytes)
        self._look = asyncio.Event()
        self._scribes, self._allowance = Scribes(_LATE), Allowance()
        self._draughtsmen = Scribes(_UNDRAWN)
        self._tasks: set[asyncio.Task[None]] = set()
        # A store elsewhere would make the calls of SERVICE itself, unchecked: none is let through.
        hosts = () if settings.store else settings.service_hosts
        self._egress = make_egress(hosts, settings.query_seconds, settings.answer_bytes)

    async def start(self) -> None:
        """Open the release. Errors: `NotARelease`, `WorkerLost`, `EnvironmentUnfit`."""
        if self._egress:
            await run_in_threadpool(self._egress.start)
        self._app.state.site = await self._open(await self._source.read())
        self._start_counting(self._app.state.site)

    async def stop(self) -> None:
        """End every engine, whatever it is doing."""
        for task in self._tasks:
            task.cancel()
        site: Site = self._app.state.site
        await asyncio.gather(site.own.stop(), site.public.stop())
        await asyncio.gather(*self._tasks, return_exceptions=True)  # each may be cancelled
        self._scribes.stop()
        self._draughtsmen.stop()
        if self._egress:
            await run_in_threadpool(self._egress.stop)

    def look(self) -> None:
        """Look at once whether another release is current."""
        self._look.set()

    async def follow(self) -> None:
        """Take up each release that becomes current, for ever."""
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._look.wait(), self._source.seconds)
            self._look.clear()
            try:
                release = await self._source.read()
                if release != self._app.state.site.release:
                    await self._take_up(release)
            except TripsGraphError as error:
                logger.error("release not taken up reason=%s", error)

    async def _take_up(self, release: Release) -> None:
        old: Site = self._app.state.site
        self._app.state.site = await self._open(release)
        logger.info("release taken up id=%s", release.manifest.id)
        self._start_counting(self._app.state.site)
        self._keep(asyncio.create_task(_retire(old)))

    def _start_counting(self, site: Site) -> None:
        """Count for the pictures; not over a store elsewhere, which is asked when a reader asks."""
        if self._settings.store is None:
            self._keep(asyncio.create_task(_count(site)))

    def _keep(self, task: asyncio.Task[None]) -> None:
        """Keep a task until it has ended: asyncio itself does not."""
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _open(self, release: Release) -> Site:
        """Return the site of a release, which answers."""
        site = Site(
            release,
            self._settings,
            public=make_public_engine(release, self._settings),
            own=make_own_engine(release, self._settings),
            answers=self._answers,
            scribes=self._scribes,
            draughtsmen=self._draughtsmen,
            allowance=self._allowance,
            egress=self._egress,
            templates=make_templates(),
        )
        try:
            await site.own.start()
            await site.public.start()
            site.ontology.update(await run_in_threadpool(read_ontology, site))
            site.vocabulary.update(await run_in_threadpool(_read_labels, site))
            graphs = await self._read_graphs(site)
        except BaseException:
            await asyncio.gather(site.own.stop(), site.public.stop())
            raise
        return replace(site, graphs=graphs)

    async def _read_graphs(self, site: Site) -> frozenset[str] | None:
        """Return the names of the graphs; None for a store elsewhere, which knows its own."""
        if self._settings.store is not None:
            return None
        found = await site.own.rows(OwnQuestion(_GRAPHS), _MOST_GRAPHS)
        return frozenset(row[0].value for row in found.rows if isinstance(row[0], NamedNode))


def _read_labels(site: Site) -> dict[str, tuple[Term, ...]]:
    """Return the labels of all terms, and of all that the authority tables name."""
    names = site.ask("names", _MOST_NAMES)
    labels = read_labels_of(site.ontology)
    return labels | read_outside_terms() | read_names(names)


async def _count(site: Site) -> None:
    """Ask for lists and counts beforehand; what fails is asked again when a reader wants it."""
    with suppress(TripsGraphError, asyncio.CancelledError):
        await asyncio.sleep(_BEFORE_COUNTING)
        for name in (*LISTINGS, *CHOSEN, *COUNTED):
            await run_in_threadpool(site.ask_whole, name)


async def _retire(site: Site) -> None:
    """End the engines of a site; where that itself is ended, they end at once."""
    try:
        await asyncio.gather(site.own.retire(), site.public.retire())
    except asyncio.CancelledError:
        await asyncio.gather(site.own.stop(), site.public.stop())
