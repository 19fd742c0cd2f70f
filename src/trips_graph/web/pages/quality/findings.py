"""Findings: what a stage could not read, resolve or trust, by document, a page at a time."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from http import HTTPStatus
from itertools import groupby
from typing import Annotated

from fastapi import Query, Request
from starlette.responses import Response

from trips_graph.model.finding import CODES, Finding, Severity
from trips_graph.web.languages.locale import mark, say
from trips_graph.web.pages.quality.meanings import MEANINGS
from trips_graph.web.pages.quality.record import findings_of
from trips_graph.web.pages.quality.tables import Table, write_address
from trips_graph.web.problems import Declined
from trips_graph.web.reader import Reader, ReaderOf

PAGE = 200
PATH = "/quality/findings"
HEADINGS = {
    "document": mark("Document"),
    "report": mark("Report"),
    "line": mark("Line"),
    "code": mark("Code"),
    "severity": mark("Severity"),
    "message": mark("Message"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which findings are shown: of a code, of a severity, on which page."""

    code: str = ""
    severity: str = ""
    page: int = 1

    def fits(self, finding: Finding) -> bool:
        """Return whether a finding is among the wanted."""
        return self.code in ("", finding.code) and self.severity in ("", finding.severity)

    def link(self, path: str = PATH, **other: str | int) -> str:
        """Return the address of the page with some wishes changed."""
        asked = {"code": self.code, "severity": self.severity, "page": self.page, **other}
        return write_address(path, asked)


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
    findings: Sequence[Finding]


CodeOf = Annotated[str, Query(max_length=60)]
SeverityOf = Annotated[str, Query(max_length=20)]


def get_findings(
    request: Request,
    reader: ReaderOf,
    code: CodeOf = "",
    severity: SeverityOf = "",
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Response:
    """Return one page of the findings."""
    wanted, findings = Wanted(code, severity, page), findings_of(reader.site)
    found = [finding for finding in findings if wanted.fits(finding)]
    shown = found[(page - 1) * PAGE : page * PAGE]
    if page > 1 and not shown:
        raise Declined(HTTPStatus.NOT_FOUND, say("The findings end before this page."))
    return reader.page(
        "quality/findings.html", request, title=reader.gettext("Findings"), wanted=wanted,
        codes=count_codes(findings), severities=[str(name) for name in Severity],
        found=len(found), all=len(findings), documents=_documents(shown),
        more=len(found) > page * PAGE, first=(page - 1) * PAGE + 1,
    )  # fmt: skip


def table_of(reader: Reader, wanted: Wanted) -> Table:
    """Return the wanted findings as a table, on one page."""
    return Table(HEADINGS, lambda: [asdict(f) for f in findings_of(reader.site) if wanted.fits(f)])


def count_codes(findings: Iterable[Finding]) -> list[Code]:
    """Return every code of this software and of the release, the most frequent first."""
    counts: Mapping[str, int] = Counter(finding.code for finding in findings)
    codes = [Code(name, MEANINGS.get(name, ""), counts.get(name, 0)) for name in {*CODES, *counts}]
    return sorted(codes, key=lambda code: (-code.count, code.name))


def _documents(findings: Iterable[Finding]) -> list[Document]:
    """Return the documents of sorted findings; any finding of one may tell its report."""
    grouped = groupby(findings, key=lambda finding: finding.document)
    return [
        Document(name, max(finding.report for finding in group), group)
        for name, group in ((name, tuple(group)) for name, group in grouped)
    ]
