"""The reference is a contract: what is public is in it, in the words of the code."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.main import get_command

from trips_graph.cli import app
from trips_graph.model.finding import CODES
from trips_graph.settings import Settings
from trips_graph.web.app import create_app
from trips_graph.web.pages.lists.listings import LISTINGS

ROOT = Path(__file__).parents[1]
REFERENCE = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")


def test_every_command_is_documented() -> None:
    commands = getattr(get_command(app), "commands", {})
    assert len(commands) >= 6
    for name in commands:
        assert f"`trips-graph {name}" in REFERENCE


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_is_documented_with_its_default(name: str) -> None:
    field = Settings.model_fields[name]
    row = f"| `{name}` | `TRIPS_{name.upper()}` | `{field.default}` | {field.description} |"
    assert row in REFERENCE


def test_every_finding_code_is_documented_and_every_code_used_is_known() -> None:
    for code, meaning in CODES.items():
        assert f"| `{code}` | {meaning} |" in REFERENCE
    source = "".join(
        path.read_text(encoding="utf-8")
        for room in ("reports", "entities")
        for path in (ROOT / "src" / "trips_graph" / room).rglob("*.py")
    )
    for code in CODES:
        assert f'"{code}"' in source, f"{code} is documented but no stage reports it"


def test_every_endpoint_is_documented() -> None:
    described = set(create_app(Settings()).openapi()["paths"])
    pages = {
        "/",
        "/sparql",
        "/quality",
        "/robots.txt",
        "/openapi.json",
        *(f"/activities{suffix}" for suffix in ("", ".csv", ".json", ".ttl")),
        *(f"/{name}" for name in LISTINGS),
    }
    for path in described | pages:
        assert f"`{path}`" in REFERENCE, path
