"""Reads the authority tables and the classification rules of `data/`."""

import csv
import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TypeVar

from trips_graph.errors import BadInput, BadTable
from trips_graph.model.entity import (
    Authorities,
    ClassificationRule,
    FormerName,
    Member,
    NamedThing,
    Organisation,
)
from trips_graph.model.passage import PartialDate

_PARTIAL_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_FORMER = re.compile(r"(?P<name>.+?)(?: \[\.\.(?P<until>[^\]]*)\])?")
_SHORTHAND = "shorthand"
_NAMED = re.compile(r"\{(?P<key>[a-z-]+)\}")
_WIKIDATA = "http://www.wikidata.org/entity/"
_ISNI = "https://isni.org/isni/"
_Record = TypeVar("_Record", Member, Organisation, NamedThing, ClassificationRule)


def read_authorities(folder: Path) -> Authorities:
    """Return every authority of a folder with the five tables.

    Errors: `BadTable` with file and line for a missing column, a doubled key or a value of the
    wrong form; `BadInput` where a table is missing.
    """
    return Authorities(
        members=_read_table(folder / "members.csv", _member),
        organisations=_read_table(folder / "organisations.csv", _organisation),
        groups=_read_table(folder / "groups.csv", _named_thing),
        tools=_read_table(folder / "tools.csv", _named_thing),
        nothing_stated=tuple(
            text.key for text in _read_table(folder / "nothing-stated.csv", _nothing_stated)
        ),
    )


def read_classification(path: Path) -> tuple[ClassificationRule, ...]:
    """Return the rules that assign types and topics, in the order of the file.

    A row of the scheme `shorthand` is no rule: `{its key}` means its pattern in the rows below.

    Errors: `BadTable` for a pattern that does not compile or names no shorthand above it, a missing
    column or a doubled key.
    """
    shorthands: dict[str, str] = {}
    table = _read_table(path, lambda cells: _classification_rule(cells, shorthands))
    return tuple(rule for rule in table if rule.scheme != _SHORTHAND)


def _read_table(path: Path, read: Callable[[Mapping[str, str]], _Record]) -> tuple[_Record, ...]:
    records: dict[str, _Record] = {}
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            reader = csv.DictReader(stream, strict=True)
            for cells in reader:
                record = _read_record(path, reader.line_num, cells, read)
                if record.key in records:
                    raise BadTable(path, reader.line_num, f"key {record.key!r} stands twice")
                records[record.key] = record
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror or error}") from error
    return tuple(records.values())


def _read_record(
    path: Path, line: int, cells: Mapping[str, str], read: Callable[[Mapping[str, str]], _Record]
) -> _Record:
    try:
        return read(cells)
    except KeyError as error:
        raise BadTable(path, line, f"no column {error}") from error
    except (ValueError, re.error) as error:
        raise BadTable(path, line, str(error)) from error


def _member(cells: Mapping[str, str]) -> Member:
    observer = cells["status"] == "observer"
    if observer == bool(cells["joined"]):
        raise ValueError(f"{cells['key']}: a Member has a date in `joined`, an observer none")
    return Member(
        key=cells["key"],
        other_names=_split(cells["other_names"]),
        former_names=tuple(_former_name(name) for name in _split(cells["former_names"])),
        member_kind=cells["kind"],
        joined=date.fromisoformat(cells["joined"]) if cells["joined"] else None,
        **_ldc(cells),
        iso2=cells["iso2"] or None,
        iso3=cells["iso3"] or None,
        m49=cells["m49"] or None,
        region=cells["region"] or None,
        wikidata=_WIKIDATA + cells["wikidata"] if cells["wikidata"] else None,
        geonames=f"https://sws.geonames.org/{cells['geonames']}/" if cells["geonames"] else None,
        eu_country=cells["eu_country"] or None,
        names=_names({"en": cells["name"], "fr": cells["name_fr"], "es": cells["name_es"]}),
    )


def _former_name(cell: str) -> FormerName:
    """Read `Swaziland [..2018-04-19]`: the name, and when it ended."""
    match = _FORMER.fullmatch(cell)
    assert match is not None  # `_split` gives no empty names
    until = match["until"]
    return FormerName(match["name"], None if until is None else _partial_date(until))


def _ldc(cells: Mapping[str, str]) -> dict[str, PartialDate | None]:
    names = ("ldc_from", "ldc_until", "ldc_scheduled")
    dates = {name: _partial_date(cells[name]) if cells[name] else None for name in names}
    if any(dates.values()) and not (dates["ldc_from"] and cells["ldc_source"]):
        raise ValueError(f"{cells['key']}: LDC status needs `ldc_from` and `ldc_source`")
    if dates["ldc_until"] and dates["ldc_scheduled"]:
        raise ValueError(f"{cells['key']}: it has graduated or is due to, not both")
    return dates


def _partial_date(text: str) -> PartialDate:
    if not _PARTIAL_DATE.fullmatch(text):
        raise ValueError(f"{text!r} is no date: YYYY, YYYY-MM or YYYY-MM-DD")
    date.fromisoformat(text + "-01-01"[len(text) - len("YYYY") :])
    return PartialDate(text)


def _organisation(cells: Mapping[str, str]) -> Organisation:
    identities = (
        _WIKIDATA + cells["wikidata"] if cells["wikidata"] else "",
        cells["ror"],
        _ISNI + cells["isni"] if cells["isni"] else "",
    )
    return Organisation(
        key=cells["key"],
        names=_names({"en": cells["name"], "fr": cells["name_fr"], "es": cells["name_es"]}),
        other_names=_split(cells["other_names"]),
        organisation_kind=cells["kind"],
        identities=tuple(filter(None, identities)),
        concepts=tuple(filter(None, (cells["eu_corporate_body"], cells["eurovoc"]))),
        member=cells["member"] or None,
        unit_of=cells["unit_of"] or None,
    )


def _named_thing(cells: Mapping[str, str]) -> NamedThing:
    return NamedThing(
        key=cells["key"],
        names=_names({"en": cells["name"], "fr": cells["name_fr"], "es": cells["name_es"]}),
        other_names=_split(cells["other_names"]),
    )


def _nothing_stated(cells: Mapping[str, str]) -> NamedThing:
    return NamedThing(cells["text"], {}, ())


def _classification_rule(
    cells: Mapping[str, str], shorthands: dict[str, str]
) -> ClassificationRule:
    pattern = _NAMED.sub(lambda named: _shorthand(named["key"], shorthands), cells["pattern"])
    re.compile(pattern)
    if cells["scheme"] == _SHORTHAND:
        shorthands[cells["key"]] = pattern
    return ClassificationRule(
        cells["key"], pattern, cells["scheme"], cells["concept"], cells["note"]
    )


def _shorthand(key: str, shorthands: Mapping[str, str]) -> str:
    if key not in shorthands:
        raise ValueError(f"{{{key}}} names no shorthand that stands above")
    return shorthands[key]


def _split(cell: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in cell.split(" | ") if name.strip())


def _names(names: Mapping[str, str]) -> dict[str, str]:
    return {language: name for language, name in names.items() if name}
