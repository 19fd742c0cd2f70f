"""The vocabulary as pages: every term, in three languages, with the counts of the release."""

import re
from collections import Counter
from collections.abc import Mapping

import httpx
import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from tests.web.pages.test_pages import Page
from trips_graph.model.release import Release
from trips_graph.settings import resources
from trips_graph.terms import PREFIXES, owl, rdf, rdfs, skos

TG = PREFIXES["tg"]
MOST_BYTES = 50_000
LANGUAGES = ("en", "fr", "es")
TRIPLES = [
    quad.triple
    for file in sorted((resources() / "ontology").glob("*.ttl"))
    for quad in parse(path=file)
]
NAMES = sorted(
    {t.subject.value.removeprefix(TG) for t in TRIPLES
     if isinstance(t.subject, NamedNode) and t.subject.value.startswith(TG)}
)  # fmt: skip


def said(name: str, *properties: NamedNode, language: str = "en") -> list[str]:
    """Return the texts that the files of the ontology have of a term."""
    return [
        triple.object.value
        for triple in TRIPLES
        if triple.subject == NamedNode(TG + name)
        and triple.predicate in properties
        and isinstance(triple.object, Literal)
        and triple.object.language == language
    ]


@pytest.fixture(scope="module")
def counted(fixtures_release: Release) -> Mapping[str, int]:
    """How often each term is used, counted in the N-Quads without the software that is tested."""
    classes, properties, users = Counter[str](), Counter[str](), dict[str, set[str]]()
    with (fixtures_release.folder / "trips-graph.nq").open(encoding="utf-8") as lines:
        for line in lines:
            head, graph, _ = line.rsplit(" ", 2)
            subject, predicate, value = head.split(" ", 2)
            if graph.endswith("/graph/catalogue>"):
                continue
            properties[predicate[1:-1]] += 1
            if predicate == f"<{rdf.type.value}>":
                classes[value[1:-1]] += 1
            if not graph.endswith("/graph/vocabulary>"):
                users.setdefault(value[1:-1], set()).add(subject)
    concepts = {t.subject.value for t in TRIPLES
                if t.object == skos.Concept and isinstance(t.subject, NamedNode)}  # fmt: skip
    below = Counter[str]()
    for triple in TRIPLES:
        if triple.predicate == rdfs.subClassOf and isinstance(triple.object, NamedNode):
            below[triple.object.value] += classes[str(triple.subject)[1:-1]]
    classes += Counter({iri: number for iri, number in below.items() if not classes[iri]})
    return properties + classes + Counter({iri: len(users.get(iri, ())) for iri in concepts})


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_has_an_anchor_and_its_definition(
    fixtures_client: httpx.Client, language: str
) -> None:
    answer = fixtures_client.get(f"/{language}/def")
    page = Page(answer.text)
    assert len(NAMES) > 200
    assert set(NAMES) <= set(page.anchors)
    assert len(page.anchors) == len(set(page.anchors))
    assert not page.open
    assert answer.num_bytes_downloaded < MOST_BYTES
    text = answer.text.replace("&#39;", "'").replace("&#34;", '"').replace("&amp;", "&")
    for name in NAMES:
        for definition in said(name, skos.definition, language=language):
            assert definition in text, name


def test_every_anchor_that_the_page_links_is_there(fixtures_client: httpx.Client) -> None:
    page = Page(fixtures_client.get("/def").text)
    linked = {link.removeprefix("#") for link in page.links if link.startswith("#")}
    assert len(linked) > 20
    assert linked <= set(page.anchors)


def test_counts_are_those_of_the_dump(
    fixtures_client: httpx.Client, counted: Mapping[str, int]
) -> None:
    text = fixtures_client.get("/def").text
    schemes = {t.subject for t in TRIPLES if t.object == skos.ConceptScheme}
    checked = 0
    for name in NAMES:
        found = re.search(
            rf'id="{name}">.*?<code>tg:{name}</code>\s*(?:<span class="uses">([\d,]+)</span>)?',
            text,
            re.DOTALL,
        )
        assert found, name
        if NamedNode(TG + name) in schemes:
            assert found[1] is None
            continue
        assert int(found[1].replace(",", "")) == counted.get(TG + name, 0), name
        checked += counted.get(TG + name, 0) > 0
    assert checked > 100


@pytest.mark.parametrize("name", NAMES)
def test_every_term_has_a_page(
    fixtures_client: httpx.Client, counted: Mapping[str, int], name: str
) -> None:
    answer = fixtures_client.get(f"/fr/def/{name}")
    page = Page(answer.text)
    assert answer.status_code == 200
    assert answer.num_bytes_downloaded < MOST_BYTES
    assert not page.open and len(page.anchors) == len(set(page.anchors))
    text = answer.text.replace("&#39;", "'").replace("&#34;", '"').replace("&amp;", "&")
    for definition in said(name, skos.definition, language="fr"):
        assert definition in text
    for language in ("en", "es"):
        for label in said(name, skos.definition, language=language):
            assert label in text
    for example in said(name, skos.example):
        assert example in text and '<bdi lang="en">' in text
    uses = counted.get(TG + name, 0)
    kinds = {t.object for t in TRIPLES if t.subject == NamedNode(TG + name)}
    if skos.ConceptScheme in kinds:
        return
    told = re.search(r"<p>\s*([\d\s\u202f\u00a0]+|Une?) (?:ressources?|énoncés?) de cette", text)
    number = re.sub(r"\D", "", told[1]) if told else "0"
    assert int(number or 1) == uses


def test_a_class_tells_what_it_stands_to_and_what_is_demanded(
    fixtures_client: httpx.Client,
) -> None:
    text = fixtures_client.get("/def/Activity").text
    for told in (
        '<a href="/def/startDate"><bdi>start date</bdi></a>',
        "prov:Activity",
        "exactly 1",
        "at least 1",
        '<a href="/shapes#Activity-title"><code>Activity-title</code></a>',
        '<a href="/def/activity-types"><bdi>types of activity</bdi></a>',
        "xsd:gYearMonth",
        'lang="en">Show where the activity was read',
    ):
        assert told in text, told


def test_a_property_tells_its_class_its_value_and_its_shapes(
    fixtures_client: httpx.Client,
) -> None:
    text = fixtures_client.get("/def/submittedBy").text
    for told in ('href="/def/Report"', "org:Organization", "prov:wasAttributedTo", "warning",
                 "violation", "Report-oneSubmitter"):  # fmt: skip
        assert told in text, told


def test_matches_are_told_apart_and_named(fixtures_client: httpx.Client) -> None:
    text = fixtures_client.get("/def/topic-counterfeiting").text
    same, similar = text.index("The same concept"), text.index("A similar concept")
    assert same < text.index("EuroVoc 167") < similar < text.index("UNBIS Thesaurus 1001347")


def test_narrower_concepts_stand_below_broader_ones(fixtures_client: httpx.Client) -> None:
    broader = [t for t in TRIPLES if t.predicate.value.endswith("core#broader")]
    assert broader
    text = fixtures_client.get("/def").text
    for triple in broader:
        assert isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode)
        above = text.index(f'<li id="{triple.object.value.removeprefix(TG)}">')
        below = text.index(f'<li id="{triple.subject.value.removeprefix(TG)}">')
        between = text[above:below]
        assert between.count("<ul") > between.count("</ul>")


def test_a_term_is_data_too(fixtures_client: httpx.Client) -> None:
    answer = fixtures_client.get("/def/Report.nt")
    held = {quad.triple for quad in parse(answer.content, format=RdfFormat.N_TRIPLES)}
    assert held == {t for t in TRIPLES if t.subject == NamedNode(TG + "Report")}
    assert Triple(NamedNode(TG + "Report"), rdf.type, owl.Class) in held


@pytest.mark.parametrize(
    "path", ["/def/none", "/def/Report.pdf", "/shapes.pdf", "/def/prov:Entity"]
)
def test_what_is_no_term_is_not_found(fixtures_client: httpx.Client, path: str) -> None:
    assert fixtures_client.get(path).status_code == 404


def test_the_version_of_the_vocabulary_leads_to_it(fixtures_client: httpx.Client) -> None:
    version = next(t.object for t in TRIPLES if t.predicate.value.endswith("owl#versionIRI"))
    assert isinstance(version, NamedNode)
    moved = fixtures_client.get("/fr/def/" + version.value.rpartition("/")[2])
    assert (moved.status_code, moved.headers["location"]) == (303, "/fr/def")
    assert version.value in fixtures_client.get("/def").text
