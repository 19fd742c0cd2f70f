"""Asking the gateway: each way in which it may answer, on a real server."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest

from tests.reports.harvest.gateway import (
    KIND,
    Answer,
    LocalGateway,
    content_of,
    drip,
    page,
    path_of,
    slow,
    stated,
    status,
    unframed,
)  # fmt: skip
from trips_graph import __version__
from trips_graph.reports.harvest.answer import GatewayUnfit
from trips_graph.reports.harvest.harvest import CLOCK, HarvestOrder, harvest
from trips_graph.reports.harvest.outcome import Outcome, PageOutcome
from trips_graph.reports.harvest.pages import Wanted
from trips_graph.settings import Settings

CONTENT = content_of(5)
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
SIGN_IN = b"<html><form><input name=p type='password'></form></html>"


def ask(settings: Settings, folder: Path, *numbers: int) -> list[PageOutcome]:
    """Return what becomes of pages, in order."""
    order = HarvestOrder(Wanted(tuple(map(str, numbers))), folder)
    return list(harvest(order, settings, CLOCK, lambda stage, done, total: None).pages)


def held(folder: Path) -> list[str]:
    """Return the names of the pages in a folder, hidden ones included."""
    ours = {"manifest.csv", "harvest.json", ".harvest.lock"}
    return sorted(path.name for path in folder.iterdir() if path.name not in ours)


def test_a_page_is_kept_byte_for_byte(gateway: LocalGateway, tmp_path: Path) -> None:
    content = "<html>\r\n\u00a0Caf\u00e9 \ufeff</html>".encode()
    gateway.tell(5, page(content))
    assert ask(gateway.settings(), tmp_path, 5)[0].outcome == Outcome.FETCHED
    assert (tmp_path / "5-en.html").read_bytes() == content


def test_text_is_kept_as_text(gateway: LocalGateway, tmp_path: Path) -> None:
    gateway.tell(5, page(b"Invented text", "text/plain"))
    assert ask(gateway.settings(), tmp_path, 5)[0].outcome == Outcome.FETCHED
    assert (tmp_path / "5-en.txt").read_bytes() == b"Invented text"


@pytest.mark.parametrize(
    ("answers", "tries"),
    [
        ([status(500), page(CONTENT)], 2),
        ([status(503), status(502), page(CONTENT)], 3),
        ([status(429, Retry_After="0"), page(CONTENT)], 2),
        ([stated(9999, CONTENT), page(CONTENT)], 2),
        ([page(b""), page(CONTENT)], 2),
        ([slow(0.8, page(CONTENT)), page(CONTENT)], 2),
        ([slow(0.2, page(CONTENT))], 1),
        ([unframed(CONTENT[:-12]), page(CONTENT)], 2),
        ([unframed(CONTENT)], 1),
    ],
    ids=[
        "500", "503-502", "429", "cut", "empty", "too-slow", "slow", "cut-without-length",
        "whole-without-length",
    ],
)  # fmt: skip
def test_what_passes_is_tried_again(
    gateway: LocalGateway, tmp_path: Path, answers: list[Answer], tries: int
) -> None:
    gateway.tell(5, *answers)
    assert ask(gateway.settings(harvest_tries=3), tmp_path, 5)[0].outcome == Outcome.FETCHED
    assert (tmp_path / "5-en.html").read_bytes() == CONTENT
    assert gateway.times(5) == tries


@pytest.mark.parametrize(
    ("answer", "message", "tries"),
    [
        (status(500), "the gateway answers 500 Internal Server Error (tries: 2). Run the", 2),
        (status(429), "the gateway answers 429 Too Many Requests (tries: 2)", 2),
        (stated(9999, CONTENT), "the connection failed (peer closed connection", 2),
        (page(b" \n"), "the answer is empty", 2),
        (slow(0.8, page(CONTENT)), "no whole answer in 0.6 s", 2),
        (drip(HEAD + b"\r\n", b"x", 0.05), "no whole answer in 0.6 s", 2),
        (drip(HEAD + b"X-Long: ", b"x", 0.05), "no whole answer in 0.6 s", 2),
        (drip(HEAD + b"\r\n", b"x" * 4096, 0.0), "it is larger than 50000 bytes", 1),
        (page(b"x" * 50_001), "it is larger than 50000 bytes. Look at it", 1),
        (unframed(CONTENT[:-12]), "states no length and does not end as a page does", 2),
        (page(b"%PDF", "application/pdf"), "it is application/pdf, not HTML or text", 1),
        (page(b"\0", ""), "it is of no stated type, not HTML or text", 1),
        (page(SIGN_IN), "the page asks to sign in. Open it in a browser", 1),
        (stated(9, b"\x1f\x8b_______", "gzip"), "the answer is compressed (gzip)", 1),
        (status(401), "the gateway answers 401 Unauthorized. Open it in a browser", 1),
        (status(304), "the gateway answers 304 Not Modified", 1),
        (status(204), "the gateway answers 204 No Content", 1),
        (status(299), "the gateway answers 299", 1),
        (status(302, Location="https://example.org/"), "away from the gateway, to https://exa", 1),
        (status(302, Location="http://127.0.0.1:9/"), "away from the gateway, to http://127", 1),
        (status(302, Location=f"//127.0.0.2/en/{KIND}/View/5"), "away from the gateway", 1),
        (status(302, Location=path_of(5)), "more than 5 redirects", 6),
        (status(302, Location=path_of(6)), "which is another page", 1),
        (status(302, Location="/Login?next=5"), "which is another page", 1),
        (status(302, Location="http://127.0.0.1:port/"), "the connection failed (", 2),
        (status(302), "the gateway answers 302 Found", 1),
    ],
)
def test_what_is_no_page_is_told_and_not_kept(
    gateway: LocalGateway, tmp_path: Path, answer: Answer, message: str, tries: int
) -> None:
    gateway.tell(5, answer)
    gateway.answers["/Login?next=5"] = [page(CONTENT)]
    started = time.monotonic()
    failed, other = ask(gateway.settings(harvest_bytes=50_000), tmp_path, 5, 7)
    assert time.monotonic() - started < 5
    assert failed.outcome == Outcome.FAILED
    assert message in failed.reason
    assert gateway.times(5) == tries
    assert other.outcome == Outcome.FETCHED
    assert held(tmp_path) == ["7-en.html"]


@pytest.mark.parametrize("code", [404, 410])
def test_a_page_that_is_not_there_is_missing(
    gateway: LocalGateway, tmp_path: Path, code: int
) -> None:
    gateway.tell(5, status(code))
    missing = ask(gateway.settings(), tmp_path, 5)[0]
    assert missing.outcome == Outcome.MISSING
    assert str(missing).startswith(f"5: missing: the gateway answers {code} ")
    assert gateway.times(5) == 1
    assert held(tmp_path) == []


def test_a_redirect_on_the_gateway_to_the_same_page_is_followed(
    gateway: LocalGateway, tmp_path: Path
) -> None:
    gateway.tell(5, status(301, Location=f"/En/{KIND}/View/5?DataLanguage=en"))
    gateway.answers[f"/En/{KIND}/View/5?DataLanguage=en"] = [page(CONTENT)]
    assert ask(gateway.settings(), tmp_path, 5)[0].outcome == Outcome.FETCHED
    line = (tmp_path / "manifest.csv").read_text(encoding="utf-8").splitlines()[1]
    assert f",{gateway.address}{path_of(5)}," in line


def test_robots_txt_is_kept_to(gateway: LocalGateway, tmp_path: Path) -> None:
    rules = f"User-agent: trips-graph\nDisallow: {path_of(5)}\nDisallow: /*hidden\n"
    gateway.robots(page(rules.encode(), "text/plain"))
    gateway.tell(6, status(302, Location=path_of(6) + "?hidden"))
    forbidden, onward, open_to_all = ask(gateway.settings(), tmp_path, 5, 6, 7)
    for item in (forbidden, onward):
        assert item.outcome == Outcome.FAILED
        assert f"robots.txt forbids {gateway.address}/" in item.reason
    assert gateway.paths() == ["/robots.txt", path_of(6), path_of(7)]
    assert open_to_all.outcome == Outcome.FETCHED


@pytest.mark.parametrize(
    ("rule", "pause"), [("Crawl-delay: 0.3", 0.3), ("Request-rate: 5/1s", 0.2), ("", 0.15)]
)
def test_the_longer_pause_of_settings_and_robots_txt_is_kept(
    gateway: LocalGateway, tmp_path: Path, rule: str, pause: float
) -> None:
    gateway.robots(page(f"User-agent: *\n{rule}\n".encode(), "text/plain"))
    ask(gateway.settings(harvest_seconds=0.15), tmp_path, 5, 6)
    gaps = [after - before for before, after in pairwise(gateway.moments)]
    assert len(gaps) == 2
    assert min(gaps) >= pause
    assert max(gaps) < pause + 1


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (status(500), "the gateway answers 500 Internal Server Error (tries: 2). Without it"),
        (slow(0.8, status(404)), "no whole answer in 0.6 s"),
        (status(302), "the gateway answers 302 Found (tries: 2). Without it nothing"),
        (status(302, Location="https://example.org/robots.txt"), "redirected away from"),
        (page(b"User-agent: *\nCrawl-delay: 9999"), "asks for a pause of 9999 s"),
        (drip(HEAD + b"\r\n", b"#" * 4096, 0.0), "it is larger than 512000 bytes"),
    ],
)
def test_without_robots_txt_nothing_is_fetched(
    gateway: LocalGateway, tmp_path: Path, answer: Answer, message: str
) -> None:
    gateway.robots(answer)
    with pytest.raises(GatewayUnfit) as caught:
        ask(gateway.settings(), tmp_path, 5)
    assert message in str(caught.value)
    assert set(gateway.paths()) == {"/robots.txt"}


def test_nobody_at_the_address_is_told(tmp_path: Path) -> None:
    settings = Settings(gateway="http://127.0.0.1:9", harvest_seconds=0.01, harvest_tries=2)
    with pytest.raises(GatewayUnfit, match=r"robots\.txt: the connection failed .*Check the addr"):
        ask(settings, tmp_path, 5)


def test_a_gateway_that_asks_for_a_long_wait_is_left_alone(
    gateway: LocalGateway, tmp_path: Path
) -> None:
    gateway.tell(6, status(503, Retry_After="7200"))
    first, *rest = ask(gateway.settings(), tmp_path, 5, 6, 7)
    assert first.outcome == Outcome.FETCHED
    assert [item.outcome for item in rest] == [Outcome.FAILED, Outcome.FAILED]
    assert "asks to be left alone for 7200 s. Run the command again then" in rest[1].reason
    assert (gateway.times(6), gateway.times(7)) == (1, 0)


def test_the_gateway_is_told_who_asks_and_for_what(gateway: LocalGateway, tmp_path: Path) -> None:
    settings = gateway.settings().model_copy(update={"harvest_contact": "mailto:a@example.org"})
    ask(settings, tmp_path, 5)
    for _, headers in gateway.asked:
        assert headers["User-Agent"] == f"trips-graph/{__version__} (+mailto:a@example.org)"
        assert headers["Accept-Encoding"] == "identity"
        assert "If-None-Match" not in headers
