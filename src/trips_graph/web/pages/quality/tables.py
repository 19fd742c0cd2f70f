"""Tables of the quality pages as CSV and JSON: the same rows as the page, none left out."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import Request
from starlette.responses import Response

from trips_graph.web.asked import write_fields
from trips_graph.web.linked.caching import is_current
from trips_graph.web.reader import PAGE_VARY, Reader
from trips_graph.web.spreadsheets import MEDIA_TYPE, write_line

FORMS = {"csv": MEDIA_TYPE, "json": "application/json"}
Row = Mapping[str, str | int | None]


@dataclass(frozen=True, slots=True)
class Table:
    """A table to take away: the heading of each column by its key, and what makes the rows."""

    headings: Mapping[str, str]
    rows: Callable[[], Sequence[Row]]


def write_address(path: str, wishes: Mapping[str, str | int]) -> str:
    """Return a path with the wishes that are no defaults: not empty, not the first page."""
    return path + write_fields(pair for pair in wishes.items() if pair[1] not in ("", 1))


def send_table(reader: Reader, request: Request, table: Table, suffix: str) -> Response:
    """Return a table in a format: CSV has headings in the reader's language, JSON the keys."""
    media_type = FORMS[suffix]
    asked = f"{request.url.path}?{request.url.query} {reader.language}"
    headers = {"Vary": PAGE_VARY, "Cache-Control": "no-store"}
    if reader.site.is_fixed:
        headers["Cache-Control"] = "public, max-age=0, must-revalidate"
        headers["ETag"] = reader.make_etag(asked, media_type)
        if is_current(request.headers.get("if-none-match"), headers["ETag"]):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    if suffix == "json":
        rows = [{key: row.get(key) for key in table.headings} for row in table.rows()]
        body = json.dumps(rows, ensure_ascii=False, indent=1).encode()
        return Response(body, headers=headers, media_type=media_type)
    headers["Content-Language"] = reader.language
    return Response(_write_csv(reader, table), headers=headers, media_type=media_type)


def _write_csv(reader: Reader, table: Table) -> bytes:
    lines = [write_line(map(reader.gettext, table.headings.values()))]
    lines += [write_line(_cell(row.get(key)) for key in table.headings) for row in table.rows()]
    return "".join(lines).encode()


def _cell(value: str | int | None) -> str | int:
    return "" if value is None else value
