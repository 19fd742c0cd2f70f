"""Dates of every precision, in a small invented graph: what is not known is not assumed."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, Store, parse

from .asking import ask

PREFIXES = """
@base <https://w3id.org/trips-graph/id/> .
@prefix tg: <https://w3id.org/trips-graph/def#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
MEMBERS = """
<member/DAY> a tg:Member ; rdfs:label "Day"@en ; tg:wtoAccession "1995-01-01"^^xsd:date ;
  tg:ldcFrom "1971"^^xsd:gYear ; tg:ldcUntil "2020-12-04"^^xsd:date .
<member/YEAR> a tg:Member ; rdfs:label "Year"@en ; tg:wtoAccession "1995-01-01"^^xsd:date ;
  tg:ldcFrom "1971"^^xsd:gYear ; tg:ldcUntil "2020"^^xsd:gYear .
<member/NEW> a tg:Member ; rdfs:label "New"@en ; tg:wtoAccession "1995-01-01"^^xsd:date ;
  tg:ldcFrom "2020-07-01"^^xsd:date .
<member/NEVER> a tg:Member ; rdfs:label "Never"@en ; tg:wtoAccession "1995-01-01"^^xsd:date .
<organisation/one> rdfs:label "One"@en . <organisation/two> rdfs:label "Two"@en .
<report/1> a tg:Report .
"""
TYPES = {4: "gYear", 7: "gYearMonth", 10: "date"}


def activity(
    key: str, start: str, end: str = "", by: str = "one", members: str = "DAY YEAR NEW NEVER"
) -> str:
    """Return an activity in Turtle."""
    named = ", ".join(f"<member/{member}>" for member in members.split())
    last = f'tg:endDate "{end}"^^xsd:{TYPES[len(end)]} ;' if end else ""
    return f"""<activity/{key}> a tg:Activity ; dcterms:title "{key}"@en ;
      tg:reportedIn <report/1> ; tg:reportedBy <organisation/{by}> ;
      tg:startYear {start[:4]} ; {last}
      tg:startDate "{start}"^^xsd:{TYPES[len(start)]} ; tg:beneficiary {named} ."""


def store_of(*texts: str) -> Store:
    """Return a store of Turtle."""
    store = Store()
    store.extend(parse(PREFIXES + MEMBERS + "\n".join(texts), format=RdfFormat.TURTLE))
    return store


@pytest.mark.parametrize(
    ("start", "ldcs"),
    [
        ("2019-12-31", "Day Year"),
        ("2020", "Day"),  # a year alone counts as its first day, and so does an end
        ("2020-01-01", "Day"),
        ("2020-07", "Day"),
        ("2020-07-01", "Day New"),
        ("2020-12-03", "Day New"),
        ("2020-12-04", "New"),  # the end is exclusive
        ("2021", "New"),
        ("1970", ""),
    ],
)
def test_ldc_means_ldc_on_the_day_of_the_start(start: str, ldcs: str) -> None:
    found = ask(store_of(activity("a", start)), 6, "ldc", since="1900")
    assert " ".join(name for (name,) in found) == ldcs


@pytest.mark.parametrize(
    ("start", "end", "running"),
    [
        ("2020-05-09", "2020-05-11", "running"),
        ("2020-05-10", "2020-05-10", "running"),
        ("2020-05-10", "", "unknown"),
        ("2019", "", "unknown"),
        ("2019", "2021", "running"),
        ("2019", "2020", "unknown"),  # which day of 2020 it ended is not stated
        ("2020-05", "2020-06", "unknown"),  # nor on which day of May it began
        ("2020-04", "2020-06", "running"),
        ("2020", "2020", "unknown"),
        ("2020-05-11", "2020-05-12", ""),
        ("2020-05-01", "2020-05-09", ""),
        ("2020-06", "", ""),
        ("2018", "2019", ""),
        ("2021", "", ""),
    ],
)
def test_running_is_said_only_where_both_ends_tell(start: str, end: str, running: str) -> None:
    found = ask(store_of(activity("a", start, end)), 17, "running", day="2020-05-10")
    assert found == ([(running,)] if running else [])


@pytest.mark.parametrize(
    ("one", "two", "overlap"),
    [
        (("2020-01-01", "2020-03-31"), ("2020-03-31", ""), "stated"),
        (("2020-03-31", ""), ("2020-01-01", "2020-03-31"), "stated"),
        (("2019-11-01", "2020-02"), ("2020-02-20", ""), "stated"),
        (("2019", "2021"), ("2020-02-20", "2020-02-21"), "stated"),
        (("2020-01-01", "2020-01-31"), ("2020-02-20", ""), "started in the same year"),
        (("2020-01-01", ""), ("2020-12-31", ""), "started in the same year"),
        (("2019-12-31", ""), ("2020-01-01", ""), ""),
        (("2018", "2019"), ("2020-01-01", ""), ""),
    ],
)
def test_an_overlap_is_stated_or_a_hint(
    one: tuple[str, str], two: tuple[str, str], overlap: str
) -> None:
    store = store_of(
        activity("a", *one, by="one", members="DAY"), activity("b", *two, by="two", members="DAY")
    )
    assert ask(store, 12, "beneficiary", "overlap") == ([("Day", overlap)] if overlap else [])


def test_one_submitter_overlaps_not_with_itself() -> None:
    store = store_of(activity("a", "2020", members="DAY"), activity("b", "2020", members="DAY"))
    assert ask(store, 12, "overlap") == []
