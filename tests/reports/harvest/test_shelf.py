"""The folder of a harvest: versions beside each other, the manifest, what a killed run leaves."""

from __future__ import annotations

import csv
import hashlib
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.conftest import DATA
from tests.reports.harvest.gateway import (
    LocalGateway,
    content_of,
    page,
    path_of,
    run_gateway,
    status,
    versioned,
)
from trips_graph.errors import BadInput, BadTable
from trips_graph.model.report import PageType
from trips_graph.reports.archive import open_sources
from trips_graph.reports.harvest.gateway import Clock
from trips_graph.reports.harvest.harvest import CLOCK, HarvestOrder, harvest
from trips_graph.reports.harvest.outcome import Outcome, PageOutcome
from trips_graph.reports.harvest.pages import Wanted
from trips_graph.reports.harvest.rows import read_rows
from trips_graph.reports.harvest.shelf import FolderBusy, open_shelf
from trips_graph.reports.manifest import Manifest, read_manifest

OLD, NEW = b"<html>Invented, as it was</html>", b"<html>Invented, as it is</html>"
SOURCES = DATA / "sources"
FIRST_DAY = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def ask(gateway: LocalGateway, wanted: Wanted, out: Path, day: int = 0) -> list[PageOutcome]:
    """Return what becomes of pages so many days after the first."""
    clock = Clock(lambda: FIRST_DAY + timedelta(days=day), CLOCK.monotonic, CLOCK.sleep)
    order = HarvestOrder(wanted, out)
    return list(harvest(order, gateway.settings(), clock, lambda stage, done, total: None).pages)


def outcome(gateway: LocalGateway, out: Path, day: int = 0, number: int = 5) -> Outcome:
    return ask(gateway, Wanted((str(number),)), out, day)[0].outcome


def rows(folder: Path) -> dict[str, dict[str, str]]:
    with (folder / "manifest.csv").open(encoding="utf-8", newline="") as stream:
        return {row["number"]: row for row in csv.DictReader(stream)}


def test_the_manifest_tells_what_was_fetched(gateway: LocalGateway, tmp_path: Path) -> None:
    wanted = Wanted(("5",), type=PageType.TECHNOLOGY_TRANSFER, language="fr")
    assert ask(gateway, wanted, tmp_path)[0].outcome == Outcome.FETCHED
    told = {name: cell for name, cell in rows(tmp_path)["5"].items() if cell}
    assert told == {
        "number": "5",
        "page_type": "ImplementationOfArticle662Notifications",
        "address": f"{gateway.address}/fr/ImplementationOfArticle662Notifications/View/5",
        "language": "en",
        "file": "5-fr.html",
        "sha256": hashlib.sha256(content_of(5)).hexdigest(),
        "rendition": "as-published",
        "retrieved": "2026-03-01",
    }
    assert read_manifest(tmp_path).by_number("5") is not None


def test_a_new_line_takes_what_no_page_prints_from_the_project(
    gateway: LocalGateway, tmp_path: Path
) -> None:
    outcome(gateway, tmp_path, number=1000634)
    row = rows(tmp_path)["1000634"]
    assert (row["symbol"], row["symbol_source"]) == ("IP/C/R/TC/GCC/1", "wtocenter-345711")
    assert row["communicated"] == "2020-10-06"
    assert not any(row[name] for name in ("submitter", "period_start", "table_state", "note"))
    ask(gateway, Wanted(("1000364",), type=PageType.TECHNOLOGY_TRANSFER), tmp_path)
    assert rows(tmp_path)["1000364"]["symbol"] == ""


def test_what_changed_becomes_a_new_version_beside_the_old(
    gateway: LocalGateway, tmp_path: Path
) -> None:
    for day, (content, expected) in enumerate(
        [
            (OLD, Outcome.FETCHED),
            (OLD, Outcome.UNCHANGED),
            (NEW, Outcome.CHANGED),
            (OLD, Outcome.CHANGED),
            (OLD, Outcome.UNCHANGED),
        ]
    ):
        gateway.tell(5, page(content))
        assert outcome(gateway, tmp_path, day) == expected
    names = ["5-en.html", "5-en.v2.html", "5-en.v3.html"]
    assert [(tmp_path / name).read_bytes() for name in names] == [OLD, NEW, OLD]
    row = rows(tmp_path)["5"]
    assert (row["file"], row["earlier_files"]) == ("5-en.v3.html", "5-en.html 5-en.v2.html")
    assert (row["sha256"], row["retrieved"]) == (hashlib.sha256(OLD).hexdigest(), "2026-03-05")
    line = read_manifest(tmp_path).by_number("5")
    assert line is not None
    assert line.earlier_files == ("5-en.html", "5-en.v2.html")


def test_eleven_versions_stay_in_order(gateway: LocalGateway, tmp_path: Path) -> None:
    for turn in range(11):
        gateway.tell(5, page(content_of(turn)))
        outcome(gateway, tmp_path, turn)
    earlier = ["5-en.html", *(f"5-en.v{number}.html" for number in range(2, 11))]
    assert rows(tmp_path)["5"]["earlier_files"].split() == earlier
    assert rows(tmp_path)["5"]["file"] == "5-en.v11.html"


def test_what_did_not_change_is_not_sent_again(gateway: LocalGateway, tmp_path: Path) -> None:
    modified = "Sun, 01 Feb 2026 10:00:00 GMT"
    gateway.tell(5, versioned(OLD, '"a"', modified))
    assert outcome(gateway, tmp_path) == Outcome.FETCHED
    before = (tmp_path / "manifest.csv").read_bytes()
    assert outcome(gateway, tmp_path, 3) == Outcome.UNCHANGED
    headers = gateway.asked[-1][1]
    assert (headers["If-None-Match"], headers["If-Modified-Since"]) == ('"a"', modified)
    assert (tmp_path / "manifest.csv").read_bytes() == before
    gateway.tell(5, versioned(NEW, 'W/"b"', modified))
    assert outcome(gateway, tmp_path, 4) == Outcome.CHANGED
    assert outcome(gateway, tmp_path, 5) == Outcome.UNCHANGED
    assert gateway.asked[-1][1]["If-None-Match"] == 'W/"b"'


def test_a_file_that_was_lost_or_edited_is_asked_for_whole(
    gateway: LocalGateway, tmp_path: Path
) -> None:
    gateway.tell(5, versioned(OLD, '"a"', "Sun, 01 Feb 2026 10:00:00 GMT"))
    outcome(gateway, tmp_path)
    (tmp_path / "5-en.html").unlink()
    assert outcome(gateway, tmp_path) == Outcome.FETCHED
    assert (tmp_path / "5-en.html").read_bytes() == OLD
    (tmp_path / "5-en.html").write_bytes(b"edited by hand")
    assert outcome(gateway, tmp_path) == Outcome.CHANGED
    assert (tmp_path / "5-en.html").read_bytes() == b"edited by hand"
    assert (tmp_path / "5-en.v2.html").read_bytes() == OLD


def test_a_lost_file_whose_page_changed_keeps_its_name_in_the_manifest(
    gateway: LocalGateway, tmp_path: Path
) -> None:
    outcome(gateway, tmp_path)
    (tmp_path / "5-en.html").unlink()
    gateway.tell(5, page(NEW))
    assert outcome(gateway, tmp_path) == Outcome.CHANGED
    row = rows(tmp_path)["5"]
    assert (row["file"], row["earlier_files"]) == ("5-en.v2.html", "5-en.html")


def test_a_page_without_a_line_is_adopted_and_not_copied(
    gateway: LocalGateway, tmp_path: Path
) -> None:
    (tmp_path / "5-en.html").write_bytes(content_of(5))
    assert outcome(gateway, tmp_path) == Outcome.UNCHANGED
    assert [path.name for path in tmp_path.glob("5-*")] == ["5-en.html"]
    assert rows(tmp_path)["5"]["file"] == "5-en.html"


def test_a_line_that_somebody_gave_another_file_stays(
    gateway: LocalGateway, tmp_path: Path
) -> None:
    outcome(gateway, tmp_path)
    (tmp_path / "mine.txt").write_bytes(b"Invented")
    manifest = tmp_path / "manifest.csv"
    digest = hashlib.sha256(content_of(5)).hexdigest()
    text = manifest.read_text(encoding="utf-8").replace(f"5-en.html,{digest}", "mine.txt,")
    manifest.write_text(text, encoding="utf-8")
    assert outcome(gateway, tmp_path, number=6) == Outcome.FETCHED
    assert outcome(gateway, tmp_path) == Outcome.FAILED
    assert rows(tmp_path)["5"]["file"] == "mine.txt"


def test_what_somebody_filled_in_stays(gateway: LocalGateway, tmp_path: Path) -> None:
    text = (SOURCES / "manifest.csv").read_text(encoding="utf-8").replace(",earlier_files", "")
    text = "\n".join(line.removesuffix(",") for line in text.splitlines()) + "\n"
    (tmp_path / "manifest.csv").write_text(text, encoding="utf-8")
    (tmp_path / "1000364.txt").write_bytes((SOURCES / "1000364.txt").read_bytes())
    before = rows(tmp_path)
    assert outcome(gateway, tmp_path, number=2160) == Outcome.FETCHED
    assert outcome(gateway, tmp_path, number=7) == Outcome.FETCHED
    after = rows(tmp_path)
    assert list(after) == [*before, "7"]
    ours = {"file", "sha256", "rendition", "retrieved"}
    for number, row in before.items():
        changed = {name for name in after[number] if after[number][name] != row.get(name, "")}
        assert changed == (ours if number == "2160" else set())


def test_a_page_that_the_manifest_tells_otherwise_is_refused_unasked(
    gateway: LocalGateway, tmp_path: Path
) -> None:
    for name in ("manifest.csv", "1000364.txt"):
        (tmp_path / name).write_bytes((SOURCES / name).read_bytes())
    ask(gateway, Wanted(("5", "6")), tmp_path)
    before = (tmp_path / "manifest.csv").read_bytes()
    for wanted, reason in (
        (Wanted(("1000364",)), "the manifest names 1000364.txt for it. Choose another --out"),
        (Wanted(("5",), language="fr"), "the manifest names 5-en.html for it"),
        (Wanted(("6",), type=PageType.TECHNOLOGY_TRANSFER), "the manifest has it as TechnicalCoop"),
    ):
        refused = ask(gateway, wanted, tmp_path)[0]
        assert refused.outcome == Outcome.FAILED
        assert reason in refused.reason
    assert (tmp_path / "manifest.csv").read_bytes() == before
    assert gateway.paths() == ["/robots.txt", path_of(5), path_of(6), *["/robots.txt"] * 3]


@pytest.mark.parametrize(
    ("name", "content", "error", "message"),
    [
        ("manifest.csv", "number,colour\n5,red\n", BadTable, "columns missing or unknown"),
        ("harvest.json", "{", BadInput, r"no ledger of a harvest \(its start: .*Move it away"),
        ("harvest.json", '{"pages": [{"file": 1}]}', BadInput, r"ledger of a harvest \(pages\.0"),
    ],
)
def test_a_manifest_or_ledger_of_another_make_is_left_alone(
    gateway: LocalGateway,
    tmp_path: Path,
    name: str,
    content: str,
    error: type[Exception],
    message: str,
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(error, match=message):
        outcome(gateway, tmp_path)
    assert (tmp_path / name).read_text(encoding="utf-8") == content
    assert gateway.asked == []


def test_a_run_that_broke_off_is_taken_up_within_a_day(
    gateway: LocalGateway, tmp_path: Path
) -> None:
    wanted = Wanted(("5", "6"))
    ask(gateway, wanted, tmp_path)
    ledger = tmp_path / "harvest.json"
    broken_off = json.loads(ledger.read_text(encoding="utf-8"))
    broken_off["unfinished_since"] = FIRST_DAY.isoformat()
    del broken_off["pages"][1]
    ledger.write_text(json.dumps(broken_off), encoding="utf-8")
    resumed = [item.outcome for item in ask(gateway, wanted, tmp_path)]
    assert resumed == [Outcome.KEPT, Outcome.UNCHANGED]
    ledger.write_text(json.dumps(broken_off), encoding="utf-8")
    late = [item.outcome for item in ask(gateway, wanted, tmp_path, day=2)]
    assert late == [Outcome.UNCHANGED, Outcome.UNCHANGED]


def test_what_a_killed_run_left_hidden_is_removed(gateway: LocalGateway, tmp_path: Path) -> None:
    (tmp_path / ".harvest-9-en.html.part").write_bytes(b"<html>half")
    (tmp_path / ".other.part").write_bytes(b"of another program")
    outcome(gateway, tmp_path)
    assert [path.name for path in tmp_path.glob("*.part")] == [".other.part"]


def test_what_one_gateway_said_is_not_told_to_another(
    gateway: LocalGateway, tmp_path: Path
) -> None:
    gateway.tell(5, versioned(OLD, '"a"', "Sun, 01 Feb 2026 10:00:00 GMT"))
    outcome(gateway, tmp_path)
    with run_gateway() as other:
        other.tell(5, versioned(NEW, '"a"', "Sun, 01 Feb 2026 10:00:00 GMT"))
        assert outcome(other, tmp_path) == Outcome.CHANGED
    assert rows(tmp_path)["5"]["address"].startswith(gateway.address)


def test_a_failure_keeps_what_is_held(gateway: LocalGateway, tmp_path: Path) -> None:
    outcome(gateway, tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.glob("[5m]*")}
    for answer, expected in ((status(404), Outcome.MISSING), (status(500), Outcome.FAILED)):
        gateway.tell(5, answer)
        assert outcome(gateway, tmp_path) == expected
    assert {path.name: path.read_bytes() for path in tmp_path.glob("[5m]*")} == before


def test_only_one_harvest_works_in_a_folder(gateway: LocalGateway, tmp_path: Path) -> None:
    told = pytest.raises(FolderBusy, match="another harvest works here")
    with open_shelf(tmp_path, read_rows(SOURCES)), told:
        outcome(gateway, tmp_path)
    assert gateway.asked == []
    assert outcome(gateway, tmp_path) == Outcome.FETCHED


def test_earlier_versions_are_no_reports_of_their_own(known: Manifest, tmp_path: Path) -> None:
    text = (SOURCES / "1000364.txt").read_text("utf-8")
    (tmp_path / "1000364-en.txt").write_text(text + "\nolder", encoding="utf-8")
    (tmp_path / "1000364-en.v2.txt").write_text(text, encoding="utf-8")
    header, *lines = (SOURCES / "manifest.csv").read_text(encoding="utf-8").splitlines()
    cells = next(line for line in lines if line.startswith("1000364,")).split(",")
    told = dict(zip(header.split(","), cells, strict=True)) | {
        "file": "1000364-en.v2.txt", "sha256": "", "earlier_files": "1000364-en.txt",
    }  # fmt: skip
    (tmp_path / "manifest.csv").write_text(f"{header}\n{','.join(told.values())}\n", "utf-8")
    assert [item.name for item in open_sources([tmp_path], known)] == ["1000364-en.v2.txt"]
