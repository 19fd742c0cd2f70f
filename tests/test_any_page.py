"""Whatever a page holds, its graph keeps to the shapes: bad data is a finding, never a stop."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.graph.test_describe import REGISTER
from tests.reports.pages import HEADER, RULES, TITLE, page
from trips_graph.checks.validate import find_results
from trips_graph.entities.reconcile import reconcile
from trips_graph.graph.describe import describe
from trips_graph.graph.register import RuleText, describe_register
from trips_graph.graph.vocabulary import describe_vocabulary
from trips_graph.iris import Iris
from trips_graph.model.graph import NamedGraph
from trips_graph.model.report import Filing, Rendition, ReportNumber, SourceDocument
from trips_graph.reports.parse import parse
from trips_graph.settings import resources

from .entities.test_reconcile import AUTHORITIES

ROOT = resources()
IRIS = Iris("https://example.org/")
BACKGROUND = (
    describe_vocabulary(ROOT / "ontology", IRIS),
    describe_register(
        AUTHORITIES,
        REGISTER.rules,
        [RuleText(rule.id, rule.printed_pattern, rule.note) for rule in RULES.all()],
        IRIS,
    ),
)
SHAPES: Path = ROOT / "shapes"

ARABIC = "\u0663\u0664"  # 34, in digits that are none of ASCII
LINES = st.one_of(
    st.text(max_size=80),
    st.sampled_from(
        [
            TITLE, HEADER, "Norway", "1  Overview", "1.1  Operations", " 1. Text.", "1  Overview",
            "1 05/03/2020 Ghana", "1 A 05/03/2020 Ghana; ; Ghana", "2 B", "2 B 31/02/2020",
            "3 C 05/03/2020 ASEAN; Atlantis", "4 D 05/03/2020 LDCs", "5 05/03/2020", "6 EU 01/11",
            " 2. Between May 2019 and June 2020, in partnership with Interpol and us, Operation"
            " Pangea XI led to 859 arrests and 12 arrests from a record 116 countries.",
            " 3. The seizure of USD 1.5 million worth of goods. Operation Opson X. 3 arrests.",
            ' 4. The e-learning module "CLiCK". WCO tools, such as CENcomm and Xyz.',
            " 5. Operation Pangea XI, in partnership with Интерпол and Европол and the police and"
            f" the Police, led to {ARABIC} arrests.", f"6 {ARABIC}/{ARABIC}/2020 Ghana",
            "7 D 05/03/2020 Ghana;", "Togo",
            " 6. As of May 2019, 45 officers were trained. Since FY2008, CHF 1.6 million was given"
            ' each year. The seminar "Ω" took place on 5-6 May 2021 with 30 participants. The'
            " budget was €1.5. It has a membership of the following states: Oman, Togo and Ghana.",
            "There are currently no items in the database", "There ", "8 Ω 05/03/2020 Ωmega", "",
        ]
    ),
)  # fmt: skip


def graph_of(text: str, number: int) -> NamedGraph:
    """Return the graph of an invented page; the first has no number that anybody knows."""
    known = str(9_000_000 + number) if number else f"sha256-{'0' * 16}"
    filing = Filing(ReportNumber(known))
    document = SourceDocument("invented.txt", Rendition.AS_PUBLISHED, filing, text, "0" * 64)
    return describe(reconcile(parse(document, RULES), REGISTER), IRIS).graph


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(LINES, max_size=14).map("\n".join), min_size=12, max_size=12))
def test_no_page_can_stop_a_release(texts: list[str]) -> None:
    graphs = [graph_of(text, number) for number, text in enumerate(texts)]
    graphs.append(graph_of(page("\n".join(texts)), len(texts)))
    results = find_results((*BACKGROUND, *graphs), SHAPES)
    violations = [result for result in results if result.severity == "Violation"]
    assert violations == [], violations[0]


def test_graphs_of_invented_pages_are_not_empty() -> None:
    graph = graph_of(page("1 A 05/03/2020 Ghana"), 1)
    assert len(replace(graph).nquads) > 20
