"""Types and topics: assigned by rules that are data, each to a concept that exists, or not at all.

The titles are invented.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import parse

from trips_graph.entities.authorities import read_authorities, read_classification
from trips_graph.entities.match import open_register
from trips_graph.errors import BadTable
from trips_graph.iris import concept
from trips_graph.terms import skos

ROOT = Path(__file__).parents[2]
RULES = read_classification(ROOT / "data" / "rules" / "classification.csv")
REGISTER = open_register(read_authorities(ROOT / "data" / "authorities"), RULES)

TITLES = [
    ("National Workshop", {"national-workshop"}),
    ("Regional Workshop", {"regional-workshop"}),
    ("Sub-Regional Workshop", {"regional-workshop"}),
    ("Accreditation Workshop", {"accreditation-workshop"}),
    ("Benchmark Study", {"study"}),
    ("Operation Pangea XI", {"enforcement-operation", "enforcement"}),
    ("Operation Opson", {"enforcement-operation", "enforcement"}),
    ("National IP Workshop for Judges", {"national-workshop", "enforcement"}),
    ("Workshop on Patent Drafting", {"workshop", "patents"}),
    ("Workshop on geographical indications", {"workshop", "geographical-indications"}),
    ("National/Regional Workshop on Copyright", {"regional-workshop", "copyright"}),
    ("Seminar on trade marks and designs", {"seminar", "trademarks"}),
    ("Protection of industrial designs", {"industrial-designs"}),
    ("Round table on traditional knowledge and folklore", {"seminar", "genetic-resources-tk"}),
    ("International Symposium on Plant Breeders’ Rights", {"symposium", "plant-varieties"}),
    ("Conference on IP and public health", {"symposium", "public-health"}),
    ("Webinar on trade secrets", {"webinar", "trade-secrets"}),
    ("Online Seminar on Domain Name Disputes", {"webinar", "e-commerce"}),
    ("Virtual workshop on border measures for IPRs", {"webinar", "border-measures"}),
    ("E-learning module on IP for customs officers", {"e-learning", "border-measures"}),
    ("E‑learning course", {"e-learning"}),
    ("Distance learning course DL-101", {"e-learning"}),
    ("Training Course on Patent Examination", {"training", "patents", "examination"}),
    ("Training of trainers", {"training"}),
    ("Train-the-Trainers session", {"training"}),
    ("Summer School on Intellectual Property", {"training"}),
    ("Training programme for trademark examiners", {"training", "trademarks", "examination"}),
    ("Study visit to the Trademark Office", {"study-visit"}),
    ("Study tour of magistrates on IP crime", {"study-visit", "enforcement"}),
    ("Diagnostic mission", {"diagnostic-mission"}),
    ("Needs assessment mission", {"diagnostic-mission"}),
    ("Advisory mission on TRIPS flexibilities", {"advisory-mission", "flexibilities"}),
    ("Technical mission on the draft IP law", {"advisory-mission", "legislation"}),
    ("Dispatch of IP experts", {"expert-dispatch"}),
    ("Deployment of a long-term expert", {"expert-dispatch"}),
    ("WIPO fellowship for examiners", {"scholarship", "examination"}),
    ("Master's Degree in Intellectual Property", {"degree-programme"}),
    ("LL.M. in IP", {"degree-programme"}),
    ("Supply of IT equipment", {"equipment"}),
    ("Digitization of trademark files", {"equipment", "trademarks"}),
    ("Modernization of the IP Office", {"ip-office-administration"}),
    ("Administration of the National Patent Office", {"ip-office-administration"}),
    ("Patent Prosecution Highway", {"examination-support", "patents"}),
    ("Patent examination support", {"examination-support", "patents", "examination"}),
    ("Public awareness campaign against counterfeiting", {"awareness-campaign", "counterfeiting"}),
    ("Feasibility study", {"study"}),
    ("Study on compulsory licensing of medicines", {"study", "flexibilities", "pharmaceuticals"}),
    ("16th Counterfeiting and Piracy (CAP) Group meeting", {"meeting", "counterfeiting"}),
    ("Meeting of heads of IP offices", {"meeting"}),
    ("Twinning project", {"project"}),
    ("Technical Assistance Programme", {"programme"}),
    ("Project on technology transfer", {"project", "technology-transfer"}),
    ("Establishment of TISCs", {"technology-transfer"}),
    ("Enforcement of intellectual property rights", {"enforcement"}),
    ("IPR enforcement training for police", {"training", "enforcement"}),
    ("Customs recordation", {"border-measures"}),
    ("TRIPS and access to medicines", {"public-health", "pharmaceuticals"}),
    ("Collective management of rights", {"copyright"}),
    ("Madrid Protocol accession", {"trademarks"}),
    ("Protection of layout-designs", {"layout-designs"}),
    ("Test data protection", {"trade-secrets"}),
    ("Competition law and licensing", {"competition"}),
    ("New varieties of plants under the UPOV Convention", {"plant-varieties"}),
    ("Legislative advice on IP", {"legislation"}),
    ("Revision of the national copyright act", {"copyright", "legislation"}),
    ("Seminar on Intellectual Property", {"seminar", "intellectual-property"}),
    ("Intellectual Property for SMEs", {"intellectual-property"}),
    ("E-commerce and copyright", {"e-commerce", "copyright"}),
    ("Training of police on counterfeit medicines",
     {"training", "enforcement", "counterfeiting", "pharmaceuticals"}),
    ("Seminar on digital piracy", {"seminar", "counterfeiting"}),
    ("Conference on piracy and copyright", {"symposium", "counterfeiting", "copyright"}),
    ("Operation Harvest against counterfeit seeds",
     {"enforcement-operation", "enforcement", "counterfeiting"}),
    ("Webinar series following the symposium on patents", {"webinar", "patents"}),
    ("Follow-up workshop on GIs", {"workshop", "geographical-indications"}),
    ("Non-patent literature in patent searches", {"patents"}),
    ("Workshop on counterfeit goods worth a million euros", {"workshop", "counterfeiting"}),
    ("Drafting of the Industrial Property Bill", {"legislation"}),
    ("Study visit of judges to the UK IPO", {"study-visit", "enforcement"}),
    ("PVP systems in South-East Asia", {"plant-varieties"}),
    ("DUS testing for plant variety protection", {"plant-varieties"}),
]  # fmt: skip
NOTHING = [
    "",
    "Opening ceremony",
    "Cooperation with the Danish Patent and Trademark Office",
    "Visit to the European Patent Office",
    "United States Patent and Trademark Office",
    "European Patent Organisation",
    "Design of a strategic plan",
    "Graphic design",
    "Counterfeit money",
    "Counterfeit euro",
    "operation of a database",
    "Operations",
    "Case-by-case support",
    "Patently useful",
    "Copyright Office",
    "Trade Mark Association",
    "Phase II",
    "Masterplan",
    "Courseware",
    "Flexible hours",
]


@pytest.mark.parametrize(("title", "expected"), TITLES)
def test_titles_get_exactly_their_types_and_topics(title: str, expected: set[str]) -> None:
    assert {rule.concept for rule in REGISTER.classify(title)} == expected


@pytest.mark.parametrize("title", NOTHING)
def test_a_title_that_says_nothing_of_it_gets_nothing(title: str) -> None:
    assert REGISTER.classify(title) == ()


def test_the_table_of_titles_is_long_and_uses_every_rule() -> None:
    assert len(TITLES) >= 60
    used = {rule.key for title, _ in TITLES for rule in REGISTER.classify(title)}
    assert {rule.key for rule in RULES} - used == set()


def test_every_rule_assigns_a_concept_of_its_scheme_and_says_why() -> None:
    declared = {
        quad.subject
        for quad in parse(path=ROOT / "ontology" / "concepts.ttl")
        if quad.predicate == skos.notation
    }
    for rule in RULES:
        assert rule.scheme in ("activity-type", "topic")
        assert concept(rule.scheme, rule.concept) in declared, rule.key
        assert rule.note
        assert re.compile(rule.pattern)


def test_blanks_hyphens_and_apostrophes_of_any_kind_are_read() -> None:
    title = "E\u2011learning\u00a0 on plant breeders\u2019 rights"
    assert {rule.concept for rule in REGISTER.classify(title)} == {"e-learning", "plant-varieties"}


def test_a_shorthand_stands_above_the_rules_that_name_it(tmp_path: Path) -> None:
    table = tmp_path / "classification.csv"
    head = "key,pattern,scheme,concept,note\n"
    kind = "kind,{{{0}}} workshop,activity-type,workshop,A workshop\n"
    table.write_text(f"{head}here,^local,shorthand,,Where\n{kind.format('here')}", encoding="utf-8")
    (rule,) = read_classification(table)
    assert rule.pattern == "^local workshop"
    table.write_text(head + kind.format("there"), encoding="utf-8")
    with pytest.raises(BadTable, match=r"line 2: \{there\} names no shorthand that stands above"):
        read_classification(table)


def test_published_patterns_are_whole() -> None:
    assert not [rule.key for rule in RULES if re.search(r"\{[a-z]", rule.pattern)]
