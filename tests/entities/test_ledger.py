"""The ledger: obeyed where it is sound, refused with both lines where it contradicts itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from trips_graph.entities.authorities import read_authorities
from trips_graph.entities.ledger import COLUMNS, add_decision, read_ledger
from trips_graph.entities.match import open_register
from trips_graph.errors import BadInput, BadTable, ContradictoryDecisions
from trips_graph.model.decision import Decision, DecisionKind, Verdict

DATA = Path(__file__).parents[2] / "data"
REGISTER = open_register(read_authorities(DATA / "authorities"), ())
WHO = "A. Reviewer,2026-03-01,invented"
DECISION = Decision(
    DecisionKind.NAME, "Kyrgiz Republic", "member/KGZ", Verdict.SAME, None, "A. Reviewer",
    date(2026, 3, 1), 'a misprint, "clearly"', 0,
)  # fmt: skip


def ledger_of(folder: Path, *lines: str) -> Path:
    path = folder / "decisions.csv"
    path.write_text("\n".join((",".join(COLUMNS), *lines, "")), encoding="utf-8")
    return path


def test_the_shipped_ledger_is_sound() -> None:
    ledger = read_ledger(DATA / "decisions.csv", REGISTER)
    assert ledger.decisions
    assert len({decision.key for decision in ledger.decisions}) == len(ledger.decisions)


def test_an_unsure_verdict_can_be_settled_later(tmp_path: Path) -> None:
    path = ledger_of(
        tmp_path, f"name,Kyrgiz,member/KGZ,unsure,,{WHO}", f"name,Kyrgiz,member/KGZ,same,,{WHO}"
    )
    verdicts = [item.verdict for item in read_ledger(path, REGISTER).decisions]
    assert verdicts == [Verdict.UNSURE, Verdict.SAME]


def test_one_report_may_be_an_exception(tmp_path: Path) -> None:
    path = ledger_of(
        tmp_path,
        f"name,Kyrgiz,member/KGZ,same,,{WHO}",
        f"name,Kyrgiz,member/KGZ,not-same,9999999,{WHO}",
    )
    ledger = read_ledger(path, REGISTER)
    assert [item.report for item in ledger.on_name("kyrgiz", "9999999")] == ["9999999", None]
    assert [item.report for item in ledger.on_name("kyrgiz", "1")] == [None]


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        (
            f"name,Kyrgiz,member/KGZ,same,,{WHO}", f"name,KYRGIZ,member/KAZ,same,,{WHO}",
            "cannot be both member/KGZ and member/KAZ",
        ),
        (
            f"name,Kyrgiz,member/KGZ,same,,{WHO}", f"name,Kyrgiz,member/KGZ,not-same,,{WHO}",
            "the same and not the same",
        ),
        (
            f"name,Kyrgiz,member/KGZ,not-same,,{WHO}", f"name,The Kyrgiz,member/KGZ,same,,{WHO}",
            "the same and not the same",
        ),
        (
            f"name,Kyrgiz,member/KGZ,same,,{WHO}", f"name,Kyrgiz,member/KGZ,same,,{WHO}",
            "already decided",
        ),
        (
            f"activity,1-operation-a,2-operation-a,same,,{WHO}",
            f"activity,2-operation-a,1-operation-a,not-same,,{WHO}",
            "the same and not the same",
        ),
    ],
)  # fmt: skip
def test_a_contradiction_names_both_lines(
    tmp_path: Path, first: str, second: str, reason: str
) -> None:
    path = ledger_of(tmp_path, f"name,other,,unsure,,{WHO}", first, second)
    with pytest.raises(ContradictoryDecisions, match=f"line 4, against line 3: .*{reason}"):
        read_ledger(path, REGISTER)


def test_a_chain_of_same_activities_cannot_hold_two_that_are_not(tmp_path: Path) -> None:
    path = ledger_of(
        tmp_path,
        f"activity,1-a,2-a,same,,{WHO}",
        f"activity,3-a,1-a,not-same,,{WHO}",
        f"activity,2-a,3-a,same,,{WHO}",
    )
    with pytest.raises(ContradictoryDecisions, match=r"line 4, against line 3: .*chain"):
        read_ledger(path, REGISTER)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (f"name,Kyrgiz,member/XXX,same,,{WHO}", "'member/XXX' is in no authority table"),
        (f"name,Kyrgiz,KGZ,same,,{WHO}", "'KGZ' is in no authority table"),
        (f"name,Kyrgiz,member/KGZ,perhaps,,{WHO}", "'perhaps' is not a valid Verdict"),
        (f"place,Kyrgiz,member/KGZ,same,,{WHO}", "'place' is not a valid DecisionKind"),
        ("name,Kyrgiz,member/KGZ,same,,A,1 March 2026,invented", "Invalid isoformat string"),
        ("name,Kyrgiz,member/KGZ,same,,,2026-03-01,invented", "empty cell: by"),
        ("name,Kyrgiz,member/KGZ,same,,A,2026-03-01,", "empty cell: why"),
        (f"name,,member/KGZ,same,,{WHO}", "empty cell: left"),
        (f"name,Kyrgiz,,same,,{WHO}", "empty cell: right"),
        (f"activity,1-a,,unsure,,{WHO}", "empty cell: right"),
        (f"activity,1-a,Operation,same,,{WHO}", "'Operation' is no key of an activity"),
        (f"activity,1-a,1-a,same,,{WHO}", "same as itself"),
        (f"activity,1-a,2-a,same,9999999,{WHO}", "holds everywhere"),
        (f"name,Ghana,member/TGO,same,,{WHO}", "'Ghana' is a name of member/GHA"),
        ("name,Kyrgiz,member/KGZ,same", "needs 8 cells"),
        (f"name,Hong Kong, China,member/HKG,same,,{WHO}", "needs 8 cells"),
    ],
)
def test_a_wrong_line_is_told_by_its_number(tmp_path: Path, line: str, reason: str) -> None:
    path = ledger_of(tmp_path, f"name,other,,unsure,,{WHO}", line)
    with pytest.raises(BadTable, match=rf"decisions\.csv, line 3: .*{reason}"):
        read_ledger(path, REGISTER)


def test_wrong_columns_and_missing_files_are_told(tmp_path: Path) -> None:
    (tmp_path / "decisions.csv").write_text("left,right\n", encoding="utf-8")
    with pytest.raises(BadTable, match="line 1: the columns must be kind,left"):
        read_ledger(tmp_path / "decisions.csv", REGISTER)
    with pytest.raises(BadInput, match="cannot be read"):
        read_ledger(tmp_path / "none.csv", REGISTER)


def test_a_decision_on_a_name_of_several_chooses_one(tmp_path: Path) -> None:
    path = ledger_of(tmp_path, f"name,INPI,organisation/inpi-fr,same,9999999,{WHO}")
    assert read_ledger(path, REGISTER).decisions[0].right == "organisation/inpi-fr"


def test_a_decision_is_added_at_the_end_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "new" / "decisions.csv"
    add_decision(path, DECISION, REGISTER)
    before = path.read_text(encoding="utf-8")
    again = Decision(
        DecisionKind.NAME, "Hong Kong China", "member/HKG", Verdict.SAME, None, "B",
        date(2026, 1, 2), "one comma less", 0,
    )  # fmt: skip
    add_decision(path, again, REGISTER)
    assert path.read_text(encoding="utf-8").startswith(before)
    read = read_ledger(path, REGISTER).decisions
    assert [(item.left, item.why, item.line) for item in read] == [
        ("Kyrgiz Republic", 'a misprint, "clearly"', 2),
        ("Hong Kong China", "one comma less", 3),
    ]
    assert [item.name for item in path.parent.iterdir()] == ["decisions.csv"]


def test_a_contradiction_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    path = ledger_of(tmp_path, f"name,Kyrgiz Republic,member/KAZ,same,,{WHO}")
    before = path.read_bytes()
    with pytest.raises(ContradictoryDecisions, match="line 3, against line 2"):
        add_decision(path, DECISION, REGISTER)
    assert path.read_bytes() == before


def test_a_ledger_without_a_line_feed_at_its_end_is_added_to(tmp_path: Path) -> None:
    path = ledger_of(tmp_path, f"name,other,,unsure,,{WHO}")
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n"), encoding="utf-8")
    assert len(add_decision(path, DECISION, REGISTER).decisions) == 2
    assert len(read_ledger(path, REGISTER).decisions) == 2


def test_a_ledger_from_a_spreadsheet_is_read(tmp_path: Path) -> None:
    path = ledger_of(tmp_path, f"name,Kyrgiz,member/KGZ,same,,{WHO}")
    text = path.read_text(encoding="utf-8").replace("\n", "\r\n")
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert [item.line for item in read_ledger(path, REGISTER).decisions] == [2]
    assert len(add_decision(path, DECISION, REGISTER).decisions) == 2
    assert len(read_ledger(path, REGISTER).decisions) == 2


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    (tmp_path / "decisions.csv").write_bytes(b"kind,\xff")
    with pytest.raises(BadInput, match="cannot be read"):
        add_decision(tmp_path / "decisions.csv", DECISION, REGISTER)


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(BadInput, match=r"file"):
        add_decision(tmp_path / "file" / "decisions.csv", DECISION, REGISTER)
