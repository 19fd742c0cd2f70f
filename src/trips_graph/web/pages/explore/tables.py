"""A view as a table for spreadsheets, and as JSON for programs; both hold the same activities."""

import json
from collections.abc import Iterable, Iterator

from trips_graph.web.languages.locale import Locale, mark
from trips_graph.web.pages.explore.facets import FACETS
from trips_graph.web.pages.explore.rows import Named, Portion, Row
from trips_graph.web.spreadsheets import write_line

HEADINGS = (
    mark("Activity"), mark("Language of the title"), mark("Start"), mark("End"),
    mark("Year of the start"), mark("Reported by"), mark("Report"), mark("Beneficiaries"),
    mark("Beneficiaries in the report"), mark("LDC"), mark("Type"), mark("Topic"), mark("Partners"),
    mark("Tools"), mark("Address"),
)  # fmt: skip
_BETWEEN = "; "
_SINGLE = ("report", "submitter", "status")
_SEVERAL = {
    "beneficiaries": "beneficiary", "types": "type", "topics": "topic", "partners": "partner",
    "tools": "tool",
}  # fmt: skip
_PREFIXES = {facet.name: facet.prefix for facet in FACETS}


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
        "ldc": row.ldc,
        **{role: next(iter(_refer(role, named[role])), None) for role in _SINGLE},
        **{name: _refer(role, named[role]) for name, role in _SEVERAL.items()},
    }


def _refer(role: str, named: Iterable[Named]) -> list[dict[str, object]]:
    """Return things by what stands for them in filters, IRI, and label with its language."""
    prefix = _PREFIXES.get(role, "")
    return [
        {
            "value": item.thing.key.removeprefix(prefix),
            "iri": item.thing.iri,
            "label": item.name.value,
            "language": item.name.language,
        }
        for item in named
    ]
