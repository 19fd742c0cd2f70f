"""The page on operation is a contract: its limits are those of settings, files and code."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from trips_graph.settings import Settings
from trips_graph.web.operation.figures import Figures
from trips_graph.web.operation.health import Pulse

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "operation.md").read_text("utf-8")
UNIT = (ROOT / "deploy" / "trips-graph.service").read_text("utf-8")
NGINX = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
_ROW = re.compile(
    r"^\| [^|]+ \| (\S+)(?: s)? \| (setting|code|unit|nginx) `([^`]+)` \|", re.MULTILINE
)
LIMITS = _ROW.findall(PAGE)


def stands(kind: str, place: str) -> str:
    """Return the number that stands at a place, as text."""
    if kind == "setting":
        return str(Settings.model_fields[place].default)
    if kind == "code":
        module, _, name = place.partition(":")
        return str(getattr(import_module(module), name))
    if kind == "unit":
        found = re.search(rf"^{re.escape(place)}=(.+)$", UNIT, re.MULTILINE)
    else:
        found = re.search(rf"^[^#\n]*\b{re.escape(place)}[ =]([^; ]+)", NGINX, re.MULTILINE)
    assert found, place
    return found[1]


@pytest.mark.parametrize(("number", "kind", "place"), LIMITS)
def test_a_documented_limit_is_the_one_that_holds(number: str, kind: str, place: str) -> None:
    assert number == stands(kind, place)


def test_the_table_was_read_whole() -> None:
    table = PAGE.partition("## Limits\n")[2].partition("\n## ")[0]
    assert len(LIMITS) == table.count("\n| ") - 1  # without the line of titles
    assert {kind for _, kind, _ in LIMITS} == {"setting", "code", "unit", "nginx"}


def test_every_limit_of_the_settings_is_documented() -> None:
    documented = {place for _, kind, place in LIMITS if kind == "setting"}
    for name, field in Settings.model_fields.items():
        if name.startswith(("harvest_", "push_")) or field.annotation not in (int, float):
            continue
        assert name in documented, f"docs/operation.md does not tell the limit {name}"


def test_limits_that_depend_on_each_other_fit() -> None:
    settings = Settings()
    assert int(stands("nginx", "proxy_read_timeout").removesuffix("s")) > settings.query_seconds
    body = int(stands("nginx", "client_max_body_size").removesuffix("k")) * 1024
    assert body > 12 * settings.query_characters, "a character is 4 bytes, each written %XX"
    address = int(re.findall(r"large_client_header_buffers \d+ (\d+)k", NGINX)[0]) * 1024
    assert address > 3 * settings.query_characters, "an ASCII query fits into an address"


def test_every_figure_is_documented() -> None:
    figures = Figures(Pulse(lambda: "r", lambda: (1,), lambda: 0, lambda: None))
    names = {
        family.name + {"counter": "_total", "info": "_info"}.get(family.type, "")
        for family in figures.registry.collect()
        if family.name.startswith("trips_")
    }
    assert names == set(re.findall(r"`(trips_\w+)`", PAGE.partition("## Figures")[2]))


def test_files_that_it_names_are_there() -> None:
    for path in re.findall(r"\]\(\.\./([^)]+)\)", PAGE):
        assert (ROOT / path).is_file(), path


def test_it_installs_from_the_checkout_and_names_the_one_secret() -> None:
    assert not re.search(r"pip install '?trips-graph", PAGE), "it is on no index"
    secrets = {name for name, field in Settings.model_fields.items() if "Secret" in str(field)}
    named = set(re.findall(r"`(\w+)`", PAGE.partition("## Secrets")[2]))
    assert secrets == {"store_password"} <= named
