"""A figure is the submitter's, or of another body that its sentence names."""

from __future__ import annotations

import pytest

from tests.reports.pages import RULES
from trips_graph.model.report import Paragraph
from trips_graph.reports.prose.actors import own_names
from trips_graph.reports.prose.narrative import read_narrative


@pytest.mark.parametrize(
    ("printed", "body"),
    [
        ("Japan", "Japanese Customs"),
        ("Japan", "the Government of Japan"),
        ("Canada", "the Canadian Government"),
        ("Switzerland", "the Swiss Government"),
        ("the United States of America", "US Customs"),
        ("the United States of America", "the United States"),
        ("European Union", "the EU"),
        ("UNITED STATES OF AMERICA", "U.S. officials"),
        ("the World Health Organization (WHO)", "WHO"),
        ("Korea, Republic of", "Korean police"),
        ("Australia", "IP Australia"),
        ("UNITED STATES OF AMERICA", "GIPA"),
        ("Republic of Korea", "the KIPO"),
        ("Japan", "the JPO"),
    ],
)
def test_a_submitter_is_known_by_its_names(printed: str, body: str) -> None:
    assert own_names([printed], (), RULES.narrative).hold(body)


@pytest.mark.parametrize(
    ("printed", "body"),
    [
        ("Australia", "Austrian police"),
        ("European Union", "the European Patent Office"),
        ("Japan", "WIPO Japan Office"),
        ("the World Health Organization (WHO)", "Whole Foods"),
        ("Switzerland", "the Swedish Government"),
        ("Switzerland", "the JPO"),
        ("Canada", "GIPA"),
        ("", "Norway"),
    ],
)
def test_other_bodies_are_not_the_submitter(printed: str, body: str) -> None:
    assert not own_names([printed], (), RULES.narrative).hold(body)


@pytest.mark.parametrize(
    ("spelled_out", "count"),
    [
        ("The Ruritanian Patent Office (RPO) is in Strelsau.", 1),
        ("Ruritania's Global Marks Academy (GMA) opened.", 1),
        ("Ruritania and the Borduria Seed Office (BSO) met.", 0),
        ("The Bordurian Patent Office (BPO) is in Szohod.", 0),
    ],
)
def test_an_acronym_is_the_submitter_s_where_the_report_spells_it_out(
    spelled_out: str, count: int
) -> None:
    acronym = spelled_out.partition("(")[2].partition(")")[0]
    text = f"{spelled_out} In 2020, {acronym} trained 30 judges."
    paragraph = Paragraph(None, None, text, 0, 1)
    narrative, _ = read_narrative("invented", [paragraph], RULES.narrative, ["Ruritania"])
    assert len(narrative.figures) == count


@pytest.mark.parametrize("submitters", [(), ("Ruritania",)])
def test_who_is_unknown_is_not_the_submitter(submitters: tuple[str, ...]) -> None:
    text = "Ruritania trained 30 judges."
    paragraph = Paragraph(None, None, text, 0, 1)
    narrative, findings = read_narrative("invented", [paragraph], RULES.narrative, submitters)
    assert len(narrative.figures) == len(submitters)
    assert any(item.code == "fact-in-doubt" for item in findings) is not bool(submitters)
