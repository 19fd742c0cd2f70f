"""Facts in prose: all that is read is right, and nearly all that is there is read.

The sentences are invented. `facts.toml` and `none.toml` were written beside the rules;
`heldout.toml` before any rule was tuned, so that its figures are honest.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from tests.reports.pages import RULES
from tests.reports.prose.corpus.corpus import Case, Score, cases, facts, read, score

FACTS = cases("facts.toml")
NONE = cases("none.toml")
HELD_OUT = cases("heldout.toml")
LEAST = 60  # sentences of each kind
# Carrier sentences of our own around the words that the real reports use.
CARRIERS = {
    "trainees": (
        "Japan provided training to 7,377 trainees in the years from April 1996 to March 2022.",
        "trainees | 7377 person | 1996-04/2022-03 | cumulative",
    ),
    "contribution per year": (
        "Since FY2008 a contribution is made for Africa in the amount of CHF 1.6 million annually.",
        "contribution-per-year | 1600000 CHF | 2008/..",
    ),
    "contribution": (
        "The contribution to FIT Japan IP Global for FY2021 amounts to CHF 4.66 million.",
        "contribution | 4660000 CHF | 2021/2021 | about fit-japan-ip-global",
    ),
    "member states": (
        "It has a membership of the following states: United Arab Emirates, Kingdom of Bahrain,"
        " Kingdom of Saudi Arabia, Sultanate of Oman, State of Qatar, and the State of Kuwait.",
        "member-states | 6 state | inferred",
    ),
}
OPERATION = (
    "With others, in partnership with Interpol and Europol and health authorities, it ran"
    " operation PANGEA. The 11th operation was held in October 2018 with teams from a record 116"
    " countries. Operation Pangea XI results in 859 arrests worldwide and the seizure of USD 14"
    " million worth of potentially dangerous pharmaceuticals. Officers learn using WCO tools, such"
    ' as CENcomm. By using the WCO\'s internet-based e-learning module "CLiCK", they learn alone.'
)


@pytest.mark.parametrize("case", [*FACTS, *NONE], ids=lambda case: case.text[:50])
def test_what_is_read_is_in_the_text(case: Case) -> None:
    assert Counter(facts(read(case.text))) - Counter(case.facts) == Counter()


def test_precision_and_recall_of_the_corpus(scores: dict[str, Score]) -> None:
    assert len(FACTS) >= LEAST
    assert len(NONE) >= LEAST
    assert not any(case.facts for case in NONE)
    found = scores["written beside the rules"] = score((*FACTS, *NONE))
    assert found.precision == 1.0
    assert found.recall >= 0.95


def test_every_kind_of_fact_is_in_the_corpus() -> None:
    kinds = {rule.kind for rule in RULES.narrative.figure} | {"event", "partner", "tool"}
    assert kinds == set(score(FACTS).expected)


@pytest.mark.parametrize("between", [" ", " 3. ", "\n              12. "])
def test_a_report_in_one_paragraph_reads_to_the_same_facts(between: str) -> None:
    together = between.join(case.text for case in (*FACTS, *NONE))
    assert set(facts(read(together))) == {fact for case in FACTS for fact in case.facts}


UNEVEN = {
    "double blanks": (" ", "  "),
    "blanks that do not break": (" ", "\u00a0"),
    "lines": (" ", "\n"),
    "hyphens that do not break": ("-", "\u2011"),
    "curly apostrophes": ("'", "\u2019"),
}


@pytest.mark.parametrize("name", UNEVEN)
def test_blanks_and_hyphens_make_no_difference(name: str) -> None:
    printed, other = UNEVEN[name]
    for case in (*FACTS, *NONE):
        assert Counter(facts(read(case.text.replace(printed, other)))) == Counter(case.facts)


def test_evidence_is_quoted_as_the_source_prints_it() -> None:
    text = "In\u00a02019, the Institute trained\n   240   patent examiners."
    (figure,) = read(text).figures
    assert figure.evidence.quote == text[figure.evidence.start : figure.evidence.end]
    assert figure.evidence.quote == "trained\n   240   patent examiners"


def test_precision_and_recall_of_what_was_held_out(scores: dict[str, Score]) -> None:
    """The bounds are wide: no rule is tuned to these sentences."""
    found = scores["held out"] = score(HELD_OUT)
    assert found.precision >= 0.9
    assert found.recall >= 0.8


@pytest.mark.parametrize("kind", CARRIERS)
def test_real_figures_are_read_in_sentences_of_our_own(kind: str, shared: Path) -> None:
    with (shared / "facts" / "narrative.tsv").open(encoding="utf-8") as rows:
        known = {row["kind"]: row for row in csv.DictReader(rows, delimiter="\t")}
    text, expected = CARRIERS[kind]
    assert known[kind]["value"] in expected
    assert expected in facts(read(text))


def test_the_real_operation_is_read_in_sentences_of_our_own(shared: Path) -> None:
    text = (shared / "facts" / "narrative.tsv").read_text(encoding="utf-8")
    assert "from a record 116 countries" in text
    key, when = "operation-pangea-xi", "2018-10/2018-10"
    assert set(facts(read(OPERATION))) == {
        f"event | {key} | {when}",
        "event | e-learning-click",
        f"countries-taking-part | 116 country | record | {when} | about {key}",
        f"arrests | 859 arrest | {when} | about {key}",
        f"seizure-value | 14000000 USD | {when} | about {key}",
        f"partner | Interpol | {key}",
        f"partner | Europol | {key}",
        f"partner | health authorities | {key}",
        "tool | CENcomm | report",
        "tool | CLiCK | e-learning-click",
    }
