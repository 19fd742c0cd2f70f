"""Facts in prose, described: whose figure, for which period, how sure."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Quad

from tests.graph.test_describe import described, objects
from tests.reports.pages import page
from trips_graph.terms import rdf, tg, xsd

GULF = "Cooperation Council for the Arab States of the Gulf"
LISTED = (
    "GCC is an intergovernmental organization with membership of the following states: the United"
    " Arab Emirates, the Kingdom of Bahrain, Oman, and the State of Kuwait."
)


def quads_of(prose: str, submitter: str = "Norway") -> list[Quad]:
    """Return the quads of an invented page with one paragraph."""
    return described(page("1 A 05/03/2020 Ghana", f"1  Overview\n 1. {prose}", submitter))


def abouts(quads: list[Quad]) -> list[str]:
    return [value.removeprefix("https://example.org/id/") for value in objects(quads, tg.about)]


def test_members_of_the_submitter_are_its_figure() -> None:
    quads = quads_of(LISTED, GULF)
    assert abouts(quads) == ["organisation/gcc"]
    assert objects(quads, tg.value) == ["4"]
    assert objects(quads, tg.confidence) == ["confidence-inferred"]


def test_members_of_another_body_are_not_the_submitter_s() -> None:
    assert abouts(quads_of(LISTED)) == ["report/9999999"]


def test_a_fiscal_year_keeps_its_words() -> None:
    quads = quads_of("For FY2021 the contribution to the fund amounts to CHF 4.5 million.")
    assert objects(quads, tg.statedPeriod) == ["For FY2021"]
    starts = [quad.object for quad in quads if quad.predicate == tg.periodStart]
    assert starts == [Literal("2021", datatype=xsd.gYear)]
    assert objects(quads, tg.figureKind) == ["figure-kind-contribution"]
    assert objects(quads, tg.confidence) == ["confidence-stated"]


def test_an_amount_of_each_year_is_no_total() -> None:
    quads = quads_of("Since FY2008, a contribution of CHF 1.5 million annually is made.")
    assert objects(quads, tg.figureKind) == ["figure-kind-contribution-per-year"]
    assert objects(quads, tg.cumulative) == []
    assert objects(quads, tg.periodEnd) == []


def test_a_figure_over_many_years_is_cumulative() -> None:
    quads = quads_of("Between April 1999 and March 2020 Norway trained 5,120 officials.")
    truths = [quad.object for quad in quads if quad.predicate == tg.cumulative]
    assert truths == [Literal("true", datatype=xsd.boolean)]


def test_what_is_planned_is_no_activity() -> None:
    quads = quads_of('The workshop "Brands" will be held on 5-6 May 2022 in Lima.')
    activities = [quad.subject for quad in quads if quad.object == tg.Activity]
    assert activities == [NamedNode("https://example.org/id/activity/9999999-1")]
    assert (rdf.type, tg.ReportedFigure) not in {(q.predicate, q.object) for q in quads}
