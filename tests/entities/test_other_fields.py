"""Titles of other fields: programmes of agriculture, energy, health, environment, customs and
governance have a type where their title says so, and never a topic of intellectual property.

The titles are invented after the kinds of programme that reports on Article 66.2 list.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from trips_graph.entities.authorities import read_authorities, read_classification
from trips_graph.entities.match import open_register

ROOT = Path(__file__).parents[2]
RULES = read_classification(ROOT / "data" / "rules" / "classification.csv")
REGISTER = open_register(read_authorities(ROOT / "data" / "authorities"), RULES)

FIELDS: dict[str, list[tuple[str, set[str]]]] = {
    "enforcement of other rules": [
        ("Forest Law Enforcement, Governance and Trade (FLEGT)", set()),
        ("Enforcement of fisheries rules", set()),
        ("Law enforcement training against drug trafficking", set()),
        ("Judicial reform and anti-corruption", set()),
        ("Study tour for police officers on road safety", {"study-visit"}),
        ("Training of judges on environmental crime", {"training"}),
        ("Enforcement of labour standards in the garment sector", set()),
        ("Support to the judiciary in the Sahel", set()),
        ("Seminar for prosecutors on money laundering", {"seminar"}),
        ("IP-based surveillance cameras for the police", set()),
    ],
    "piracy at sea and counterfeit money": [
        ("Maritime piracy in the Gulf of Guinea", set()),
        ("Counter-piracy operations", set()),
        ("Counterfeit euro coins", set()),
        ("Counterfeit euros", set()),
        ("Combating piracy and armed robbery at sea", set()),
        ("Combating money counterfeiting", set()),
        ("Protection of the euro against counterfeiting", set()),
        ("Training course on counterfeit banknotes", {"training"}),
        ("Seminar on counterfeit travel documents", {"seminar"}),
        ("Police cooperation against currency counterfeiting", set()),
        ("Release of pirated vessels", set()),
    ],
    "operations": [
        ("Operation Clean Water", set()),
        ("Operation Smile", set()),
        ("Operation Theatre Equipment for District Hospitals", set()),
        ("Joint Operation Programme Black Sea Basin", set()),
    ],
    "words for events that are places, things or other events": [
        ("Regional Conference Centre of ARIPO", set()),
        ("Webinar series following the symposium", {"webinar"}),
        ("Equipment of a lecture hall", set()),
        ("Refurbishment of the national conference hall", set()),
        ("Construction of a vehicle repair workshop", set()),
        ("Training centre for fishermen", set()),
        ("Training vessel for the maritime academy", set()),
        ("Publication of the proceedings of the regional workshop", set()),
        ("Round Table on Sustainable Palm Oil: support to smallholders", set()),
        ("Study after the regional seminar", set()),
        ("Peace support missions", set()),
        ("Support for a peace support mission", set()),
    ],
    "agriculture and food": [
        ("Improved plant varieties for smallholders", set()),
        ("Training of plant breeders in marker-assisted selection", {"training"}),
        ("Conservation of animal genetic resources", set()),
        ("Traditional knowledge for adaptation to drought", set()),
        ("Modernisation of irrigation systems", set()),
        ("Solar PVP for villages", set()),
        ("Review of food safety legislation", set()),
        ("Layout designs of greenhouses", set()),
        ("Coalition for African Rice Development: seeds and machinery", set()),
        ("Regional workshop on sanitary and phytosanitary measures", {"regional-workshop"}),
        ("Digitalisation of agriculture in the Pacific", set()),
    ],
    "energy and environment": [
        ("Flexibility of power grids with renewable energy", set()),
        ("Test data for wind turbines", set()),
        ("Hague Conference on ocean energy", {"symposium"}),
        ("Madrid Protocol on environmental protection of Antarctica", set()),
        ("Carbon border measures: national workshop", {"national-workshop"}),
        ("Field trips for teachers of environmental science", set()),
        ("GIS in land registers", set()),
        ("Feasibility study on geothermal energy", {"study"}),
        ("Collective management of forests", set()),
        ("Low-carbon technologies for the textile industry", set()),
        ("Joint Crediting Mechanism model projects", set()),
    ],
    "health": [
        ("Improving access to essential medicines", set()),
        ("Supply of vaccines against COVID-19", set()),
        ("Strengthening public health laboratories", set()),
        ("Pharmaceutical manufacturing in Africa", set()),
        ("Public awareness of HIV", set()),
        ("Master's programme in public health", set()),
        ("Training of medical examiners", {"training"}),
        ("Sexual and reproductive health and related rights", set()),
        ("Patent ductus arteriosus: training of paediatricians", {"training"}),
    ],
    "customs, trade and governance": [
        ("Training of customs officers on transit", {"training"}),
        ("Border control and migration management", set()),
        ("Role of customs in trade facilitation", set()),
        ("Competition policy and consumer protection", set()),
        ("E-commerce development in Rwanda", set()),
        ("Domain name registry of a small island", set()),
        ("Office administration for civil servants", set()),
        ("Modernisation of the national statistics office", set()),
        ("Examination of visa applications", set()),
        ("Drafting of the budget act", set()),
        ("Labour market flexibility and work-sharing", set()),
        ("Legal framework for public procurement", set()),
        ("Awareness campaign on consumer rights", set()),
        ("Industrial design course for furniture makers", set()),
        ("Non-patent literature", set()),
        ("Copyright-free textbooks", set()),
        ("Scholarship programme for young leaders", {"scholarship"}),
        ("Printing of symposium proceedings", set()),
        ("Large language models (LLM) for African languages", set()),
    ],
}  # fmt: skip
TITLES = [(title, types) for titles in FIELDS.values() for title, types in titles]


@pytest.mark.parametrize(("title", "types"), TITLES)
def test_a_title_of_another_field_gets_its_type_and_no_topic(title: str, types: set[str]) -> None:
    rules = REGISTER.classify(title)
    assert {rule.concept for rule in rules if rule.scheme == "topic"} == set()
    assert {rule.concept for rule in rules if rule.scheme == "activity-type"} == types


def test_the_fields_are_well_covered() -> None:
    assert len({title for title, _ in TITLES}) == len(TITLES) >= 80
