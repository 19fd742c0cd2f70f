"""The index as pages read it: safe to share, whole in each order, plain about what is missing."""

from __future__ import annotations

import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from pyroaring import FrozenBitMap

from trips_graph.model.release import INDEX, Release
from trips_graph.web.index import ORDERS, Index, NoIndex, index_of


@pytest.fixture(scope="module")
def index(whole_release: Release) -> Index:
    return index_of(whole_release)


@pytest.mark.parametrize("order", ORDERS)
def test_pages_of_each_order_hold_each_activity_once(index: Index, order: str) -> None:
    chosen = index.every_activity - index.facets["year"]["2019"].activities
    pages = [index.page(chosen, order, first, 10) for first in range(0, len(chosen) + 10, 10)]
    assert pages[-1] == ()
    ids = [id_ for page in pages for id_ in page]
    assert len(ids) == len(set(ids))
    assert FrozenBitMap(ids) == chosen
    assert len(chosen) > 50


def test_orders_are_what_they_are_called(index: Index) -> None:
    def listed(order: str) -> list[int]:
        return list(index.page(index.every_activity, order, 0, 10_000))

    activities = {item.id: item for item in index.activities(index.every_activity)}
    starts = [activities[id_].start for id_ in listed("oldest")]
    known = [start for start in starts if start]
    assert starts[: len(known)] == sorted(known)
    submitters = [activities[id_].submitter for id_ in listed("submitter")]
    assert submitters == sorted(submitters, key=lambda id_: (id_ is None, id_))
    assert listed("newest") == sorted(activities)


def test_an_activity_is_read_with_what_it_names(index: Index) -> None:
    thing = index.find_thing("activity", "1000364-1")
    assert thing is not None
    (activity,) = index.activities([thing.id])
    assert (activity.title, activity.start, activity.year) == (
        "National Workshop",
        "2018-11-12",
        2018,
    )
    beneficiaries = index.things(activity.named["beneficiary"]).values()
    assert [(item.kind, item.key) for item in beneficiaries] == [("member", "LAO")]
    names = index.labels([activity.submitter or -1])[activity.submitter or -1]
    assert names[0].text == "World Customs Organization"
    assert index.find_thing("activity", "nowhere") is None
    assert index.activities([-1]) == ()


def test_things_follow_the_order_that_is_asked_for(index: Index) -> None:
    wanted = tuple(index.every_activity)[5:0:-1]
    assert [item.id for item in index.activities(wanted)] == list(wanted)


def test_many_threads_may_ask_one_index(index: Index) -> None:
    ids = list(index.every_activity)
    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(lambda _: repr(index.activities(ids)), range(40)))
    assert len(answers) == 1


def test_the_file_cannot_be_written(index: Index) -> None:
    index.ask("version")
    connection = index._connection()
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("DELETE FROM thing")


def test_a_release_without_an_index_says_so(whole_release: Release) -> None:
    rest = tuple(item for item in whole_release.manifest.artefacts if item.path != INDEX)
    older = replace(whole_release, manifest=replace(whole_release.manifest, artefacts=rest))
    with pytest.raises(NoIndex, match="nothing can be searched or filtered"):
        index_of(older)


def test_an_index_of_another_version_or_a_broken_one_is_refused(
    whole_release: Release, tmp_path: Path
) -> None:
    other, broken = tmp_path / "other", tmp_path / "broken"
    for folder in (other, broken):
        folder.mkdir()
    shutil.copyfile(whole_release.folder / INDEX, other / INDEX)
    with closing(sqlite3.connect(other / INDEX)) as database:
        database.execute("PRAGMA user_version = 999")
    (broken / INDEX).write_bytes(b"This is no database, whatever its name." * 200)
    for folder, reason in ((other, "another version"), (broken, "cannot be read")):
        with pytest.raises(NoIndex, match=reason):
            index_of(replace(whole_release, folder=folder))
    with pytest.raises(NoIndex, match="cannot be read"):
        index_of(replace(whole_release, folder=tmp_path / "gone"))
