"""The query tests of the W3C, asked of one real server through `/sparql`.

The data of all tests are one release: each file is a graph of its own, and a test names the files
that it is about as the dataset of its request. What fails has a reason in `w3c/reasons.toml`, which
says whether the engine alone answers the same; what passes in spite of a reason fails here.
"""

import os
import tomllib
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from pyoxigraph import Store

from tests.protocol.releases import publish_store
from tests.protocol.w3c.asking import RESULTS, Ask, Asked, by_engine, by_protocol, judge
from tests.protocol.w3c.manifests import Suite, W3cTest, fetch_suite, fill, read_query, read_tests
from tests.web.conftest import running

REASONS = Path(__file__).parent / "w3c" / "reasons.toml"
QUIET = "http://www.w3.org/2001/sw/DataAccess/tests/data-r2/basic/data-1.ttl"
FEWEST = 732


@pytest.fixture(scope="module")
def suite() -> Suite:
    """The files of the W3C, from the cache of this machine."""
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "trips-graph"
    try:
        return fetch_suite(cache)
    except OSError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def tests(suite: Suite) -> tuple[W3cTest, ...]:
    return read_tests(suite)


@pytest.fixture(scope="module")
def reasons() -> dict[str, dict[str, str]]:
    return tomllib.loads(REASONS.read_text("utf-8"))


@pytest.fixture(scope="module")
def asking(
    suite: Suite, tests: tuple[W3cTest, ...], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Ask]:
    """The way to ask a server whose release holds the data of every test."""
    release = publish_store(tmp_path_factory.mktemp("w3c"), lambda store: fill(store, suite, tests))
    with running(release.folder) as (address, _), httpx.Client(base_url=address) as client:
        yield by_protocol(client)


def test_the_query_tests_pass_but_for_those_with_a_reason(
    suite: Suite,
    tests: tuple[W3cTest, ...],
    reasons: dict[str, dict[str, str]],
    asking: Ask,
    subtests: pytest.Subtests,
) -> None:
    assert len(tests) >= FEWEST
    for test in tests:
        with subtests.test(test.name):
            wrong = judge(suite, test, asking, QUIET)
            if test.name in reasons:
                assert wrong is not None, f"passes in spite of its reason: {reasons[test.name]}"
            else:
                assert wrong is None, wrong


def test_a_reason_says_whose_the_failure_is(
    suite: Suite, tests: tuple[W3cTest, ...], reasons: dict[str, dict[str, str]]
) -> None:
    store = Store()
    fill(store, suite, tests)
    known = {test.name: test for test in tests}
    assert set(reasons) <= set(known)
    for name, reason in reasons.items():
        assert set(reason) == {"by", "reason"}, name
        if "SERVICE" in read_query(suite, known[name]).upper():
            assert reason["by"] == "route"
            continue  # the engine would ask the servers that are named there
        wrong = judge(suite, known[name], by_engine(store), QUIET)
        assert reason["by"] == ("engine" if wrong else "route"), f"{name}: {wrong}"


def test_no_update_of_the_w3c_is_carried_out(suite: Suite, asking: Ask) -> None:
    refused = [path for _, path in suite.files("*.ru")]
    assert len(refused) > 100
    store = Store()
    for path in refused:
        query = path.read_text("utf-8", errors="replace")
        told = by_engine(store)(Asked(query, (), (), RESULTS))
        assert told.status == 400
        assert asking(Asked(query, (), (), RESULTS)).status in (400, 403), path
