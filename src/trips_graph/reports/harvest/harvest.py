"""Before the corridor: fetches pages of the gateway into a folder that `build` reads.

The gateway is asked for one page at a time; each page is safe on the disk before the next.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from trips_graph.reports.harvest.answer import GatewayUnfit, PageFailed, PageMissing
from trips_graph.reports.harvest.gateway import Clock, Gateway, open_gateway
from trips_graph.reports.harvest.outcome import Harvest, Outcome, PageOutcome
from trips_graph.reports.harvest.pages import Page, Wanted, read_pages
from trips_graph.reports.harvest.rows import read_rows
from trips_graph.reports.harvest.shelf import Shelf, open_shelf
from trips_graph.settings import Settings, resources

_LOG = logging.getLogger(__name__)
CLOCK = Clock(lambda: datetime.now(UTC), time.monotonic, asyncio.sleep)
"""The clock of this machine."""
Progress = Callable[[str, int, int], None]
"""Told after each page: what is done, how many of how many."""


@dataclass(frozen=True, slots=True)
class HarvestOrder:
    """Which pages to fetch, and the folder to keep them in."""

    wanted: Wanted
    out: Path


def harvest(order: HarvestOrder, settings: Settings, clock: Clock, progress: Progress) -> Harvest:
    """Return what became of each wanted page; what could be fetched is kept in the folder.

    Errors: `BadInput` for a list, a manifest or a ledger that cannot be read; `GatewayUnfit` where
    robots.txt cannot be read; `FolderBusy`; `FolderUnfit`, with every page so far kept.
    """
    pages = read_pages(order.wanted)
    project = read_rows(resources() / "data" / "sources")
    with open_shelf(order.out, project) as shelf:
        return asyncio.run(_Run(shelf, settings, clock, progress).fetch_all(pages))


@dataclass(frozen=True, slots=True)
class _Run:
    shelf: Shelf
    settings: Settings
    clock: Clock
    progress: Progress

    async def fetch_all(self, pages: tuple[Page, ...]) -> Harvest:
        """Return what became of the pages."""
        outcomes: list[PageOutcome] = []
        async with open_gateway(self.settings, self.clock) as gateway:
            self.shelf.begin(self.clock.now())
            for page in pages:
                try:
                    outcomes.append(await self._fetch(page, gateway))
                except GatewayUnfit as error:
                    left = pages[len(outcomes) :]
                    outcomes += (PageOutcome(item, Outcome.FAILED, str(error)) for item in left)
                    break
                _LOG.info("page number=%s outcome=%s", page.number, outcomes[-1].outcome)
                self.progress("fetched", len(outcomes), len(pages))
        self.shelf.end()
        return Harvest(tuple(outcomes))

    async def _fetch(self, page: Page, gateway: Gateway) -> PageOutcome:
        refusal = self.shelf.refusal(page)
        if refusal:
            return PageOutcome(page, Outcome.FAILED, f"{refusal}. Choose another --out for it")
        if self.shelf.has_of_this_run(page):
            return PageOutcome(page, Outcome.KEPT)
        try:
            answer = await gateway.fetch(page, self.shelf.held(page))
        except PageMissing as error:
            return PageOutcome(page, Outcome.MISSING, f"{error}. Check the number")
        except PageFailed as error:
            return PageOutcome(page, Outcome.FAILED, str(error))
        if answer is None:
            self.shelf.confirm(page, self.clock.now())
            return PageOutcome(page, Outcome.UNCHANGED)
        return PageOutcome(page, self.shelf.keep(page, answer, self.clock.now()))
