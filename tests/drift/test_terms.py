"""Terms cannot drift: what is used is declared, what is declared stable is produced."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad, parse

from tests.ontology.turtle import known_terms
from trips_graph.iris import VOCABULARY
from trips_graph.model.release import Release
from trips_graph.terms import PREFIXES, owl, rdf, tg, vs

ROOT = Path(__file__).parents[2]
RELEASED = Path(__file__).with_name("released-terms.txt")
QUERIES = sorted((ROOT / "src").rglob("*.rq"))
PREFIX = re.compile(r"^PREFIX\s+(\w+):\s*<([^>]*)>", re.MULTILINE)
PREFIXED = re.compile(r"(?<![\w?$:@])([A-Za-z]\w*):([A-Za-z][\w-]*)")
CLASSES = (owl.Class,)
PROPERTIES = (owl.ObjectProperty, owl.DatatypeProperty, owl.AnnotationProperty)
# schema.org is for the derived view alone: it is no prefix of ours. Each of its terms that we use
# is listed here: a class, or a property of the class that we give it to.
VIEWS = "schema-"
VIEW_PREFIX = ("schema", "https://schema.org/")
SCHEMA_TERMS = {
    "Action", "Country", "DataDownload", "Dataset", "Event", "Organization", "Report", "about",
    "agent", "alternateName", "author", "contentUrl", "contributor", "datePublished",
    "description", "distribution", "encodingFormat", "endDate", "endTime", "identifier",
    "keywords", "license", "mentions", "name", "object", "organizer", "parentOrganization",
    "participant", "publisher", "reportNumber", "sameAs", "startDate", "startTime", "subjectOf",
    "url", "version",
}  # fmt: skip
# The shipped data do not hold these: no page of theirs was fetched on a known day, no two of their
# activities are the same, the one shipped decision has no candidate and holds everywhere, and
# nothing is withdrawn.
PRODUCED_ELSEWHERE = {
    tg.retrieved, tg.sameActivityAs, tg.decidesOn, tg.onlyInReport, tg.withdrawnOn
}  # fmt: skip


@pytest.fixture(scope="module")
def quads(release: Release, fixtures_release: Release) -> list[Quad]:
    """The quads of the shipped data, and of the invented pages in every layout."""
    folders = (release.folder, fixtures_release.folder)
    return [quad for folder in folders for quad in parse(path=folder / "trips-graph.nq")]


@pytest.fixture(scope="module")
def declared() -> set[NamedNode]:
    """Own classes, properties and concepts that the ontology declares."""
    found = set()
    for path in (ROOT / "ontology").glob("*.ttl"):
        for quad in parse(path=path):
            subject = quad.subject
            if quad.predicate == rdf.type and isinstance(subject, NamedNode):
                found.add(subject)
    return {term for term in found if term.value.startswith(VOCABULARY)}


def used(quads: list[Quad]) -> set[NamedNode]:
    """Return the own terms in the data, apart from the vocabulary's own graph."""
    data = [quad for quad in quads if not str(quad.graph_name).endswith("/graph/vocabulary>")]
    terms = {term for quad in data for term in (quad.predicate, quad.object)}
    own = {term for term in terms if isinstance(term, NamedNode) and VOCABULARY in term.value}
    return own - {NamedNode(VOCABULARY)}  # VoID names the vocabulary as a whole


def subjects(quads: list[Quad], predicate: NamedNode, value: NamedNode | Literal) -> set[Any]:
    """Return what has that value of that property."""
    return {quad.subject for quad in quads if (quad.predicate, quad.object) == (predicate, value)}


def test_every_term_in_the_data_is_declared(quads: list[Quad], declared: set[NamedNode]) -> None:
    assert used(quads) <= declared


def test_every_stable_term_is_produced(quads: list[Quad]) -> None:
    stable = subjects(quads, vs.term_status, Literal("stable"))
    kinds = {term for kind in (*CLASSES, *PROPERTIES) for term in subjects(quads, rdf.type, kind)}
    superclasses = {tg.Beneficiary}
    missing = (stable & kinds) - used(quads) - superclasses - PRODUCED_ELSEWHERE
    assert missing == set()


def test_every_own_term_in_the_readme_is_declared(declared: set[NamedNode]) -> None:
    names = {term.value.removeprefix(VOCABULARY) for term in declared}
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in re.findall(r"\btg:([A-Za-z][\w-]*)", text):
        assert name in names, f"tg:{name}"


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_every_term_in_a_query_is_declared(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    prefixes = dict(PREFIX.findall(text))
    outside = {VIEW_PREFIX} if path.stem.startswith(VIEWS) else set()
    assert prefixes.items() <= PREFIXES.items() | outside
    terms = {prefixes[prefix] + name for prefix, name in PREFIXED.findall(without_literals(text))}
    assert terms <= known_terms() | {VIEW_PREFIX[1] + name for name in SCHEMA_TERMS}


def test_every_term_of_schema_org_is_used() -> None:
    views = [path.read_text(encoding="utf-8") for path in QUERIES if path.stem.startswith(VIEWS)]
    used = {name for text in views for prefix, name in PREFIXED.findall(text) if prefix == "schema"}
    assert used == SCHEMA_TERMS


def test_an_undeclared_term_of_others_would_be_found() -> None:
    text = without_literals('# no dcterms:one\nSELECT ?a { ?a dcterms:two/rdfs:label "b dcat:c" }')
    assert PREFIXED.findall(text) == [("dcterms", "two"), ("rdfs", "label")]
    assert PREFIXES["dcterms"] + "two" not in known_terms()


def without_literals(query: str) -> str:
    """Return the query without IRIs, strings and comments, where colons mean something else."""
    return re.sub(r"""<[^<>\s]*>|"[^"\n]*"|'[^'\n]*'|#[^\n]*""", " ", PREFIX.sub(" ", query))


def test_released_terms_are_never_removed_and_new_ones_are_listed(
    declared: set[NamedNode],
) -> None:
    """Who removes a line breaks somebody's query; who adds a term adds its line."""
    released = RELEASED.read_text(encoding="utf-8").splitlines()
    assert released == sorted(set(released))
    assert set(released) - {term.value for term in declared} == set(), "removed, but released"
    assert {term.value for term in declared} - set(released) == set(), f"add to {RELEASED.name}"
