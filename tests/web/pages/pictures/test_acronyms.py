"""Heads of columns: what a long name is called where it would be cut."""

import pytest

from trips_graph.web.pages.pictures.acronyms import find_acronym

WCO = ("WCO", "World Customs Organisation", "WCO Secretariat", "OMD", "OMA")


@pytest.mark.parametrize(
    ("name", "others", "acronym"),
    [
        ("World Customs Organization", WCO, "WCO"),
        ("Organisation mondiale des douanes", WCO, "OMD"),
        ("Organización Mundial de Aduanas", WCO, "OMA"),
        ("Union internationale pour la protection des obtentions végétales",
         ("UPOV Office", "UPOV"), "UPOV"),
        ("Saint Vincent and the Grenadines", (), "Saint Vincent and the Grenadines"),
    ],
)  # fmt: skip
def test_a_long_name_gives_way_to_its_acronym(
    name: str, others: tuple[str, ...], acronym: str
) -> None:
    assert find_acronym(name, others) == acronym
