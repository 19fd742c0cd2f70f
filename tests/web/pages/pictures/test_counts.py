"""The numbers of pictures, against a count of our own over the statements of the release."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from io import StringIO

import httpx
import pytest
from pyoxigraph import Literal, RdfFormat, parse

from tests.web.conftest import running
from tests.web.pages.pictures.drawing.test_draw import texts_of
from trips_graph.model.release import Release
from trips_graph.terms import PREFIXES, dcterms, rdf, rdfs, tg

Statements = dict[str, dict[str, set[str]]]
UNKNOWN = {"No date", "No beneficiary stated", "Submitter not recognised", "Year not known"}
UNRECOGNISED = "Name not recognised"


@pytest.fixture(scope="module")
def site(fixtures_release: Release) -> Iterator[httpx.Client]:
    with (
        running(fixtures_release.folder) as (address, _),
        httpx.Client(base_url=address, timeout=60, headers={"Accept-Language": "en"}) as client,
    ):
        yield client


@pytest.fixture(scope="module")
def stated(fixtures_release: Release) -> Statements:
    """What the release states, read from its N-Quads; of texts the English ones."""
    found: Statements = defaultdict(lambda: defaultdict(set))
    file = fixtures_release.folder / "trips-graph.nq"
    for quad in parse(path=str(file), format=RdfFormat.N_QUADS):
        english = not isinstance(quad.object, Literal) or quad.object.language in (None, "en")
        if english:
            found[_text(quad.subject)][quad.predicate.value].add(_text(quad.object))
    return found


def _text(term: object) -> str:
    return str(getattr(term, "value", term))


def of_class(stated: Statements, name: str) -> list[str]:
    """Return the things of a class."""
    return [iri for iri, facts in stated.items() if name in facts.get(rdf.type.value, ())]


def activities(stated: Statements) -> list[str]:
    return of_class(stated, tg.Activity.value)


def values(stated: Statements, iri: str, name: str) -> set[str]:
    return stated[iri].get(name, set())


def told(stated: Statements, iri: str) -> set[str]:
    """Return the activities that were decided to be the same, and that count in its place."""
    return {other for other in values(stated, iri, tg.sameActivityAs.value) if other < iri}


def label(stated: Statements, iri: str, unknown: str) -> str:
    return next(iter(values(stated, iri, rdfs.label.value)), iri) if iri else unknown


def rows_of(stated: Statements, iri: str) -> list[str]:
    """Return the rows of the matrix that an activity counts in."""
    named = [label(stated, name, "") for name in values(stated, iri, tg.beneficiary.value)]
    mentions = values(stated, iri, tg.unresolvedMention.value)
    as_beneficiary = PREFIXES["tg"] + "mention-role-beneficiary"
    unrecognised = {
        text
        for mention in mentions
        if as_beneficiary in values(stated, mention, tg.mentionRole.value)
        for text in values(stated, mention, tg.mentionText.value)
    }
    return [*named, *(UNRECOGNISED for _ in unrecognised)] or ["No beneficiary stated"]


@cache
def ask(site: httpx.Client, name: str) -> tuple[list[str], list[list[str | int]]]:
    """Return the headings and the rows of the numbers of a picture."""
    found = site.get(f"/pictures/{name}.json").raise_for_status().json()
    return found["headings"], found["rows"]


def test_the_map_counts_every_participation(site: httpx.Client, stated: Statements) -> None:
    expected: Counter[str] = Counter()
    for iri in activities(stated):
        others = {
            name
            for other in told(stated, iri)
            for name in values(stated, other, tg.beneficiary.value)
        }
        for name in values(stated, iri, tg.beneficiary.value) - others:
            expected[label(stated, name, "")] += 1
    _, rows = ask(site, "map")
    assert {row[0]: row[1] for row in rows} == expected
    assert len(rows) == len(expected) > 50


def test_years_count_every_activity_once(site: httpx.Client, stated: Statements) -> None:
    expected: Counter[str] = Counter()
    for iri in activities(stated):
        if not told(stated, iri):
            expected[next(iter(values(stated, iri, tg.startYear.value)), "No date")] += 1
    _, rows = ask(site, "years")
    assert {str(name): count for name, count in rows if count} == expected
    assert expected["No date"] > 0
    years = [int(row[0]) for row in rows if row[0] != "No date"]
    assert years == list(range(years[0], years[-1] + 1))


def test_the_picture_of_the_years_shows_the_numbers_of_its_table(site: httpx.Client) -> None:
    drawn = Counter(texts_of(site.get("/pictures/years.svg").content))
    _, rows = ask(site, "years")
    written = Counter(str(count) for name, count in rows if name not in UNKNOWN)
    assert not written - drawn
    (undated,) = (count for name, count in rows if name in UNKNOWN)
    page = site.get("/pictures/years", headers={"Accept": "text/html"}).text
    assert f"<p>{undated} activities state no start" in page


def test_the_matrix_counts_every_pair(site: httpx.Client, stated: Statements) -> None:
    expected: Counter[tuple[str, str]] = Counter()
    for iri in activities(stated):
        submitters = values(stated, iri, tg.reportedBy.value) or {""}
        for submitter in submitters:
            same = {
                other
                for other in told(stated, iri)
                if submitter in values(stated, other, tg.reportedBy.value)
            }
            column = label(stated, submitter, "Submitter not recognised")
            for row in () if same else rows_of(stated, iri):
                expected[row, column] += 1
    (_, *submitters_found), rows = ask(site, "matrix")
    found = {
        (row[0], submitter): count
        for row in rows
        for submitter, count in zip(submitters_found, row[1:], strict=True)
        if count
    }
    assert found == expected
    page = site.get("/pictures/matrix", headers={"Accept": "text/html"}).text
    assert "others</bdi>" in page and "No beneficiary stated" in page


def test_the_matrix_the_question_and_the_list_of_activities_agree(site: httpx.Client) -> None:
    (_, *submitters), rows = ask(site, "matrix")
    matrix = {
        (row[0], submitter): int(count)
        for row in rows
        for submitter, count in zip(submitters, row[1:], strict=True)
        if count
    }
    asked: Counter[tuple[str, str]] = Counter()
    answer = site.get("/question/q05-matrix.json").raise_for_status().json()
    for found in answer["results"]["bindings"]:
        cells = {name: cell["value"] for name, cell in found.items()}
        row = UNRECOGNISED if cells["status"] == "unresolved" else cells.get("beneficiary", "")
        submitter = cells["submitter"] if "by" in cells else "Submitter not recognised"
        asked[row or "No beneficiary stated", submitter] += int(cells["programmes"])
    assert asked == matrix
    listed = site.get("/activities.csv?submitter=wco").raise_for_status().text
    statuses = Counter(
        row["Beneficiaries in the report"] for row in csv.DictReader(StringIO(listed))
    )
    wco = "World Customs Organization"
    assert matrix["No beneficiary stated", wco] == statuses["not stated"] > 0
    assert matrix[UNRECOGNISED, wco] >= statuses["unresolved"] > 0


def test_the_matrix_of_ldcs_has_ldcs_alone(site: httpx.Client) -> None:
    _, rows = ask(site, "matrix")
    found = site.get("/pictures/matrix.json?ldc=yes").raise_for_status().json()["rows"]
    whole = {row[0]: sum(map(int, row[1:])) for row in rows}
    ldcs = {row[0]: sum(map(int, row[1:])) for row in found}
    assert {"Cambodia", "Uganda"} <= ldcs.keys() < whole.keys()
    assert not {"Kenya", "No beneficiary stated", UNRECOGNISED} & ldcs.keys()
    assert all(count <= whole[name] for name, count in ldcs.items())
    page = site.get("/pictures/matrix?ldc=yes", headers={"Accept": "text/html"}).text
    assert "/pictures/matrix.csv?ldc=yes" in page and "/pictures/matrix.svg?ldc=yes" in page
    assert 'href="/pictures/matrix?ldc=yes" aria-current="page"' in page
    assert site.get("/pictures/map?ldc=yes").status_code == 404
    assert site.get("/pictures/matrix?ldc=no").status_code == 400


def test_gaps_count_every_report(site: httpx.Client, stated: Statements) -> None:
    expected: Counter[tuple[str, str]] = Counter()
    for iri in of_class(stated, tg.Report.value):
        submitter = next(iter(values(stated, iri, tg.submittedBy.value)), "")
        year = next(iter(values(stated, iri, tg.reportYear.value)), "Year not known")
        expected[label(stated, submitter, "Submitter not recognised"), year] += 1
    (_, *years, last), rows = ask(site, "gaps")
    assert last == "Years without a report"
    found = {
        (row[0], year): count
        for row in rows
        for year, count in zip(years, row[1:-1], strict=True)
        if count
    }
    assert found == expected
    for row in rows:
        if row[0] not in UNKNOWN:
            counted = zip(years, row[1:-1], strict=True)
            assert row[-1] == sum(not count for year, count in counted if year not in UNKNOWN)


def test_rows_that_lack_something_are_counted_by_report(
    site: httpx.Client, stated: Statements
) -> None:
    status = PREFIXES["tg"] + "beneficiary-status-"
    expected: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for entry in of_class(stated, tg.ProgrammeEntry.value):
        (report,) = values(stated, entry, dcterms.isPartOf.value)
        (activity,) = values(stated, entry, tg.describes.value)
        (number,) = values(stated, report, tg.reportNumber.value)
        told_status = values(stated, activity, tg.beneficiaryStatus.value)
        row = expected[number]
        row[0] += 1
        row[1] += not values(stated, activity, tg.startYear.value)
        row[2] += f"{status}not-stated" in told_status
        row[3] += f"{status}unresolved" in told_status
    _, rows = ask(site, "unstated")
    assert {row[0]: row[3:] for row in rows} == dict(expected)


def test_a_timeline_adds_up_to_the_map(site: httpx.Client) -> None:
    _, rows = ask(site, "map")
    name, count = rows[0]
    (_, *roles), years = ask(site, "timeline")
    assert roles[0] == "As beneficiary"
    assert sum(int(row[1]) for row in years) == count
    page = site.get("/pictures/timeline", headers={"Accept": "text/html"}).text
    assert f": {name}</h1>" in page


def test_who_has_no_place_on_the_map_is_named_under_it(site: httpx.Client) -> None:
    page = site.get("/pictures/map", headers={"Accept": "text/html"}).text
    _, rows = ask(site, "map")
    under = page.partition("<figcaption>")[2].partition("</figcaption>")[0]
    assert "ASEAN (" in under and "Natural Earth" in under
    assert any(row[0] == "ASEAN" for row in rows)
