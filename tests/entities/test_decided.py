"""Decisions in force: the build obeys them, and near names never settle anything by themselves."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.reports.pages import page, read
from trips_graph.entities.authorities import read_authorities
from trips_graph.entities.ledger import open_ledger
from trips_graph.entities.match import Register, open_register
from trips_graph.entities.proposals import CUTOFF, LIMIT
from trips_graph.entities.reconcile import reconcile
from trips_graph.model.decision import Decision, DecisionKind, Verdict
from trips_graph.model.entity import THE_REPORT, EntityKind, ReconciledReport

DATA = Path(__file__).parents[2] / "data"
AUTHORITIES = read_authorities(DATA / "authorities")
PLAIN = open_register(AUTHORITIES, ())
BENEFICIARIES = [EntityKind.MEMBER, EntityKind.GROUP]


def decision(
    left: str, right: str, verdict: Verdict = Verdict.SAME, report: str | None = None
) -> Decision:
    on = date(2026, 3, 1)
    return Decision(DecisionKind.NAME, left, right, verdict, report, "Ann", on, "invented", 2)


def deciding(*decisions: Decision) -> Register:
    ledger = open_ledger(Path("decisions.csv"), decisions, PLAIN)
    return open_register(AUTHORITIES, (), ledger)


def row(reconciled: ReconciledReport) -> tuple[list[str], list[str]]:
    """Return the beneficiaries of row 1, and its open names."""
    names = reconciled.names["1"]
    return [str(ref) for ref in names.beneficiaries], [item.text for item in names.unresolved]


@pytest.mark.parametrize(
    ("name", "ref"),
    [
        ("Kambodia", "member/KHM"), ("Kyrgiz Republic", "member/KGZ"), ("Vietnan", "member/VNM"),
        ("Guinea Bissau", "member/GNB"), ("Hong Kong China", "member/HKG"),
        ("Zambia1", "member/ZMB"), ("ASEAN countires", "group/asean"),
        ("Madgascar", "member/MDG"), ("Bosnia Herzegovina", "member/BIH"),
        ("Republic Kyrgyz", "member/KGZ"),
    ],
)  # fmt: skip
def test_a_misspelling_is_proposed_with_its_score_and_not_applied(name: str, ref: str) -> None:
    reconciled = reconcile(read(page(f"1 A 05/03/2020 {name}")), PLAIN)
    assert row(reconciled) == ([], [name])
    (best, *_) = reconciled.names["1"].unresolved[0].proposals
    assert str(best.ref) == ref
    assert CUTOFF <= best.score < 100
    (finding,) = reconciled.findings
    assert finding.code == "name-unresolved"
    assert f"; nearest: {best.name} ({ref}) {best.score}" in finding.message


@pytest.mark.parametrize("name", ["Atlantis", "health authorities", "Uganda and Kenya", "England"])
def test_what_is_near_nothing_has_no_proposal(name: str) -> None:
    assert PLAIN.propose(name, BENEFICIARIES) == ()


def test_proposals_are_few_the_best_first_and_the_same_each_time() -> None:
    proposals = PLAIN.propose("Republic of Kosovo", BENEFICIARIES)
    assert len(proposals) == LIMIT
    assert [item.score for item in proposals] == sorted(
        (item.score for item in proposals), reverse=True
    )
    again = open_register(AUTHORITIES, ()).propose("Republic of Kosovo", BENEFICIARIES)
    assert again == proposals
    assert len({item.ref for item in proposals}) == LIMIT


def test_a_proposal_is_of_a_kind_that_the_role_allows() -> None:
    report = read(page("1 A 05/03/2020 Ghana", submitter="Asean countires"))
    (open_name,) = reconcile(report, PLAIN).names[THE_REPORT].unresolved
    assert {item.ref.kind for item in open_name.proposals} <= {
        EntityKind.MEMBER, EntityKind.ORGANISATION,
    }  # fmt: skip


def test_same_settles_a_name_and_says_by_which_decision() -> None:
    settled = decision("Kyrgiz Republic", "member/KGZ")
    report = read(page("1 A 05/03/2020 KYRGIZ  Republic; Ghana\n2 B 05/03/2020 Ghana"))
    reconciled = reconcile(report, deciding(settled))
    assert row(reconciled) == (["member/KGZ", "member/GHA"], [])
    assert reconciled.names["1"].decisions == (settled,)
    assert reconciled.names["2"].decisions == ()
    assert reconciled.findings == ()


def test_not_same_removes_the_proposal_for_ever() -> None:
    reconciled = reconcile(
        read(page("1 A 05/03/2020 Kambodia")),
        deciding(decision("Kambodia", "member/KHM", Verdict.NOT_SAME)),
    )
    assert row(reconciled) == ([], ["Kambodia"])
    assert "member/KHM" not in reconciled.findings[0].message


def test_not_same_takes_one_of_several_away() -> None:
    report = read(page("1 A 05/03/2020 Ghana", submitter="INPI"))
    three = deciding(
        decision("INPI", "organisation/inpi-ar", Verdict.NOT_SAME),
        decision("INPI", "organisation/inpi-br", Verdict.NOT_SAME),
        decision("INPI", "organisation/inpi-pt", Verdict.NOT_SAME),
    )
    assert [item.code for item in reconcile(report, PLAIN).findings] == ["name-ambiguous"]
    reconciled = reconcile(report, three)
    assert str(reconciled.submitter) == "organisation/inpi-fr"
    assert len(reconciled.names[THE_REPORT].decisions) == 3


def test_unsure_leaves_the_name_open_and_says_who_looked() -> None:
    seen = decision("Kambodia", "", Verdict.UNSURE)
    reconciled = reconcile(read(page("1 A 05/03/2020 Kambodia")), deciding(seen))
    assert row(reconciled) == ([], ["Kambodia"])
    assert reconciled.names["1"].unresolved[0].seen == seen
    assert "left open by Ann on 2026-03-01: invented" in reconciled.findings[0].message


def test_a_decision_for_one_report_holds_only_there() -> None:
    text = page("1 A 05/03/2020 Kambodia")
    here = deciding(decision("Kambodia", "member/KHM", report="9999999"))
    elsewhere = deciding(decision("Kambodia", "member/KHM", report="1"))
    assert row(reconcile(read(text), here)) == (["member/KHM"], [])
    assert row(reconcile(read(text), elsewhere)) == ([], ["Kambodia"])


def test_what_is_decided_for_one_report_outweighs_what_holds_everywhere() -> None:
    both = deciding(
        decision("Georgia", "member/GEO", Verdict.NOT_SAME, "9999999"),
        decision("Kambodia", "member/KHM"),
        decision("Kambodia", "member/KHM", Verdict.NOT_SAME, "9999999"),
    )
    reconciled = reconcile(read(page("1 A 05/03/2020 Georgia; Kambodia")), both)
    assert row(reconciled) == ([], ["Georgia", "Kambodia"])


def test_a_decision_among_kinds_that_the_role_does_not_allow_has_no_effect() -> None:
    wrong = deciding(decision("Kambodia", "organisation/wco"))
    assert row(reconcile(read(page("1 A 05/03/2020 Kambodia")), wrong)) == ([], ["Kambodia"])


def test_a_submitter_is_decided_by_the_whole_of_what_is_printed() -> None:
    printed = "World Customs Organization (WHO)"
    report = read(page("1 A 05/03/2020 Ghana", submitter=printed))
    assert reconcile(report, PLAIN).submitter is None
    reconciled = reconcile(report, deciding(decision(printed, "organisation/wco")))
    assert str(reconciled.submitter) == "organisation/wco"
    assert len(reconciled.names[THE_REPORT].decisions) == 1
    assert reconciled.findings == ()


@pytest.mark.parametrize("cell", ["N/A", "Various", "-", "not applicable; n.a."])
def test_a_cell_that_names_nobody_makes_no_beneficiary(cell: str) -> None:
    reconciled = reconcile(read(page(f"1 A 05/03/2020 {cell}")), PLAIN)
    assert row(reconciled) == ([], [])
    assert {item.code for item in reconciled.findings} == {"beneficiary-names-nobody"}
    assert {item.line for item in reconciled.findings} == {10}


def test_names_are_never_split_at_a_comma() -> None:
    cell = "Hong Kong, China; Korea, Republic of; Macao, China; Venezuela, Bolivarian Republic of"
    reconciled = reconcile(read(page(f"1 A 05/03/2020 {cell}")), PLAIN)
    assert row(reconciled) == (["member/HKG", "member/KOR", "member/MAC", "member/VEN"], [])


def test_what_is_named_beside_nobody_is_kept() -> None:
    reconciled = reconcile(read(page("1 A 05/03/2020 Ghana; others")), PLAIN)
    assert row(reconciled) == (["member/GHA"], [])


def test_a_name_of_another_kind_of_authority_says_so() -> None:
    reconciled = reconcile(read(page("1 A 05/03/2020 World Health Organization")), PLAIN)
    assert row(reconciled) == ([], ["World Health Organization"])
    (finding,) = reconciled.findings
    assert (
        "is not known as a group or a member; organisation/who has this name, but cannot stand here"
        in (finding.message)
    )
