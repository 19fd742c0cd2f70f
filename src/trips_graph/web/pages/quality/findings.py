"""The page on quality: findings by document, filtered by code and severity, a page at a time."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from itertools import groupby
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from trips_graph.model.finding import CODES, Severity
from trips_graph.model.release import FINDINGS, SHACL_JSON
from trips_graph.web.pages.route import PageRoute
from trips_graph.web.reader import ReaderOf
from trips_graph.web.site import Site

router = APIRouter(tags=["Pages"], route_class=PageRoute)

PAGE = 200
_RESULTS_SHOWN = 500

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which findings are shown: of a code, of a severity, on which page."""

    code: str = ""
    severity: str = ""
    page: int = 1

    def fits(self, row: Row) -> bool:
        """Return whether a finding is among the wanted."""
        return self.code in ("", row["code"]) and self.severity in ("", row["severity"])

    def link(self, **other: str | int) -> str:
        """Return the address of the page with some wishes changed."""
        asked = {"code": self.code, "severity": self.severity, "page": self.page, **other}
        fields = {name: value for name, value in asked.items() if value not in ("", 1)}
        return "/quality" + (f"?{urlencode(fields)}" if fields else "")


@dataclass(frozen=True, slots=True)
class Code:
    """A code: what it means, and how many findings have it."""

    name: str
    meaning: str
    count: int


@dataclass(frozen=True, slots=True)
class Document:
    """A document and its findings; `report` is its number where that is known."""

    name: str
    report: str
    findings: Sequence[Row]


def get_quality(
    request: Request,
    reader: ReaderOf,
    code: Annotated[str, Query(max_length=60)] = "",
    severity: Annotated[str, Query(max_length=20)] = "",
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Response:
    """Return one page of the findings, and the results of the shapes."""
    site = reader.site
    wanted = Wanted(code, severity, page)
    findings = sorted(_read_list(site, FINDINGS), key=_order)
    found = [row for row in findings if wanted.fits(row)]
    shown = found[(page - 1) * PAGE : page * PAGE]
    if page > 1 and not shown:
        raise HTTPException(HTTPStatus.NOT_FOUND, "The findings end before this page.")
    return reader.page(
        "quality/quality.html", request, title="Quality", wanted=wanted, codes=_codes(findings),
        severities=[str(name) for name in Severity], found=len(found), all=len(findings),
        documents=_documents(shown), more=len(found) > page * PAGE, first=(page - 1) * PAGE + 1,
        results=_read_list(site, SHACL_JSON), results_shown=_RESULTS_SHOWN,
    )  # fmt: skip


router.add_api_route(
    "/quality", get_quality, methods=["GET", "HEAD"], include_in_schema=False,
    summary="What was found wrong, doubtful or missing", name="quality",
)  # fmt: skip


def _read_list(site: Site, name: str) -> list[Row]:
    path = site.release.folder / name
    found = json.loads(path.read_text("utf-8")) if path.is_file() else []
    return found if isinstance(found, list) else []


def _order(row: Row) -> tuple[str, int, str, str]:
    return row["document"], row["line"] or 0, row["code"], row["message"]


def _codes(findings: Sequence[Row]) -> list[Code]:
    """Return every code of this software and of the release, the most frequent first."""
    counts = Counter(row["code"] for row in findings)
    codes = [Code(name, CODES.get(name, ""), counts[name]) for name in {*CODES, *counts}]
    return sorted(codes, key=lambda code: (-code.count, code.name))


def _documents(findings: Sequence[Row]) -> list[Document]:
    """Return the documents of sorted findings; any finding of one may tell its report."""
    grouped = groupby(findings, key=lambda row: str(row["document"]))
    return [
        Document(name, max(row.get("report", "") for row in rows), rows)
        for name, rows in ((name, tuple(rows)) for name, rows in grouped)
    ]
