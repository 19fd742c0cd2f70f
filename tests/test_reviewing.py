"""`trips-graph review`, run as a user runs it: it lists, it records, and the next build obeys."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.reports.pages import page
from tests.test_cli import run
from trips_graph import pipeline, settings
from trips_graph.errors import BadInput
from trips_graph.model.decision import DecisionKind, Verdict
from trips_graph.reviewing import Judgement, read_judgement
from trips_graph.settings import Settings

OPERATIONS = (
    "1  Overview\n 1. Operation Pangea XI, in partnership with Interpol, led to 859 arrests"
    " in October 2018."
)
WHO = ("--by", "A. Reviewer", "--why", "invented, for a test")
ASK = """
PREFIX tg: <https://w3id.org/trips-graph/def#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """Two invented pages: a misspelt name in one, one operation in both."""
    folder = tmp_path / "sources"
    folder.mkdir()
    first = page("1 A 05/03/2020 Kambodia; Ghana\n2 B 05/03/2020 N/A", OPERATIONS)
    second = page("1 C 05/03/2021 Ghana", OPERATIONS.replace("XI", "11").replace("11,", "XI,"))
    (folder / "9000001.txt").write_text(first, encoding="utf-8")
    (folder / "9000002.txt").write_text(second, encoding="utf-8")
    return folder


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return tmp_path / "mine" / "decisions.csv"


def decide(ledger: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run("review", "--decisions", ledger, *arguments)


def rows(release: Path, query: str) -> list[str]:
    answered = run("query", "--release", release, "--format", "csv", ASK + query)
    assert answered.returncode == 0, answered.stderr
    return answered.stdout.split()[1:]


def test_what_is_open_is_listed_with_its_place_and_what_is_near(sources: Path) -> None:
    listed = run("review", sources)
    assert listed.returncode == 0, listed.stderr
    assert "1 open name(s), 1 pair(s)" in listed.stdout
    assert "  in: 9000001.txt, line " in listed.stdout
    assert "(report 9000001)" in listed.stdout
    assert "beneficiary 'Kambodia'\n  near: Cambodia (member/KHM) 92" in listed.stdout
    assert "--decide NAME --same REF" in listed.stdout
    assert "activity/9000001-operation-pangea-xi 'Operation Pangea XI'" in listed.stdout
    assert "activity/9000002-operation-pangea-xi" in listed.stdout


def test_a_name_is_listed_once_with_its_places_and_what_was_looked_at_comes_last(
    sources: Path, ledger: Path
) -> None:
    table = "\n".join(f"{n} A 05/03/2020 Kambodia" for n in range(1, 8))
    (sources / "9000003.txt").write_text(page(f"{table}\n8 B 05/03/2020 Atlantis"), "utf-8")
    decide(ledger, "--decide", "Kambodia", "--unsure", "-", *WHO)
    text = run("review", sources, "--decisions", ledger).stdout
    assert "2 open name(s)" in text
    assert text.index("'Atlantis'") < text.index("'Kambodia'")
    assert text.count("'Kambodia'") == 1
    assert "and in 3 more place(s)" in text
    listed = json.loads(run("review", sources, "--decisions", ledger, "--json").stdout)
    assert len(listed["names"]) == 9


def test_a_row_that_could_not_be_divided_is_no_name_to_judge(sources: Path) -> None:
    row = "1 Handbook (second edition)\n2 C 05/03/2020 Atlantis"
    (sources / "9000003.txt").write_text(page(row), "utf-8")
    names = [item["name"] for item in json.loads(run("review", sources, "--json").stdout)["names"]]
    assert names == ["Kambodia", "Atlantis"]


def test_what_the_tables_say_needs_no_decision(ledger: Path) -> None:
    refused = decide(ledger, "--decide", "WHO", "--same", "organisation/who", *WHO)
    assert refused.returncode == 3
    assert "a name of organisation/who already" in " ".join(refused.stderr.split())
    assert not ledger.exists()
    settled = decide(ledger, "--decide", "INPI", "--same", "organisation/inpi-fr", *WHO)
    assert settled.returncode == 0, settled.stderr


def test_the_list_as_json(sources: Path) -> None:
    listed = json.loads(run("review", sources, "--json").stdout)
    (name,) = listed["names"]
    assert (name["name"], name["role"], name["report"]) == ("Kambodia", "beneficiary", "9000001")
    assert name["proposals"] == [{"ref": "member/KHM", "name": "Cambodia", "score": 92}]
    assert name["seen"] is None
    (pair,) = listed["pairs"]
    assert pair["left"]["key"] == "9000001-operation-pangea-xi"


def test_a_recorded_decision_is_obeyed_by_the_next_build(
    sources: Path, ledger: Path, tmp_path: Path
) -> None:
    one = ("activity/9000001-operation-pangea-xi", "activity/9000002-operation-pangea-xi")
    first = decide(ledger, "--decide", "Kambodia", "--same", "member/KHM", *WHO)
    assert first.returncode == 0, first.stderr
    assert f"{ledger}: recorded" in first.stdout.replace("\n", "")
    second = decide(ledger, "--decide", one[0], "--same", one[1], *WHO, "--on", "2026-03-01")
    assert second.returncode == 0, second.stderr
    out = tmp_path / "out"
    built = run("build", sources, "--out", out, "--decisions", ledger)
    assert built.returncode == 0, built.stderr

    beneficiaries = "SELECT ?b WHERE { ?a tg:beneficiary/rdfs:label ?b ; tg:settledBy ?d }"
    assert set(rows(out, beneficiaries)) == {"Cambodia", "Cambodge", "Camboya", "Ghana"}
    same = """SELECT ?on WHERE { ?a tg:sameActivityAs ?b ; tg:settledBy ?d .
      GRAPH ?g { ?b tg:sameActivityAs ?a } FILTER(STRENDS(STR(?g), "/graph/decisions"))
      ?d tg:verdict/skos:notation "same" ; tg:decider "A. Reviewer" ; tg:decidesOn ?b ;
      dcterms:description "invented, for a test" ; dcterms:issued ?on }"""
    assert rows(out, same) == ["2026-03-01", "2026-03-01"]
    codes = [item["code"] for item in json.loads((out / "CURRENT" / "findings.json").read_text())]
    assert not {"name-unresolved", "activity-maybe-same", "decision-unused"} & set(codes)
    assert "beneficiary-names-nobody" in codes
    assert "0 open name(s), 0 pair(s)" in run("review", sources, "--decisions", ledger).stdout


def test_without_a_decision_findings_tell_and_nothing_is_asserted(
    sources: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert run("build", sources, "--out", out).returncode == 0
    findings = json.loads((out / "CURRENT" / "findings.json").read_text())
    told = {item["code"]: item["message"] for item in findings}
    assert "nearest: Cambodia (member/KHM) 92" in told["name-unresolved"]
    assert "9000001-operation-pangea-xi" in told["activity-maybe-same"]
    assert rows(out, "SELECT ?a WHERE { ?a tg:sameActivityAs ?b }") == []


def test_a_decision_on_what_is_gone_is_told_and_the_release_is_published(
    sources: Path, ledger: Path, tmp_path: Path
) -> None:
    gone = ("activity/9000001-operation-pangea-xi", "activity/9000009-operation-pangea-xi")
    decide(ledger, "--decide", gone[0], "--same", gone[1], *WHO)
    built = run("build", sources, "--out", tmp_path / "out", "--decisions", ledger)
    assert built.returncode == 0, built.stderr
    findings = json.loads((tmp_path / "out" / "CURRENT" / "findings.json").read_text())
    (unused,) = [item for item in findings if item["code"] == "decision-unused"]
    assert (unused["document"], unused["line"]) == ("decisions.csv", 2)


def test_a_contradiction_is_refused_and_the_ledger_stays(ledger: Path) -> None:
    decide(ledger, "--decide", "Kambodia", "--same", "member/KHM", *WHO)
    before = ledger.read_bytes()
    refused = decide(ledger, "--decide", "Kambodia", "--same", "member/GMB", *WHO)
    assert refused.returncode == 3
    assert "line 3, against line 2" in refused.stderr
    assert ledger.read_bytes() == before


def test_a_contradictory_ledger_stops_the_build(sources: Path, ledger: Path) -> None:
    decide(ledger, "--decide", "Kambodia", "--same", "member/KHM", *WHO)
    text = ledger.read_text(encoding="utf-8")
    ledger.write_text(text + text.splitlines()[1].replace("KHM", "GMB") + "\n", encoding="utf-8")
    built = run("build", sources, "--out", ledger.parent / "out", "--decisions", ledger)
    assert built.returncode == 3
    assert "line 3, against line 2" in built.stderr
    assert not (ledger.parent / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--decide", "X", *WHO), "needs one verdict"),
        (
            ("--decide", "X", "--same", "member/KHM", "--not-same", "member/GHA", *WHO),
            "one verdict",
        ),
        (("--decide", "X", "--same", "member/KHM", "--why", "w"), "needs --by"),
        (("--decide", "X", "--same", "member/KHM", "--by", "b"), "needs --why"),
        (("--decide", "X", "--same", "Cambodia", *WHO), "is in no authority table"),
        (("--decide", "X", "--same", "member/KHM", *WHO, "--on", "yesterday"), "no day"),
        (("--decide", "activity/1-a", "--same", "member/KHM", *WHO), "is no key of an activity"),
    ],
)
def test_an_incomplete_judgement_is_refused(
    ledger: Path, arguments: tuple[str, ...], reason: str
) -> None:
    refused = decide(ledger, *arguments)
    assert refused.returncode == 3
    assert reason in refused.stderr
    assert not ledger.exists()


@pytest.mark.parametrize(
    "arguments",
    [("--same", "member/KHM"), ("--by", "A"), ("--decide", "X", "--json", "--same", "member/KHM")],
)
def test_a_command_line_that_makes_no_sense_is_refused(
    ledger: Path, arguments: tuple[str, ...]
) -> None:
    refused = decide(ledger, *arguments)
    assert refused.returncode == 2
    assert "--decide" in refused.stderr


def test_a_ledger_can_be_set_by_a_variable(sources: Path, ledger: Path) -> None:
    decide(ledger, "--decide", "Kambodia", "--unsure", "-", *WHO)
    listed = run("review", sources, TRIPS_DECISIONS=str(ledger))
    assert "left open by A. Reviewer on " in listed.stdout
    missing = run("review", sources, TRIPS_DECISIONS="nowhere.csv")
    assert missing.returncode == 3
    assert "nowhere.csv" in missing.stderr


def test_the_ledger_of_an_installed_package_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "is_packed", lambda: True)
    made = read_judgement(Judgement("X", {"same": "member/KHM"}, None, "b", "w"), "2026-03-01")
    before = (settings.resources() / "data" / "decisions.csv").read_bytes()
    with pytest.raises(BadInput, match="--decisions FILE"):
        pipeline.decide(made, Settings())
    assert (settings.resources() / "data" / "decisions.csv").read_bytes() == before


def test_a_judgement_is_read_onto_one_line() -> None:
    given = Judgement("activity/1-a", {"not-same": "activity/2-a"}, None, "b", "one\nother")
    made = read_judgement(given, "2026-03-01")
    assert (made.kind, made.left, made.right) == (DecisionKind.ACTIVITY, "1-a", "2-a")
    assert made.verdict is Verdict.NOT_SAME
    assert made.why == "one other"
