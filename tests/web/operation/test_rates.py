"""The rate of a client: a burst, then evenly; refused requests cost nothing; memory is bounded."""

from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.web.operation.serving import serving
from trips_graph.model.release import Release
from trips_graph.web.operation.rates import Rate, Rates, read_rate


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_setting_is_read() -> None:
    assert read_rate("20/second") == Rate(20, 1)
    assert read_rate("7/hour") == Rate(7, 3600)


def test_a_whole_rate_at_once_then_one_each_time_it_is_earned() -> None:
    clock = Clock()
    rates = Rates(Rate(3, 60), clock)
    assert [rates.count("a").left for _ in range(3)] == [2, 1, 0]
    refused = rates.count("a")
    assert (refused.allowed, refused.left, refused.again_in) == (False, 0, 20.0)
    assert rates.count("b").allowed, "another client has its own"
    clock.now += 19.9
    assert not rates.count("a").allowed
    clock.now += 0.1
    assert rates.count("a").allowed
    assert not rates.count("a").allowed
    clock.now += 1000
    assert rates.count("a").left == 2


@given(some.integers(1, 20), some.lists(some.floats(0, 2), max_size=200))
def test_never_more_than_the_burst_and_what_was_earned(number: int, pauses: list[float]) -> None:
    clock = Clock()
    rates, allowed, started = Rates(Rate(number, 1), clock), 0, clock.now
    for pause in pauses:
        clock.now += pause
        allowed += rates.count("a").allowed
    assert allowed <= number + number * (clock.now - started) + 1e-6


@given(some.integers(1, 50), some.lists(some.floats(0, 3), max_size=60))
def test_who_waits_as_long_as_he_is_told_is_allowed(number: int, pauses: list[float]) -> None:
    clock = Clock()
    rates = Rates(Rate(number, 60), clock)
    for pause in pauses:
        clock.now += pause
        verdict = rates.count("a")
        if not verdict.allowed:
            clock.now += verdict.again_in
            assert rates.count("a").allowed


def test_the_clients_that_are_remembered_are_bounded() -> None:
    rates = Rates(Rate(1, 60), Clock(), most_clients=10)
    assert all(rates.count(str(number)).allowed for number in range(1000))
    assert not rates.count("999").allowed
    assert rates.count("0").allowed, "forgotten: it asked longest ago"


def test_beyond_its_rate_a_client_is_told_when_to_come_back(
    small_release: Release, tmp_path: Path
) -> None:
    settings = {"TRIPS_RATE_LIMIT": "5/hour", "TRIPS_TRUSTED_PROXIES": "127.0.0.0/8"}
    with (
        serving(small_release.folder, tmp_path / "told", **settings) as served,
        httpx.Client(base_url=served.address) as client,
    ):
        answers = [client.get("/context.jsonld") for _ in range(8)]
        assert [answer.status_code for answer in answers] == [200] * 5 + [429] * 3
        assert answers[0].headers["ratelimit-policy"] == '"client";q=5;w=3600'
        assert answers[0].headers["ratelimit"] == '"client";r=4;t=720'
        refused = answers[-1]
        assert 700 <= int(refused.headers["retry-after"]) <= 720
        assert refused.json()["status"] == 429
        assert refused.headers["access-control-allow-origin"] == "*"
        assert "content-security-policy" in refused.headers
        page = client.get("/", headers={"Accept": "text/html"})
        assert page.status_code == 429 and "<h1>" in page.text
        for path in ("/static/style.css", "/health", "/health/ready", "/robots.txt", "/metrics"):
            assert client.get(path).status_code == 200, path
        for path in ("/healthy", "/health/more", "/metrics-x", "/robots.txt/x", "/statics"):
            assert client.get(path).status_code == 429, path
        other = client.get("/context.jsonld", headers={"X-Forwarded-For": "192.0.2.1"})
        assert other.status_code == 200, "another client, behind the same proxy"
        assert 'trips_refused_total{reason="rate"} 9.0' in client.get("/metrics").text


@pytest.mark.parametrize("wrong", ["fast", "0/second", "5/fortnight", "-1/second", "5 / second"])
def test_a_rate_that_is_none_is_refused(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from trips_graph.errors import BadSetting
    from trips_graph.settings import read_settings

    monkeypatch.setenv("TRIPS_RATE_LIMIT", wrong)
    with pytest.raises(BadSetting, match="rate_limit"):
        read_settings()
