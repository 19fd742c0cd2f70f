"""`trips-graph harvest` as a process: killed at any step, twice at once, on disks that refuse."""

from __future__ import annotations

import csv
import hashlib
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.reports.harvest.gateway import LocalGateway, content_of, page, slow, status

NUMBERS = [str(number) for number in range(1, 9)]
KILLED_AT = """
import os, signal, sys
from trips_graph import cli
left = int(sys.argv.pop(1))  # 3 steps to begin, 9 for each page, 3 to end
def dying(step):
    def once(*arguments, **named):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return step(*arguments, **named)
    return once
os.fsync, os.replace = dying(os.fsync), dying(os.replace)
cli.main()
"""


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "trips_graph.cli", "harvest", *map(str, arguments)]


def run(
    gateway: LocalGateway, *arguments: str | Path, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run the command against a gateway and return what came of it."""
    return subprocess.run(
        command(*arguments), env={**os.environ, **gateway.variables(**variables)},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def pages(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("[0-9]*"))}


def check_whole(folder: Path) -> None:
    """Each file is whole, and the manifest, where there is one, tells only what is there."""
    for name, content in pages(folder).items():
        assert content == content_of(int(name.partition("-")[0]))
    manifest = folder / "manifest.csv"
    if manifest.exists():
        with manifest.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                content = (folder / row["file"]).read_bytes()
                assert hashlib.sha256(content).hexdigest() == row["sha256"]


def test_killed_in_the_middle_it_takes_up_where_it_broke_off(
    gateway: LocalGateway, tmp_path: Path
) -> None:
    gateway.pause = 0.1
    running = subprocess.Popen(
        command(*NUMBERS, "--out", tmp_path), env={**os.environ, **gateway.variables()},
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    end = time.monotonic() + 30
    while len(gateway.asked) < 5 and time.monotonic() < end:
        time.sleep(0.01)
    running.send_signal(signal.SIGKILL)
    assert running.wait(timeout=10) == -signal.SIGKILL
    check_whole(tmp_path)
    whole = {name.partition("-")[0] for name in pages(tmp_path)}
    assert 0 < len(whole) < len(NUMBERS)
    time.sleep(0.2)  # the gateway ends the answer that nobody waits for
    done = run(gateway, *NUMBERS, "--out", tmp_path)
    assert done.returncode == 0, done.stderr
    assert len(pages(tmp_path)) == len(NUMBERS)
    check_whole(tmp_path)
    assert {number for number in NUMBERS if gateway.times(int(number)) == 1} >= whole
    again = run(gateway, *NUMBERS, "--out", tmp_path)
    assert "kept from the run that broke off │ 0" in again.stderr


@pytest.mark.parametrize("step", [1, *range(4, 13), 20, 21, 23])
def test_killed_at_any_step_nothing_is_half_written_or_lost(
    gateway: LocalGateway, tmp_path: Path, step: int
) -> None:
    arguments = [str(step), "harvest", "1", "2", "--out", str(tmp_path)]
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_AT, *arguments], env={**os.environ, **gateway.variables()},
        stderr=subprocess.PIPE, timeout=60, check=False,
    )  # fmt: skip
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    check_whole(tmp_path)
    whole = [int(name.partition("-")[0]) for name in pages(tmp_path)]
    done = run(gateway, "1", "2", "--out", tmp_path)
    assert done.returncode == 0, done.stderr
    check_whole(tmp_path)
    assert all(gateway.times(number) == 1 for number in whole)
    told = (tmp_path / "manifest.csv").read_text(encoding="utf-8").splitlines()
    assert [line.partition(",")[0] for line in told[1:]] == ["1", "2"]
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"1-en.html", "2-en.html", "manifest.csv", "harvest.json", ".harvest.lock"}


def test_two_at_once_do_not_meet_in_a_folder(gateway: LocalGateway, tmp_path: Path) -> None:
    gateway.pause = 0.2
    running = subprocess.Popen(
        command(*NUMBERS, "--out", tmp_path), env={**os.environ, **gateway.variables()},
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    end = time.monotonic() + 30
    while len(gateway.asked) < 2 and time.monotonic() < end:
        time.sleep(0.01)
    second = run(gateway, *NUMBERS, "--out", tmp_path)
    assert second.returncode == 4
    assert f"{tmp_path}: another harvest works here. Wait for its end" in second.stderr
    assert running.wait(timeout=30) == 0
    assert all(gateway.times(int(number)) == 1 for number in NUMBERS)
    check_whole(tmp_path)


def test_failures_and_missing_pages_are_told_one_a_line(
    gateway: LocalGateway, tmp_path: Path
) -> None:
    gateway.tell(5, status(500))
    gateway.tell(6, status(404))
    gateway.tell(7, page(b"%PDF", "application/pdf"))
    done = run(gateway, "4", "5", "6", "7", "--out", tmp_path)
    assert done.returncode == 4
    lines = done.stderr.splitlines()
    assert "6: missing: the gateway answers 404 Not Found. Check the number" in lines
    assert "trips-graph: 2 page(s) not fetched:" in lines
    reason = "the gateway answers 500 Internal Server Error (tries: 2)"
    assert f"5: failed: {reason}. Run the command again later" in lines
    assert "7: failed: it is application/pdf, not HTML or text. Open it in a browser" in lines
    assert list(pages(tmp_path)) == ["4-en.html"]
    gateway.tell(5, page(content_of(5)))
    assert run(gateway, "5", "6", "--out", tmp_path).returncode == 0


def test_a_full_disk_is_told_and_harms_nothing(gateway: LocalGateway, tmp_path: Path) -> None:
    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

    gateway.tell(6, page(b"x" * 100_000))
    done = subprocess.run(
        command("5", "6", "7", "--out", tmp_path), env={**os.environ, **gateway.variables()},
        capture_output=True, text=True, timeout=60, check=False, preexec_fn=small_files,
    )  # fmt: skip
    assert done.returncode == 4
    assert "cannot be written (file too large). What was fetched is kept; make room" in done.stderr
    assert list(pages(tmp_path)) == ["5-en.html"]
    assert not list(tmp_path.glob(".harvest-*"))
    assert run(gateway, "5", "6", "7", "--out", tmp_path).returncode == 0
    assert [gateway.times(number) for number in (5, 6, 7)] == [1, 2, 1]


@pytest.mark.parametrize(
    ("out", "reason"),
    [
        ("{file}/pages", "not a directory"),
        pytest.param(
            "/proc/self/task",
            "cannot be written",
            marks=pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="no /proc"),
        ),
    ],
)
def test_a_folder_that_cannot_be_written_is_told_before_anything_is_asked(
    gateway: LocalGateway, tmp_path: Path, out: str, reason: str
) -> None:
    (tmp_path / "file").write_bytes(b"")
    done = run(gateway, "5", "--out", out.replace("{file}", str(tmp_path / "file")))
    assert done.returncode == 4
    assert reason in done.stderr
    assert "choose another --out" in done.stderr
    assert gateway.asked == []


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ([], 2, "name a number, or a file of numbers"),
        (["5", "--type", "68"], 2, "--type"),
        (["5", "--language", "de"], 2, "--language"),
        (["five"], 3, "command line: 'five' is neither the number nor the address"),
        (["--list", "missing.txt"], 3, "missing.txt: the list cannot be read"),
    ],
)
def test_a_wrong_command_line_is_told(
    gateway: LocalGateway, tmp_path: Path, arguments: list[str], code: int, message: str
) -> None:
    done = run(gateway, *arguments, "--out", tmp_path / "o")
    assert done.returncode == code
    assert message in done.stderr
    assert not (tmp_path / "o").exists()
    assert gateway.asked == []


def test_robots_txt_in_the_way_exits_4(gateway: LocalGateway, tmp_path: Path) -> None:
    gateway.robots(slow(3, status(404)))
    done = run(gateway, "5", "--out", tmp_path, TRIPS_HARVEST_DEADLINE="0.2")
    assert done.returncode == 4
    assert "/robots.txt: no whole answer in 0.2 s (tries: 2). Without it" in done.stderr
    assert "Traceback" not in done.stderr
