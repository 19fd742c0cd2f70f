"""The schema.org Dataset is what search engines expect and says what the release holds."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld
from pyoxigraph import Literal, QuerySolutions, Store

from trips_graph.model.publication import Publisher, read_publication
from trips_graph.model.release import Release
from trips_graph.releases.dataset import describe_dataset

SCHEMA = "https://schema.org/"


@pytest.fixture(scope="module")
def document(release: Release) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((release.folder / "dataset.jsonld").read_text("utf-8"))
    return read


def test_it_expands_without_the_network(document: dict[str, Any]) -> None:
    def refuse(address: str, options: object) -> None:
        raise AssertionError(f"{address} was asked for")

    (expanded,) = jsonld.expand(document, {"documentLoader": refuse})
    assert expanded["@type"] == [SCHEMA + "Dataset"]
    for name in (
        "name", "description", "license", "creator", "publisher", "url", "identifier", "version",
        "keywords", "temporalCoverage", "isBasedOn", "includedInDataCatalog", "distribution",
    ):  # fmt: skip
        assert expanded[SCHEMA + name], name
    (licence,) = expanded[SCHEMA + "license"]
    assert licence == {"@id": "http://creativecommons.org/licenses/by/4.0/"}
    for download in expanded[SCHEMA + "distribution"]:
        (address,) = download[SCHEMA + "contentUrl"]
        assert address["@id"].startswith("https://")
        (size,) = download[SCHEMA + "contentSize"]
        assert re.fullmatch(r"\d+ B", size["@value"])


def test_the_years_are_those_that_the_reports_state(
    release: Release, document: dict[str, Any]
) -> None:
    store = Store.read_only(str(release.store))
    query = (
        "PREFIX tg: <https://w3id.org/trips-graph/def#> SELECT DISTINCT ?v WHERE { GRAPH ?g "
        "{ VALUES ?p { tg:periodStart tg:periodEnd tg:startDate tg:endDate } ?s ?p ?v } }"
    )
    found = store.query(query)
    assert isinstance(found, QuerySolutions)
    years = sorted(str(row[0].value)[:4] for row in found if isinstance(row[0], Literal))
    assert document["temporalCoverage"] == f"{years[0]}/{years[-1]}"


def test_a_contact_is_told_where_one_is_known(release: Release) -> None:
    publication = read_publication(release)
    assert publication is not None
    assert "contactPoint" not in describe_dataset(publication)["creator"]
    for contact, told in (
        ("mailto:reports@example.org", {"email": "reports@example.org"}),
        ("https://example.org/ask", {"url": "https://example.org/ask"}),
    ):
        known = replace(publication, publisher=Publisher("Invented Office", contact))
        point = describe_dataset(known)["creator"]["contactPoint"]
        assert point == {"@type": "ContactPoint", **told}


def test_the_description_reads_back_to_the_same_bytes(release: Release) -> None:
    publication = read_publication(release)
    assert publication is not None
    assert publication.encode() == (Path(release.folder) / "description.json").read_bytes()
    assert publication.triples == release.manifest.counts["triples"]
    assert sum(graph.number for graph in publication.graphs) == publication.triples
