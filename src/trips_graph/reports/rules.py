"""Reads the rules for prose, which are data: `data/rules/narrative.toml`."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trips_graph.errors import BadInput
from trips_graph.reports import fields

_SHORTHANDS = {
    "{date}": fields.DATE,
    "{day}": fields.DAY,
    # Not a part of another number: 12 345, 1'234, 20-30, 1.500,5.
    "{number}": f"(?<![0-9.,'’–-])(?<![0-9][ \u00a0])(?:{fields.NUMBER})(?![0-9])",
    "{nth}": fields.ORDINAL,
}
_ALWAYS = {"id", "pattern", "note"}
_KINDS: dict[str, set[str]] = {
    "period": set(),
    "event": {"key", "title", "activity_type"},
    "held": set(),
    "partner": set(),
    "tool": set(),
    "figure": {"kind", "unit"},
}


@dataclass(frozen=True, slots=True)
class ReadingRule:
    """One rule: its id, its pattern, why it is right, and what its match stands for."""

    id: str
    pattern: re.Pattern[str]
    printed_pattern: str
    note: str
    key: str = ""
    title: str = ""
    activity_type: str = ""
    kind: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class ReadingRules:
    """All rules for prose, by what they read."""

    period: tuple[ReadingRule, ...]
    event: tuple[ReadingRule, ...]
    held: tuple[ReadingRule, ...]
    partner: tuple[ReadingRule, ...]
    tool: tuple[ReadingRule, ...]
    figure: tuple[ReadingRule, ...]

    def all(self) -> tuple[ReadingRule, ...]:
        """Return every rule, in the order of the file's kinds."""
        return (
            *self.period, *self.event, *self.held, *self.partner, *self.tool, *self.figure
        )  # fmt: skip


def read_reading_rules(path: Path) -> ReadingRules:
    """Return the rules of a TOML file.

    Errors: `BadInput` for TOML that does not parse, unknown kinds or keys, doubled ids and patterns
    that do not compile; the message names the rule.
    """
    try:
        tables: dict[str, list[dict[str, Any]]] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, OSError) as error:
        raise BadInput(f"{path}: {error}") from error
    unknown = set(tables) - set(_KINDS)
    if unknown:
        raise BadInput(f"{path}: unknown kinds of rules: {', '.join(sorted(unknown))}")
    read = {
        kind: tuple(_read_rule(path, kind, table) for table in tables.get(kind, []))
        for kind in _KINDS
    }
    rules = ReadingRules(**read)
    ids = [rule.id for rule in rules.all()]
    if len(set(ids)) < len(ids):
        raise BadInput(f"{path}: a rule id stands twice")
    return rules


def _read_rule(path: Path, kind: str, table: dict[str, Any]) -> ReadingRule:
    name = table.get("id", "?")
    wrong = set(table) - _ALWAYS - _KINDS[kind]
    if wrong or not set(table) >= _ALWAYS:
        raise BadInput(f"{path}: rule {name}: keys missing or unknown: {sorted(wrong)}")
    printed = table["pattern"]
    for short, long in _SHORTHANDS.items():
        printed = printed.replace(short, long)
    try:
        pattern = re.compile(printed, re.DOTALL)
    except re.error as error:
        raise BadInput(f"{path}: rule {name}: {error}") from error
    given = {key: table[key] for key in _KINDS[kind] if key in table}
    return ReadingRule(name, pattern, table["pattern"], table["note"], **given)
