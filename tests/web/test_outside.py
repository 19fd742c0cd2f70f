"""Terms of others have names in three languages: what a release uses of them is in the table."""

from __future__ import annotations

import csv

import pytest
from pyoxigraph import Literal, NamedNode, Quad, parse

from trips_graph.model.release import Release
from trips_graph.settings import resources
from trips_graph.terms import rdf, rdfs, skos
from trips_graph.web.kinds import retell
from trips_graph.web.languages.locale import LANGUAGES, Locale
from trips_graph.web.outside import name_outside, read_outside_terms


def test_every_property_and_class_of_a_release_has_a_name_in_each_language(
    fixtures_release: Release,
) -> None:
    quads = list(parse(path=fixtures_release.folder / "trips-graph.nq"))
    ours = [quad for quad in quads if "/id/" in str(quad.subject)]
    used = {quad.predicate.value for quad in ours} | {
        quad.object.value
        for quad in ours
        if quad.predicate == rdf.type and isinstance(quad.object, NamedNode)
    }
    named = labels(quads) | {iri: set(LANGUAGES) for iri in read_outside_terms()}
    assert {iri for iri in used if named.get(iri, set()) < set(LANGUAGES)} == set()


def labels(quads: list[Quad]) -> dict[str, set[str]]:
    """Return the languages in which each term has a label."""
    found: dict[str, set[str]] = {}
    for quad in quads:
        if quad.predicate in (rdfs.label, skos.prefLabel) and isinstance(quad.object, Literal):
            found.setdefault(str(quad.subject).strip("<>"), set()).add(quad.object.language or "")
    return found


def test_the_table_is_sorted_and_whole() -> None:
    with (resources() / "data" / "outside-terms.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    iris = [row["iri"] for row in rows]
    assert iris == sorted(set(iris))
    assert all(row[name].strip() for row in rows for name in LANGUAGES)


@pytest.mark.parametrize(
    ("iri", "name"),
    [
        ("http://www.wikidata.org/entity/Q424", "Wikidata Q424"),
        ("https://sws.geonames.org/1831722/", "GeoNames 1831722"),
        ("https://e-trips.wto.org/fr/X/View/2659", "Portail e-TRIPS 2659"),
        ("http://eurovoc.europa.eu/5551", "EuroVoc 5551"),
        ("https://example.com/a/b", None),
        ("mailto:a@example.com", None),
    ],
)
def test_a_link_to_a_known_site_is_called_by_it(iri: str, name: str | None) -> None:
    assert name_outside(iri, "fr") == name


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("row 9 of report 9000023", "fila 9 del cuadro del informe 9000023"),
        ("line 21 of report 9000023", "línea 21 del texto del informe 9000023"),
        ("health authorities: left open", "health authorities: sin resolver"),
        ("National Workshop", None),
    ],
)
def test_our_own_labels_are_told_in_the_language_of_a_reader(label: str, told: str | None) -> None:
    assert retell(Locale("es"), label) == told
