"""The figures are read as Prometheus reads them, by whom they are meant for, and stay few."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from prometheus_client.metrics_core import Metric
from prometheus_client.openmetrics.parser import text_string_to_metric_families as read_open
from prometheus_client.parser import text_string_to_metric_families as read_text

from tests.web.operation.serving import Served, serving
from trips_graph.model.release import Release
from trips_graph.web.operation.figures import Figures
from trips_graph.web.operation.health import Pulse

OPEN = "application/openmetrics-text; version=1.0.0"
HOSTILE = ("MADEUP", "BREW", "get")


@pytest.fixture(scope="module")
def served(small_release: Release, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    told = tmp_path_factory.mktemp("served") / "told"
    with serving(small_release.folder, told) as served:
        yield served


def read(served: Served, **headers: str) -> dict[str, Metric]:
    answer = httpx.get(served.address + "/metrics", headers=headers)
    assert answer.status_code == 200 and answer.headers["cache-control"] == "no-store"
    parse = read_open if "openmetrics" in answer.headers["content-type"] else read_text
    return {family.name: family for family in parse(answer.text)}


def value(families: dict[str, Metric], sample: str, **labels: str) -> float:
    found = [
        one.value
        for family in families.values()
        for one in family.samples
        if one.name == sample and labels.items() <= one.labels.items()
    ]
    return sum(found)


@pytest.mark.parametrize("accept", ["*/*", "text/plain;version=0.0.4", OPEN])
def test_figures_have_the_form_that_is_asked_for(
    served: Served, small_release: Release, accept: str
) -> None:
    families = read(served, Accept=accept)
    assert value(families, "trips_query_workers") >= 6, "four for all, two for pages"
    assert value(families, "trips_query_worker_memory_bytes") > 6 * 1_000_000
    assert value(families, "trips_release_info", id=small_release.manifest.id) == 1
    assert value(families, "process_resident_memory_bytes") > 10_000_000


def test_requests_are_counted_by_route_and_status(served: Served) -> None:
    before = read(served)
    for key in ("9000001", "9000002", "none"):
        httpx.get(f"{served.address}/doc/report/{key}")
    after = read(served)
    for status, count in (("200", 2), ("404", 1)):
        labels = {"method": "GET", "route": "/doc/{kind}/{key}", "status": status}
        name = "trips_requests_total"
        assert value(after, name, **labels) - value(before, name, **labels) == count
    seconds = "trips_request_seconds_count"
    route = "/doc/{kind}/{key}"
    assert value(after, seconds, route=route) - value(before, seconds, route=route) == 3


def test_what_clients_make_up_adds_no_figures(served: Served) -> None:
    for method in HOSTILE:
        httpx.request(method, served.address + "/")
    httpx.get(served.address + "/first-made-up-path")
    before = {one for family in read(served).values() for one in _series(family)}
    for number in range(50):
        httpx.get(f"{served.address}/made-up/{number}", params={"x": str(number)})
        httpx.request(f"MADEUP{number}", served.address + "/")
        httpx.get(f"{served.address}/doc/kind{number}/key{number}")
    after = {one for family in read(served).values() for one in _series(family)}
    new = {name for name, labels in after - before if name.startswith("trips_requests")}
    assert len(after - before) < 40, new
    assert not any("made-up" in str(one) or "MADEUP" in str(one) for one in after)


def _series(family: Metric) -> Iterator[tuple[str, str]]:
    for one in family.samples:
        yield one.name, str(sorted(one.labels.items()))


def test_only_the_machine_itself_reads_them(served: Served) -> None:
    for name in ("X-Forwarded-For", "Forwarded", "Via", "X-Real-IP"):
        passed_on = httpx.get(served.address + "/metrics", headers={name: "127.0.0.1"})
        assert passed_on.status_code == 404, name


@pytest.mark.parametrize(("readers", "status"), [("all", 200), ("off", 404)])
def test_the_setting_opens_and_closes_them(
    small_release: Release, tmp_path: Path, readers: str, status: int
) -> None:
    with serving(small_release.folder, tmp_path / "told", TRIPS_METRICS=readers) as served:
        headers = {"X-Forwarded-For": "192.0.2.1"} if readers == "all" else {}
        assert httpx.get(served.address + "/metrics", headers=headers).status_code == status


def make_figures() -> Figures:
    return Figures(Pulse(lambda: "r", lambda: (), lambda: 42, lambda: None))


def test_what_the_server_calls_is_counted() -> None:
    figures = make_figures()
    figures.killed("deadline")
    figures.killed("deadline")
    figures.refused("service")
    figures.cache_hit()
    figures.cache_miss()
    figures.cache_miss()
    figures.query_seconds(0.2)
    found = figures.registry.get_sample_value
    assert found("trips_queries_killed_total", {"reason": "deadline"}) == 2
    assert found("trips_refused_total", {"reason": "service"}) == 1
    assert found("trips_cache_answers_total", {"found": "hit"}) == 1
    assert found("trips_cache_answers_total", {"found": "miss"}) == 2
    assert found("trips_cache_bytes") == 42
    assert found("trips_query_seconds_sum") == 0.2
    assert found("trips_query_seconds_bucket", {"le": "0.1"}) == 0
    assert found("trips_query_seconds_bucket", {"le": "0.25"}) == 1


def test_two_applications_have_figures_of_their_own() -> None:
    one, other = (
        Figures(Pulse(lambda: "r", lambda: (), lambda: 42, lambda: None)) for _ in range(2)
    )
    one.cache_hit()
    assert other.registry.get_sample_value("trips_cache_answers_total", {"found": "hit"}) is None


def test_queries_are_counted_where_they_are_answered(served: Served) -> None:
    """Misses, hits and errors of the endpoint, as the figures tell them afterwards."""
    before = read(served)
    for _ in range(2):
        httpx.get(served.address + "/sparql", params={"query": "ASK { ?counted ?here 1 }"})
    httpx.get(served.address + "/sparql", params={"query": "ASK { SERVICE <http://x.y/> {} }"})
    after = read(served)
    for name, labels, more in (
        ("trips_cache_answers_total", {"found": "miss"}, 1),
        ("trips_cache_answers_total", {"found": "hit"}, 1),
        ("trips_query_seconds_count", {}, 1),
        ("trips_refused_total", {"reason": "forbidden"}, 1),
    ):
        assert value(after, name, **labels) - value(before, name, **labels) == more, (name, labels)
    assert value(after, "trips_cache_bytes") > value(before, "trips_cache_bytes")
