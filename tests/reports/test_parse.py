"""Parsing the real page and its retold twin: the same facts, each with its evidence."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from trips_graph.model.passage import Evidence
from trips_graph.model.report import Report, SubmitterSource, TableState
from trips_graph.reports.archive import open_source, open_sources
from trips_graph.reports.manifest import Manifest
from trips_graph.reports.parse import parse
from trips_graph.reports.prose.rules import ReadingRules

SHIPPED = Path(__file__).parents[2] / "data" / "sources" / "1000364.txt"


@pytest.fixture(scope="module")
def report(known: Manifest, rules: ReadingRules) -> Report:
    return parse(open_source(SHIPPED, known), rules)


def test_all_rows_of_1000364_are_read(report: Report, programmes: list[dict[str, str]]) -> None:
    read_rows = [
        {
            "row": str(row.number),
            "title": row.title,
            "start_date": row.printed_start,
            "beneficiaries": row.printed_beneficiaries or "",
        }
        for row in report.rows
    ]
    assert read_rows == programmes
    assert report.rows[4].beneficiaries == ()
    assert len({name for row in report.rows for name in row.beneficiaries}) == 23
    assert report.rows[0].start == date(2018, 11, 12)


def test_sections_and_paragraph_numbers_of_1000364(report: Report) -> None:
    numbers = {item.number: [p.number for p in item.paragraphs] for item in report.sections}
    assert numbers == {"1": [1], "1.1": [1, 2, 3], "1.2": [1], "1.3": [1], "1.4": [1]}
    assert report.sections[1].title == "Operations"


def test_head_of_1000364(report: Report) -> None:
    assert report.submitters[0].text == "World Customs Organization (WCO)"
    assert report.period is not None
    assert (report.period.start, report.period.end) == ("2018-10", "2019-09")
    assert (report.year, report.table_state) == (2019, TableState.ROWS)
    assert report.filing.symbol == "IP/C/W/654/Add.2"
    assert report.findings == ()


def test_narrative_of_1000364(report: Report) -> None:
    figures = {item.kind: (item.value, item.unit, item.about) for item in report.narrative.figures}
    pangea = "operation-pangea-xi"
    assert figures == {
        "countries-taking-part": (Decimal(116), "country", pangea),
        "arrests": (Decimal(859), "arrest", pangea),
        "seizure-value": (Decimal(14_000_000), "usd", pangea),
    }
    events = {event.key: event for event in report.narrative.events}
    assert set(events) == {pangea, "cap-group-meeting-16th", "e-learning-click"}
    assert events[pangea].ordinal == 11
    operation = events[pangea].period
    assert operation is not None
    assert operation.start == "2018-10"
    assert [partner.name for partner in events[pangea].partners] == [
        "Interpol", "Europol", "health authorities"
    ]  # fmt: skip
    meeting = events["cap-group-meeting-16th"].period
    assert meeting is not None
    assert (meeting.start, meeting.end) == ("2019-09-30", "2019-10-01")
    assert [tool.name for tool in report.narrative.tools] == ["CENcomm"]


def test_real_page_and_retold_page_read_to_the_same_facts(
    seed: Path, report: Report, known: Manifest, rules: ReadingRules
) -> None:
    real = parse(open_source(seed, known), rules)
    assert real.rendition == "as-published"
    assert _facts(real) == _facts(report)


def test_every_fact_of_narrative_tsv_that_concerns_1000364_is_read(
    shared: Path, report: Report
) -> None:
    lines = (shared / "facts" / "narrative.tsv").read_text(encoding="utf-8").splitlines()[1:]
    facts = [line.split("\t") for line in lines if line.startswith("1000364-")]
    values = {str(figure.value) for figure in report.narrative.figures}
    values |= {str(event.ordinal) for event in report.narrative.events}
    told = [fact[3] for fact in facts if fact[1] not in ("partner", "tool", "e-learning module")]
    assert set(told) <= values


def _facts(report: Report) -> Any:
    """Return a report without the places where its facts were read."""
    return (
        report.filing, report.submitters[0].text, report.period, report.year,
        report.table_state, report.findings,
        [(s.number, s.title, [p.number for p in s.paragraphs]) for s in report.sections],
        [replace(row, evidence=Evidence(0, 0, 0, "")) for row in report.rows],
        [
            (e.key, e.title, e.activity_type, e.ordinal, e.period, e.rule,
             [m.name for m in (*e.partners, *e.tools)])
            for e in report.narrative.events
        ],
        [replace(f, evidence=Evidence(0, 0, 0, "")) for f in report.narrative.figures],
        [mention.name for mention in report.narrative.tools],
    )  # fmt: skip


def test_evidence_quotes_the_source_text(known: Manifest, rules: ReadingRules) -> None:
    document = open_source(SHIPPED, known)
    text = document.text or ""
    passages = list(_passages(parse(document, rules)))
    assert len(passages) >= 20
    for passage in passages:
        assert text[passage.start : passage.end].startswith(passage.quote)
        assert passage.line == text.count("\n", 0, passage.start) + 1


def _passages(found: Any) -> Any:
    """Yield every Evidence in a value of the model."""
    if isinstance(found, Evidence):
        yield found
    elif isinstance(found, tuple):
        for item in found:
            yield from _passages(item)
    elif hasattr(found, "__dataclass_fields__"):
        for name in found.__dataclass_fields__:
            yield from _passages(getattr(found, name))


def test_every_report_of_documents_tsv_is_known(shared: Path, known: Manifest) -> None:
    lines = (shared / "facts" / "documents.tsv").read_text(encoding="utf-8").splitlines()[1:]
    facts = {cells[1]: cells for line in lines if (cells := line.split("\t"))}
    documents = open_sources([SHIPPED.parent], known)
    assert {item.filing.number for item in documents} == set(facts)
    states = {"11 rows": "rows", "explicitly empty": "empty", "not visible": "not-visible"}
    for filing in (item.filing for item in documents):
        cells = facts[filing.number]
        submitter = cells[4] or cells[5].removesuffix(" (from text)")
        assert (filing.submitter, filing.symbol or "") == (submitter, cells[9])
        in_prose = filing.submitter_source is SubmitterSource.PROSE
        assert in_prose == cells[5].endswith(" (from text)")
        assert filing.table_state == states.get(cells[11], "cut")
        told = (filing.communicated.isoformat() if filing.communicated else "", cells[6][:10])
        assert told[0] == told[1]
        start = (filing.period.start or "") if filing.period else ""
        end = (filing.period.end or "") if filing.period else ""
        assert (start, end) == (cells[7].split(" (")[0], cells[8])


def test_the_golden_rows_are_those_of_the_facts(
    shared: Path, programmes: list[dict[str, str]]
) -> None:
    with (shared / "facts" / "programmes-1000364.tsv").open(encoding="utf-8") as rows:
        assert list(csv.DictReader(rows, delimiter="\t")) == programmes
