"""A list as CSV and as JSON: all rows that fit the fields of its address."""

import json
from collections.abc import Iterable, Iterator
from http import HTTPStatus

from fastapi import APIRouter, Request
from starlette.responses import Response

from trips_graph.web.asked import Fields, read_fields
from trips_graph.web.languages.addresses import path_of
from trips_graph.web.languages.locale import mark
from trips_graph.web.linked.caching import is_current
from trips_graph.web.pages.lists.entries import Entries, filter_entries, read_entries, show_cells
from trips_graph.web.pages.lists.listings import LISTINGS, Column
from trips_graph.web.pages.lists.page import write_query
from trips_graph.web.reader import Reader, ReaderOf
from trips_graph.web.shown import Shown
from trips_graph.web.spreadsheets import MEDIA_TYPE, write_line

router = APIRouter(tags=["Lists"])

MEDIA_TYPES = {"csv": MEDIA_TYPE, "json": "application/json"}
_ADDRESS = mark("Address")
Rows = Iterable[tuple[str, tuple[Shown, ...]]]


def get_list_file(request: Request, reader: ReaderOf) -> Response:
    """Return the rows of the list that the path names; they have no pages."""
    name, _, suffix = path_of(request).removeprefix("/").partition(".")
    listing = LISTINGS[name]
    fields = read_fields(request.query_params.multi_items(), listing.fields)
    headers = _headers(reader, f"/{name}.{suffix}{write_query(fields)}", suffix)
    if is_current(request.headers.get("if-none-match"), headers.get("ETag", "")):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    entries = read_entries(reader, name, listing)
    rows = filter_entries(reader, entries, fields)
    cells = show_cells(reader, entries, rows)
    if suffix == "csv":
        body = "".join(_write_csv(reader, entries, cells))
    else:
        body = _write_json(reader, entries, fields, tuple(cells))
    return Response(body, 200, headers, MEDIA_TYPES[suffix])


for _name, _listing in LISTINGS.items():
    for _suffix in MEDIA_TYPES:
        router.add_api_route(
            f"/{_name}.{_suffix}", get_list_file, methods=["GET", "HEAD"],
            include_in_schema=False, summary=f"{_listing.title} as {_suffix.upper()}",
            name=f"{_name}_{_suffix}",
        )  # fmt: skip


def _headers(reader: Reader, address: str, suffix: str) -> dict[str, str]:
    common = {"Content-Language": reader.language, "Vary": "Accept-Language"}
    if not reader.site.is_fixed:
        return {**common, "Cache-Control": "no-store"}
    return {
        **common,
        "Cache-Control": "public, max-age=0, must-revalidate",
        "ETag": reader.make_etag(address, MEDIA_TYPES[suffix], reader.language),
    }


def _write_csv(reader: Reader, entries: Entries, rows: Rows) -> Iterator[str]:
    columns = entries.listing.columns
    headings = (column.heading for column in columns)
    yield write_line(reader.gettext(heading) for heading in (*headings, _ADDRESS))
    for iri, cells in rows:
        values = (_value(column, cell) for column, cell in zip(columns, cells, strict=True))
        yield write_line((*values, iri))


def _write_json(reader: Reader, entries: Entries, fields: Fields, rows: Rows) -> str:
    columns = entries.listing.columns
    found = [
        {
            "iri": iri,
            **{
                column.variable: _value(column, cell) if cell.text else None
                for column, cell in zip(columns, cells, strict=True)
            },
        }
        for iri, cells in rows
    ]
    head = {
        "release": reader.site.release.manifest.id,
        "language": reader.language,
        "filters": {name: values[0] for name, values in fields.items()},
        "total": len(found),
    }
    return json.dumps({**head, "rows": found}, ensure_ascii=False)


def _value(column: Column, cell: Shown) -> str | int:
    return int(cell.text) if column.number and cell.text.isdecimal() else cell.text
