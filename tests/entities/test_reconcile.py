"""Resolving names: all that the authorities know, and never a guess."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reports.pages import page, read
from trips_graph.entities.authorities import read_authorities, read_classification
from trips_graph.entities.match import Register, fold, open_register
from trips_graph.entities.reconcile import reconcile
from trips_graph.errors import BadTable
from trips_graph.model.entity import EntityKind, EntityRef
from trips_graph.reports.archive import open_sources
from trips_graph.reports.manifest import Manifest
from trips_graph.reports.parse import parse
from trips_graph.reports.prose.rules import ReadingRules

DATA = Path(__file__).parents[2] / "data"
AUTHORITIES = read_authorities(DATA / "authorities")
ALL = tuple(EntityKind)


@pytest.fixture(scope="module")
def register() -> Register:
    rules = read_classification(DATA / "rules" / "classification.csv")
    return open_register(AUTHORITIES, rules)


def test_every_member_observer_and_organisation_is_there() -> None:
    members = [item for item in AUTHORITIES.members if item.joined]
    assert (len(members), len(AUTHORITIES.members)) == (166, 189)
    assert len(AUTHORITIES.organisations) == 248


def test_no_name_stands_for_two_members_or_observers(register: Register) -> None:
    for name in register.names:
        assert len(register.find(name, [EntityKind.MEMBER])) <= 1, name


def test_every_name_of_every_authority_finds_it(register: Register) -> None:
    for member in AUTHORITIES.members:
        for name in (*member.names.values(), *member.look_up_names):
            assert register.find(name, [EntityKind.MEMBER]) == {
                EntityRef(EntityKind.MEMBER, member.key)
            }


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Lao People's Democratic Republic", "LAO"),
        ("Lao People’s Democratic Republic", "LAO"),
        ("Hong Kong, China", "HKG"),
        ("Korea, Republic of", "KOR"),
        ("The Gambia", "GMB"),
        ("gambia", "GMB"),
        ("Kingdom of Bahrain", "BHR"),
        ("State of Kuwait", "KWT"),
        ("Swaziland", "SWZ"),
        ("Turkey", "TUR"),
        ("Czechia", "CZE"),
        ("Cote d'Ivoire", "CIV"),
        ("Viet  Nam", "VNM"),
        ("Chinese Taipei", "TPKM"),
        ("European Union", "EU"),
        ("Democratic Republic of the Congo", "COD"),
        ("United States of America", "USA"),
    ],
)
def test_names_as_the_wto_prints_them(register: Register, name: str, key: str) -> None:
    assert register.find(name, [EntityKind.MEMBER]) == {EntityRef(EntityKind.MEMBER, key)}


@pytest.mark.parametrize("name", ["Combodia", "Guinea Bissau", "", "Congo, China", "All"])
def test_a_near_miss_is_no_match(register: Register, name: str) -> None:
    assert register.find(name, ALL) == frozenset()


def test_folding_keeps_different_names_apart() -> None:
    assert fold("Niger") != fold("Nigeria")
    assert fold("Guinea") != fold("Guinea-Bissau")


def test_all_names_and_submitters_of_the_shipped_reports_resolve(
    register: Register, known: Manifest, rules: ReadingRules
) -> None:
    for document in open_sources([DATA], known):
        reconciled = reconcile(parse(document, rules), register)
        assert reconciled.submitter is not None, document.name
        expected = ["name-unresolved"] if document.text else []
        assert [finding.code for finding in reconciled.findings] == expected


def test_what_is_no_name_of_a_body_stays_an_unresolved_mention(
    register: Register, known: Manifest, rules: ReadingRules
) -> None:
    document = next(item for item in open_sources([DATA], known) if item.text)
    names = reconcile(parse(document, rules), register).names["operation-pangea-xi"]
    assert [ref.key for ref in names.partners] == ["interpol", "europol"]
    assert [(item.text, item.role) for item in names.unresolved] == [
        ("health authorities", "partner")
    ]


def test_an_unknown_beneficiary_is_neither_guessed_nor_lost(register: Register) -> None:
    report = read(page("1 A 05/03/2020 Ghana; Atlantis"))
    reconciled = reconcile(report, register)
    assert [ref.key for ref in reconciled.names["1"].beneficiaries] == ["GHA"]
    assert [item.text for item in reconciled.names["1"].unresolved] == ["Atlantis"]
    assert [finding.line for finding in reconciled.findings] == [10]


def test_an_acronym_of_another_body_is_a_contradiction(register: Register) -> None:
    report = read(page("1 A 05/03/2020 Ghana", submitter="World Customs Organization (WHO)"))
    reconciled = reconcile(report, register)
    assert reconciled.submitter is None
    assert [finding.code for finding in reconciled.findings] == ["name-and-acronym-differ"]


def test_a_bracket_that_is_no_acronym_belongs_to_the_name(register: Register) -> None:
    report = read(page("1 A 05/03/2020 Ghana", submitter="Congo (Democratic Republic of the)"))
    reconciled = reconcile(report, register)
    assert reconciled.submitter == EntityRef(EntityKind.MEMBER, "COD")
    assert not reconciled.findings


def test_every_unresolved_mention_has_its_evidence_and_a_key_of_its_own(register: Register) -> None:
    prose = (
        "1  Overview\n 1. Operation Pangea XI, in partnership with Интерпол and Европол and"
        " Health authorities and health authorities, led to 859 arrests."
    )
    names = reconcile(read(page("1 A 05/03/2020 Ghana", prose)), register).names
    unresolved = names["operation-pangea-xi"].unresolved
    assert len({item.key for item in unresolved}) == len(unresolved) == 4
    assert all(item.evidence for item in unresolved)


def test_groups_are_not_expanded(register: Register) -> None:
    report = read(page("1 A 05/03/2020 ASEAN Member States"))
    assert reconcile(report, register).names["1"].beneficiaries == (
        EntityRef(EntityKind.GROUP, "asean"),
    )


def test_a_doubled_key_is_told_by_line(tmp_path: Path) -> None:
    for path in (DATA / "authorities").glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    with (tmp_path / "tools.csv").open("a", encoding="utf-8") as stream:
        stream.write("click,CLiCK again,,,\n")
    with pytest.raises(BadTable, match=r"tools\.csv, line \d+: key 'click' stands twice"):
        read_authorities(tmp_path)
