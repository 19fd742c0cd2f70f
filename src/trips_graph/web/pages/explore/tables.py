"""A view as a table for spreadsheets, and as JSON for programs; both hold the same activities."""

import json
from collections.abc import Iterable, Iterator

from trips_graph.web.languages.locale import Locale, mark
from trips_graph.web.pages.explore.rows import Named, Portion, Row
from trips_graph.web.spreadsheets import write_line

HEADINGS = (
    mark("Activity"), mark("Language of the title"), mark("Start"), mark("End"),
    mark("Year of the start"), mark("Reported by"), mark("Report"), mark("Beneficiaries"),
    mark("Beneficiaries in the report"), mark("LDC"), mark("Type"), mark("Topic"), mark("Partners"),
    mark("Tools"), mark("Address"),
)  # fmt: skip
_BETWEEN = "; "


def write_csv(portions: Iterable[Portion], ldc: dict[str, str], locale: Locale) -> Iterator[str]:
    """Yield the lines of a CSV whose headings and names are in one language.

    `ldc` is what yes, no and unknown are called.
    """
    yield write_line(locale.gettext(heading) for heading in HEADINGS)
    for portion in portions:
        yield "".join(write_line(_cells(row, ldc)) for row in portion.rows)


def write_json(portions: Iterable[Portion], head: dict[str, object]) -> Iterator[str]:
    """Yield a JSON object: the head, and the activities as its last member."""
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "activities": ['
    separator = "\n"
    for portion in portions:
        rows = (json.dumps(_describe(row), ensure_ascii=False) for row in portion.rows)
        yield separator + ",\n".join(rows)
        separator = ",\n"
    yield "\n]}\n"


def _cells(row: Row, ldc: dict[str, str]) -> Iterator[str | int]:
    activity = row.activity
    yield from (activity.title, activity.language, activity.start or "", activity.end or "")
    yield "" if activity.year is None else activity.year
    yield from (_list(row.named[role]) for role in ("submitter", "report"))
    yield from (_list(row.named[role]) for role in ("beneficiary", "status"))
    yield ldc[row.ldc]
    yield from (_list(row.named[role]) for role in ("type", "topic", "partner", "tool"))
    yield row.iri


def _list(named: Iterable[Named]) -> str:
    return _BETWEEN.join(item.name.value for item in named)


def _describe(row: Row) -> dict[str, object]:
    activity, named = row.activity, row.named
    return {
        "iri": row.iri,
        "key": activity.key,
        "title": {"text": activity.title, "language": activity.language or None},
        "start": activity.start,
        "end": activity.end,
        "year": activity.year,
        "submitter": next(map(_refer, named["submitter"]), None),
        "report": next(map(_refer, named["report"]), None),
        "beneficiaries": [_refer(item) for item in named["beneficiary"]],
        "status": next(map(_refer, named["status"]), None),
        "ldc": row.ldc,
        "types": [_refer(item) for item in named["type"]],
        "topics": [_refer(item) for item in named["topic"]],
        "partners": [_refer(item) for item in named["partner"]],
        "tools": [_refer(item) for item in named["tool"]],
    }


def _refer(named: Named) -> dict[str, object]:
    name = named.name
    return {"iri": named.thing.iri, "label": name.value, "language": name.language}
