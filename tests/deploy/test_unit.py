"""The systemd unit is read by systemd without complaint, and leaves the server little to harm."""

import configparser
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from trips_graph.cli import app
from trips_graph.settings import Settings

ROOT = Path(__file__).parents[2]
UNIT = ROOT / "deploy" / "trips-graph.service"
PROGRAM = "/opt/trips-graph/bin/trips-graph"
MOST_EXPOSED = 2.0  # of 10, by the weights of systemd itself


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    """The unit, with the program where it is on this machine."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("no systemd-analyze (Debian: systemd)")
    text = UNIT.read_text("utf-8")
    assert PROGRAM in text
    ours = str(Path(sys.executable).with_name("trips-graph"))
    (tmp_path / UNIT.name).write_text(text.replace(PROGRAM, ours), encoding="utf-8")
    return tmp_path / UNIT.name


def analyse(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = ["systemd-analyze", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


def test_systemd_takes_the_unit(unit: Path) -> None:
    told = analyse("verify", "--man=no", str(unit))
    assert (told.returncode, told.stderr) == (0, "")


def test_systemd_would_tell_what_is_wrong_with_it(unit: Path) -> None:
    """The check above can fail."""
    unit.write_text(unit.read_text().replace("ProtectSystem=strict", "ProtectSystem=perhaps"))
    assert "protect system" in analyse("verify", "--man=no", str(unit)).stderr


def test_little_is_exposed(unit: Path) -> None:
    told = analyse("security", "--offline=true", "--no-pager", str(unit)).stdout
    level = re.search(r"exposure level for \S+: ([\d.]+)", told)
    assert level and float(level[1]) <= MOST_EXPOSED, told


def service() -> dict[str, list[str]]:
    """Return the lines of the section Service; a key may stand repeatedly."""
    found: dict[str, list[str]] = {}
    section = UNIT.read_text("utf-8").partition("[Service]")[2].partition("[Install]")[0]
    for line in section.splitlines():
        key, equals, value = line.partition("=")
        if equals and not line.startswith("#"):
            found.setdefault(key, []).append(value)
    return found


def test_it_starts_the_server_by_a_command_line_that_is_right() -> None:
    (line,) = service()["ExecStart"]
    program, command, *arguments = line.split()
    assert program == PROGRAM
    serve = getattr(get_command(app), "commands", {})[command]
    context = serve.make_context(command, arguments)
    assert context.params["host"] == "127.0.0.1" and context.params["port"] == 8000


def test_its_variables_are_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = [line.partition("=") for line in service()["Environment"]]
    ours = {name: value for name, _, value in pairs if name.startswith("TRIPS_")}
    for name, value in ours.items():
        monkeypatch.setenv(name, value)
    settings = Settings()
    assert len(settings.trusted_proxies) == 2 and settings.rate_limit
    assert {name.removeprefix("TRIPS_").lower() for name in ours} <= set(Settings.model_fields)


def test_it_reads_as_an_ini_file() -> None:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.read_string(UNIT.read_text("utf-8"))
    assert set(parser.sections()) == {"Unit", "Service", "Install"}
