"""Which engines a site has: one for the queries of strangers, one for its own pages.

The queries of strangers cannot make a page wait: it asks other processes.
"""

import math

from trips_graph.model.release import Release
from trips_graph.settings import Settings
from trips_graph.web.querying.engine import Engine
from trips_graph.web.querying.pool import Pool, PoolLimits
from trips_graph.web.querying.transfer import Clocks
from trips_graph.web.querying.turns import Places
from trips_graph.web.querying.worker import WorkerLimits

LONG_AFTER = 0.25
"""Seconds after which the query of a stranger counts as long."""
_OWN_WORKERS = 2
_PAGES_WAITING = 1000


def make_public_engine(release: Release, settings: Settings) -> Engine:
    """Return the engine for queries of strangers."""
    places = Places(settings.query_workers, settings.long_queries, settings.query_queue)
    return Pool(release, _limits(settings, places, LONG_AFTER))


def make_own_engine(release: Release, settings: Settings) -> Engine:
    """Return the engine for pages and documents."""
    places = Places(_OWN_WORKERS, 0, _PAGES_WAITING)
    return Pool(release, _limits(settings, places, math.inf))


def _limits(settings: Settings, places: Places, long: float) -> PoolLimits:
    return PoolLimits(
        places,
        Clocks(settings.query_seconds, settings.transfer_seconds, long),
        WorkerLimits(settings.query_memory, settings.answer_bytes),
    )
