"""Each question has its answer: over invented pages, and over the shipped data.

The answers in `expected/invented` follow from the short pages beside them and were checked
against these by hand; no flag writes them again.
"""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from trips_graph.model.questions import read_questions

from .asking import ask, ask_as, ask_text, expected

# Number, and what is asked for otherwise than by default. 2 and 16 list all Members: see below.
INVENTED: list[tuple[int, dict[str, str]]] = [
    (1, {"asked": "Cambodia"}), (3, {"year": "2019"}), (4, {}), (5, {}), (6, {"since": "2019"}),
    (7, {}), (8, {}), (9, {}), (10, {}), (11, {}), (12, {"asked": "Cambodia"}), (14, {}), (15, {}),
    (17, {"day": "2018-10-09"}), (18, {}), (19, {}), (20, {}),
]  # fmt: skip
SHIPPED: list[tuple[int, dict[str, str]]] = [
    (1, {}), (3, {}), (4, {}), (7, {}), (8, {}), (9, {}), (11, {}), (14, {}), (15, {}), (17, {}),
    (20, {}),
]  # fmt: skip
ANSWERED = [
    question.number for question in read_questions().by_name.values() if not question.cannot
]
NOTHING_SHIPPED = (10, 12, 18, 19)


@pytest.mark.parametrize(("number", "values"), INVENTED, ids=lambda value: str(value))
def test_the_answer_over_invented_pages(
    invented: Store, number: int, values: dict[str, str]
) -> None:
    written = expected("invented", number)
    assert ask_as(invented, number, written, **values) == written


@pytest.mark.parametrize(("number", "values"), SHIPPED, ids=lambda value: str(value))
def test_the_answer_over_the_shipped_data(
    shipped: Store, number: int, values: dict[str, str]
) -> None:
    written = expected("shipped", number)
    assert ask_as(shipped, number, written, **values) == written


@pytest.mark.parametrize("number", NOTHING_SHIPPED)
def test_the_shipped_data_hold_nothing_on_some(shipped: Store, number: int) -> None:
    assert ask_text(shipped, number).count("\n") == 1


def test_every_answer_is_tested() -> None:
    tested = {number for number, _ in INVENTED} | {2, 16}
    assert tested == set(ANSWERED)
    assert {number for number, _ in SHIPPED} | {*NOTHING_SHIPPED, 2, 5, 6, 16} == set(ANSWERED)


@pytest.mark.parametrize("number", ANSWERED)
def test_an_answer_is_the_same_again(every_layout: Store, number: int) -> None:
    first = ask_text(every_layout, number)
    assert ask_text(every_layout, number) == first


def ldc_by_name(store: Store, year: str) -> dict[str, str]:
    """Return for each Member that no report of a year names whether it was an LDC."""
    return {row[0]: row[1] for row in ask(store, 2, "name", "ldc", year=year)}


def test_members_that_no_report_of_a_year_names(invented: Store) -> None:
    """Reports of 2018 name Cambodia and Ghana; groups are not expanded."""
    found = ldc_by_name(invented, "2018")
    assert len(found) == 164 - 2  # two of the 166 Members joined in 2024
    assert not {"Cambodia", "Ghana", "Comoros", "Timor-Leste"} & set(found)
    assert found["Vanuatu"] == "true" and found["Samoa"] == "false"
    assert found["Lesotho"] == "true" and found["Kenya"] == "false"
    later = ldc_by_name(invented, "2019")
    assert not {"Cambodia", "Samoa", "Vanuatu"} & set(later)
    assert later["Ghana"] == "false" and later["Lesotho"] == "true"


@pytest.mark.parametrize("year", ["1800", "2025"])
@pytest.mark.parametrize("number", [2, 3])
def test_of_a_year_without_a_report_nothing_is_said(
    invented: Store, number: int, year: str
) -> None:
    assert ask(invented, number, year=year) == []


def test_graduation_during_a_year_counts_from_the_next(every_layout: Store) -> None:
    """Vanuatu was an LDC until 4 December 2020."""
    assert ldc_by_name(every_layout, "2020").get("Vanuatu", "true") == "true"
    assert ldc_by_name(every_layout, "2021")["Vanuatu"] == "false"


@pytest.mark.parametrize(("number", "column"), [(1, "start"), (4, "year"), (5, "year")])
def test_what_has_no_year_comes_last(every_layout: Store, number: int, column: str) -> None:
    found = [year for (year,) in ask(every_layout, number, column)]
    assert "" in found
    assert not any(found[found.index("") :])


def test_most_and_least_named_members(invented: Store) -> None:
    """What was decided to be the same programme counts once: three for Cambodia, not four."""
    rows = ask(invented, 16, "name", "ldc", "activities", "perHead")
    assert len(rows) == 166
    assert [(name, ldc, count) for name, ldc, count, _ in rows[:5]] == [
        ("Cambodia", "true", "3"),
        ("Vanuatu", "true", "3"),
        ("Ghana", "false", "1"),
        ("Samoa", "false", "1"),
        ("Afghanistan", "true", "0"),
    ]
    ldcs = [int(count) for _, ldc, count, _ in rows if ldc == "true"]
    others = [int(count) for _, ldc, count, _ in rows if ldc == "false"]
    assert (sum(ldcs), sum(others)) == (6, 2)
    means = {ldc: float(mean) for _, ldc, _, mean in rows}
    assert means["true"] == pytest.approx(6 / len(ldcs), abs=0.005)
    assert means["false"] == pytest.approx(2 / len(others), abs=0.005)


def test_members_in_the_shipped_data(shipped: Store) -> None:
    rows = ask(shipped, 16, "name", "ldc", "activities")
    assert [name for name, _, count in rows if count == "2"] == [
        "Burundi", "Kenya", "Lao People’s Democratic Republic", "Myanmar", "Rwanda", "Tanzania",
        "Uganda",
    ]  # fmt: skip
    named = {name for name, _, count in rows if count != "0"}
    absent = {name for (name,) in ask(shipped, 2, "name")}
    assert absent.isdisjoint(named)
    assert len(absent) + len(named) + 2 == 166


def test_the_matrix_of_the_shipped_data_counts_participations(shipped: Store) -> None:
    rows = ask(shipped, 5, "year", "submitter", "beneficiary", "status", "programmes")
    assert {submitter for _, submitter, *_ in rows} == {"World Customs Organization"}
    assert ("2019", "World Customs Organization", "Burundi", "stated", "2") in rows
    assert ("2018", "World Customs Organization", "Cambodia", "stated", "1") in rows
    unknown = [(year, count) for year, _, _, status, count in rows if status == "not-stated"]
    assert unknown == [("2018", "1"), ("2019", "2"), ("", "1")]
    assert sum(int(count) for *_, status, count in rows if status == "stated") == 30


def test_another_beneficiary_of_two_submitters(invented: Store) -> None:
    assert ask(invented, 12, "overlap", "activity", "other", asked="VUT") == [
        ("started in the same year", "activity/9100003-2", "activity/9100002-1")
    ]
    assert ask(invented, 12, "overlap", asked="Ghana") == []


def test_ldcs_in_the_shipped_data(shipped: Store) -> None:
    found = ask(shipped, 6, "start", "ldc")
    assert ("2018-12-04", "Cambodia") in found and ("2019-06-17", "Senegal") in found
    assert not {"Kenya", "Ghana", "Armenia"} & {name for _, name in found}
    assert {name for start, name in found if start == "2019-05-13"} == {
        "Burundi", "Rwanda", "Tanzania", "Uganda",
    }  # fmt: skip
    assert ask(shipped, 6, "ldc", since="2020") == []


def test_misprinted_symbols_keep_their_words(every_layout: Store) -> None:
    rows = ask(every_layout, 20, "claim", "words", "report", "updates")
    found = {(claim, words) for claim, words, report, _ in rows if report == "report/9000013"}
    assert found == {
        ("updates IP/C/W/582/Add.2", "_IP/C/W/582/Add.2"),
        ("updates IP/C/W/611/Add.4", "IP/C/W/611.Add.4"),
        ("updates IP/C/W/616/Add.4", "IP/C/W/616/ Add.4"),
        ("updates IP/C/W/632/Add.6", "IP/C/W/632/Add.6"),
    }
    assert [row for row in rows if row[3]] == [
        ("updates IP/C/W/654/Add.4", "IP/C/W/654/Add.4", "report/9000037", "report/9000013")
    ]


@pytest.mark.parametrize("asked", ["KHM", "khm", "Cambodia", "Cambodge", "Camboya"])
def test_a_beneficiary_is_found_by_code_and_by_name(shipped: Store, asked: str) -> None:
    assert ask(shipped, 1, "beneficiary", "row", asked=asked) == [("Cambodia", "3")]


def test_a_group_and_a_member_of_none_are_found_by_their_names(invented: Store) -> None:
    assert ask(invented, 1, "programme", asked="african group") == [("Study visit",)]
    assert ask(invented, 1, "programme", asked="Ghana") == [
        ("Regional Workshop on IPR border measures",)
    ]
    assert ask(invented, 1, "programme", asked="Senegal") == []


def test_a_former_name_finds_who_bore_it(every_layout: Store) -> None:
    assert ask(every_layout, 1, "activity", asked="Turkey") != []
    assert ask(every_layout, 1, "activity", asked="Turkey") == ask(
        every_layout, 1, "activity", asked="TUR"
    )
