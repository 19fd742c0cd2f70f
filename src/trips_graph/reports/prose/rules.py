"""Reads the rules for prose, which are data: `data/rules/about.toml` and `narrative.toml`."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trips_graph.errors import BadInput
from trips_graph.reports import fields
from trips_graph.reports.prose.money import Currencies, Currency
from trips_graph.reports.prose.spans import SPAN

_SHORTHANDS = {
    "{date}": fields.DATE,
    "{day}": fields.DAY,
    "{month}": f"(?:{fields.MONTH})",
    # Not a part of another number: 12 345, 1'234, 20-30, 1.500,5.
    "{number}": f"(?<![\\w.,'’$€£¥+/–-])(?<![0-9][ \u00a0])(?:{fields.NUMBER})"
    "(?![0-9]|[.,'’ \u00a0][0-9]|[-–][0-9])",
    "{cardinal}": rf"(?<![\w-])(?:{fields.CARDINAL})(?![\w-])",
    "{scale}": fields.SCALE,
    "{nth}": fields.ORDINAL,
    "{span}": SPAN,
}
_ALWAYS = {"id", "pattern", "note"}
_ABOUT: dict[str, set[str]] = {
    "period": {"rank", "times"},
    "span": {"open"},
    "elsewhere": set(),
    "submitter": set(),
    "communication": set(),
    "earlier": set(),
    "earlier_end": set(),
}
_NARRATIVE: dict[str, set[str]] = {
    "event": {"key", "title", "activity_type", "names", "beside", "dated"},
    "series": set(),
    "held": set(),
    "before_date": set(),
    "again": {"activity_type"},
    "partner": set(),
    "tool": {"beside"},
    "figure": {"kind", "unit", "beside", "about", "sums", "confidence"},
    "when": set(),
    "not_when": set(),
    "cumulative": set(),
    "yearly": set(),
    "actor": set(),
    "actor_behind": set(),
    "nobody": set(),
    "veto": set(),
    "part": set(),
    "doubt": set(),
    "doubt_of_figures": set(),
    "doubt_behind": set(),
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
    names: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    beside: re.Pattern[str] | None = None
    dated: bool = False
    sums: bool = False
    confidence: str = "stated"


@dataclass(frozen=True, slots=True)
class AboutRules:
    """Rules for what a report says of itself: `data/rules/about.toml`."""

    period: tuple[ReadingRule, ...]
    span: tuple[ReadingRule, ...]
    elsewhere: tuple[ReadingRule, ...]
    submitter: tuple[ReadingRule, ...]
    communication: tuple[ReadingRule, ...]
    earlier: tuple[ReadingRule, ...]
    earlier_end: tuple[ReadingRule, ...]


@dataclass(frozen=True, slots=True)
class NarrativeRules:
    """Rules for the facts in the prose: `data/rules/narrative.toml` says what each kind is for."""

    currencies: Currencies
    adjectives: tuple[tuple[str, str], ...]
    agencies: tuple[tuple[str, tuple[str, ...]], ...]
    event: tuple[ReadingRule, ...]
    series: tuple[ReadingRule, ...]
    held: tuple[ReadingRule, ...]
    before_date: tuple[ReadingRule, ...]
    again: tuple[ReadingRule, ...]
    partner: tuple[ReadingRule, ...]
    tool: tuple[ReadingRule, ...]
    figure: tuple[ReadingRule, ...]
    when: tuple[ReadingRule, ...]
    not_when: tuple[ReadingRule, ...]
    cumulative: tuple[ReadingRule, ...]
    yearly: tuple[ReadingRule, ...]
    actor: tuple[ReadingRule, ...]
    actor_behind: tuple[ReadingRule, ...]
    nobody: tuple[ReadingRule, ...]
    veto: tuple[ReadingRule, ...]
    part: tuple[ReadingRule, ...]
    doubt: tuple[ReadingRule, ...]
    doubt_of_figures: tuple[ReadingRule, ...]
    doubt_behind: tuple[ReadingRule, ...]


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
        _read_about(folder / "about.toml"), _read_narrative(folder / "narrative.toml")
    )
    ids = [rule.id for rule in rules.all()]
    if len(set(ids)) < len(ids):
        raise BadInput(f"{folder}: a rule id stands twice")
    return rules


def _read_about(path: Path) -> AboutRules:
    return AboutRules(**_read_rules(path, _ABOUT, _read_tables(path), _SHORTHANDS))


def _read_narrative(path: Path) -> NarrativeRules:
    """Read the currencies and words, which are shorthands of the patterns, then the rules."""
    tables = _read_tables(path)
    try:
        currencies = Currencies(
            Currency(item["code"], tuple(item["marks"]), tuple(item.get("names", ())))
            for item in tables.pop("currency", [])
        )
    except KeyError as error:
        raise BadInput(f"{path}: a currency has no {error}") from error
    shorthands = {**_SHORTHANDS, "{money}": currencies.pattern}
    for word, pattern in tables.pop("words", {}).items():
        shorthands[f"{{{word}}}"] = _expand(pattern, shorthands)
    adjectives = tuple(tables.pop("adjectives", {}).items())
    agencies = tuple((name, tuple(own)) for name, own in tables.pop("agencies", {}).items())
    return NarrativeRules(
        currencies, adjectives, agencies, **_read_rules(path, _NARRATIVE, tables, shorthands)
    )


def _read_tables(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, OSError) as error:
        raise BadInput(f"{path}: {error}") from error


def _read_rules(
    path: Path,
    kinds: Mapping[str, set[str]],
    tables: Mapping[str, list[dict[str, Any]]],
    shorthands: Mapping[str, str],
) -> dict[str, tuple[ReadingRule, ...]]:
    unknown = set(tables) - set(kinds)
    if unknown:
        raise BadInput(f"{path}: unknown kinds of rules: {', '.join(sorted(unknown))}")
    return {
        kind: tuple(_read_rule(path, keys, table, shorthands) for table in tables.get(kind, []))
        for kind, keys in kinds.items()
    }


def _read_rule(
    path: Path, keys: set[str], table: Mapping[str, Any], shorthands: Mapping[str, str]
) -> ReadingRule:
    name = table.get("id", "?")
    wrong = set(table) - _ALWAYS - keys
    if wrong or not set(table) >= _ALWAYS:
        raise BadInput(f"{path}: rule {name}: keys missing or unknown: {sorted(wrong)}")
    given: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in table.items()
        if key in keys
    }
    try:
        if "beside" in given:
            given["beside"] = re.compile(_expand(table["beside"], shorthands), re.DOTALL)
        pattern = re.compile(_expand(table["pattern"], shorthands), re.DOTALL)
    except re.error as error:
        raise BadInput(f"{path}: rule {name}: {error}") from error
    return ReadingRule(name, pattern, table["pattern"], table["note"], **given)


def _expand(pattern: str, shorthands: Mapping[str, str]) -> str:
    for short, long in shorthands.items():
        pattern = pattern.replace(short, long)
    return pattern
