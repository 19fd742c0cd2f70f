"""The quality of a release over HTTP: an overview, four pages, and a CSV and a JSON of each."""

from collections import Counter
from http import HTTPStatus

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from trips_graph.web.languages.locale import mark, say
from trips_graph.web.pages.quality import coverage, findings, shapes, unresolved
from trips_graph.web.pages.quality.record import coverage_of, findings_of, mentions_of, results_of
from trips_graph.web.pages.quality.tables import FORMS, send_table
from trips_graph.web.pages.route import PageRoute
from trips_graph.web.problems import Declined
from trips_graph.web.reader import ReaderOf

pages = APIRouter(tags=["Pages"], route_class=PageRoute)
tables = APIRouter(tags=["Quality"])
router = APIRouter()

_FIRST = 8
_PAGES = (
    (findings.PATH, findings.get_findings, mark("Findings")),
    (shapes.PATH, shapes.get_results, mark("Results of the shapes")),
    (coverage.PATH, coverage.get_coverage, mark("Coverage")),
    (unresolved.PATH, unresolved.get_unresolved, mark("Names left open")),
)


def get_overview(
    request: Request, reader: ReaderOf, code: findings.CodeOf = "", severity: str = ""
) -> Response:
    """Return the figures of the release's quality; what was asked here before is sent on."""
    if code or severity:
        address = reader.at(findings.Wanted(code, severity[:20]).link())
        return RedirectResponse(address, HTTPStatus.PERMANENT_REDIRECT)
    found, results = findings_of(reader.site), results_of(reader.site)
    return reader.page(
        "quality/overview.html", request, title=reader.gettext("Quality"),
        findings=len(found), by_severity=Counter(str(finding.severity) for finding in found),
        codes=findings.count_codes(found)[:_FIRST], results=len(results),
        broken=shapes.summarise(results)[:_FIRST], severities=shapes.SEVERITIES,
        total=coverage.sum_up(coverage_of(reader.site)),
        names=unresolved.group_names(mentions_of(reader.site))[:_FIRST],
    )  # fmt: skip


@tables.get("/quality/findings.{suffix}", summary="The findings as a table")
@tables.head("/quality/findings.{suffix}", include_in_schema=False)
def get_findings_table(
    suffix: str,
    request: Request,
    reader: ReaderOf,
    code: findings.CodeOf = "",
    severity: findings.SeverityOf = "",
) -> Response:
    """Return the findings of a code and a severity, or all, as CSV or JSON."""
    table = findings.table_of(reader, findings.Wanted(code, severity))
    return send_table(reader, request, table, _check(suffix))


@tables.get("/quality/shapes.{suffix}", summary="The results of the shapes as a table")
@tables.head("/quality/shapes.{suffix}", include_in_schema=False)
def get_results_table(
    suffix: str, request: Request, reader: ReaderOf, shape: shapes.ShapeOf = "", severity: str = ""
) -> Response:
    """Return the results of a shape and a severity, or all, as CSV or JSON."""
    table = shapes.table_of(reader, shapes.Asked(shape, severity))
    return send_table(reader, request, table, _check(suffix))


@tables.get("/quality/coverage.{suffix}", summary="What was read of each report, as a table")
@tables.head("/quality/coverage.{suffix}", include_in_schema=False)
def get_coverage_table(suffix: str, request: Request, reader: ReaderOf) -> Response:
    """Return the coverage of every report as CSV or JSON."""
    return send_table(reader, request, coverage.table_of(reader), _check(suffix))


@tables.get("/quality/unresolved.{suffix}", summary="The names left open, as a table")
@tables.head("/quality/unresolved.{suffix}", include_in_schema=False)
def get_unresolved_table(suffix: str, request: Request, reader: ReaderOf) -> Response:
    """Return every unresolved mention as CSV or JSON."""
    return send_table(reader, request, unresolved.table_of(reader), _check(suffix))


def _check(suffix: str) -> str:
    if suffix not in FORMS:
        raise Declined(HTTPStatus.NOT_FOUND, say("There is no such format here."))
    return suffix


for _path, _answer, _title in (("/quality", get_overview, mark("Quality")), *_PAGES):
    pages.add_api_route(
        _path, _answer, methods=["GET", "HEAD"], summary=_title, include_in_schema=False,
        name=_path.removeprefix("/").replace("/", "_"),
    )  # fmt: skip
router.include_router(pages)
router.include_router(tables)
