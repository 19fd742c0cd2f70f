"""Names of partners are cut exactly, and amounts of money have one currency, or none."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from tests.reports.pages import RULES
from trips_graph.reports.prose.names import count_names, cut_closed_names, cut_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Interpol and Europol and health authorities, it", "Interpol|Europol|health authorities"),
        ("the Food and Agriculture Organization in Rome", "Food and Agriculture Organization"),
        ("the Danish Patent and Trademark Office.", "Danish Patent and Trademark Office"),
        ("the Ministry of Trade and Industry", "Ministry of Trade and Industry"),
        ("Trinidad and Tobago and Norway", "Trinidad and Tobago|Norway"),
        ("WIPO, the EPO and OAPI.", "WIPO|EPO|OAPI"),
        ("WIPO, Norway trained officers", "WIPO"),
        ("WIPO and the EPO, Norway trained officers", "WIPO|EPO"),
        ("Interpol and other bodies", "Interpol"),
        ("the World Health Organization (WHO) and the Global Fund on", "World Health Organization"
         " (WHO)|Global Fund"),
        ("Peruvian authorities on 5 May", "Peruvian authorities"),
        ("Hong Kong, China and Singapore.", "Hong Kong, China|Singapore"),
        ("Korea, Republic of and Norway.", "Korea, Republic of|Norway"),
        ("the Ministry of Trade, Rivers and Lakes (MTRL) in", "Ministry of Trade, Rivers and Lakes"
         " (MTRL)"),
        ("Customs Administrations of Chile, Peru and Cuba.", "Customs Administrations of Chile,"
         " Peru and Cuba"),
        ("ASEAN and New Zealand.", "ASEAN|New Zealand"),
        ("WIPO, Norway sent officers", "WIPO"),
    ],
)  # fmt: skip
def test_lists_are_divided_where_each_part_is_a_name(text: str, names: str) -> None:
    found = cut_names(text)
    assert found is not None
    assert "|".join(found.names) == names


@pytest.mark.parametrize(
    "text",
    [
        "its members",
        "other bodies",
        "WIPO colleagues met",
        "several authorities",
        "",
        "Brazil, India and South Africa, while",
        "the Foreign, Commonwealth and Development Office.",
        "WIPO, Norway.",
        "Interpol, Europol, Eurojust.",
        "WIPO, and the Office was pleased",
    ],
)
def test_what_is_no_name_or_has_no_clear_end_is_none(text: str) -> None:
    assert cut_names(text) is None


def test_a_list_that_opens_a_sentence_needs_its_comma() -> None:
    assert cut_closed_names("WIPO, the EPO and OAPI organized a course") is None
    assert cut_closed_names("WIPO and the EPO, OAPI organized a course") is not None


def test_only_lists_of_names_are_counted() -> None:
    assert count_names("Alandia, Trinidad and Tobago, and the State of Kalif") == 3
    assert count_names("Alandia, which is large, and Borduria") is None


@pytest.mark.parametrize(
    ("printed", "value", "code"),
    [
        ("CHF 1.6 million", 1_600_000, "CHF"),
        ("$A2 million", 2_000_000, "AUD"),
        ("US$ 2.5m", 2_500_000, "USD"),
        ("€40 million", 40_000_000, "EUR"),
        ("500,000 New Zealand dollars", 500_000, "NZD"),
        ("$2 million AUD", 2_000_000, "AUD"),
        ("Sw F 1.83 million", 1_830_000, "CHF"),
        ("$2 million", 2_000_000, None),
        ("¥30,000", 30_000, None),
        ("US$ 5 million CAD", 5_000_000, None),
    ],
)
def test_money_has_one_currency_or_none(printed: str, value: int, code: str | None) -> None:
    currencies = RULES.narrative.currencies
    assert re.fullmatch(currencies.pattern, printed)
    amount = currencies.read(printed)
    assert amount is not None
    assert (amount.value, amount.code) == (Decimal(value), code)


@pytest.mark.parametrize("text", ["CHF 250'000", "EUR 1 600 000", "USD 3,5 million", "CHF 5-6"])
def test_amounts_are_read_whole_or_not_at_all(text: str) -> None:
    assert re.search(RULES.narrative.currencies.pattern, text) is None


def test_a_point_may_group_digits_elsewhere() -> None:
    assert RULES.narrative.currencies.read("EUR 1.500") is None
