"""Each kind of thing has a page that says what it is, in three languages, without bare IRIs."""

from __future__ import annotations

import re

import httpx
import pytest
from pyoxigraph import Store

from tests.web.pages.things.pages import BASE, described, expanded, links, read, visible
from trips_graph.web.kinds import KINDS

LANGUAGES = ("en", "fr", "es")
CONCEPTS = ("/doc/concept/topic-enforcement", "/doc/concept/topics")
LARGEST = 200_000


def addresses(held: Store) -> list[str]:
    """Return the page of one thing of each kind, of several of those with many shapes."""
    found: dict[str, list[str]] = {}
    for quad in held:
        named = re.fullmatch(f"<{BASE}id/([a-z]+)/([^#]+)>", str(quad.subject))
        if named and named[1] in KINDS:
            found.setdefault(named[1], []).append(named[2])
    assert found.keys() | {"concept"} == KINDS.keys()
    picked = [
        f"/doc/{kind}/{key}"
        for kind, keys in found.items()
        for key in sorted(set(keys))[:: max(len(set(keys)) // 4, 1)]
    ]
    return [*picked, *CONCEPTS]


def test_every_kind_reads_without_bare_iris(site: httpx.Client, held: Store) -> None:
    for path in addresses(held):
        for language in LANGUAGES:
            answer = site.get(f"/{language}{path}")
            assert answer.status_code == 200, path
            assert len(answer.content) < LARGEST, path
            page = read(answer.text)
            heading = page.xpath("//h1")[0].text_content().strip()
            assert heading and "://" not in heading, (path, heading)
            text = visible(page).replace(f"{BASE}id/ ", "")  # VoID tells the namespace of things
            assert BASE not in text, (path, language)
            assert not re.search(r"\b(tg|dcterms|prov|oa|skos|rdfs|owl|void|dcat|foaf):\w", text), (
                path
            )


def test_a_page_describes_its_thing_and_the_way_to_it(site: httpx.Client, held: Store) -> None:
    for path in addresses(held):
        text = site.get(path).text
        thing, way = described(text)
        for block in (thing, way):
            types = [kind for node in expanded(block) for kind in node.get("@type", ())]
            assert types and all(kind.startswith("https://schema.org/") for kind in types), path
        iri = path.replace("/doc/concept/", BASE + "def#").replace("/doc/", BASE + "id/")
        assert thing["@context"] == "https://schema.org/"
        assert (thing["@id"], bool(thing["name"])) == (iri, True), path
        steps = way["itemListElement"]
        assert way["@type"] == "BreadcrumbList" and [step["position"] for step in steps] == list(
            range(1, len(steps) + 1)
        )
        assert steps[-1]["item"].endswith(path)


def test_the_schema_of_an_activity_names_what_it_was(site: httpx.Client) -> None:
    thing = described(site.get("/doc/activity/1000364-5").text)[0]
    assert thing["@type"] == "Event"
    assert thing["name"] == {"@language": "en", "@value": "National Workshop"}
    assert thing["organizer"]["@type"] == "Organization"
    report = described(site.get("/doc/report/1000364").text)[0]
    assert report["@type"] == "Report" and report["reportNumber"] == "1000364"
    assert "mentions" not in report  # hundreds of activities may be


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/doc/report/1000364", "Report 1000364: World Customs Organization, 2019"),
        (
            "/fr/doc/report/1000364",
            "Rapport 1000364\u00a0: Organisation mondiale des douanes, 2019",
        ),
        ("/es/doc/entry/1000364-5", "Fila 5 del cuadro del informe 1000364"),
        ("/fr/doc/member/KHM", "Cambodge"),
        ("/es/doc/member/CHE", "Suiza"),
        ("/doc/section/1000364-1.1", "Section 1.1: Operations"),
        ("/fr/doc/concept/topic-patents", "brevets"),
    ],
)
def test_headings_are_in_the_language_of_the_reader(
    site: httpx.Client, path: str, heading: str
) -> None:
    assert read(site.get(path).text).xpath("//h1")[0].text_content().strip() == heading


def test_texts_of_another_language_say_so(site: httpx.Client) -> None:
    page = read(site.get("/fr/doc/activity/1000364-5").text)
    assert page.xpath("//h1")[0].get("lang") == "en"
    figures = read(site.get("/fr/doc/report/1000364").text).xpath("//section[h2[@id='figures']]")[0]
    assert "14 000 000" in figures.text_content().replace("\u202f", " ").replace("\xa0", " ")


def test_outside_terms_and_sites_have_names(site: httpx.Client) -> None:
    assert links(read(site.get("/doc/place/KHM").text))["Wikidata Q424"].endswith("/Q424")
    manifest = site.get("/data/manifest.json").json()
    for language, words in {"en": "English", "fr": "anglais", "es": "inglés"}.items():
        text = visible(read(site.get(f"/{language}/doc/release/{manifest['id']}").text))
        assert words in text and "CC BY 4.0" in text


def test_a_concept_answers_in_every_form_but_has_no_iri_of_its_own(site: httpx.Client) -> None:
    turtle = site.get("/doc/concept/topic-patents.ttl")
    assert turtle.status_code == 200 and "tg:topic-patents" in turtle.text
    assert site.get("/id/concept/topic-patents").status_code == 404
    assert site.get("/doc/concept/beneficiary").status_code == 404  # a property
    assert f"{BASE}def#topic-patents" in site.get("/doc/concept/topic-patents").text


def test_only_concepts_have_hyphens_in_their_names(held: Store) -> None:
    concepts: set[str] = set()
    others: set[str] = set()
    for quad in held:
        name = str(quad.subject).strip("<>").removeprefix(f"{BASE}def#")
        if name.isascii() and "/" not in name and quad.predicate.value.endswith("#type"):
            is_concept = str(quad.object).startswith("<http://www.w3.org/2004/02/skos/core#Concept")
            (concepts if is_concept else others).add(name)
    assert len(concepts) > 100 and "Activity" in others
    assert not [name for name in others if "-" in name]
