"""The index says what the graphs say: each table is held against the dump, asked by SPARQL."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pyoxigraph import Store
from pyroaring import BitMap

from tests.answering import answer
from trips_graph.formats import CSV
from trips_graph.iris import Iris
from trips_graph.model.graph import NamedGraph
from trips_graph.model.index import KINDS, SCHEMA
from trips_graph.model.release import INDEX, Release
from trips_graph.releases.index.write import write_index

PREFIXES = """
PREFIX tg: <https://w3id.org/trips-graph/def#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
# What each facet means, asked another way than the index asks: its value and the activity.
FACETS = {
    "beneficiary": "?a tg:beneficiary ?who BIND (REPLACE(STR(?who), '.*/', '') AS ?value)",
    "submitter": "?a tg:reportedBy ?who BIND (REPLACE(STR(?who), '.*/', '') AS ?value)",
    "year": "?a a tg:Activity OPTIONAL { ?a tg:startYear ?y } "
    "BIND (COALESCE(STR(?y), 'unknown') AS ?value)",
    "type": "?a tg:activityType/skos:broader*/skos:notation ?value",
    "topic": "?a tg:topic/skos:broader*/skos:notation ?value",
    "status": "?a tg:beneficiaryStatus/skos:notation ?value",
    "region": "?a tg:beneficiary/tg:place/tg:region/skos:broader*/skos:notation ?value",
}
WAS_LDC = """
  ?a tg:beneficiary ?who .
  OPTIONAL { ?a tg:startDate ?start . ?who tg:ldcFrom ?from . FILTER (STR(?from) <= STR(?start))
    OPTIONAL { ?who tg:ldcUntil ?until } FILTER (!BOUND(?until) || STR(?start) < STR(?until)) }
  OPTIONAL { ?who a tg:BeneficiaryGroup ; rdfs:label ?name
    FILTER (?name IN ("Least-developed country Members"@en, "LDC Group"@en,
                      "Developing and least-developed country Members"@en)) }
  FILTER (BOUND(?start) || BOUND(?name))"""


@pytest.fixture(scope="module")
def index(fixtures_release: Release) -> Iterator[sqlite3.Connection]:
    path = fixtures_release.folder / INDEX
    with closing(sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)) as database:
        yield database


@pytest.fixture(scope="module")
def store(fixtures_release: Release) -> Store:
    return Store.read_only(str(fixtures_release.store))


def ask(store: Store, pattern: str) -> set[tuple[str, str]]:
    """Return the pairs of value and activity key that a pattern finds, by the engine of SPARQL."""
    query = f"{PREFIXES} SELECT DISTINCT ?value ?a {{ {pattern} }}"
    rows = csv.DictReader(io.StringIO(answer(store, query, CSV).decode(), newline=""))
    return {(row["value"], row["a"].rpartition("/")[2]) for row in rows}


def labels_of(index: sqlite3.Connection, kind: str, key: str) -> list[tuple[str, str, str]]:
    return index.execute(
        "SELECT role, language, text FROM label JOIN thing ON thing.id = label.thing "
        "WHERE kind = ? AND key = ? ORDER BY label.id",
        (kind, key),
    ).fetchall()


def test_each_thing_stands_once_and_each_kind_is_one_run(
    index: sqlite3.Connection, fixtures_release: Release
) -> None:
    spans = index.execute(
        "SELECT kind, min(id), max(id), count(*) FROM thing GROUP BY kind ORDER BY 2"
    ).fetchall()
    assert [kind for kind, *_ in spans] == list(KINDS)
    assert all(last - first + 1 == number for _, first, last, number in spans)
    numbers = {kind: number for kind, *_, number in spans}
    counts = fixtures_release.manifest.counts
    assert numbers["activity"] == counts["activities"] > 100
    assert numbers["report"] == counts["reports"]
    assert (numbers["member"], numbers["observer"]) == (counts["members"], counts["observers"])
    assert numbers["figure"] == counts["reported figures"]
    assert index.execute("PRAGMA user_version").fetchone() == (SCHEMA,)


def test_a_former_name_keeps_its_end_and_is_said_once(index: sqlite3.Connection) -> None:
    labels = labels_of(index, "member", "SWZ")
    assert labels[:3] == [("preferred", language, "Eswatini") for language in ("en", "fr", "es")]
    assert ("former", "en", "Swaziland") in labels
    assert "Swaziland" not in [text for role, _, text in labels if role == "hidden"]
    until = index.execute("SELECT until FROM label WHERE text = 'Swaziland'").fetchall()
    assert until == [("2018-04-19",)]


def test_a_member_is_called_in_french_and_spanish_as_its_place_is(
    index: sqlite3.Connection,
) -> None:
    shown = {lang: text for role, lang, text in labels_of(index, "member", "KHM")
             if role == "preferred"}  # fmt: skip
    assert shown == {"en": "Cambodia", "fr": "Cambodge", "es": "Camboya"}
    union = {lang: text for role, lang, text in labels_of(index, "member", "EU")
             if role == "preferred"}  # fmt: skip
    assert union["en"] == "European Union"


def test_a_report_is_named_by_title_number_and_symbol(index: sqlite3.Connection) -> None:
    labels = labels_of(index, "report", "9000013")
    assert ("number", "", "9000013") in labels
    assert ("symbol", "", "IP/C/W/654/Add.4") in labels
    titles = {language: text for role, language, text in labels if role == "preferred"}
    assert titles["en"].startswith("Report on technical cooperation")
    assert "Accord sur les ADPIC" in titles["fr"]
    assert "Acuerdo sobre los ADPIC" in titles["es"]


def test_a_report_names_its_submitter_in_the_language_of_the_title(
    index: sqlite3.Connection,
) -> None:
    labels = labels_of(index, "report", "9000023")
    ends = {
        language: text.partition(": ")[2] for role, language, text in labels if role == "preferred"
    }
    assert ends == {
        "en": "World Customs Organization, 2022",
        "fr": "Organisation mondiale des douanes, 2022",
        "es": "Organización Mundial de Aduanas, 2022",
    }


@pytest.mark.parametrize("name", FACETS)
def test_a_facet_is_what_sparql_answers(index: sqlite3.Connection, store: Store, name: str) -> None:
    found = pairs(index, name)
    assert found == ask(store, FACETS[name])
    assert len(found) > 10


def test_an_ldc_is_one_as_of_the_start(index: sqlite3.Connection, store: Store) -> None:
    told = pairs(index, "ldc")
    assert {key for _, key in told} == {key for _, key in ask(store, "?a a tg:Activity")}
    assert len(told) == len({key for _, key in told})
    assert {key for value, key in told if value == "yes"} == {key for _, key in ask(store, WAS_LDC)}
    silent = ask(store, "?a tg:beneficiaryStatus/skos:notation 'not-stated'")
    assert {("unknown", key) for _, key in silent} <= told
    assert {value for value, _ in told} == {"yes", "no", "unknown"}


def test_each_facet_value_counts_its_activities_and_knows_its_thing(
    index: sqlite3.Connection,
) -> None:
    for name, value, thing, number, activities in index.execute("SELECT * FROM facet"):
        assert number == len(BitMap.deserialize(activities)) > 0, (name, value)
        assert (thing is None) == (name in ("year", "ldc")), (name, value)


def test_activities_stand_in_each_order_once(index: sqlite3.Connection) -> None:
    starts = [row[0] for row in index.execute("SELECT start FROM activity ORDER BY id")]
    known = [start for start in starts if start]
    assert known == sorted(known, reverse=True)
    assert starts[: len(known)] == known, "unknown starts come last"
    places = zip(
        *index.execute("SELECT by_oldest, by_title, by_submitter FROM activity"), strict=True
    )
    assert [sorted(order) for order in places] == [list(range(len(starts)))] * 3
    oldest = [row[0] for row in index.execute("SELECT start FROM activity ORDER BY by_oldest")]
    assert oldest[: len(known)] == sorted(known)


def test_what_activities_name_is_what_their_rows_say(
    index: sqlite3.Connection, store: Store
) -> None:
    for role, term in (
        ("beneficiary", "beneficiary"),
        ("partner", "partner"),
        ("tool", "usesTool"),
    ):
        found = index.execute(
            "SELECT t.iri, a.key FROM named n JOIN thing t ON t.id = n.thing "
            "JOIN activity a ON a.id = n.activity WHERE role = ?",
            (role,),
        )
        assert set(found) == ask(store, f"?a a tg:Activity ; tg:{term} ?value")


def test_words_find_names_and_context(index: sqlite3.Connection) -> None:
    def keys(words: str) -> set[str]:
        rows = index.execute(
            "SELECT key FROM word JOIN thing ON thing.id = word.rowid WHERE word MATCH ?", (words,)
        )
        return {row[0] for row in rows}

    assert keys("names : swaziland") == {"SWZ"}
    assert "9000013" in keys('context : "ip c w 611 add 4"'), "what a report updates"
    assert keys("context : cambodge") == keys("context : cambodia") != set()


def test_same_graphs_in_another_order_same_bytes(fixtures_release: Release, tmp_path: Path) -> None:
    graphs = read_graphs(fixtures_release.folder / "trips-graph.nq")
    iris = Iris(fixtures_release.manifest.base)
    path = write_index(reversed(graphs), iris, tmp_path)
    assert path.read_bytes() == (fixtures_release.folder / INDEX).read_bytes()
    assert path.read_bytes()[96:100] == bytes(4), "no version of the library that wrote it"


def test_graphs_without_a_thing_make_an_empty_index(tmp_path: Path) -> None:
    path = write_index([], Iris("https://example.org/"), tmp_path)
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("SELECT count(*) FROM thing").fetchone() == (0,)
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def pairs(index: sqlite3.Connection, name: str) -> set[tuple[str, str]]:
    """Return the pairs of value and activity key of a facet."""
    keys = dict(index.execute("SELECT id, key FROM activity"))
    return {
        (value, keys[id_])
        for value, activities in index.execute(
            "SELECT value, activities FROM facet WHERE name = ?", (name,)
        )
        for id_ in BitMap.deserialize(activities)
    }


def read_graphs(path: Path) -> list[NamedGraph]:
    """Return the graphs of a dump."""
    lines: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        lines.setdefault(line.rsplit(" ", 2)[1][1:-1], []).append(line)
    return [NamedGraph(iri, tuple(sorted(held))) for iri, held in lines.items()]
