"""Which engines a site has: one for the queries of strangers, one for its own pages.

The queries of strangers cannot make a page wait: it asks other processes.
"""

import math

from trips_graph.model.release import Release
from trips_graph.settings import Settings
from trips_graph.stores import make_account, read_address
from trips_graph.web.querying.context import read_serialisation
from trips_graph.web.querying.engine import Engine
from trips_graph.web.querying.pool import Pool, PoolLimits
from trips_graph.web.querying.remote.engine import RemoteEngine, RemoteLimits
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
    return _make(release, settings, places, LONG_AFTER)


def make_own_engine(release: Release, settings: Settings) -> Engine:
    """Return the engine for pages and documents."""
    places = Places(_OWN_WORKERS, 0, _PAGES_WAITING)
    return _make(release, settings, places, math.inf)


def make_store_engine(release: Release, settings: Settings) -> Engine:
    """Return an engine for a few questions to the store elsewhere that the settings name."""
    return _make(release, settings, Places(1, 0, 1), math.inf)


def _make(release: Release, settings: Settings, places: Places, long: float) -> Engine:
    limits = _limits(settings, places, long)
    if settings.store is None:
        return Pool(release, limits)
    return RemoteEngine(
        read_address(settings.store),
        make_account(settings.store_user, settings.store_password),
        RemoteLimits(places, limits.clocks, settings.answer_bytes),
        read_serialisation(release),
    )


def find_memory(*engines: Engine) -> tuple[int, ...]:
    """Return the memory of each worker of these engines, in bytes; other engines have none."""
    pools = (engine for engine in engines if isinstance(engine, Pool))
    return tuple(memory for pool in pools for memory in pool.memory() if memory)


def _limits(settings: Settings, places: Places, long: float) -> PoolLimits:
    return PoolLimits(
        places,
        Clocks(settings.query_seconds, settings.transfer_seconds, long),
        WorkerLimits(settings.query_memory, settings.answer_bytes),
    )
