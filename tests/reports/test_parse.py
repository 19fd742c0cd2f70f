"""Parsing: the real page, its retold twin, and invented pages that are as messy as real ones."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports.pages import HEADER, TITLE, codes, page, read
from trips_graph.model.report import Evidence, Filing, Report, ReportNumber, TableState
from trips_graph.reports.archive import open_source, open_sources
from trips_graph.reports.layout import Kind, read_layout
from trips_graph.reports.manifest import Manifest
from trips_graph.reports.parse import parse
from trips_graph.reports.rules import ReadingRules

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
    assert report.submitter is not None
    assert report.submitter.text == "World Customs Organization (WCO)"
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
        report.filing, report.submitter and report.submitter.text, report.period, report.year,
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
        assert filing.submitter_in_prose == cells[5].endswith(" (from text)")
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


@pytest.mark.parametrize(
    ("table", "state", "expected"),
    [
        ("1 Study tour 05/03/2020 Ghana", TableState.ROWS, []),
        ("There are currently no items in the database", TableState.EMPTY, []),
        ("There ", TableState.CUT, ["table-cut"]),
        ("", TableState.CUT, ["table-cut"]),
        (
            "1 Study tour 05/03/2020 Ghana\n2 Markets 01/11",
            TableState.CUT,
            ["row-cut", "table-cut"],
        ),
    ],
)
def test_table_states_stay_different(table: str, state: TableState, expected: list[str]) -> None:
    report = read(page(table))
    assert (report.table_state, codes(report)) == (state, expected)


def test_a_page_that_ends_before_its_table_is_not_an_empty_table() -> None:
    report = read(f"{TITLE}\n\nNorway\n\n1  Overview\n\n 1. Something was done.")
    assert report.table_state is TableState.NOT_VISIBLE
    assert "table-not-visible" in codes(report)


def test_a_cut_row_is_reported_and_not_published() -> None:
    report = read(page("1 Study tour 05/03/2020 Ghana\n2 EU markets 01/11"))
    assert [row.number for row in report.rows] == [1]


def test_numbers_in_titles_are_no_rows() -> None:
    title = "Support to the BOMCA 9 programme 4 National workshops"
    report = read(page(f"1 {title} 05/03/2020 Kyrgyz Republic"))
    assert [(row.number, row.title) for row in report.rows] == [(1, title)]


def test_a_gap_in_the_numbers_is_told() -> None:
    report = read(page("1 A 05/03/2020 Ghana\n3 B 06/03/2020 Togo"))
    assert [row.number for row in report.rows] == [1, 3]
    assert codes(report) == ["row-number-gap"]


def test_a_number_that_cannot_follow_is_not_read_into_the_row_before() -> None:
    report = read(page("1 A 05/03/2020 Ghana\n2 B 06/03/2020 Togo\n1 C 07/03/2020 Mali"))
    assert [row.beneficiaries for row in report.rows] == [("Ghana",), ("Togo",)]
    assert codes(report) == ["row-number-out-of-order"]


def test_a_broken_line_is_joined_and_told() -> None:
    report = read(page("1 A workshop on\nborder measures 05/03/2020 Ghana;\nTogo"))
    assert report.rows[0].title == "A workshop on border measures"
    assert report.rows[0].beneficiaries == ("Ghana", "Togo")
    assert codes(report) == ["row-continued"]


def test_a_row_without_a_date_is_not_divided_by_guessing() -> None:
    report = read(page("1 Training to combat illegal trade. Kyrgyz Republic"))
    assert report.rows[0].undivided == "Training to combat illegal trade. Kyrgyz Republic"
    assert report.rows[0].beneficiaries == ()
    assert codes(report) == ["row-undivided"]


def test_a_row_without_a_title_is_told() -> None:
    report = read(page("1 05/03/2020 Ghana"))
    assert (report.rows[0].title, report.rows[0].beneficiaries) == ("", ("Ghana",))
    assert codes(report) == ["row-title-missing"]


def test_a_day_that_no_calendar_has_is_kept_as_printed() -> None:
    report = read(page("1 A 31/02/2020 Ghana"))
    assert (report.rows[0].printed_start, report.rows[0].start) == ("31/02/2020", None)
    assert codes(report) == ["row-date-impossible"]


def test_a_table_with_another_header_is_told_and_never_read_as_text() -> None:
    other = HEADER.replace("Beneficiary Members or observers", "Beneficiary Members")
    text = page("1 A 05/03/2020 Ghana\n2 National Workshop\nGhana").replace(HEADER, other)
    report = read(text)
    assert (report.rows, report.sections) == ((), ())
    assert codes(report) == ["table-unknown"] * 4 + ["table-not-visible"]


def test_a_number_in_prose_is_no_heading() -> None:
    prose = "1  Overview\n 1. We trained\n16 Customs officers from Ghana"
    report = read(page("1 A 05/03/2020 Ghana", prose))
    assert [section.number for section in report.sections] == ["1"]
    assert report.sections[0].paragraphs[0].text.endswith("16 Customs officers from Ghana")


def test_text_behind_the_table_belongs_to_no_row() -> None:
    report = read(page("1 A 05/03/2020\n\nSwitzerland"))
    assert report.rows[0].beneficiaries == ()
    assert codes(report) == ["line-unread"]
    report = read(page("1 A 05/03/2020 Ghana\nPowered by WTO\n3 B; Togo"))
    assert [row.beneficiaries for row in report.rows] == [("Ghana",)]
    assert codes(report) == ["line-unread", "row-number-out-of-order"]


def test_a_last_row_that_ends_in_digits_is_cut() -> None:
    report = read(page("1 A 05/03/2020 Ghana\n2 EU markets 01"))
    assert (len(report.rows), report.table_state) == (1, TableState.CUT)


def test_a_page_without_a_submitter_line_has_no_submitter() -> None:
    for first in ("I. GENERAL REMARKS", "A.  Voluntary Contributions", "GENERAL REMARKS"):
        assert read(f"{TITLE}\n\n{first}\n\nText follows here.").submitter is None


def test_a_submitter_that_only_prose_names_comes_from_the_manifest() -> None:
    filing = Filing(ReportNumber("2176"), submitter="Australia", submitter_in_prose=True)
    report = read(page("1 A 05/03/2020 Ghana", submitter="Some heading"), filing)
    assert report.submitter is not None
    assert (report.submitter.text, report.submitter.evidence) == ("Australia", None)
    assert codes(report) == ["line-unread"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("led to 859 arrests", [("859", None)]),
        ("led to 12,345 arrests", [("12345", None)]),
        ("led to fewer than 12 arrests", [("12", "fewer than")]),
        ("led to up to 12 arrests", [("12", "up to")]),
        ("led to 12 345 arrests", []),
        ("led to 1'234 arrests", []),
        ("led to 20-30 arrests", []),
        ("led to 1.500,5 arrests", []),
        ("saw no seizure of USD 14 million worth of goods", []),
        ("saw the seizure of USD 1.5 million worth of goods", [("1500000", None)]),
        ("came from more than 90 countries", [("90", "more than")]),
        ("is Article 67 and 1.2.1 and IP/C/W/582", []),
    ],
)
def test_figures_are_read_whole_or_not_at_all(
    words: str, found: list[tuple[str, str | None]]
) -> None:
    report = read(page("1 A 05/03/2020 Ghana", f"1  Overview\n 1. Operation Pangea XI {words}."))
    read_figures = [(str(item.value), item.qualifier) for item in report.narrative.figures]
    assert read_figures == found


def test_a_figure_of_another_year_does_not_take_the_activity_s_period() -> None:
    prose = (
        "1  Overview\n 1. The 11th operation was held in October 2018. In 2010, Operation Pangea XI"
        " led to 12 arrests. Operation Pangea XI led to 859 arrests."
    )
    figures = read(page("1 A 05/03/2020 Ghana", prose)).narrative.figures
    assert [figure.period and figure.period.start for figure in figures] == [None, "2018-10"]


def test_a_period_cannot_end_before_it_starts() -> None:
    twice = "Between October 2019 and September 2018 we met."
    report = read(page("1 A 05/03/2020 Ghana", f"1  Overview\n 1. {twice}\n 2. {twice}"))
    assert report.period is None


def test_commas_belong_to_names() -> None:
    report = read(page("1 A 05/03/2020 Hong Kong, China; Korea, Republic of"))
    assert report.rows[0].beneficiaries == ("Hong Kong, China", "Korea, Republic of")


def test_two_periods_are_no_period() -> None:
    prose = (
        "1  Overview\n 1. Between May 2019 and June 2020 we met.\n\n"
        " 2. Between May 2018 and June 2019 too."
    )
    report = read(page("1 A 05/03/2020 Ghana", prose))
    assert report.period is None
    assert "period-ambiguous" in codes(report)


def test_a_period_that_is_said_once_is_not_taken() -> None:
    prose = "1  Overview\n 1. Between May 2019 and June 2020 one project trained examiners."
    report = read(page("1 A 05/03/2020 Ghana", prose))
    assert report.period is None
    assert "period-stated-once" in codes(report)


def test_a_figure_belongs_to_the_activity_of_its_sentence() -> None:
    prose = (
        "1  Overview\n 1. Operation Opson VII led to 12 arrests. Operation Pangea XI, in"
        " partnership with Interpol, led to 859 arrests. Elsewhere there were 5 arrests."
    )
    narrative = read(page("1 A 05/03/2020 Ghana", prose)).narrative
    about = {str(figure.value): figure.about for figure in narrative.figures}
    assert about == {"12": "operation-opson-vii", "859": "operation-pangea-xi", "5": None}
    partners = {event.key: len(event.partners) for event in narrative.events}
    assert partners == {"operation-opson-vii": 0, "operation-pangea-xi": 1}


def test_a_page_that_contradicts_its_manifest_is_told() -> None:
    filing = Filing(ReportNumber("9999999"), submitter="Sweden")
    report = read(page("1 A 05/03/2020 Ghana"), filing)
    assert report.submitter is not None
    assert report.submitter.text == "Norway"
    assert "manifest-disagrees" in codes(report)


def test_a_repeated_section_number_keeps_both_sections() -> None:
    report = read(page("1 A 05/03/2020 Ghana", "1.1  Work\n 1. One.\n\n1.1  Work\n 1. Two."))
    assert [(item.key, item.number) for item in report.sections] == [
        ("1.1", "1.1"),
        ("1.1_2", "1.1"),
    ]


_NAMES = st.lists(
    st.sampled_from(["Ghana", "Hong Kong, China", "Viet Nam", "Côte d'Ivoire"]), max_size=4
)
_TITLES = st.text(
    st.characters(categories=["L", "Nd", "Pd", "Po"], exclude_characters=";"), min_size=1
).filter(lambda text: text.strip() == text and not text[0].isdigit())
_ROWS = st.lists(st.tuples(_TITLES, st.dates(date(1995, 1, 1)), _NAMES), max_size=8)


@given(_ROWS)
def test_any_table_that_is_printed_reads_back(rows: list[tuple[str, date, list[str]]]) -> None:
    lines = [
        " ".join([str(n), title, f"{day:%d/%m/}{day.year:04}", "; ".join(names)]).rstrip()
        for n, (title, day, names) in enumerate(rows, 1)
    ]
    found = read(page("\n".join(lines))).rows
    assert [(row.title, row.start, list(row.beneficiaries)) for row in found] == rows


_LINES = st.lists(
    st.one_of(
        st.text(max_size=60),
        st.sampled_from([TITLE, HEADER, "1  Overview", " 1. Text.", "1 A 05/03/2020 Ghana", "2 B"]),
    ),
    max_size=12,
)


@given(_LINES)
def test_no_line_vanishes_and_no_page_crashes_the_parser(lines: list[str]) -> None:
    text = "\n".join(lines)
    told = read_layout(text)
    assert "\n".join(line.text for line in told).split("\n") == [
        raw.removesuffix("\r") for raw in text.split("\n")
    ]
    report = read(text)
    reported = {finding.line for finding in report.findings}
    unread = {line.number for line in told if line.kind is Kind.UNREAD}
    cut = report.table_state is TableState.CUT
    assert cut or unread <= reported
