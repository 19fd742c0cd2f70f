"""The command line and its contract, run as a user runs it: as a process of its own."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from trips_graph import pipeline
from trips_graph.model.release import Release

GOLDEN = Path(__file__).parent / "golden" / "1000364" / "report.json"
ROWS = """
PREFIX tg: <https://w3id.org/trips-graph/def#>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT ?row ?title ?start_date ?beneficiaries WHERE {
  ?entry a tg:ProgrammeEntry ;
    dcterms:isPartOf/tg:reportNumber "1000364" ;
    tg:rowNumber ?row ; tg:statedTitle ?title ; tg:statedStart ?start_date .
  OPTIONAL { ?entry tg:statedBeneficiaries ?beneficiaries }
} ORDER BY ?row
"""


def run(*arguments: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run trips-graph and return what came of it."""
    return subprocess.run(
        [sys.executable, "-m", "trips_graph.cli", *map(str, arguments)],
        capture_output=True, text=True, timeout=300, check=False, env={**os.environ, **variables},
    )  # fmt: skip


def test_the_real_page_builds_and_its_rows_come_back_exactly(
    seed: Path, tmp_path: Path, programmes: list[dict[str, str]]
) -> None:
    out = tmp_path / "out" / "r"
    built = run("build", seed, "--out", out)
    assert built.returncode == 0, built.stderr
    for label in ("reports", "activities", "triples", "findings", "seconds"):
        assert label in built.stderr
    answered = run("query", "--release", out, "--format", "csv", ROWS)
    assert answered.returncode == 0, answered.stderr
    assert list(csv.DictReader(io.StringIO(answered.stdout))) == programmes


def test_two_builds_give_the_same_bytes(release: Release, tmp_path: Path) -> None:
    built = run("build", "--out", tmp_path / "again")
    assert built.returncode == 0, built.stderr
    again = tmp_path / "again" / "CURRENT"
    names = {path.name for path in release.folder.iterdir() if path.is_file()}
    assert names == {path.name for path in again.iterdir() if path.is_file()}
    assert len(names) >= 16
    for name in names:
        assert (again / name).read_bytes() == (release.folder / name).read_bytes(), name


def test_parse_prints_the_report_as_json(seed: Path) -> None:
    done = run("parse", seed)
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert len(report["rows"]) == 11
    assert report["rows"][4]["beneficiaries"] == []
    assert report["submitters"][0]["text"] == "World Customs Organization (WCO)"


def test_the_golden_report_of_1000364(pytestconfig: pytest.Config) -> None:
    done = run("parse", pipeline.default_sources()[0] / "1000364.txt")
    if pytestconfig.getoption("--update-golden"):
        GOLDEN.write_text(done.stdout, encoding="utf-8")
    assert done.stdout == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "xml"])
def test_query_answers_in_each_format_of_results(release: Release, form: str) -> None:
    query = "SELECT ?report WHERE { ?report a <https://w3id.org/trips-graph/def#Report> }"
    done = run("query", "--release", release.folder, "--format", form, query)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("id/report/") == 13


@pytest.mark.parametrize("form", ["turtle", "jsonld", "ntriples", "rdfxml"])
def test_query_constructs_in_each_format_of_graphs(
    release: Release, tmp_path: Path, form: str
) -> None:
    file = tmp_path / "q.rq"
    file.write_text("CONSTRUCT { ?s a ?t } WHERE { ?s a ?t } LIMIT 3", encoding="utf-8")
    done = run("query", "--release", release.folder, "--format", form, f"@{file}")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_validate_accepts_a_dump(release: Release) -> None:
    done = run("validate", release.folder / "trips-graph.ttl")
    assert done.returncode == 0, done.stderr
    assert "conforms" in done.stdout


def test_validate_tells_a_violation_and_exits_1(tmp_path: Path) -> None:
    file = tmp_path / "wrong.ttl"
    file.write_text(
        "@prefix tg: <https://w3id.org/trips-graph/def#> .\n"
        "<https://w3id.org/trips-graph/id/report/1> a tg:Report .\n",
        encoding="utf-8",
    )
    done = run("validate", file)
    assert done.returncode == 1
    for word in ("focus node", "path", "Violation", "id/report/1"):
        assert word in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["build", "{tmp}/missing.txt", "--out", "{tmp}/o"], 3, "missing.txt: no such file"),
        (["build", "{tmp}/empty.txt", "--out", "{tmp}/o"], 3, "empty.txt, line 1: the file is"),
        (["build", "--out", "{tmp}/o", "--release-id", "../x"], 3, "is no release id"),
        (["build"], 2, "--out"),
        (["parse", "{tmp}/empty.txt"], 3, "empty.txt, line 1"),
        (["validate", "{tmp}/broken.ttl"], 3, "broken.ttl, line 2"),
        (["validate", "{tmp}/broken.doc"], 3, "no format is called 'doc'"),
        (["query", "--release", "{tmp}", "ASK { ?s ?p ?o }"], 4, "no release here"),
        (["query", "--release", "{release}", "SELEC *"], 3, "line 1, column"),
        (["query", "--release", "{release}", "--format", "doc", "ASK"], 3, "'doc'"),
        (["query", "--release", "{release}", "--format", "csv", "DESCRIBE <x:y>"], 3, "csv"),
        (["query", "--release", "{release}", "@{tmp}/missing.rq"], 3, "missing.rq"),
        (["serve", "--release", "{tmp}"], 4, "no release here"),
        (["serve", "--release", "{release}", "--host", "192.0.2.1"], 4, "cannot listen on"),
    ],
)
def test_exit_codes_and_messages(
    release: Release, tmp_path: Path, arguments: list[str], code: int, message: str
) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "broken.ttl").write_text("@prefix a: <b:> .\na:x a:y", encoding="utf-8")
    given = [
        item.replace("{tmp}", str(tmp_path)).replace("{release}", str(release.folder))
        for item in arguments
    ]
    done = run(*given)
    assert done.returncode == code, done.stderr
    assert message.lower() in done.stderr.lower()
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "o").exists()


def test_a_fault_of_the_program_is_told_as_that(tmp_path: Path) -> None:
    program = (
        "import sys; from trips_graph import cli; cli.read_settings = lambda **_: 1 / 0;"
        "sys.argv = ['trips-graph', *sys.argv[1:]]; cli.main()"
    )
    command = [sys.executable, "-c", program, "build", "--out", str(tmp_path / "o")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 70
    assert "a fault of this program: ZeroDivisionError" in done.stderr
    assert "Traceback" not in done.stderr


def test_serving_imports_neither_stages_nor_their_libraries() -> None:
    rooms = {f"trips_graph.{name}" for name in ("reports", "entities", "graph", "checks")}
    program = "import sys; import trips_graph.cli, trips_graph.web.app; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True
    )
    loaded = set(done.stdout.split())
    assert "trips_graph.web.app" in loaded
    stages = rooms | {"trips_graph.releases", "trips_graph.pipeline"}
    assert loaded.isdisjoint(stages | {"pyshacl", "owlready2", "rdflib"})


def test_an_unknown_setting_is_refused(tmp_path: Path) -> None:
    done = run("build", "--out", tmp_path / "o", TRIPS_BSAE="x")
    assert done.returncode == 4
    assert "TRIPS_BSAE" in done.stderr


def test_the_base_iri_is_a_setting(seed: Path, tmp_path: Path) -> None:
    done = run("build", seed, "--out", tmp_path, TRIPS_BASE="https://example.org/trips/")
    assert done.returncode == 0, done.stderr
    dump = (tmp_path / "CURRENT" / "trips-graph.nt").read_text(encoding="utf-8")
    assert "<https://example.org/trips/id/report/1000364>" in dump
    assert "<https://w3id.org/trips-graph/id/" not in dump


def test_help_names_every_command_and_exit_code() -> None:
    done = run("--help")
    assert done.returncode == 0
    for word in (
        "harvest",
        "build",
        "parse",
        "validate",
        "query",
        "serve",
        "consistency",
        "Exit codes",
    ):
        assert word in done.stdout
