"""The same operation or meeting, named twice: proposed, never merged; a title is no identity."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

from trips_graph.entities.authorities import read_authorities, read_classification
from trips_graph.entities.ledger import open_ledger
from trips_graph.entities.match import open_register
from trips_graph.entities.reconcile import reconcile
from trips_graph.entities.same import propose_same, sketch, tell_pairs, tell_unused
from trips_graph.model.decision import Decision, DecisionKind, Ledger, Verdict
from trips_graph.model.entity import Sketch
from trips_graph.reports.archive import open_sources
from trips_graph.reports.manifest import Manifest
from trips_graph.reports.parse import parse
from trips_graph.reports.prose.rules import ReadingRules

DATA = Path(__file__).parents[2] / "data"
AUTHORITIES = read_authorities(DATA / "authorities")
RULES = read_classification(DATA / "rules" / "classification.csv")
REGISTER = open_register(AUTHORITIES, RULES)
OPERATION, MEETING = "enforcement-operation", "meeting"


def named(key: str, title: str, kind: str | None = OPERATION, ordinal: int | None = None) -> Sketch:
    return Sketch(key, title, kind, ordinal, f"{key.partition('-')[0]}.txt", 3)


def decided(left: str, right: str, verdict: Verdict) -> Decision:
    on = date(2026, 3, 1)
    return Decision(DecisionKind.ACTIVITY, left, right, verdict, None, "Ann", on, "invented", 2)


def ledger(*decisions: Decision) -> Ledger:
    return open_ledger(Path("/somewhere/decisions.csv"), decisions, REGISTER)


def pairs(*sketches: Sketch, known: Ledger | None = None) -> list[tuple[str, str]]:
    found = propose_same(sketches, known or Ledger())
    return [(pair.left.key, pair.right.key) for pair in found]


def test_one_number_of_one_series_in_two_reports_is_proposed() -> None:
    assert pairs(named("1-a", "Operation Pangea XI"), named("2-b", "OPERATION  Pangea 11")) == [
        ("1-a", "2-b")
    ]
    assert pairs(named("1-a", "Operation Pangea XI"), named("2-b", "11th Operation Pangea"))
    assert pairs(named("1-a", "Operation Pangea XI"), named("2-b", "Operation Pangea", ordinal=11))
    meeting = "Counterfeiting and Piracy (CAP) Group meeting"
    assert pairs(named("1-a", f"16th {meeting}", MEETING, 16), named("2-b", meeting, MEETING, 16))


def test_other_numbers_names_and_kinds_are_not_proposed() -> None:
    assert not pairs(named("1-a", "Operation Pangea XI"), named("2-b", "Operation Pangea XII"))
    assert not pairs(named("1-a", "Operation Pangea IX"), named("2-b", "Operation Pangea XI"))
    assert not pairs(named("1-a", "Operation Pangea XI"), named("2-b", "Operation Opson XI"))
    assert not pairs(named("1-a", "Group meeting", MEETING), named("2-b", "Group meeting", MEETING))
    assert not pairs(
        named("1-a", "National Workshop", None), named("2-b", "National Workshop", None)
    )


def test_an_operation_with_a_name_and_no_number_is_proposed() -> None:
    assert pairs(named("1-a", "Operation Gryphon"), named("2-b", "Operation Gryphon"))


def test_the_ordinal_alone_is_enough_within_one_report() -> None:
    """Last year's 11th operation and Operation Pangea XI are one thing."""
    roman, nth = named("1-pangea", "Operation Pangea XI"), named("1-nth", "11th operation")
    assert pairs(roman, nth) == [("1-nth", "1-pangea")]
    assert not pairs(roman, named("2-nth", "11th operation"))
    assert not pairs(roman, named("1-opson", "Operation Opson XI"))


def test_n_activities_make_n_less_one_pairs() -> None:
    sketches = [named(f"{n}-a", "Operation Pangea XI") for n in range(1, 7)]
    assert pairs(*sketches) == [(a.key, b.key) for a, b in pairwise(sketches)]


def test_what_is_decided_is_not_proposed_again() -> None:
    three = [named(f"{n}-a", "Operation Pangea XI") for n in (1, 2, 3)]
    same = ledger(decided("1-a", "2-a", Verdict.SAME))
    assert pairs(*three, known=same) == [("1-a", "3-a")]
    apart = ledger(decided("2-a", "1-a", Verdict.NOT_SAME))
    assert pairs(*three, known=apart) == [("2-a", "3-a")]
    chain = ledger(decided("1-a", "2-a", Verdict.SAME), decided("2-a", "3-a", Verdict.SAME))
    assert pairs(*three, known=chain) == []
    both = ledger(decided("1-a", "2-a", Verdict.SAME), decided("2-a", "3-a", Verdict.NOT_SAME))
    assert pairs(*three, known=both) == []


def test_an_unsure_pair_stays_proposed_and_is_marked_as_seen() -> None:
    unsure = decided("1-a", "2-a", Verdict.UNSURE)
    two = [named("1-a", "Operation Pangea XI"), named("2-a", "Operation Pangea XI")]
    (pair,) = propose_same(two, ledger(unsure))
    assert pair.seen == unsure


def test_pairs_are_told_at_their_place() -> None:
    two = [named("1-a", "Operation Pangea XI"), named("2-a", "Operation Pangea 11")]
    (finding,) = tell_pairs(propose_same(two, Ledger()))
    assert (finding.document, finding.line, finding.code) == ("2.txt", 3, "activity-maybe-same")
    assert "1-a" in finding.message
    assert "1.txt, line 3" in finding.message


def test_a_decision_on_an_activity_that_is_gone_is_told_without_the_folder() -> None:
    known = ledger(decided("1-a", "2-a", Verdict.SAME))
    (finding,) = tell_unused(known, [named("1-a", "Operation Pangea XI")])
    assert (finding.document, finding.line, finding.code) == (
        "decisions.csv", 2, "decision-unused",
    )  # fmt: skip
    assert "2-a" in finding.message


def test_rows_7_and_8_of_report_1000364_are_two_activities(
    known: Manifest, rules: ReadingRules
) -> None:
    """They have one title, "Benchmark Study"; a title is no identity."""
    sketches = [
        item
        for document in open_sources([DATA], known)
        for item in sketch(reconcile(parse(document, rules), REGISTER), Ledger())
    ]
    keys = [item.key for item in sketches]
    assert keys == ["1000364-operation-pangea-xi", "1000364-cap-group-meeting-16th"]
    assert propose_same(sketches, Ledger()) == ()


def test_an_activity_that_the_ledger_names_is_known_whatever_it_is(
    known: Manifest, rules: ReadingRules
) -> None:
    document = next(item for item in open_sources([DATA], known) if item.text)
    on_rows = ledger(decided("1000364-7", "1000364-8", Verdict.NOT_SAME))
    sketches = sketch(reconcile(parse(document, rules), REGISTER), on_rows)
    assert {"1000364-7", "1000364-8"} <= {item.key for item in sketches}
    assert tell_unused(on_rows, sketches) == ()
