"""Figures: what the server counts about itself, for Prometheus and OpenMetrics.

Each application has figures of its own. Labels take few values: routes by their template, methods
and statuses that exist, reasons that the code gives; never what a client wrote.
"""

from collections.abc import Iterable

from prometheus_client import CollectorRegistry, Counter, GCCollector, Histogram, ProcessCollector
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from trips_graph.errors import TripsGraphError
from trips_graph.web.operation.health import Pulse
from trips_graph.web.operation.visits import Visit
from trips_graph.web.querying.answers import AnswerTooLarge
from trips_graph.web.querying.engine import (
    Busy,
    OutOfTime,
    TooDemanding,
    TooSlow,
    WorkerCrashed,
    WorkerLost,
)
from trips_graph.web.querying.guard import Forbidden, QueryTooLong

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class Figures:
    """What is counted; the methods are called where it happens."""

    def __init__(self, pulse: Pulse) -> None:
        self.registry = registry = CollectorRegistry()
        self._requests = Counter(
            "trips_requests", "Requests answered.", ("method", "route", "status"), registry=registry
        )
        self._broken = Counter(
            "trips_broken_answers", "Answers that broke off.", ("route",), registry=registry
        )
        self._bytes = Counter(
            "trips_sent_bytes", "Bytes of answers, as sent.", ("route",), registry=registry
        )
        self._request_seconds = Histogram(
            "trips_request_seconds", "Seconds from request to the end of its answer.", ("route",),
            buckets=_SECONDS, registry=registry,
        )  # fmt: skip
        self._query_seconds = Histogram(
            "trips_query_seconds", "Seconds from a query to the end of its answer.",
            buckets=_SECONDS, registry=registry,
        )  # fmt: skip
        self._killed = Counter(
            "trips_queries_killed", "Queries ended by killing.", ("reason",), registry=registry
        )
        self._refused = Counter(
            "trips_refused", "Requests and queries refused.", ("reason",), registry=registry
        )
        self._cache = Counter(
            "trips_cache_answers", "Answers looked up in the cache.", ("found",), registry=registry
        )
        registry.register(_AtScrape(pulse))
        ProcessCollector(registry=registry)
        GCCollector(registry=registry)

    def watch(self, visit: Visit) -> None:
        """Count one request."""
        self._requests.labels(visit.method, visit.route, str(visit.status)).inc()
        self._request_seconds.labels(visit.route).observe(visit.seconds)
        self._bytes.labels(visit.route).inc(visit.bytes)
        if not visit.whole:
            self._broken.labels(visit.route).inc()

    def query_seconds(self, seconds: float) -> None:
        """Count one query that was evaluated, from its arrival to the end of its answer."""
        self._query_seconds.observe(seconds)

    def killed(self, reason: str) -> None:
        """Count a query that was ended: `deadline`, `slow-client`, `crash` or `lost`."""
        self._killed.labels(reason).inc()

    def refused(self, reason: str) -> None:
        """Count what was refused: `rate`, `busy`, `forbidden`, `length` or `answer`."""
        self._refused.labels(reason).inc()

    def cache_hit(self) -> None:
        """Count an answer that was in the cache."""
        self._cache.labels("hit").inc()

    def cache_miss(self) -> None:
        """Count an answer that was not in the cache."""
        self._cache.labels("miss").inc()

    def failed(self, error: TripsGraphError) -> None:
        """Count an error of a query as what it is: killed, refused, or neither."""
        for kind, count, reason in (
            (OutOfTime, self.killed, "deadline"),
            (TooSlow, self.killed, "slow-client"),
            (TooDemanding, self.killed, "crash"),
            (WorkerCrashed, self.killed, "crash"),
            (WorkerLost, self.killed, "lost"),
            (Busy, self.refused, "busy"),
            (Forbidden, self.refused, "forbidden"),
            (QueryTooLong, self.refused, "length"),
            (AnswerTooLarge, self.refused, "answer"),
        ):
            if isinstance(error, kind):
                count(reason)
                return


class _AtScrape(Collector):
    """What is looked up when the figures are read: the release, the workers and their memory."""

    def __init__(self, pulse: Pulse) -> None:
        self._pulse = pulse

    def collect(self) -> Iterable[Metric]:
        """Return the families of figures; a worker is labelled by its place, never by its pid."""
        memory = self._pulse.workers()
        yield GaugeMetricFamily("trips_query_workers", "Workers that live.", value=len(memory))
        family = GaugeMetricFamily(
            "trips_query_worker_memory_bytes", "Memory of a worker.", labels=("worker",)
        )
        for place, found in enumerate(memory):
            family.add_metric((str(place),), found)
        yield family
        yield GaugeMetricFamily(
            "trips_cache_bytes", "Bytes of answers in the cache.", value=self._pulse.cached()
        )
        yield InfoMetricFamily(
            "trips_release", "The release that is served.", value={"id": self._pulse.release()}
        )
