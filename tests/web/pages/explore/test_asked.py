"""What an address asks for: unknown names are refused with near ones, hostile ones harm nothing."""

from __future__ import annotations

import csv
from io import StringIO

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trips_graph.web.spreadsheets import write_line

HTML = {"Accept": "text/html"}
HOSTILE = [
    "' OR 1=1 --", '"; DROP TABLE thing; --', "<script>alert(1)</script>", "\u202egnp.exe", "%00",
    "\x00", "x" * 4000, "../../etc/passwd", "KHM\n", "💥", "{{ 7 * 7 }}",
]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("beneficary=KHM", "Did you mean: Beneficiary (beneficiary)?"),
        ("beneficiary=Cambodia", "Cambodia (KHM)"),
        ("beneficiary=khm", "Cambodia (KHM)"),
        ("submitter=World Customs Organisation", "World Customs Organization (wco)"),
        ("topic=patent", "Did you mean: patents"),
        ("year=19", "“19” is no value of “Year of the start (year)”."),
        ("ldc=maybe", "There are: no, unknown and yes."),
        ("sort=newst", "Did you mean: newest?"),
        ("sort=title&sort=oldest", "“sort” stands twice in the address."),
        ("page=0", "“page” is a number from 1 to 10,000."),
        ("page=" + "9" * 4000, "“page” is a number from 1 to 10,000."),
        ("page=000000001" + "9" * 5000, "“page” is a number from 1 to 10,000."),
        ("page=²", "“page” is a number from 1 to 10,000."),
    ],
)
def test_what_is_not_known_is_told(explored: httpx.Client, query: str, told: str) -> None:
    response = explored.get(f"/activities?{query}", headers=HTML)
    assert response.status_code == 400
    assert told in response.text
    if not query.startswith("page"):
        for suffix in ("csv", "json", "ttl"):
            refused = explored.get(f"/activities.{suffix}?{query}")
            assert (refused.status_code, told in refused.json()["detail"]) == (400, True)


def test_pages_refuse_in_the_language_of_the_address(explored: httpx.Client) -> None:
    french = explored.get("/fr/activities?beneficiary=Cambodge", headers=HTML).text
    assert (
        "«\u00a0Cambodge\u00a0» n’est pas une valeur de «\u00a0Bénéficiaire (beneficiary)\u00a0». "
        "Vouliez-vous dire\u00a0: Cambodge (KHM)\u00a0?"
    ) in french
    spanish = explored.get("/es/activities?beneficary=KHM", headers=HTML).text
    assert "Quizá quiso decir: Beneficiario (beneficiary)." in spanish


@pytest.mark.parametrize("address", ["activities", "activities.json", "members.csv"])
def test_programs_are_refused_in_english_at_every_address(
    explored: httpx.Client, address: str
) -> None:
    refused = explored.get(f"/fr/{address}?q=x").json()["detail"]
    assert refused.startswith("“q” is no field of this address.")


def test_a_file_has_no_pages(explored: httpx.Client) -> None:
    refused = explored.get("/activities.csv?page=2")
    assert (refused.status_code, "leave out" in refused.text) == (400, True)


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("name", ["beneficiary", "year", "topic", "sort", "page"])
def test_hostile_values_are_mistakes_like_others(
    explored: httpx.Client, name: str, value: str
) -> None:
    response = explored.get("/activities", params={name: value}, headers=HTML)
    assert response.status_code == 400
    assert "<script>alert" not in response.text


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_of_fields_are_mistakes_like_others(
    explored: httpx.Client, name: str
) -> None:
    response = explored.get("/activities", params={name: "KHM"}, headers=HTML)
    assert response.status_code == 400
    assert "<script>alert" not in response.text


def test_empty_fields_are_none(explored: httpx.Client) -> None:
    found = explored.get("/activities.json?beneficiary=&year=").json()
    assert found["filters"] == {} and found["total"] > 100


def test_a_value_twice_is_one(explored: httpx.Client) -> None:
    found = explored.get("/activities.json?beneficiary=KHM&beneficiary=KHM").json()
    assert found["filters"] == {"beneficiary": ["KHM"]}


@given(st.lists(st.text(), min_size=1))
def test_no_cell_of_a_table_is_a_formula(cells: list[str]) -> None:
    (row,) = csv.reader(StringIO(write_line(cells), newline=""))
    for cell, given_ in zip(row, cells, strict=True):
        assert cell in (given_, "'" + given_)
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
