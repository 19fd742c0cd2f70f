"""The table of the protocol: cases of request and answer, read from the files in `cases/`.

A file has sections, each named by the section of the specification that demands its cases; a case
is one line. Values that begin with `@` name a text of `TEXTS`, so that long queries stand once.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.answering import SLOW
from tests.web.small_release import BASE, LONG

FOLDER = Path(__file__).with_name("cases")
LONGEST = 20_000  # the default of `query_characters`
REPORT = f"{BASE}id/report/9000001"
_TG = "https://w3id.org/trips-graph/def#"
_REPORTS = f"?s a <{_TG}Report>"
_SELECT = f"SELECT ?s {{ {_REPORTS} }} ORDER BY ?s"

Pairs = tuple[tuple[str, str], ...]

TEXTS: Mapping[str, str] = {
    "select": _SELECT,
    "ask": f"ASK {{ {_REPORTS} }}",
    "ask-no": "ASK { FILTER(false) }",
    "ask-named": f"ASK {{ GRAPH ?g {{ {_REPORTS} }} }}",
    "construct": f"CONSTRUCT {{ {_REPORTS} }} WHERE {{ {_REPORTS} }}",
    "describe": f"DESCRIBE <{REPORT}>",
    "members": f"SELECT ?s {{ ?s a <{_TG}Member> }}",
    "slow": SLOW,
    "long": _SELECT + " " * (LONGEST + 1 - len(_SELECT)),
    "longest": _SELECT + " " * (LONGEST - len(_SELECT)),
    "comment": _SELECT + "#" + LONG,
    "body-too-long": "x" * 16 * LONGEST,
    "deep": "SELECT * " + "{" * 5000 + "}" * 5000,
    "reports": f"{BASE}id/graph/report-9000001",
    "vocabulary": f"{BASE}id/graph/vocabulary",
    "unknown": f"{BASE}id/graph/unknown",
    "from-reports": f"ASK FROM <{BASE}id/graph/report-9000001> {{ {_REPORTS} }}",
    "from-unknown": f"ASK FROM <{BASE}id/graph/unknown> {{ {_REPORTS} }}",
    "from-vocabulary": f"ASK FROM <{BASE}id/graph/vocabulary> {{ {_REPORTS} }}",
}


@dataclass(frozen=True, slots=True)
class Case:
    """One request, and what its answer must be.

    `address`, `form` and `body` make the request, sent by `chunked` pieces where it says so. `held`
    is what the client holds: its `{etag}` is the validator of the same request, asked before. Of
    the answer: `status` is one of several where the specification leaves the choice, `header` are
    patterns, `lacks` headers that must not be there, `says` pieces of the body, `rows`, `boolean`
    and `value` (of the first cell) its content, `place` line and column of an error.
    """

    spec: str
    title: str
    method: str = "GET"
    path: str = "/sparql"
    address: str | Pairs = ()
    form: Pairs | None = None
    body: str | bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    chunked: bool = False
    held: str | None = None
    status: tuple[int, ...] = (200,)
    media: str | None = None
    header: Mapping[str, str] = field(default_factory=dict)
    lacks: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    rows: int | None = None
    boolean: bool | None = None
    value: str | None = None
    place: tuple[int, int] | None = None


def read_cases() -> tuple[Case, ...]:
    """Return every case of the table, file by file."""
    return tuple(case for path in sorted(FOLDER.glob("*.toml")) for case in _read(path))


def _read(path: Path) -> Iterator[Case]:
    for section in tomllib.loads(path.read_text("utf-8"))["section"]:
        common = section.get("common", {})
        for given in section["cases"]:
            yield _case(section["spec"], {**common, **given})


def _case(spec: str, given: dict[str, Any]) -> Case:
    for name in ("address", "form"):
        if isinstance(given.get(name), dict):
            given[name] = _pairs(given[name])
    if "hex" in given:
        given["body"] = bytes.fromhex(given.pop("hex"))
    elif "body" in given:
        given["body"] = _text(given["body"])
    for name in ("status", "says", "lacks", "place"):
        if name in given:
            value = given[name]
            given[name] = tuple(value) if isinstance(value, list) else (value,)
    return Case(spec, **given)


def _pairs(fields: Mapping[str, str | list[str]]) -> Pairs:
    return tuple(
        (name, _text(value))
        for name, values in fields.items()
        for value in (values if isinstance(values, list) else [values])
    )


def _text(value: str) -> str:
    return TEXTS[value[1:]] if value.startswith("@") else value
