"""All evidence points at what it quotes: position, characters and line agree with the source."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import pytest

from tests.conftest import DATA
from tests.test_fixtures import PAGES
from trips_graph.entities.authorities import read_authorities, read_classification
from trips_graph.entities.match import open_register
from trips_graph.entities.reconcile import reconcile
from trips_graph.model.passage import QUOTE, Evidence
from trips_graph.reports.archive import open_sources
from trips_graph.reports.manifest import Manifest
from trips_graph.reports.parse import parse
from trips_graph.reports.prose.rules import ReadingRules


def evidence_in(item: Any) -> Iterator[Evidence]:
    """Yield every piece of evidence that an object of the model holds, however deep."""
    if isinstance(item, Evidence):
        yield item
    elif dataclasses.is_dataclass(item) and not isinstance(item, type):
        for part in dataclasses.fields(item):
            yield from evidence_in(getattr(item, part.name))
    elif isinstance(item, dict):
        for part in item.values():
            yield from evidence_in(part)
    elif isinstance(item, (tuple, list)):
        for part in item:
            yield from evidence_in(part)


@pytest.mark.parametrize("folder", [PAGES, DATA / "sources"], ids=["fixtures", "data"])
def test_every_quote_stands_where_its_evidence_says(
    folder: Any, known: Manifest, rules: ReadingRules
) -> None:
    classification = read_classification(DATA / "rules" / "classification.csv")
    register = open_register(read_authorities(DATA / "authorities"), classification)
    seen = 0
    for document in open_sources([folder], known):
        text = document.text or ""
        for item in evidence_in(reconcile(parse(document, rules), register)):
            assert item.quote == text[item.start : item.end][:QUOTE], document.name
            assert item.line == text.count("\n", 0, item.start) + 1, document.name
            seen += 1
    assert seen > 0
