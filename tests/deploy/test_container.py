"""The container file builds from files that are there, runs without root, and starts the server."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from dockerfile_parse import DockerfileParser

from tests.web.conftest import small_release as small_release
from tests.web.operation.serving import Served, await_address
from trips_graph.model.release import Release

ROOT = Path(__file__).parents[2]
FILE = ROOT / "deploy" / "Containerfile"
IGNORED = ROOT / "deploy" / "Containerfile.containerignore"


@pytest.fixture
def steps(tmp_path: Path) -> list[tuple[str, str]]:
    """Return the instructions of the file, continued lines joined."""
    parser = DockerfileParser(path=str(tmp_path))
    parser.content = FILE.read_text("utf-8")
    return [
        (step["instruction"], step["value"])
        for step in parser.structure
        if step["instruction"] != "COMMENT"
    ]


def test_every_instruction_is_one_of_few(steps: list[tuple[str, str]]) -> None:
    allowed = {
        "FROM", "WORKDIR", "COPY", "RUN", "ENV", "USER", "EXPOSE", "HEALTHCHECK", "ENTRYPOINT",
    }  # fmt: skip
    assert {name for name, _ in steps} <= allowed, "ADD fetches from anywhere; ARG may hold secrets"
    bases = [value.split()[0] for name, value in steps if name == "FROM"]
    assert all(base.startswith("docker.io/library/python:") for base in bases)
    assert all(base.endswith("-slim") for base in bases)


def test_what_is_copied_is_there_and_sent_to_the_build(steps: list[tuple[str, str]]) -> None:
    sent = {line[1:] for line in IGNORED.read_text().splitlines() if line.startswith("!")}
    copied = {name for step, value in steps if step == "COPY" for name in value.split()[:-1]}
    assert copied == sent
    assert all((ROOT / name).exists() for name in copied)


def test_it_runs_without_root_and_from_a_list(steps: list[tuple[str, str]]) -> None:
    last = steps[max(place for place, step in enumerate(steps) if step[0] == "FROM") :]
    names = [name for name, _ in last]
    user = dict(last)["USER"]
    assert user.split(":")[0].isdecimal() and int(user.split(":")[0]) > 0
    assert "RUN" not in names[names.index("USER") :], "nothing is installed by who runs it"
    assert json.loads(dict(last)["ENTRYPOINT"])[0] == "trips-graph"


def test_its_entrypoint_and_its_health_check_work(
    steps: list[tuple[str, str]], small_release: Release, tmp_path: Path
) -> None:
    """Both are run here as they stand there, but for the folder and a free port."""
    told, programs = tmp_path / "told", Path(sys.executable).parent
    environment = os.environ | {"PATH": f"{programs}:{os.environ['PATH']}"}
    entrypoint = json.loads(dict(steps)["ENTRYPOINT"])
    assert entrypoint[-4:] == ["--host", "0.0.0.0", "--port", "8000"]  # noqa: S104 - it is alone
    command = [str(small_release.folder) if one == "/releases" else one for one in entrypoint[:-4]]
    command += ["--port", "0"]
    with told.open("wb") as errors:
        process = subprocess.Popen(command, env=environment, stderr=errors)
    try:
        served = Served(await_address(process, told), process, told)
        check = json.loads(dict(steps)["HEALTHCHECK"].partition("CMD")[2])
        check = [one.replace("http://127.0.0.1:8000", served.address) for one in check]
        assert subprocess.run(check, env=environment, timeout=30).returncode == 0
    finally:
        process.terminate()
        process.wait(timeout=20)
    after = subprocess.run(check, env=environment, timeout=30, capture_output=True)
    assert after.returncode != 0, "the server has gone"
