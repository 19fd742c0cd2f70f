"""Shapes, coverage and names left open: held against a count of the files of the release."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Mapping

import httpx
import pytest

from tests.web.pages.test_pages import Page
from trips_graph.model.release import SHACL_JSON, Release
from trips_graph.terms import PREFIXES

TG = PREFIXES["tg"]
MOST_BYTES = 50_000
Facts = Mapping[str, Mapping[str, list[str]]]


@pytest.fixture(scope="module")
def facts(fixtures_release: Release) -> Facts:
    """What the N-Quads say of each thing: the values of its properties, as they are written."""
    found: dict[str, dict[str, list[str]]] = {}
    with (fixtures_release.folder / "trips-graph.nq").open(encoding="utf-8") as lines:
        for line in lines:
            subject, predicate, rest = line.split(" ", 2)
            value = rest.rsplit(" ", 2)[0]
            found.setdefault(subject[1:-1], {}).setdefault(predicate[1:-1], []).append(value)
    return found


def of_class(facts: Facts, name: str) -> list[str]:
    kind = f"<{TG}{name}>"
    return [iri for iri, own in facts.items() if kind in own.get(PREFIXES["rdf"] + "type", ())]


def test_coverage_is_what_the_dump_says(fixtures_client: httpx.Client, facts: Facts) -> None:
    rows, dated, named, opened = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for entry in of_class(facts, "ProgrammeEntry"):
        report = facts[entry][PREFIXES["dcterms"] + "isPartOf"][0][1:-1]
        activity = facts[facts[entry][TG + "describes"][0][1:-1]]
        rows[report] += 1
        dated[report] += TG + "startDate" in activity
        named[report] += TG + "beneficiary" in activity
    for mention in of_class(facts, "UnresolvedMention"):
        opened[facts[mention][TG + "reportedIn"][0][1:-1]] += 1
    told = fixtures_client.get("/quality/coverage.json").json()
    assert {row["report"] for row in told} == set(of_class(facts, "Report"))
    for row in told:
        iri = row["report"]
        counts = (row["rows"], row["dated"], row["named"], row["unresolved"])
        assert counts == (rows[iri], dated[iri], named[iri], opened[iri]), iri
        assert f"<{row['state']}>" in facts[iri][TG + "tableState"]
        assert (row["article"] == "66.2") is (iri in of_class(facts, "TechnologyTransferReport"))
    assert min(map(sum, (c.values() for c in (rows, dated, named, opened)))) > 0
    text = fixtures_client.get("/quality/coverage").text
    for number in (len(told), rows.total(), dated.total(), named.total(), opened.total()):
        assert f"<dd>{number}</dd>" in text
    overview = fixtures_client.get("/quality").text
    assert f"<dd>{dated.total() / rows.total():.0%}</dd>" in overview
    assert f"<dd>{named.total() / rows.total():.0%}</dd>" in overview


def test_each_way_to_group_reports_counts_them_all(fixtures_client: httpx.Client) -> None:
    told = fixtures_client.get("/quality/coverage.json").json()
    text = fixtures_client.get("/en/quality/coverage").text
    tables = re.findall(r'aria-labelledby="group-\d">.*?</table>', text, re.DOTALL)
    assert len(tables) == 4
    for table in tables:
        lines = re.findall(r'<tr><td>.*?</td><td class="number">(\d+)</td>', table)
        assert sum(map(int, lines)) == len(told)


def test_names_left_open_are_those_of_the_dump(fixtures_client: httpx.Client, facts: Facts) -> None:
    mentions = of_class(facts, "UnresolvedMention")
    table = list(csv.DictReader(io.StringIO(fixtures_client.get("/quality/unresolved.csv").text)))
    assert sorted(row["IRI"] for row in table) == sorted(mentions)
    for row in table:
        own = facts[row["IRI"]]
        assert own[TG + "mentionText"] == [json.dumps(row["Name as written"], ensure_ascii=False)]
        assert f"<{row['IRI of the report']}>" in own[TG + "reportedIn"]
        evidence = facts[row["IRI of the passage"]]
        assert evidence[TG + "line"][0].startswith(f'"{row["Line"]}"')
    times = Counter(row["Name as written"] for row in table).most_common(1)[0]
    assert times[1] > 1
    text = fixtures_client.get("/quality/unresolved").text
    first = re.search(r'<h2 class="name"><bdi>(.*?)</bdi> <span class="uses">(\d+)', text)
    assert first and (first[1], int(first[2])) == times
    assert "nearest: Cambodia" in text


def test_every_place_can_be_gone_to(fixtures_client: httpx.Client) -> None:
    links = set(Page(fixtures_client.get("/quality/unresolved").text).links)
    places = [link for link in links if link.startswith(("/doc/mention/", "/doc/evidence/"))]
    assert len(places) > 10
    for link in places:
        assert fixtures_client.head(link).status_code == 200, link


def test_results_of_the_shapes_are_those_of_the_report(
    fixtures_client: httpx.Client, fixtures_release: Release
) -> None:
    results = json.loads((fixtures_release.folder / SHACL_JSON).read_text("utf-8"))
    by_shape = Counter(result["source_shape"] for result in results)
    text = fixtures_client.get("/quality/shapes").text
    found = re.findall(r'href="/quality/shapes\?shape=([\w-]+)">([\d,]+)</a>', text)
    assert {shape: int(number) for shape, number in found} == by_shape
    shapes = fixtures_client.get("/shapes").text
    for shape in by_shape:
        assert f'href="/shapes#{shape}"' in text and f'id="{shape}"' in shapes
        rows = fixtures_client.get(f"/quality/shapes.json?shape={shape}").json()
        assert len(rows) == by_shape[shape]
    nodes, address = Counter[str](), "/quality/shapes"
    while address:
        page = fixtures_client.get(address).text
        nodes.update(re.findall(r'<li><a href="/doc/([^"]+)"[^>]*><bdi', page))
        following = re.search(r'rel="next" href="([^"]+)"', page)
        address = following[1].replace("&amp;", "&") if following else ""
    assert nodes == Counter(result["focus_node"].partition("/id/")[2] for result in results)


@pytest.mark.parametrize("language", ["en", "fr", "es"])
@pytest.mark.parametrize("name", ["", "/findings", "/shapes", "/coverage", "/unresolved"])
def test_pages_are_whole_and_small(fixtures_client: httpx.Client, language: str, name: str) -> None:
    answer = fixtures_client.get(f"/{language}/quality{name}")
    page = Page(answer.text)
    assert answer.status_code == 200
    assert answer.num_bytes_downloaded < MOST_BYTES
    assert not page.open and len(page.anchors) == len(set(page.anchors))


@pytest.mark.parametrize("name", ["findings", "shapes", "coverage", "unresolved"])
def test_a_page_that_is_not_there_is_told(fixtures_client: httpx.Client, name: str) -> None:
    assert fixtures_client.get(f"/quality/{name}?page=9999").status_code == 404
    assert fixtures_client.get(f"/quality/{name}?page=0").status_code == 400
    assert fixtures_client.get(f"/quality/{name}.xml").status_code == 404
