"""Reads the rules for prose, which are data: `data/rules/about.toml` and `narrative.toml`."""

import re
import tomllib
from collections.abc import Iterator, Mapping
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
_ABOUT: dict[str, set[str]] = {
    "period": {"rank", "times"},
    "span": {"open"},
    "submitter": set(),
    "communication": set(),
    "earlier": set(),
}
_NARRATIVE: dict[str, set[str]] = {
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
    rank: int = 1
    times: int = 1
    open: bool = False


@dataclass(frozen=True, slots=True)
class AboutRules:
    """Rules for what a report says of itself: `data/rules/about.toml`."""

    period: tuple[ReadingRule, ...]
    span: tuple[ReadingRule, ...]
    submitter: tuple[ReadingRule, ...]
    communication: tuple[ReadingRule, ...]
    earlier: tuple[ReadingRule, ...]


@dataclass(frozen=True, slots=True)
class NarrativeRules:
    """Rules for the facts in the prose: `data/rules/narrative.toml`."""

    event: tuple[ReadingRule, ...]
    held: tuple[ReadingRule, ...]
    partner: tuple[ReadingRule, ...]
    tool: tuple[ReadingRule, ...]
    figure: tuple[ReadingRule, ...]


@dataclass(frozen=True, slots=True)
class ReadingRules:
    """All rules for prose, by what they read."""

    about: AboutRules
    narrative: NarrativeRules

    def all(self) -> Iterator[ReadingRule]:
        """Yield every rule, in the order of the kinds."""
        for rules, kinds in ((self.about, _ABOUT), (self.narrative, _NARRATIVE)):
            for kind in kinds:
                yield from getattr(rules, kind)


def read_reading_rules(folder: Path) -> ReadingRules:
    """Return the rules in the TOML files of a folder.

    Errors: `BadInput` for TOML that does not parse, unknown kinds or keys, doubled ids and patterns
    that do not compile; the message names the rule.
    """
    rules = ReadingRules(
        AboutRules(**_read_file(folder / "about.toml", _ABOUT)),
        NarrativeRules(**_read_file(folder / "narrative.toml", _NARRATIVE)),
    )
    ids = [rule.id for rule in rules.all()]
    if len(set(ids)) < len(ids):
        raise BadInput(f"{folder}: a rule id stands twice")
    return rules


def _read_file(path: Path, kinds: Mapping[str, set[str]]) -> dict[str, tuple[ReadingRule, ...]]:
    try:
        tables: dict[str, list[dict[str, Any]]] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, OSError) as error:
        raise BadInput(f"{path}: {error}") from error
    unknown = set(tables) - set(kinds)
    if unknown:
        raise BadInput(f"{path}: unknown kinds of rules: {', '.join(sorted(unknown))}")
    return {
        kind: tuple(_read_rule(path, keys, table) for table in tables.get(kind, []))
        for kind, keys in kinds.items()
    }


def _read_rule(path: Path, keys: set[str], table: Mapping[str, Any]) -> ReadingRule:
    name = table.get("id", "?")
    wrong = set(table) - _ALWAYS - keys
    if wrong or not set(table) >= _ALWAYS:
        raise BadInput(f"{path}: rule {name}: keys missing or unknown: {sorted(wrong)}")
    printed = table["pattern"]
    for short, long in _SHORTHANDS.items():
        printed = printed.replace(short, long)
    try:
        pattern = re.compile(printed, re.DOTALL)
    except re.error as error:
        raise BadInput(f"{path}: rule {name}: {error}") from error
    given = {key: table[key] for key in keys if key in table}
    return ReadingRule(name, pattern, table["pattern"], table["note"], **given)
